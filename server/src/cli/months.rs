//! `yuebao months`: where each month stands.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::process::ExitCode;

use serde::Serialize;
use yuebao_domain::operation::month::{Gate, MonthBook, State, is_approved};
use yuebao_domain::operation::publication::{PublicationLog, Standing};
use yuebao_domain::operation::{PublicationKey, Subject, SubjectKind, report};
use yuebao_domain::period::Month;
use yuebao_domain::profile::Profile;
use yuebao_domain::text::{Lang, Words, words};
use yuebao_domain::wire::publications::{Publication, Publications};
use yuebao_store::ReadTransaction;
use yuebao_store::meta::profiles_in_force;
use yuebao_store::{Limit, read};

use super::columns::Align::{Left, Right};
use super::columns::{columns, in_beijing};
use super::output::{Output, print};
use super::values;
use crate::engine;
use crate::sync::month::projects_of;

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[arg(long, value_name = "DIR", env = "YUEBAO_DATA")]
    data: PathBuf,
    #[arg(long, value_name = "YYYY-MM", requires = "edition")]
    month: Option<Month>,
    #[arg(long, value_name = "N", requires = "month", value_parser = values::number(1..=9_999_u32))]
    edition: Option<u32>,
}

/// Lists them, or prints one edition.
pub(crate) fn run(args: &Args, output: Output) -> anyhow::Result<ExitCode> {
    let mut conn = engine::existing(&args.data)?.open_reader()?;
    if let (Some(month), Some(number)) = (args.month, args.edition) {
        let edition = conn.reading().edition(month, number)?;
        let edition = edition.ok_or_else(|| {
            anyhow::anyhow!("{month} 没有第 {number} 版 / {month} has no edition {number}")
        })?;
        print(&(edition.document + "\n"))?;
        return Ok(ExitCode::SUCCESS);
    }
    let rows = read(&mut *conn, Limit::Unlimited, rows)?;
    output.rows(&rows, &table(&rows, output.lang))?;
    Ok(ExitCode::SUCCESS)
}

/// One month.
#[derive(Debug, PartialEq, Eq, Serialize)]
struct Row {
    month: Month,
    state: &'static str,
    /// The newest edition.
    edition: Option<u32>,
    /// When that was frozen, and by whom.
    locked_at: Option<String>,
    by: Option<String>,
    /// Projects that report the month.
    due: usize,
    /// Reports that are handed in, accepted or not.
    handed_in: usize,
    accepted: usize,
    /// In a locked month those that were confirmed as 缺报, else those of which nothing is handed in.
    missing: usize,
    /// Projects with a conflict, a change to be reviewed or a question.
    open: usize,
    /// Projects that a reopened month is open for; none named: all.
    reopened_for: Vec<String>,
    /// What was published, the newest first.
    published: Vec<Publication>,
    #[serde(skip)]
    label: Words,
}

fn rows(tx: &dyn ReadTransaction) -> yuebao_store::Result<Vec<Row>> {
    let Some(profiles) = profiles_in_force(tx)? else {
        return Ok(Vec::new());
    };
    let subjects = tx.subjects()?;
    // who answers for a project belongs to no month
    let of_months = subjects
        .iter()
        .filter(|one| one.kind() != SubjectKind::Persons);
    let months: BTreeSet<Month> = of_months.map(Subject::month).collect();
    let months = months.into_iter();
    months
        .map(|month| row(tx, profiles.at(month), month))
        .collect()
}

fn row(tx: &dyn ReadTransaction, profile: &Profile, month: Month) -> yuebao_store::Result<Row> {
    let held = tx.subject(&month.into())?;
    let book = held.and_then(|held| MonthBook::read(&held.values));
    let book = book.unwrap_or_default();
    let lock = book.locks().next_back();
    let (mut due, mut handed_in, mut accepted, mut missing, mut open) = (0, 0, 0, 0, 0);
    for project in projects_of(tx, month)? {
        let one = project.standing();
        let state = one.state();
        let is_due = one.is_due(profile, month);
        let is_handed_in = state.is_some_and(report::State::counts);
        due += usize::from(is_due);
        handed_in += usize::from(is_handed_in);
        accepted += usize::from(state.is_some_and(is_approved));
        missing += usize::from(match book.gate(&one.plan.id) {
            Gate::Open => is_due && !is_handed_in,
            Gate::Locked { is_missing, .. } => is_missing,
        });
        open += usize::from(one.has_conflict || one.has_amendment || one.has_question);
    }
    let reopened = book.reopened().flat_map(|step| &step.command.projects);
    Ok(Row {
        month,
        state: word(book.state()),
        edition: book.edition().map(|edition| edition.number),
        locked_at: lock.map(|lock| lock.at.as_str().to_owned()),
        by: lock.map(|lock| lock.by.clone()),
        due,
        handed_in,
        accepted,
        missing,
        open,
        reopened_for: reopened.map(|one| one.project.clone()).collect(),
        published: published(tx, month, book.edition().map(|edition| edition.number))?,
        label: book.state().label(),
    })
}

fn published(
    tx: &dyn ReadTransaction,
    month: Month,
    newest: Option<u32>,
) -> yuebao_store::Result<Vec<Publication>> {
    let held = tx.subject(&PublicationKey::of(month).into())?;
    let log = held.and_then(|held| PublicationLog::read(&held.values));
    Ok(Publications::of(month, &log.unwrap_or_default(), newest).collect())
}

/// The documents that are in force, each with the number of its publication.
fn in_force(published: &[Publication]) -> String {
    let standing = published.iter().rev();
    let standing = standing.filter(|one| one.standing == Standing::InForce);
    let named = standing.map(|one| {
        let documents: Vec<&str> = (one.documents.iter())
            .map(|document| document.document.as_str())
            .collect();
        format!("{}: {}", one.number, documents.join(", "))
    });
    named.collect::<Vec<_>>().join("; ")
}

/// The state for programs.
const fn word(state: State) -> &'static str {
    match state {
        State::Open => "open",
        State::Locked => "locked",
        State::Reopened => "reopened",
    }
}

const HEAD: [Words; 10] = [
    words("月份", "month"),
    words("状态", "state"),
    words("版", "edition"),
    words("封账时间", "locked"),
    words("应报", "due"),
    words("已报", "handed in"),
    words("审定", "accepted"),
    words("缺报", "missing"),
    words("待处理", "open"),
    words("已发布", "published"),
];

fn table(rows: &[Row], lang: Lang) -> String {
    let head = HEAD.map(|words| words.get(lang).to_owned());
    let cells = |row: &Row| {
        let locked = row.locked_at.as_deref().map(in_beijing);
        [
            row.month.to_string(),
            row.label.get(lang).to_owned(),
            row.edition
                .map(|number| number.to_string())
                .unwrap_or_default(),
            locked.unwrap_or_default(),
            row.due.to_string(),
            row.handed_in.to_string(),
            row.accepted.to_string(),
            row.missing.to_string(),
            row.open.to_string(),
            in_force(&row.published),
        ]
    };
    let cells: Vec<[String; 10]> = rows.iter().map(cells).collect();
    columns(
        &head,
        &cells,
        &[
            Left, Left, Right, Left, Right, Right, Right, Right, Right, Left,
        ],
    )
}
