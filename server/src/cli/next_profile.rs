//! `yuebao profile next`: the profile of the plan after this one.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context as _;
use serde_json::json;
use yuebao_domain::profile_file::{BUILTIN, LineChange, Next, next};
use yuebao_domain::text::Lang;

use super::output::{Output, print};
use super::{input, profile};

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[arg(value_name = "ID|FILE.toml")]
    profile: String,
    #[arg(short, long = "output", value_name = "FILE.toml")]
    output: Option<PathBuf>,
}

/// Prints or writes it, and says what differs and what is still to be said.
pub(crate) fn run(args: &Args, output: Output) -> anyhow::Result<ExitCode> {
    let text = text_of(&args.profile)?;
    let text = text.trim_start_matches('\u{feff}');
    let next =
        next(text).map_err(|error| anyhow::anyhow!(profile::told_at(&args.profile, error)))?;
    if let Some(file) = &args.output {
        let mut options = fs::OpenOptions::new();
        let opened = options.write(true).create_new(true).open(file);
        let mut opened = opened.with_context(|| file.display().to_string())?;
        std::io::Write::write_all(&mut opened, next.text.as_bytes())
            .with_context(|| file.display().to_string())?;
    }
    let told = told(&next, output.lang);
    if output.json {
        output.result(&as_json(&next, args.output.as_deref(), output.lang)?, "")?;
    } else if args.output.is_some() {
        print(&told)?;
    } else {
        print(&next.text)?;
        output.note(&told)?;
    }
    Ok(ExitCode::SUCCESS)
}

/// What is written under a built-in id, or in a file.
fn text_of(name: &str) -> anyhow::Result<String> {
    let path = Path::new(name);
    if path.extension().is_some_and(|end| end == "toml") {
        return input::read_text(path).map_err(anyhow::Error::msg);
    }
    let found = BUILTIN.iter().find(|(id, _)| *id == name);
    let text = found.map(|(_, text)| (*text).to_owned());
    text.ok_or_else(|| {
        let known = yuebao_domain::profile_file::known();
        anyhow::anyhow!(
            "没有地区配置“{name}”；可用 / there is no profile “{name}”; there are: {known}"
        )
    })
}

fn as_json(next: &Next, file: Option<&Path>, lang: Lang) -> anyhow::Result<serde_json::Value> {
    let held: toml::Table = next.text.parse()?;
    let changes = next.changes.iter();
    let changes =
        changes.map(|it| json!({ "line": it.line, "before": it.before, "after": it.after }));
    let open = next.unsettled.iter();
    let open =
        open.map(|it| json!({ "key": it.key, "what": it.words.get(lang), "about": it.about }));
    Ok(json!({
        "id": next.profile.id, "file": file, "toml": held,
        "changes": changes.collect::<Vec<_>>(), "open": open.collect::<Vec<_>>(),
    }))
}

fn told(next: &Next, lang: Lang) -> String {
    let (changed, open) = match lang {
        Lang::Zh => ("与上一计划不同的行（行号为原文件的）", "请填写或确认"),
        Lang::En => (
            "Lines that differ from the plan before (numbered as they were)",
            "To be filled in or confirmed",
        ),
    };
    let mut text = format!("{changed}:\n");
    for change in &next.changes {
        write_change(&mut text, change);
    }
    let _ = writeln!(text, "{open}:");
    for one in &next.unsettled {
        let _ = write!(text, "  {}  {}", one.key, one.words.get(lang));
        let _ = match one.about.as_str() {
            "" => writeln!(text),
            about => writeln!(text, " [{about}]"),
        };
    }
    text
}

fn write_change(text: &mut String, change: &LineChange) {
    for (sign, line) in [('-', &change.before), ('+', &change.after)] {
        if let Some(line) = line {
            let _ = writeln!(text, "  {:>4} {sign} {line}", change.line);
        }
    }
}

#[cfg(test)]
mod tests {
    use yuebao_domain::profile_file::from_toml;

    use super::*;

    const PEOPLE: Output = Output::FOR_PEOPLE;

    fn args(profile: &str, output: Option<PathBuf>) -> Args {
        Args {
            profile: profile.to_owned(),
            output,
        }
    }

    #[test]
    fn the_next_profile_is_written_once_and_can_be_used() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("qinzhou-2023.toml");
        run(&args("qinzhou-2022", Some(file.clone())), PEOPLE).unwrap();
        let written = fs::read_to_string(&file).unwrap();
        assert_eq!(from_toml(&written).unwrap().first_year, 2023);
        let again = run(&args("qinzhou-2022", Some(file.clone())), PEOPLE).unwrap_err();
        assert!(
            format!("{again:#}").contains("qinzhou-2023.toml"),
            "{again:#}"
        );
        assert_eq!(fs::read_to_string(&file).unwrap(), written);
        let after = dir.path().join("after.toml");
        run(&args(file.to_str().unwrap(), Some(after.clone())), PEOPLE).unwrap();
        let after = from_toml(&fs::read_to_string(after).unwrap()).unwrap();
        assert_eq!(
            (after.id.as_str(), after.first_year),
            ("qinzhou-2024", 2024)
        );
    }

    #[test]
    fn what_differs_and_what_is_open_is_told_in_the_language_that_was_asked_for() {
        let next = next(&text_of("liuzhou-2022").unwrap()).unwrap();
        for (lang, parts) in [
            (Lang::Zh, ["请填写或确认", "填写本年度文件及文号"]),
            (
                Lang::En,
                [
                    "To be filled in or confirmed",
                    "give the notice of the new plan",
                ],
            ),
        ] {
            let told = told(&next, lang);
            for part in parts
                .into_iter()
                .chain(["- first_year = 2022", "+ first_year = 2023"])
            {
                assert!(told.contains(part), "{part}: {told}");
            }
        }
    }

    #[test]
    fn a_profile_that_is_wrong_or_unknown_has_no_next_one() {
        let refused = run(&args("atlantis", None), PEOPLE)
            .unwrap_err()
            .to_string();
        assert!(refused.contains("没有地区配置“atlantis”"), "{refused}");
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("own.toml");
        fs::write(&file, "extends = \"qinzhou-2022\"\nfirst_year = 2023\n").unwrap();
        let refused = run(&args(file.to_str().unwrap(), None), PEOPLE).unwrap_err();
        assert!(refused.to_string().contains("own.toml:1: "), "{refused}");
    }
}
