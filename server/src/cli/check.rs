//! `yuebao check`.

use std::io::IsTerminal as _;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use yuebao_domain::check::Severity;
use yuebao_domain::period::Month;
use yuebao_domain::profile::Profile;
use yuebao_domain::text::{Lang, Words, words};

use super::check_text::{as_json, as_text};
use super::lang::Tongue;
use super::{input, load_profile, output};
use crate::batch::{
    Batch, Columns, Contents, Note, Opened, Place, Unit, Verdicts, With, leave_out_other_years,
    open, run,
};

/// Check a whole plan and its monthly reports from files
///
/// Takes the tables that offices have (.xlsx, .xls, .ods, .csv) and the project's own JSON, and
/// checks them against the whole catalogue, the totals that the tables print included. Nothing
/// has to be installed or imported for it. Several files, sheets or a column 月份 give several
/// months; rules that look back see the earlier months given in the same run.
#[derive(Debug, clap::Args)]
#[command(after_long_help = HELP)]
pub(crate) struct Args {
    /// The files; "-" reads standard input
    #[arg(required = true, value_name = "FILE.json|.csv|.xlsx")]
    files: Vec<PathBuf>,
    /// The jurisdiction; may be left out if a JSON file names one
    #[arg(long, value_name = "ID|FILE.toml")]
    profile: Option<String>,
    /// Month of the tables, instead of the one that sheet name, title or file name say
    #[arg(long, value_name = "YYYY-MM")]
    month: Option<Month>,
    /// Unit of the columns that do not say theirs, instead of the one that the table says
    #[arg(long, value_name = "万元|亿元|元…", value_parser = unit)]
    unit: Option<Unit>,
    /// More names of columns, in the form that --help describes
    #[arg(long, value_name = "FILE.toml")]
    columns: Vec<PathBuf>,
    /// Print one JSON object a line
    #[arg(long)]
    json: bool,
    /// Language of the findings
    #[arg(long, value_enum, default_value_t)]
    lang: Tongue,
}

const HELP: &str = r#"Tables: the header is looked for within the first 30 rows and may have several rows and merged
cells; where it stands again, on the next page or above a second table, it is read anew. Columns are
known by the names that monthly reports usually have (项目名称, 总投资, 1-5月完成, 形象进度 …); 项目名称
and two more are needed. "/", "—" and 无 are blanks. Dates may be 2022.5, 2022年5月, 2022-05-08 or a
spreadsheet's number; of a month alone a start is its first day, a completion its last. Rows 合计, 小计,
一、, （一） are held against their rows; 其中, 占比 and 上年同期 restate and are left alone. The project's
nature comes from its column or from the head of the part that it stands in (一、新开工项目). Where a
table has no column for something, no project is blamed for leaving it out: the summary says so.

Unit: the cell's own (1.5亿元) or its number format's, else that of the column (in its header or in a row
of units below), else --unit, else that of the line above (单位：万元), else 万元. 元 to 万亿元 are known;
another unit or currency is refused, never guessed.

Month: what the sheet's name, the title, the columns and the file's name say, if they agree, or the
column 月份. What disagrees, quarters, and years that the profile has no plan for are asked about:
--month answers. Of several columns of one measure (6月完成, 7月完成) that of the report's month counts.

A year's plan is taken from its first table; a plan file (JSON) given before the tables comes first.

Names of your own, for --columns:
  [headers]
  "report.month_investment" = ["当月实绩"]
  ignore = ["7月完成（调度数）"]
  [words]
  "nature.new_start" = ["拟建"]

JSON: the plan as import-plan takes it, and reports; values by the keys of the form:
  {"profile": "qinzhou-2022", "projects": [{"id": "p1", …}],
   "reports": [{"project": "p1", "month": "2022-05",
                "values": {"month_investment": "120.5", "year_to_date": "600",
                           "problem.a": {"type": "land", "description": "…"}}}]}

With --json each line has a key kind: finding (project, code_of_project, month, place, code, severity,
title, message, advice, fields, explained), unread (place, words, left_out), and one summary at the end.

Exit status: 0 nothing 强制性; 1 at least one 强制性 finding; 2 a file, or some of its rows, could not be read."#;

const READING: Words = words("读取", "Reading");
const CHECKING: Words = words("审核", "Checking");

/// Checks the files and prints what was found.
pub(crate) fn run_command(args: Args) -> anyhow::Result<ExitCode> {
    let lang: Lang = args.lang.into();
    let bar = quiet_bar();
    let (profile, batch) = match gather(&args, &bar) {
        Ok(gathered) => gathered,
        Err(complaints) => {
            for complaint in complaints {
                output::complain(&complaint)?;
            }
            return Ok(ExitCode::from(2));
        }
    };
    bar.set_message(Words::get(CHECKING, lang));
    bar.set_length(length(batch.reports.len()));
    bar.set_position(0);
    let verdicts = run(batch, &profile, || step(&bar));
    bar.finish_and_clear();
    output::print(&if args.json {
        as_json(&verdicts, &profile, lang)?
    } else {
        as_text(&verdicts, &profile, lang)
    })?;
    Ok(ExitCode::from(status(&verdicts)))
}

pub(super) fn status(verdicts: &Verdicts) -> u8 {
    if verdicts.is_partial() {
        2
    } else {
        u8::from(verdicts.count(Severity::Mandatory) > 0)
    }
}

/// Everything that the files hold; complaints only if nothing of it can be checked.
fn gather(args: &Args, bar: &ProgressBar) -> Result<(Profile, Batch), Vec<String>> {
    let one = |complaint: String| vec![complaint];
    let names = columns(&args.columns).map_err(one)?;
    bar.set_message(Words::get(READING, args.lang.into()));
    bar.set_length(length(args.files.len()));
    let mut opened: Vec<(Place, Opened)> = Vec::new();
    let mut wrong: Vec<Note> = Vec::new();
    for file in &args.files {
        let place = Place::file(&input::name(file));
        let bytes =
            input::read_bytes(file).map_err(|error| one(input::unreadable(file, &error)))?;
        match open(bytes, &place) {
            Ok(held) => opened.push((place, held)),
            Err(error) => wrong.push(error.at(place)),
        }
        step(bar);
    }
    let told = |notes: &[Note]| -> Vec<String> {
        let both = |note: &Note| format!("{}\n{}", note.show(Lang::Zh), note.show(Lang::En));
        notes.iter().map(both).collect()
    };
    if opened.is_empty() {
        return Err(told(&wrong));
    }
    let in_file = opened.iter().find_map(|(_, held)| match held {
        Opened::Document(document) => document.profile.clone(),
        Opened::Sheets(_) => None,
    });
    let Some(id) = args.profile.clone().or(in_file) else {
        return Err(one(
            "请用 --profile 指明地区配置，例如 --profile qinzhou-2022\n\
             name the jurisdiction with --profile, for example --profile qinzhou-2022"
                .to_owned(),
        ));
    };
    let profile = load_profile(&id).map_err(|error| one(format!("{error:#}")))?;
    let with = With {
        names: &names,
        profile: &profile,
        month: args.month,
        unit: args.unit,
    };
    let mut read: Vec<Contents> = Vec::new();
    for (place, held) in opened {
        match held.read(&place, with) {
            Ok(contents) => read.push(contents),
            Err(error) => wrong.push(error.at(place)),
        }
    }
    if args.month.is_none() {
        leave_out_other_years(&mut read, &profile);
    }
    let mut batch = Batch::default();
    for contents in read {
        batch.add(contents);
    }
    if batch.plan.is_empty() {
        let nothing = "文件中没有能审核的项目\nthe files hold no project that can be checked";
        let mut complaints = told(&wrong);
        complaints.extend(told(&batch.notes));
        complaints.push(nothing.to_owned());
        return Err(complaints);
    }
    batch.notes.splice(0..0, wrong);
    Ok((profile, batch))
}

fn unit(word: &str) -> Result<Unit, String> {
    Unit::named(word).ok_or_else(|| {
        format!("“{word}”不是单位，可用：元、千元、万元、百万元、亿元等 / is no unit; write 元, 万元 or 亿元")
    })
}

fn columns(files: &[PathBuf]) -> Result<Columns, String> {
    let read = |file: &PathBuf| Ok((input::name(file), input::read_text(file)?));
    let texts: Vec<(String, String)> = files.iter().map(read).collect::<Result<_, String>>()?;
    for (name, text) in &texts {
        Columns::load([text.as_str()]).map_err(|error| format!("{name}: {error}"))?;
    }
    Columns::load(texts.iter().map(|(_, text)| text.as_str()))
}

/// A bar that nobody sees unless there is more than a second to wait.
fn quiet_bar() -> ProgressBar {
    let bar = ProgressBar::hidden();
    if let Ok(style) = ProgressStyle::with_template("{msg} {bar:40} {pos}/{len}") {
        bar.set_style(style);
    }
    bar
}

fn step(bar: &ProgressBar) {
    const PATIENCE: Duration = Duration::from_secs(1);
    bar.inc(1);
    if bar.is_hidden() && bar.elapsed() > PATIENCE && std::io::stderr().is_terminal() {
        bar.set_draw_target(ProgressDrawTarget::stderr());
    }
}

fn length(count: usize) -> u64 {
    u64::try_from(count).unwrap_or(u64::MAX)
}

#[cfg(test)]
#[path = "check_tests.rs"]
mod tests;

#[cfg(test)]
#[path = "check_office_tests.rs"]
mod office_tests;
