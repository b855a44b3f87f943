//! `yuebao profile check`.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use yuebao_domain::check::catalogue::RULES;
use yuebao_domain::profile::{Profile, ProfileError, from_toml};

use super::{input, output};

/// Look after profiles (地区配置)
#[derive(Debug, clap::Subcommand)]
pub(crate) enum Command {
    Check(CheckArgs),
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
    let Command::Check(args) = command;
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

fn check(file: &Path) -> Result<Profile, String> {
    let name = input::name(file);
    let text = input::read_text(file)?;
    from_toml(text.trim_start_matches('\u{feff}')).map_err(|error| match error {
        ProfileError::Wrong { line, reason } => {
            format!("{name}:{line}: {reason}\n{name}：第 {line} 行有误，请改正后再用")
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
    let years = if profile.first_year == profile.last_year {
        profile.first_year.to_string()
    } else {
        format!("{}–{}", profile.first_year, profile.last_year)
    };
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
