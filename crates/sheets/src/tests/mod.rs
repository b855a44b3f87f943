//! Files as offices have them, from their bytes to the verdict.

mod files;
mod findings;
mod fuzz;
mod office;
mod panics;
mod workbook;

use yuebao_domain::period::Month;
use yuebao_domain::profile::Profile;
use yuebao_domain::profile_file::builtin;

use super::*;

/// Files with what a person says beside them.
struct Asked {
    files: Vec<(String, Vec<u8>)>,
    profile: Option<&'static str>,
    month: Option<Month>,
    unit: Option<Unit>,
    columns: &'static str,
}

fn file(name: &str, bytes: impl AsRef<[u8]>) -> (String, Vec<u8>) {
    (name.to_owned(), bytes.as_ref().to_vec())
}

fn asked(files: &[(String, Vec<u8>)]) -> Asked {
    Asked {
        files: files.to_vec(),
        profile: Some("qinzhou-2022"),
        month: None,
        unit: None,
        columns: "",
    }
}

/// What the files hold, or what is said instead.
fn gather(asked: &Asked) -> Result<(Profile, Batch), Vec<String>> {
    let names = Vocabulary::load([asked.columns]).unwrap();
    let mut files = Files::default();
    for (name, bytes) in &asked.files {
        files.add(name, bytes.clone());
    }
    let told = |notes: &[Note]| notes.iter().map(ToString::to_string).collect::<Vec<_>>();
    if files.is_empty() {
        return Err(told(files.unreadable()));
    }
    let profile = asked.profile.or(files.profile()).unwrap();
    let profile = builtin(profile).unwrap();
    let with = ReadOptions {
        names: &names,
        profile: &profile,
        month: asked.month,
        unit: asked.unit,
    };
    let batch = files.read(with).map_err(|notes| told(&notes))?;
    Ok((profile, batch))
}

fn verdicts(asked: &Asked) -> Verdicts {
    let (profile, batch) = gather(asked).unwrap();
    run(batch, &profile, || ())
}

/// Project, month and code of each finding.
fn codes(verdicts: &Verdicts) -> Vec<String> {
    let told = |found: &LocatedFinding| {
        let project = found.row.map_or("—", |row| &verdicts.projects[row].0);
        let month = found
            .month
            .map_or_else(|| "—".to_owned(), |month| month.to_string());
        format!("{project} {month} {}", found.finding.code)
    };
    verdicts.found.iter().map(told).collect()
}

fn notes(verdicts: &Verdicts) -> Vec<String> {
    verdicts.notes.iter().map(ToString::to_string).collect()
}
