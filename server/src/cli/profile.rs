//! `yuebao profile …`.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use yuebao_domain::check::catalogue::RULES;
use yuebao_domain::profile::{BUILTIN, Profile, ProfileError, builtin, from_toml};

use super::columns::{Align, columns};
use super::{input, new_profile, output};

/// Profiles (地区配置): list, show, write one of one's own, check it
#[derive(Debug, clap::Subcommand)]
pub(crate) enum Command {
    /// List the built-in profiles
    List,
    Show(ShowArgs),
    New(new_profile::Args),
    Check(CheckArgs),
}

/// Show a built-in profile as it is written, with its comments
#[derive(Debug, clap::Args)]
pub(crate) struct ShowArgs {
    /// Its id; `yuebao profile list` names them
    id: String,
}

/// Check profile files before they are used
///
/// A profile that is right is answered with what it holds. A wrong one is refused with the line
/// and the reason.
#[derive(Debug, clap::Args)]
#[command(after_long_help = "\
Exit status: 0 every file can be used, 1 at least one cannot.")]
pub(crate) struct CheckArgs {
    /// The profiles, each a TOML file
    #[arg(required = true, value_name = "FILE.toml")]
    files: Vec<PathBuf>,
}

/// Does what the command line says.
pub(crate) fn run(command: Command) -> anyhow::Result<ExitCode> {
    match command {
        Command::List => output::print(&list()?)?,
        Command::Show(args) => output::print(shown(&args.id)?)?,
        Command::New(args) => return new_profile::run(&args),
        Command::Check(args) => return check_all(&args),
    }
    Ok(ExitCode::SUCCESS)
}

fn check_all(args: &CheckArgs) -> anyhow::Result<ExitCode> {
    let mut code = ExitCode::SUCCESS;
    for file in &args.files {
        match check(file) {
            Ok(profile) => output::print(&told(&input::name(file), &profile))?,
            Err(complaint) => {
                output::complain(&complaint)?;
                code = ExitCode::FAILURE;
            }
        }
    }
    Ok(code)
}

fn list() -> Result<String, ProfileError> {
    let head = ["id", "title", "years", "areas", "source"].map(str::to_owned);
    let row = |(id, _): &(&str, &str)| {
        let profile = builtin(id)?;
        let years = years(&profile);
        let areas = profile.areas.len().to_string();
        Ok([profile.id, profile.title, years, areas, profile.source])
    };
    let rows: Vec<[String; 5]> = BUILTIN.iter().map(row).collect::<Result<_, _>>()?;
    let (left, right) = (Align::Left, Align::Right);
    Ok(columns(&head, &rows, &[left, left, left, right, left]))
}

fn shown(id: &str) -> Result<&'static str, ProfileError> {
    let found = BUILTIN.iter().find(|(known, _)| *known == id);
    let unknown = || ProfileError::Unknown {
        name: id.to_owned(),
    };
    found.map(|(_, text)| *text).ok_or_else(unknown)
}

fn years(profile: &Profile) -> String {
    if profile.first_year == profile.last_year {
        profile.first_year.to_string()
    } else {
        format!("{}–{}", profile.first_year, profile.last_year)
    }
}

fn check(file: &Path) -> Result<Profile, String> {
    let name = input::name(file);
    let text = input::read_text(file)?;
    from_toml(text.trim_start_matches('\u{feff}')).map_err(|error| match error {
        ProfileError::Wrong { line, reason } => {
            format!(
                "{name}:{line}: {reason}\n{name}：第 {line} 行有误，请改正后再用；可用的值见 \
                 yuebao rules（规则）、yuebao areas（区划）、yuebao profile show（已有配置）"
            )
        }
        unknown @ ProfileError::Unknown { .. } => format!("{name}: {unknown}"),
    })
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
    let years = years(profile);
    format!(
        "{name}: OK\n  {} · {} · {} · {}\n  年度 years {years}\n  \
         性质 natures {} · 行业 categories {} · 区划 areas {}\n  \
         规则 rules {}，其中本配置改动 set here: {rules}\n  \
         公布表 published tables {} · 事项 measures {}\n",
        profile.id,
        profile.title,
        profile.title_en,
        profile.source,
        profile.natures.len(),
        profile.categories.len(),
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
        check(&file)
    }

    #[test]
    fn every_built_in_profile_is_listed_and_shown_as_it_is_written() {
        let listed = list().unwrap();
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
