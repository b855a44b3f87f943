//! Runs the catalogue over everything that was gathered.

use std::collections::{BTreeMap, BTreeSet};

use yuebao_domain::check::{
    Arg, Context, Filed as PlanFiled, Finding, History, Missing, Stage, Whole, catalogue, check,
    check_plan, check_table, is_explained,
};
use yuebao_domain::period::Month;
use yuebao_domain::profile::Profile;
use yuebao_domain::report::{FieldKey, Report};
use yuebao_domain::rule::{RuleCode, Severity};

use crate::batch::{Batch, BatchReport};
use crate::note::{Location, Note};
use crate::totals::PrintedTotal;

/// One finding, and what it is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LocatedFinding {
    /// The plan row by its place in the plan; `None` for a total.
    pub row: Option<usize>,
    /// The month, if it is about a report.
    pub month: Option<Month>,
    /// Where it stands.
    pub location: Location,
    /// What a rule says.
    pub finding: Finding,
    /// 情况说明 is given, for these values.
    pub is_explained: bool,
}

/// What came out.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Verdicts {
    /// Name and code of each project, by its place in the plan.
    pub projects: Vec<(String, Option<String>)>,
    /// By project in the order of the plan, then by month, then as the domain orders them; totals
    /// last.
    pub found: Vec<LocatedFinding>,
    /// The months that reports are of.
    pub months: Vec<Month>,
    /// How many reports there are.
    pub reports: usize,
    /// How many totals were held against their rows.
    pub tables: usize,
    /// How many reports a rule could not be evaluated for: an earlier month is not at hand.
    pub without_history: BTreeMap<RuleCode, usize>,
    /// How many reports a rule was not evaluated for: the table has no column for what it misses.
    pub without_column: BTreeMap<RuleCode, usize>,
    /// What could not be read as it stands.
    pub notes: Vec<Note>,
}

impl Verdicts {
    /// How many findings have this severity.
    pub fn count(&self, severity: Severity) -> usize {
        let of = |found: &&LocatedFinding| found.finding.severity == severity;
        self.found.iter().filter(of).count()
    }

    /// Whether a part of the files was left out, so that the verdict is not of the whole.
    pub fn is_partial(&self) -> bool {
        self.notes.iter().any(|note| note.is_left_out)
    }

    /// What a command that checks ends with: 2 if a part was left out, 1 if something must be corrected.
    pub fn exit_code(&self) -> u8 {
        if self.is_partial() {
            2
        } else {
            u8::from(self.count(Severity::Mandatory) > 0)
        }
    }
}

/// Checks everything; `checked` is called after each report.
pub fn run(batch: Batch, profile: &Profile, mut checked: impl FnMut()) -> Verdicts {
    let reports: Vec<Report> = batch
        .reports
        .iter()
        .map(|filed| Report::read(&filed.values))
        .collect();
    let months: BTreeSet<Month> = batch.reports.iter().map(|filed| filed.month).collect();
    let mut verdicts = Verdicts {
        projects: batch
            .plan
            .iter()
            .map(|row| (row.name.clone(), row.code.clone()))
            .collect(),
        months: months.iter().copied().collect(),
        reports: reports.len(),
        tables: batch.tables.len(),
        ..Verdicts::default()
    };
    let mut histories: BTreeMap<usize, BTreeMap<Month, Report>> = BTreeMap::new();
    for (filed, report) in batch.reports.iter().zip(&reports) {
        let history = histories.entry(filed.row).or_default();
        history.entry(filed.month).or_insert_with(|| report.clone());
    }
    let nothing = BTreeMap::new();
    for (filed, report) in batch.reports.iter().zip(&reports) {
        let context = Context {
            profile,
            plan: batch.row_of(filed.row, filed.month.year()),
            month: filed.month,
            stage: Stage::Submitting,
            today: None,
            history: History {
                known_from: Some(known_from(&months, filed.month)),
                reports: histories.get(&filed.row).unwrap_or(&nothing),
            },
        };
        let outcome = check(report, &context);
        for code in outcome.not_evaluated {
            *verdicts.without_history.entry(code).or_default() += 1;
        }
        for finding in outcome.findings {
            if has_no_column(&finding, filed) {
                *verdicts.without_column.entry(finding.code).or_default() += 1;
                continue;
            }
            verdicts.found.push(LocatedFinding {
                row: Some(filed.row),
                month: Some(filed.month),
                location: filed.location.clone(),
                is_explained: is_explained(report, &finding, profile),
                finding,
            });
        }
        checked();
    }
    plan(&batch, &reports, profile, &mut verdicts);
    verdicts.found.sort_by_key(|found| (found.row, found.month));
    for (location, printed_total) in &batch.tables {
        let found = check_table(&printed_total.table, profile);
        verdicts
            .found
            .extend(found.into_iter().map(|finding| LocatedFinding {
                row: None,
                month: None,
                location: location.at_row(row_of(&finding, printed_total)),
                finding,
                is_explained: false,
            }));
    }
    verdicts.notes = batch.notes;
    verdicts
}

fn plan(batch: &Batch, reports: &[Report], profile: &Profile, verdicts: &mut Verdicts) {
    let pairs = batch.reports.iter().zip(reports);
    let filed: Vec<PlanFiled<'_>> = pairs
        .map(|(filed, report)| PlanFiled {
            project: &batch.plan[filed.row].id,
            month: filed.month,
            report,
        })
        .collect();
    let outcome = check_plan(&Whole {
        profile,
        rows: &batch.plan,
        reports: &filed,
        months: &verdicts.months,
    });
    let by_id: BTreeMap<&str, usize> = (batch.plan.iter().enumerate())
        .map(|(at, row)| (row.id.as_str(), at))
        .collect();
    for found in outcome.findings {
        let row = found
            .projects
            .first()
            .and_then(|id| by_id.get(id.as_str()))
            .copied();
        verdicts.found.push(LocatedFinding {
            row,
            month: None,
            location: row.map(|row| batch.seen[row].clone()).unwrap_or_default(),
            finding: found.finding,
            is_explained: false,
        });
    }
}

/// The row that a finding about a table speaks of, else the total's.
fn row_of(finding: &Finding, printed_total: &PrintedTotal) -> usize {
    let named = match finding.args.get("row") {
        Some(Arg::Text(label)) => printed_total.rows_by_label.get(label),
        _ => None,
    };
    named.copied().unwrap_or(printed_total.row)
}

/// Every month from here on is at hand, up to the one before `month`.
pub fn known_from(months: &BTreeSet<Month>, month: Month) -> Month {
    let mut from = month;
    while months.contains(&from.previous()) && from.previous() < from {
        from = from.previous();
    }
    from
}

/// A table without a column cannot have it filled: that says something of the table, not of each
/// of its projects.
pub fn has_no_column(finding: &Finding, filed: &BatchReport) -> bool {
    let Some(carries) = &filed.carries else {
        return false;
    };
    let is_about_absence =
        catalogue::find(finding.code).is_some_and(|rule| rule.missing == Missing::IsTheFinding);
    let key = |field: &FieldKey| match field.problem_id() {
        Some(_) => "problem".to_owned(),
        None => field.as_str().to_owned(),
    };
    let no_column = finding
        .fields
        .first()
        .is_some_and(|field| !carries.contains(&key(field)));
    let is_about_nothing = finding
        .args
        .values()
        .any(|arg| matches!(arg, Arg::Text(text) if text.is_empty()));
    (is_about_absence && no_column) || is_about_nothing
}
