//! From the bytes of a file to a plan that can be written, or to every complaint about it.

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::value::RawValue;
use yuebao_domain::json::{repeated_key, zh};
use yuebao_domain::plan::PlanRow;
use yuebao_domain::profile::{Profile, builtin};
use yuebao_domain::text::clean;
use yuebao_domain::wire::v1::Unit;

use super::check::{Checked, Known, check_projects, check_units};
use super::text::{Entry, line_at};
use super::{Complaint, Contents, Plan};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Outer<'a> {
    #[serde(default)]
    profile: Option<String>,
    #[serde(default, borrow)]
    units: Vec<&'a RawValue>,
    #[serde(default, borrow)]
    projects: Vec<&'a RawValue>,
}

/// Reads and checks a file. `chosen` overrides the profile that the file names; `held` is the one
/// in force, `known` what else is there already.
pub fn read(
    bytes: &[u8],
    chosen: Option<Profile>,
    held: Option<Profile>,
    known: &Known,
) -> Result<Plan, Vec<Complaint>> {
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let before = String::from_utf8_lossy(&bytes[..error.valid_up_to()]);
        let line = line_at(&before, before.len());
        vec![whole(
            line,
            "文件须为 UTF-8 文本，请另存 / the file must be UTF-8 text: save it so",
        )]
    })?;
    let text = text.trim_start_matches('\u{feff}');
    if let Some(repeated) = repeated_key(text) {
        return Err(vec![Complaint {
            line: repeated.line,
            words: format!("{} / {repeated}", repeated.zh()),
            path: repeated.path,
        }]);
    }
    let outer: Outer<'_> = serde_json::from_str(text).map_err(|error| {
        vec![whole(
            error.line(),
            &format!(
                "不是所要求的 JSON：{} / not the JSON that is asked for: {error}",
                zh(&error)
            ),
        )]
    })?;
    let profile = choose(outer.profile.as_deref(), chosen, held)
        .map_err(|words| vec![Entry::new("profile".to_owned(), text, text).complain("", words)])?;
    let mut checked = Checked::default();
    let mut units = rows::<Unit>("units", text, &outer.units, &mut checked);
    for (_, unit) in &mut units {
        unit.name = clean(&unit.name).into_owned();
    }
    let mut projects = rows::<PlanRow>("projects", text, &outer.projects, &mut checked);
    for (_, plan) in &mut projects {
        plan.clean();
    }
    check_units(&units, &known.units, &mut checked);
    check_projects(&projects, &units, known, &profile, &mut checked);
    if !checked.errors.is_empty() {
        checked.errors.sort_by_key(|complaint| complaint.line);
        return Err(checked.errors);
    }
    Ok(Plan {
        plan: Contents {
            profile,
            units: units.into_iter().map(|(_, unit)| unit).collect(),
            projects: projects.into_iter().map(|(_, plan)| plan).collect(),
        },
        warnings: checked.warnings,
    })
}

fn choose(
    named: Option<&str>,
    chosen: Option<Profile>,
    held: Option<Profile>,
) -> Result<Profile, String> {
    match (chosen, named, held) {
        (Some(profile), _, _) => Ok(profile),
        (None, Some(id), Some(held)) if held.id == id => Ok(held),
        (None, Some(id), _) => builtin(id).map_err(|error| error.to_string()),
        (None, None, Some(held)) => Ok(held),
        (None, None, None) => Err(
            "尚未选定地区配置，请写明 profile / no profile is in force yet: name one".to_owned(),
        ),
    }
}

/// Reads each row on its own, so that one wrong row does not hide the next.
fn rows<'a, T: DeserializeOwned>(
    list: &str,
    text: &'a str,
    raw: &[&'a RawValue],
    checked: &mut Checked,
) -> Vec<(Entry<'a>, T)> {
    let mut rows = Vec::with_capacity(raw.len());
    for (index, raw) in raw.iter().enumerate() {
        let entry = Entry::new(format!("{list}[{index}]"), text, raw.get());
        match read_row(&entry) {
            Ok((row, unknown)) => {
                checked.errors.extend(unknown);
                rows.push((entry, row));
            }
            Err(complaint) => checked.errors.push(complaint),
        }
    }
    rows
}

/// Reads each entry of a list on its own: those that were read with their line and path, and
/// what is wrong with the others.
pub(crate) fn read_list<T: DeserializeOwned>(
    list: &str,
    text: &str,
    raw: &[&RawValue],
) -> (Vec<(usize, String, T)>, Vec<Complaint>) {
    let mut checked = Checked::default();
    let read = rows::<T>(list, text, raw, &mut checked);
    let placed = |(entry, row): (Entry<'_>, T)| (entry.line, entry.path, row);
    (read.into_iter().map(placed).collect(), checked.errors)
}

fn read_row<T: DeserializeOwned>(entry: &Entry<'_>) -> Result<(T, Vec<Complaint>), Complaint> {
    let mut reader = serde_json::Deserializer::from_str(entry.text);
    let mut track = serde_path_to_error::Track::new();
    let mut unknown = Vec::new();
    let row = serde_ignored::deserialize(
        serde_path_to_error::Deserializer::new(&mut reader, &mut track),
        |path| unknown.push(path.to_string()),
    );
    let row = row.map_err(|error: serde_json::Error| {
        let path = track.path().to_string();
        let path = if path == "." {
            String::new()
        } else {
            format!(".{path}")
        };
        Complaint {
            line: entry.line + error.line().saturating_sub(1),
            path: format!("{}{path}", entry.path),
            words: format!("读不懂：{} / not understood: {error}", zh(&error)),
        }
    })?;
    let unknown = unknown
        .iter()
        .map(|key| {
            entry.complain(
                key,
                "没有这一项，请核对拼写 / there is no such key: check its spelling",
            )
        })
        .collect();
    Ok((row, unknown))
}

fn whole(line: usize, words: &str) -> Complaint {
    Complaint {
        line,
        path: "(file)".to_owned(),
        words: words.to_owned(),
    }
}
