//! `yuebao deadlines`: until when the reports of a year are in time, and why until then.

use std::path::PathBuf;
use std::process::ExitCode;

use serde::Serialize;
use yuebao_domain::calendar::{Due, DueKind, dues};
use yuebao_domain::period::{Month, show_day};
use yuebao_domain::plan::Nature;
use yuebao_domain::profile::Profile;
use yuebao_domain::profile_file::{Notice, YearOff, holidays, notices};
use yuebao_domain::text::{Lang, Words, words};

use super::columns::{Align, columns};
use super::output::Output;
use super::{load_holidays, load_profile, values};

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[arg(long, value_name = "ID|FILE.toml")]
    profile: String,
    #[arg(long, value_name = "YEAR", value_parser = values::number(2000..=2999_i16))]
    year: Option<i16>,
    #[arg(long, value_name = "FILE.toml", value_delimiter = ',')]
    holidays: Vec<PathBuf>,
}

/// Lists them.
pub(crate) fn run(args: &Args, output: Output) -> anyhow::Result<ExitCode> {
    let own = load_holidays(&args.holidays)?;
    let mut profile = load_profile(&args.profile)?;
    profile.holidays = holidays(&profile, &own);
    let rows = rows(&profile, args.year, output.lang)?;
    output.rows(&rows, &table(&rows, &profile, output.lang))?;
    output.note(&sources(&profile, args.year, &own, output.lang))?;
    Ok(ExitCode::SUCCESS)
}

/// One deadline.
#[derive(Debug, PartialEq, Eq, Serialize)]
struct Row {
    month: Month,
    kind: &'static str,
    nature: Option<&'static str>,
    last_day: Option<String>,
    moved_from: Option<String>,
    because: Option<String>,
    #[serde(skip)]
    due: (DueKind, Option<Nature>),
}

/// Of the year, or of every year of the plan.
fn rows(profile: &Profile, year: Option<i16>, lang: Lang) -> anyhow::Result<Vec<Row>> {
    let (first, last) = (profile.first_year, profile.last_year);
    let years = match year {
        None => first..=last,
        Some(year) if (first..=last).contains(&year) => year..=year,
        Some(year) => anyhow::bail!(
            "{id} 没有 {year} 年的计划，可用的年份为 {first}–{last} / {id} has no plan for {year}; its years \
             are {first}–{last}",
            id = profile.id
        ),
    };
    let natures: Vec<Nature> = profile.natures.iter().map(|label| label.key).collect();
    let of = |year| dues(&profile.calendar, &profile.holidays, &natures, year);
    Ok(years.flat_map(of).map(|due| Row::of(due, lang)).collect())
}

impl Row {
    fn of(due: Due, lang: Lang) -> Self {
        let deadline = due.deadline.as_ref();
        Self {
            month: due.month,
            kind: due.kind.key(),
            nature: due.nature.map(Nature::key),
            last_day: deadline.map(|deadline| show_day(deadline.last_day)),
            moved_from: deadline.and_then(|deadline| deadline.moved_from.map(show_day)),
            because: match deadline {
                Some(deadline) => deadline.because(lang),
                None => Some(NO_DAY.get(lang).to_owned()),
            },
            due: (due.kind, due.nature),
        }
    }

    /// Whether people read it on one line with `other`: another nature, and nothing else.
    fn reads_like(&self, other: &Self) -> bool {
        (self.month, self.kind, &self.last_day) == (other.month, other.kind, &other.last_day)
    }
}

const NO_DAY: Words = words("未规定截止日", "no day is set");
const HEAD: [Words; 5] = [
    words("月份", "month"),
    words("事项", "what"),
    words("截止日", "last day"),
    words("原为", "moved from"),
    words("说明", "because"),
];

/// Natures that are due on the same day stand on one line.
fn table(rows: &[Row], profile: &Profile, lang: Lang) -> String {
    let lines = rows.chunk_by(Row::reads_like);
    let cells: Vec<[String; 5]> = lines.map(|line| cells(line, profile, lang)).collect();
    let head = HEAD.map(|words| words.get(lang).to_owned());
    columns(&head, &cells, &[Align::Left; 5])
}

fn cells(line: &[Row], profile: &Profile, lang: Lang) -> [String; 5] {
    let row = &line[0];
    let said = |text: &Option<String>| text.clone().unwrap_or_default();
    [
        row.month.to_string(),
        what(line, profile, lang),
        said(&row.last_day),
        said(&row.moved_from),
        said(&row.because),
    ]
}

/// What is due, with the natures where they are not all of them.
fn what(line: &[Row], profile: &Profile, lang: Lang) -> String {
    let kind = line[0].due.0.label().get(lang);
    let natures: Vec<&str> = (line.iter())
        .filter_map(|row| Some(profile.nature_label_in(row.due.1?, lang)))
        .collect();
    if natures.is_empty() || natures.len() == profile.natures.len() {
        return kind.to_owned();
    }
    let natures = natures.join(words("、", ", ").get(lang));
    match lang {
        Lang::Zh => format!("{kind}（{natures}）"),
        Lang::En => format!("{kind} ({natures})"),
    }
}

/// Which notices the days follow, and what is doubtful about them.
fn sources(profile: &Profile, year: Option<i16>, own: &[YearOff], lang: Lang) -> String {
    let first = year.unwrap_or(profile.first_year);
    let years = first..=year.unwrap_or(profile.last_year).saturating_add(1);
    let mut found = notices(profile, own);
    found.retain(|notice| years.contains(&notice.year));
    let mut lines = vec![
        words("放假安排的依据：", "Days off by:")
            .get(lang)
            .to_owned(),
    ];
    lines.extend(found.iter().map(|notice| source(notice, lang)));
    let unknown = years.filter(|year| !profile.holidays.years.contains(year));
    let unverified = words("未核对节假日", "public holidays not verified").get(lang);
    lines.extend(unknown.map(|year| format!("  {year}  {unverified}")));
    lines.join("\n")
}

fn source(notice: &Notice, lang: Lang) -> String {
    let (year, document) = (notice.year, &notice.document);
    match (&notice.doubt, lang) {
        (None, _) => format!("  {year}  {document}"),
        (Some((zh, _)), Lang::Zh) => format!("  {year}  {document}（存疑：{zh}）"),
        (Some((_, en)), Lang::En) => format!("  {year}  {document} (doubtful: {en})"),
    }
}

#[cfg(test)]
#[path = "deadlines_tests.rs"]
mod tests;
