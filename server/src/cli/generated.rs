//! What is made from the tree of commands for those who install the program: completions for shells
//! and manual pages.

use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context as _;
use clap::Command;
use clap_complete::Shell;
use clap_mangen::Man;
use serde_json::json;
use yuebao_domain::text::{Lang, Words, words};

use super::command;
use super::output::Output;

#[derive(Debug, clap::Args)]
pub(crate) struct CompletionsArgs {
    #[arg(value_name = "SHELL")]
    shell: Shell,
}

#[derive(Debug, clap::Args)]
pub(crate) struct ManArgs {
    #[arg(value_name = "DIR")]
    folder: PathBuf,
}

/// Prints the script for a shell.
pub(crate) fn completions(args: &CompletionsArgs, output: Output) -> anyhow::Result<ExitCode> {
    let mut script = Vec::new();
    let mut command = command(output.lang);
    clap_complete::generate(args.shell, &mut command, "yuebao", &mut script);
    let script = String::from_utf8(script)?;
    let told = json!({ "shell": args.shell.to_string(), "script": script });
    output.result(&told, &script)?;
    Ok(ExitCode::SUCCESS)
}

/// Writes a page for each command.
pub(crate) fn man(args: &ManArgs, output: Output) -> anyhow::Result<ExitCode> {
    let shown = || args.folder.display().to_string();
    fs::create_dir_all(&args.folder).with_context(shown)?;
    let pages = pages(&command(output.lang), output.lang)?;
    for (name, page) in &pages {
        fs::write(args.folder.join(name), page).with_context(shown)?;
    }
    let names: Vec<&str> = pages.iter().map(|(name, _)| name.as_str()).collect();
    let words = names.join("\n") + "\n";
    output.result(&json!({ "pages": names }), &words)?;
    Ok(ExitCode::SUCCESS)
}

/// The pages of a command and those below it: file name and text.
fn pages(command: &Command, lang: Lang) -> anyhow::Result<Vec<(String, String)>> {
    let man = Man::new(command.clone())
        .source(concat!("yuebao ", env!("CARGO_PKG_VERSION")))
        .manual("Yuebao 月报");
    let mut page = Vec::new();
    man.render(&mut page)?;
    let mut pages = vec![(man.get_filename(), headed(&String::from_utf8(page)?, lang))];
    let below = command.get_subcommands();
    for below in below.filter(|one| !one.is_hide_set() && one.get_name() != "help") {
        pages.extend(self::pages(below, lang)?);
    }
    Ok(pages)
}

/// Headings that are written by the library.
const HEADINGS: [(&str, Words); 5] = [
    ("NAME", words("名称", "NAME")),
    ("SYNOPSIS", words("用法", "SYNOPSIS")),
    ("DESCRIPTION", words("说明", "DESCRIPTION")),
    ("EXTRA", words("补充", "NOTES")),
    ("VERSION", words("版本", "VERSION")),
];

fn headed(page: &str, lang: Lang) -> String {
    page.lines().map(|line| line_of_page(line, lang)).collect()
}

fn line_of_page(line: &str, lang: Lang) -> String {
    // each of several values is a line of its own, as it is in the help
    if line.starts_with(r"\- ") {
        return format!(".br\n{line}\n");
    }
    let named = |heading: &str| HEADINGS.iter().find(|(known, _)| *known == heading);
    match line.strip_prefix(".SH ").and_then(named) {
        Some((_, words)) => format!(".SH {}\n", words.get(lang)),
        None => format!("{line}\n"),
    }
}
