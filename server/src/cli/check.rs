//! `yuebao check`.

use std::path::PathBuf;
use std::process::ExitCode;

use indicatif::ProgressBar;
use yuebao_domain::period::Month;
use yuebao_domain::profile::Profile;
use yuebao_domain::text::{Lang, Words, words};
use yuebao_sheets::{Batch, Files, Note, ReadOptions, Unit, Vocabulary, run};

use super::check_text::{as_json, as_text};
use super::output::{self, Output};
use super::progress::{length, quiet_bar, step};
use super::values;
use super::{input, load_profile};

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[arg(required = true, value_name = "FILE.json|.csv|.xlsx")]
    files: Vec<PathBuf>,
    #[arg(long, value_name = "ID|FILE.toml")]
    profile: Option<String>,
    #[arg(long, value_name = "YYYY-MM", value_parser = values::month)]
    month: Option<Month>,
    #[arg(long, value_name = "万元|亿元|元…", value_parser = values::unit)]
    unit: Option<Unit>,
    #[arg(long, value_name = "FILE.toml")]
    columns: Vec<PathBuf>,
}

const READING: Words = words("读取", "Reading");
const CHECKING: Words = words("审核", "Checking");

/// Checks the files and prints what was found.
pub(crate) fn run_command(args: Args, output: Output) -> anyhow::Result<ExitCode> {
    let lang = output.lang;
    let bar = quiet_bar();
    let (profile, batch) = match gather(&args, lang, &bar) {
        Ok(gathered) => gathered,
        Err(complaints) => {
            for complaint in complaints {
                output.complain(&complaint)?;
            }
            return Ok(ExitCode::from(2));
        }
    };
    bar.set_message(CHECKING.get(lang));
    bar.set_length(length(batch.reports.len()));
    bar.set_position(0);
    let verdicts = run(batch, &profile, || step(&bar));
    bar.finish_and_clear();
    output::print(&if output.json {
        as_json(&verdicts, &profile, lang)?
    } else {
        as_text(&verdicts, &profile, lang)
    })?;
    Ok(ExitCode::from(verdicts.exit_code()))
}

/// Everything that the files hold; complaints only if nothing of it can be checked.
fn gather(args: &Args, lang: Lang, bar: &ProgressBar) -> Result<(Profile, Batch), Vec<String>> {
    let one = |complaint: String| vec![complaint];
    let names = columns(&args.columns).map_err(one)?;
    bar.set_message(READING.get(lang));
    bar.set_length(length(args.files.len()));
    let mut files = Files::default();
    for file in &args.files {
        let bytes =
            input::read_bytes(file).map_err(|error| one(input::unreadable(file, &error)))?;
        files.add(&input::name(file), bytes);
        step(bar);
    }
    if files.is_empty() {
        return Err(told(files.unreadable()));
    }
    let Some(id) = args.profile.as_deref().or(files.profile()) else {
        return Err(one(
            "请用 --profile 指明地区配置，例如 --profile qinzhou-2022\n\
             name the jurisdiction with --profile, for example --profile qinzhou-2022"
                .to_owned(),
        ));
    };
    let profile = load_profile(id).map_err(|error| one(format!("{error:#}")))?;
    let with = ReadOptions {
        names: &names,
        profile: &profile,
        month: args.month,
        unit: args.unit,
    };
    let batch = files.read(with).map_err(|notes| {
        let nothing = "文件中没有能审核的项目\nthe files hold no project that can be checked";
        let mut complaints = told(&notes);
        complaints.push(nothing.to_owned());
        complaints
    })?;
    Ok((profile, batch))
}

fn told(notes: &[Note]) -> Vec<String> {
    let both = |note: &Note| format!("{}\n{}", note.show(Lang::Zh), note.show(Lang::En));
    notes.iter().map(both).collect()
}

/// The usual names of columns, with those of these files on top of them.
pub(super) fn columns(files: &[PathBuf]) -> Result<Vocabulary, String> {
    let read = |file: &PathBuf| Ok((input::name(file), input::read_text(file)?));
    let texts: Vec<(String, String)> = files.iter().map(read).collect::<Result<_, String>>()?;
    for (name, text) in &texts {
        Vocabulary::load([text.as_str()]).map_err(|error| format!("{name}: {error}"))?;
    }
    Vocabulary::load(texts.iter().map(|(_, text)| text.as_str()))
}

#[cfg(test)]
#[path = "check_tests.rs"]
mod tests;
