//! `yuebao profile …`.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use serde::Serialize;
use serde_json::{Value, json};
use yuebao_domain::check::catalogue::RULES;
use yuebao_domain::profile::Profile;
use yuebao_domain::profile_file::{BUILTIN, ProfileError, builtin, from_toml};

use super::columns::{Align, columns};
use super::output::{Output, print};
use super::{input, new_profile, next_profile, values};

#[derive(Debug, clap::Subcommand)]
pub(crate) enum Command {
    List,
    Show(ShowArgs),
    New(new_profile::Args),
    Next(next_profile::Args),
    Check(CheckArgs),
}

#[derive(Debug, clap::Args)]
pub(crate) struct ShowArgs {
    #[arg(value_name = "ID", value_parser = values::built_in())]
    id: String,
}

#[derive(Debug, clap::Args)]
pub(crate) struct CheckArgs {
    #[arg(required = true, value_name = "FILE.toml")]
    files: Vec<PathBuf>,
}

/// Does what the command line says.
pub(crate) fn run(command: Command, output: Output) -> anyhow::Result<ExitCode> {
    match command {
        Command::List => {
            let rows = list()?;
            output.rows(&rows, &table(&rows))?;
        }
        Command::Show(args) => write(&args.id, shown(&args.id)?, output)?,
        Command::New(args) => return new_profile::run(&args, output),
        Command::Next(args) => return next_profile::run(&args, output),
        Command::Check(args) => return check_all(&args, output),
    }
    Ok(ExitCode::SUCCESS)
}

/// The text of a profile; for programs what it holds.
pub(super) fn write(id: &str, text: &str, output: Output) -> anyhow::Result<()> {
    if !output.json {
        return Ok(print(text)?);
    }
    let held: toml::Table = text.parse()?;
    output.result(&json!({ "id": id, "toml": held }), "")
}

fn check_all(args: &CheckArgs, output: Output) -> anyhow::Result<ExitCode> {
    let mut code = ExitCode::SUCCESS;
    for file in &args.files {
        let (name, checked) = (input::name(file), of_file(file));
        if checked.is_err() {
            code = ExitCode::FAILURE;
        }
        match checked {
            Err(complaint) if !output.json => output.complain(&complaint)?,
            checked => {
                let text = checked.as_ref().map(|profile| told(&name, profile));
                let text = text.unwrap_or_default();
                output.result(&as_json(&name, checked), &text)?;
            }
        }
    }
    Ok(code)
}

fn as_json(name: &str, checked: Result<Profile, String>) -> Value {
    let (profile, error) = match checked {
        Ok(profile) => (Some(profile), None),
        Err(complaint) => (None, Some(complaint)),
    };
    let profile = profile.as_ref();
    json!({
        "file": name, "ok": error.is_none(), "error": error,
        "id": profile.map(|one| &one.id), "title": profile.map(|one| &one.title),
        "first_year": profile.map(|one| one.first_year),
        "last_year": profile.map(|one| one.last_year),
        "areas": profile.map(|one| one.areas.len()),
    })
}

#[derive(Serialize)]
struct Row {
    id: String,
    title: String,
    first_year: i16,
    last_year: i16,
    areas: usize,
    source: String,
}

fn list() -> Result<Vec<Row>, ProfileError> {
    let row = |(id, _): &(&str, &str)| {
        let profile = builtin(id)?;
        Ok(Row {
            id: profile.id,
            title: profile.title,
            first_year: profile.first_year,
            last_year: profile.last_year,
            areas: profile.areas.len(),
            source: profile.source,
        })
    };
    BUILTIN.iter().map(row).collect()
}

fn table(rows: &[Row]) -> String {
    let head = ["id", "title", "years", "areas", "source"].map(str::to_owned);
    let cells = |row: &Row| {
        let years = years(row.first_year, row.last_year);
        let (id, title, source) = (row.id.clone(), row.title.clone(), row.source.clone());
        [id, title, years, row.areas.to_string(), source]
    };
    let rows: Vec<[String; 5]> = rows.iter().map(cells).collect();
    let (left, right) = (Align::Left, Align::Right);
    columns(&head, &rows, &[left, left, left, right, left])
}

fn shown(id: &str) -> Result<&'static str, ProfileError> {
    let found = BUILTIN.iter().find(|(known, _)| *known == id);
    let unknown = || ProfileError::Unknown {
        name: id.to_owned(),
    };
    found.map(|(_, text)| *text).ok_or_else(unknown)
}

fn years(first: i16, last: i16) -> String {
    if first == last {
        first.to_string()
    } else {
        format!("{first}–{last}")
    }
}

/// The profile in a file, or what is wrong with it.
pub(super) fn of_file(file: &Path) -> Result<Profile, String> {
    let name = input::name(file);
    let text = input::read_text(file)?;
    from_toml(text.trim_start_matches('\u{feff}')).map_err(|error| told_at(&name, error))
}

/// What is wrong with a profile, at its line.
pub(super) fn told_at(name: &str, error: ProfileError) -> String {
    match error {
        ProfileError::Wrong { line, reason } => {
            format!(
                "{name}:{line}: {reason}\n{name}：第 {line} 行有误，请改正后再用；可用的值见 \
                 yuebao rules（规则）、yuebao areas（区划）、yuebao profile show（已有配置）"
            )
        }
        unknown @ ProfileError::Unknown { .. } => format!("{name}: {unknown}"),
    }
}

fn told(name: &str, profile: &Profile) -> String {
    let changed: Vec<String> = (profile.rules.iter())
        .map(|(code, setting)| {
            if setting.off {
                format!("{code} off")
            } else {
                code.to_string()
            }
        })
        .collect();
    let rules = if changed.is_empty() {
        "—".to_owned()
    } else {
        changed.join(", ")
    };
    let years = years(profile.first_year, profile.last_year);
    format!(
        "{name}: OK\n  {} · {} · {} · {}\n  年度 years {years}\n  \
         性质 natures {} · 行业 categories {} · 层级 levels {} · 分类 classes {} · 区划 areas {}\n  \
         规则 rules {}，其中本配置改动 set here: {rules}\n  \
         公布表 published tables {} · 事项 measures {}\n",
        profile.id,
        profile.title,
        profile.title_en,
        profile.source,
        profile.natures.len(),
        profile.categories.len(),
        profile.levels_in_use().len(),
        profile.classes.len(),
        profile.areas.len(),
        RULES.len(),
        profile.published.len(),
        profile.measures.len(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn checked(text: &str) -> Result<Profile, String> {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("own.toml");
        std::fs::write(&file, text).unwrap();
        of_file(&file)
    }

    #[test]
    fn every_built_in_profile_is_listed_and_shown_as_it_is_written() {
        let listed = table(&list().unwrap());
        for (id, text) in BUILTIN {
            assert!(listed.contains(&format!("  {id} ")), "{id}: {listed}");
            assert_eq!(shown(id), Ok(*text));
        }
        let refused = shown("atlantis").unwrap_err().to_string();
        assert!(refused.contains("qinzhou-ten-2022"), "{refused}");
    }

    #[test]
    fn a_right_profile_is_told_with_what_it_holds() {
        let text = "\u{feff}extends = \"qinzhou-2022\"\nid = \"own\"\n[rules.M102]\noff = true\n";
        let told = told("own.toml", &checked(text).unwrap());
        for part in ["own.toml: OK", "own · ", "areas 6", "M102 off", "M107"] {
            assert!(told.contains(part), "{part}: {told}");
        }
    }

    #[test]
    fn a_wrong_profile_is_refused_with_line_and_reason() {
        for (text, line, part) in [
            (
                "extends = \"qinzhou-2022\"\nid = \"own\"\n[rules.Z999]\noff = true\n",
                3,
                "no rule Z999",
            ),
            (
                "extends = \"qinzhou-2022\"\nid = \"own\"\n\n[rules.M110.params]\nkk = \"5\"\n",
                5,
                "no parameter “kk”",
            ),
            ("extends = \"nowhere\"\n", 1, "no profile “nowhere”"),
            ("id = \n", 1, ""),
        ] {
            let complaint = checked(text).unwrap_err();
            assert!(
                complaint.contains(&format!("own.toml:{line}: ")),
                "{complaint}"
            );
            assert!(complaint.contains(&format!("第 {line} 行")), "{complaint}");
            assert!(complaint.contains(part), "{complaint}");
        }
    }
}
