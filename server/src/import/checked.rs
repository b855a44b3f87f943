//! What the rules say of reports of past months that would be taken in: the same checks as of a report
//! that is handed in, over what would be written, beside what is held.

use std::collections::{BTreeMap, BTreeSet};

use yuebao_domain::check::{Context, Finding, History, Stage, check, is_explained};
use yuebao_domain::period::Month;
use yuebao_domain::plan::{PlanBook, PlanRow};
use yuebao_domain::report::Report;
use yuebao_domain::rule::Severity;
use yuebao_domain::text::Lang;
use yuebao_sheets::{BatchReport, Note, has_no_column, known_from};
use yuebao_store::{Error, ReadTransaction};

use super::Ground;

/// Most findings that are listed and stand in no way.
const MOST_LISTED: usize = 200;

/// A report of a file that would be taken in.
pub(super) struct New<'a> {
    pub(super) filed: &'a BatchReport,
    pub(super) plan: &'a PlanRow,
    pub(super) book: PlanBook,
}

/// What the rules find.
#[derive(Default)]
pub(super) struct Checked {
    /// 强制性: nothing is written as long as there is any.
    pub(super) errors: Vec<Note>,
    /// 核实性, without 情况说明: taken in as they are.
    pub(super) notes: Vec<Note>,
}

/// Checks them in the order of the files. `running` is the month that is not past.
pub(super) fn checked(
    tx: &dyn ReadTransaction,
    new: &[New<'_>],
    ground: &Ground,
    running: Month,
) -> Result<Checked, Error> {
    let mut checked = Checked::default();
    let mut left_out = 0;
    for (project, reports) in histories(tx, new, running)? {
        let months: BTreeSet<Month> = reports.keys().copied().collect();
        for one in new.iter().filter(|one| one.plan.id == project) {
            let filed = one.filed;
            let profile = ground.profiles.at(filed.month);
            let row = row_then(one);
            let context = Context {
                profile,
                plan: &row,
                month: filed.month,
                stage: Stage::Submitting,
                today: None,
                history: History {
                    known_from: Some(known_from(&months, filed.month)),
                    reports: &reports,
                },
            };
            let report = Report::read(&filed.values);
            for finding in check(&report, &context).findings {
                let is_said = || is_explained(&report, &finding, profile);
                match finding.severity {
                    _ if has_no_column(&finding, filed) => {}
                    Severity::Mandatory => checked.errors.push(told(one, &finding)),
                    Severity::Verify if is_said() => {}
                    Severity::Verify if checked.notes.len() >= MOST_LISTED => left_out += 1,
                    Severity::Verify => checked.notes.push(told(one, &finding)),
                    Severity::Hint => {}
                }
            }
        }
    }
    if left_out > 0 {
        checked.notes.push(more(left_out));
    }
    Ok(checked)
}

/// The reports of each project as they would be: what is held, and what would be taken in.
fn histories(
    tx: &dyn ReadTransaction,
    new: &[New<'_>],
    running: Month,
) -> Result<BTreeMap<String, BTreeMap<Month, Report>>, Error> {
    let mut all: BTreeMap<String, BTreeMap<Month, Report>> = BTreeMap::new();
    for one in new {
        let id = &one.plan.id;
        if !all.contains_key(id) {
            let held = tx.counted_before(id, running)?.into_iter();
            let held = held.map(|(month, values)| (month, Report::read(&values)));
            all.insert(id.clone(), held.collect());
        }
        if let Some(reports) = all.get_mut(id) {
            reports.insert(one.filed.month, Report::read(&one.filed.values));
        }
    }
    Ok(all)
}

/// The row of the plan that a report is held against. Of a project that entered later the amounts of a
/// year are another year's.
fn row_then(one: &New<'_>) -> PlanRow {
    let row = one.book.at(one.filed.month).unwrap_or(one.plan).clone();
    if one.book.is_in_plan(one.filed.month) {
        return row;
    }
    PlanRow {
        annual_plan: None,
        before_year: None,
        monthly_plan: Vec::new(),
        ..row
    }
}

fn told(one: &New<'_>, finding: &Finding) -> Note {
    let (name, month, code) = (&one.plan.name, one.filed.month, finding.code);
    let is_error = finding.severity == Severity::Mandatory;
    let line = |lang| {
        let grade = finding.severity.label().get(lang);
        let (between, remark) = match (lang, is_error) {
            (Lang::Zh, true) => ("：", ""),
            (Lang::Zh, false) => ("：", "（未附情况说明，照样导入）"),
            (Lang::En, true) => (": ", ""),
            (Lang::En, false) => (": ", " (not explained, taken in all the same)"),
        };
        let message = finding.message(lang);
        format!("{name} {month} {code} {grade}{between}{message}{remark}")
    };
    Note {
        location: one.filed.location.clone(),
        zh: line(Lang::Zh),
        en: line(Lang::En),
        is_left_out: is_error,
    }
}

fn more(count: usize) -> Note {
    Note {
        location: yuebao_sheets::Location::default(),
        zh: format!("另有 {count} 条核实性疑问；全部的请用 yuebao check 看"),
        en: format!(
            "{count} more findings that are to be explained: yuebao check tells all of them"
        ),
        is_left_out: false,
    }
}
