//! Runs the catalogue over one draft.

use super::catalogue;
use super::context::Context;
use super::finding::{Arg, Finding, named};
use super::rule::{Evaluate, Sink, Subject};
use super::rules::tables::measure_arg;
use crate::crossfoot::{self, Table};
use crate::order::Order;
use crate::profile::Profile;
use crate::report::Report;
use crate::rule::RuleCode;

/// Findings in stable order, and what could not be evaluated.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Outcome {
    /// By severity, then by place on the form, then by code.
    pub findings: Vec<Finding>,
    /// Rules that need an earlier month which is not at hand. Nothing is silently skipped.
    pub not_evaluated: Vec<RuleCode>,
}

impl Outcome {
    /// Adds what is known of boxes besides what they hold.
    pub fn add(&mut self, findings: impl IntoIterator<Item = Finding>) {
        self.findings.extend(findings);
        self.findings.order_by(|a, b| order(a).cmp(&order(b)));
    }
}

/// Checks one draft against every rule that the profile leaves switched on.
pub fn check(report: &Report, context: &Context<'_>) -> Outcome {
    let mut outcome = Outcome::default();
    // both are in order of the codes: walked side by side, nothing has to be looked up
    let mut settings = context.profile.rules.walk();
    for rule in catalogue::RULES {
        let setting = settings.seek(rule.code);
        let Evaluate::Report(evaluate) = rule.evaluate else {
            continue;
        };
        if context.stage < rule.from || setting.is_some_and(|setting| setting.off) {
            continue;
        }
        let subject = Subject {
            report,
            context,
            rule,
            setting,
        };
        let mut sink = Sink {
            rule,
            set: setting.and_then(|setting| setting.severity),
            findings: &mut outcome.findings,
            skipped: &mut outcome.not_evaluated,
        };
        evaluate(&subject, &mut sink);
    }
    outcome.findings.order_by(|a, b| order(a).cmp(&order(b)));
    outcome
}

/// Checks a printed table under the profile's settings: its totals against its rows, its row
/// totals across, its percentages.
pub fn check_table(table: &Table, profile: &Profile) -> Vec<Finding> {
    let mut findings = Vec::new();
    for measure in crossfoot::foot(table) {
        let values = (measure.stated, measure.sum, measure.difference);
        let (Some(stated), Some(sum), Some(difference)) = values else {
            continue;
        };
        let name = measure.measure.as_str();
        for rule in catalogue::RULES {
            let Evaluate::Table(fires) = rule.evaluate else {
                continue;
            };
            let setting = profile.rules.get(rule.code);
            if setting.is_some_and(|setting| setting.off) || !fires(&measure) {
                continue;
            }
            let severity = setting.and_then(|setting| setting.severity);
            let args = [
                ("table", table.id.as_str().into()),
                ("measure", measure_arg(name)),
                ("stated", Arg::Number(stated)),
                ("sum", Arg::Number(sum)),
                ("difference", Arg::Number(difference.abs())),
                ("rows", Arg::Number(measure.addends.into())),
            ];
            findings.push(Finding::new(
                rule.code,
                severity.unwrap_or(rule.severity),
                Vec::new(),
                named(args.into()),
            ));
        }
    }
    whole_table(table, profile, &mut findings);
    findings.order_by_key(|finding| finding.severity);
    findings
}

fn whole_table(table: &Table, profile: &Profile, findings: &mut Vec<Finding>) {
    for rule in catalogue::RULES {
        let Evaluate::WholeTable(evaluate) = rule.evaluate else {
            continue;
        };
        let setting = profile.rules.get(rule.code);
        if setting.is_some_and(|setting| setting.off) {
            continue;
        }
        let mut sink = Sink {
            rule,
            set: setting.and_then(|setting| setting.severity),
            findings,
            skipped: &mut Vec::new(),
        };
        evaluate(table, &mut sink);
    }
}

fn order(finding: &Finding) -> impl Ord + '_ {
    let place = finding.fields.first().map(|key| (key.form_order(), key));
    (finding.severity, place, finding.code)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::check::context::{History, Latest, Past};
    use crate::check::testing::{month, plan_row};

    #[test]
    fn a_month_without_a_report_is_known_or_not_here() {
        let reports = BTreeMap::from([(month("2022-03"), Report::default())]);
        let known = |from: Option<&str>, entered: &str, at: &str| {
            let history = History {
                known_from: from.map(month),
                reports: &reports,
            };
            let mut plan = plan_row();
            plan.entered = month(entered);
            match history.of(&plan, month(at)) {
                Past::Report(_) => "report",
                Past::NoReport => "no report",
                Past::NotHere => "not here",
            }
        };
        for (from, entered, at, expected) in [
            (None, "2022-01", "2022-03", "report"),
            (None, "2022-01", "2022-02", "not here"),
            (None, "2022-02", "2022-02", "not here"),
            (None, "2022-02", "2022-01", "no report"),
            (Some("2022-02"), "2022-01", "2022-02", "no report"),
            (Some("2022-02"), "2022-01", "2022-04", "no report"),
            (Some("2022-02"), "2022-01", "2022-01", "not here"),
        ] {
            let found = known(from, entered, at);
            assert_eq!(found, expected, "{from:?}, entered {entered}, at {at}");
        }
    }

    #[test]
    fn the_latest_report_counts_only_if_no_later_one_can_exist() {
        let reports = BTreeMap::from([(month("2022-03"), Report::default())]);
        let latest = |from: Option<&str>, entered: &str, at: &str| {
            let history = History {
                known_from: from.map(month),
                reports: &reports,
            };
            let mut plan = plan_row();
            plan.entered = month(entered);
            match history.latest(&plan, month(at)) {
                Latest::Report(month, _) => month.to_string(),
                Latest::NoReport => "no report".to_owned(),
                Latest::NotHere => "not here".to_owned(),
            }
        };
        for (from, entered, at, expected) in [
            (None, "2022-01", "2022-04", "2022-03"),
            (None, "2022-01", "2022-05", "not here"),
            (None, "2022-05", "2022-05", "2022-03"),
            // before it enters the plan again
            (None, "2022-06", "2022-05", "2022-03"),
            (Some("2022-04"), "2022-01", "2022-06", "2022-03"),
            (Some("2022-05"), "2022-01", "2022-06", "not here"),
            (Some("2022-01"), "2022-01", "2022-03", "no report"),
            (Some("2022-02"), "2022-01", "2022-03", "not here"),
            (None, "2022-03", "2022-03", "no report"),
        ] {
            let found = latest(from, entered, at);
            assert_eq!(found, expected, "{from:?}, entered {entered}, at {at}");
        }
    }
}
