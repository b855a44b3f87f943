//! Whole plans: right ones as they are, and with one known mistake in a row.

use std::collections::{BTreeMap, BTreeSet};

use yuebao_domain::check::{Filed, PlanFinding, Whole, check_plan};
use yuebao_domain::money::Money;
use yuebao_domain::plan::PlanRow;
use yuebao_domain::profile::Profile;
use yuebao_domain::report::Report;
use yuebao_domain::rule::{RuleCode, Severity};
use yuebao_domain::text::{Words, words};

use crate::life::Project;
use crate::tally::Alarms;
use crate::trial::Trials;

/// Rows of a plan in which mistakes are made; its neighbours stay as they are.
const ROWS: usize = 60;

/// One kind of mistake in a plan.
pub struct PlanMistake {
    /// By which the budget names it.
    pub name: &'static str,
    /// In words.
    pub what: Words,
    /// Makes it in a row, of which the plan may get another; false where it cannot be made.
    make: fn(&mut Vec<PlanRow>, usize) -> bool,
}

/// All of them.
pub const PLAN_MISTAKES: &[PlanMistake] = &[
    PlanMistake {
        name: "row-entered-twice",
        what: words("同一项目列了两行", "one project as two rows"),
        make: |rows, at| {
            let mut again = rows[at].clone();
            again.id.push_str("-again");
            again.name = format!(" {} ", again.name);
            rows.push(again);
            true
        },
    },
    PlanMistake {
        name: "code-of-another",
        what: words("项目代码抄成另一项目的", "the code of another project"),
        make: |rows, at| {
            let other = rows[(at + 7) % rows.len()].code.clone();
            rows[at].code = other;
            rows[at].code.is_some()
        },
    },
    PlanMistake {
        name: "ends-before-it-begins",
        what: words("竣工早于开工", "planned to end before it begins"),
        make: |rows, at| {
            let start = rows[at].planned_start;
            rows[at].planned_completion = start.map(|month| month.plus(-2));
            start.is_some()
        },
    },
    PlanMistake {
        name: "annual-plan-in-yuan",
        what: words("年度计划填成元", "the annual plan in 元"),
        make: |rows, at| {
            let annual = rows[at].annual_plan.filter(|annual| !annual.is_zero());
            rows[at].annual_plan = annual.map(|annual| annual.times(10_000.into()));
            annual.is_some()
        },
    },
    PlanMistake {
        name: "total-in-yi",
        what: words("总投资填成亿元", "the total investment in 亿元"),
        make: |rows, at| {
            let has_annual = rows[at].annual_plan.is_some_and(|annual| !annual.is_zero());
            let in_yi = |total: Money| Money::from_wan(total.yi());
            rows[at].total_investment = rows[at].total_investment.map(in_yi);
            has_annual
        },
    },
    PlanMistake {
        name: "left-without-a-word",
        what: words("退出无原因", "left the plan without a reason"),
        make: |rows, at| {
            rows[at].exited = Some(rows[at].entered.plus(3));
            rows[at].exit_reason = None;
            true
        },
    },
];

/// What is said of right rows, by rule.
pub(crate) fn alarms(profile: &Profile, projects: &[Project]) -> BTreeMap<String, Alarms> {
    let read: Vec<(&str, _, Report)> = (projects.iter())
        .filter_map(|project| Some((project, project.rows.values().next_back()?)))
        .flat_map(|(project, row)| {
            let reports = project.reports.iter();
            reports.map(|(month, values)| (row.id.as_str(), *month, Report::read(values)))
        })
        .collect();
    let filed: Vec<Filed<'_>> = (read.iter())
        .map(|(project, month, report)| Filed {
            project,
            month: *month,
            report,
        })
        .collect();
    let found = look(profile, &rows(projects), &filed);
    // a row is asked about once, in however many months
    let rows: BTreeSet<_> = (found.iter())
        .map(|found| {
            (
                found.finding.code,
                found.projects.first(),
                found.finding.severity,
            )
        })
        .collect();
    let mut alarms: BTreeMap<String, Alarms> = BTreeMap::new();
    for (code, _, severity) in rows {
        alarms.entry(code.to_string()).or_default().count(severity);
    }
    alarms
}

/// Makes every mistake in every row of a small plan.
pub(crate) fn try_all(trials: &mut Trials, profile: &Profile, projects: &[Project]) {
    let right = rows(&projects[..projects.len().min(ROWS)]);
    let said: BTreeSet<_> = look(profile, &right, &[]).iter().map(statement).collect();
    for mistake in PLAN_MISTAKES {
        for at in 0..right.len() {
            let mut wrong = right.clone();
            if !(mistake.make)(&mut wrong, at) {
                continue;
            }
            let mut found = look(profile, &wrong, &[]);
            found.retain(|found| {
                found.finding.severity != Severity::Hint && !said.contains(&statement(found))
            });
            let mut severities = found.iter().map(|found| found.finding.severity);
            let is_blocked = severities.any(|severity| severity == Severity::Mandatory);
            let trial = trials.entry(mistake.name).or_default();
            trial.take(
                !found.is_empty(),
                is_blocked,
                found.iter().map(|found| found.finding.code),
            );
        }
    }
}

fn rows(projects: &[Project]) -> Vec<PlanRow> {
    let last = projects
        .iter()
        .filter_map(|project| project.rows.values().next_back());
    last.cloned().collect()
}

fn look(profile: &Profile, rows: &[PlanRow], reports: &[Filed<'_>]) -> Vec<PlanFinding> {
    let whole = Whole {
        profile,
        rows,
        reports,
        months: &[],
    };
    check_plan(&whole).findings
}

fn statement(found: &PlanFinding) -> (RuleCode, Vec<String>) {
    (found.finding.code, found.projects.clone())
}
