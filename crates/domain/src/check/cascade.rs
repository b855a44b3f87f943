//! What a changed month does to the months after it.

use std::collections::BTreeMap;

use super::context::{Context, History, Stage};
use super::engine::check;
use super::explain::{Readiness, readiness};
use super::finding::Finding;
use crate::order::Gather;
use crate::period::{Date, Month};
use crate::plan::PlanRow;
use crate::profile::Profile;
use crate::report::Report;

/// The reports of one project, as they count before a month changes.
#[derive(Clone, Copy)]
pub struct Series<'a> {
    /// The jurisdiction and the project's plan row as they are in a month: those of another year may be
    /// others. A month without them is passed over.
    pub governing: &'a dyn Fn(Month) -> Option<(&'a Profile, &'a PlanRow)>,
    /// Today, brought by the caller; `None` if unknown.
    pub today: Option<Date>,
    /// Every month that is at hand, the later ones too.
    pub history: History<'a>,
}

/// A later report that says something else once the earlier month has changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Affected {
    /// Its month.
    pub month: Month,
    /// Findings that it did not have before, in their stable order. A finding about other values
    /// than before is another finding.
    pub findings: Vec<Finding>,
    /// Those of them that it could not be handed in with: to be corrected, or to be explained
    /// (again).
    pub breaks: Readiness,
}

impl Affected {
    /// Whether the report could no longer be handed in as it is.
    pub fn is_broken(&self) -> bool {
        !self.breaks.is_ready()
    }
}

/// Checks every report after `month` again as if `changed` stood there (`None`: as if its report
/// were gone), and names those with new findings, oldest first.
pub fn cascade(series: &Series<'_>, month: Month, changed: Option<&Report>) -> Vec<Affected> {
    let mut reports: BTreeMap<Month, Report> = series.history.reports.clone();
    match changed {
        Some(report) => reports.insert(month, report.clone()),
        None => reports.remove(&month),
    };
    let history = History {
        known_from: series.history.known_from,
        reports: &reports,
    };
    let later = series.history.reports.iter().filter(|(at, _)| **at > month);
    later
        .filter_map(|(at, report)| {
            let (profile, plan) = (series.governing)(*at)?;
            let context = Context {
                profile,
                plan,
                month: *at,
                stage: Stage::Submitting,
                today: series.today,
                history,
            };
            let findings = new_findings(report, &context, series.history);
            (!findings.is_empty()).then(|| Affected {
                month: *at,
                breaks: readiness(report, &findings, profile),
                findings,
            })
        })
        .collect()
}

/// What is found in a report that was not found with the history `before`.
fn new_findings(report: &Report, context: &Context<'_>, before: History<'_>) -> Vec<Finding> {
    let identity = |finding: &Finding| (finding.code, finding.identity(), finding.values());
    let earlier = Context {
        history: before,
        ..*context
    };
    let before = check(report, &earlier).findings;
    let before = before.iter().map(identity).distinct();
    let mut findings = check(report, context).findings;
    findings.retain(|finding| before.binary_search(&identity(finding)).is_err());
    findings
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::testing::{code, draft, month, plan_row, profile};
    use super::*;
    use crate::report::{FieldKey, FieldValue};
    use crate::rule::Severity;

    fn report(m: i32, y: i32, s: i32) -> Report {
        let text = |n: i32| n.to_string();
        Report::read(&draft(&[
            ("month_investment", &text(m)),
            ("year_to_date", &text(y)),
            ("since_start", &text(s)),
            ("status", "normal"),
            ("actual_start", "2021-03-01"),
            ("visual_progress", &format!("路基完成 {y} 米")),
        ]))
    }

    /// January to `last`, 100 each month, 2,000 by the end of last year.
    fn year(last: i8) -> BTreeMap<Month, Report> {
        (1..=last)
            .map(|number| {
                let done = i32::from(number) * 100;
                let report = report(100, done, 2000 + done);
                (Month::new(2022, number).unwrap(), report)
            })
            .collect()
    }

    fn run(reports: &BTreeMap<Month, Report>, at: &str, changed: Option<&Report>) -> Vec<Affected> {
        let (profile, plan) = (profile(), plan_row());
        let series = Series {
            governing: &|_| Some((&profile, &plan)),
            today: None,
            history: History {
                known_from: Some(month("2020-01")),
                reports,
            },
        };
        cascade(&series, month(at), changed)
    }

    fn codes(affected: &Affected) -> Vec<String> {
        let codes = affected.findings.iter();
        codes.map(|finding| finding.code.to_string()).collect()
    }

    #[test]
    fn the_next_month_breaks_and_the_others_stand() {
        let reports = year(5);
        // February turns out to be 150: March builds on it, April builds on March
        let affected = run(&reports, "2022-02", Some(&report(150, 250, 2250)));
        assert_eq!(affected.len(), 1, "{affected:?}");
        assert_eq!(affected[0].month, month("2022-03"));
        assert_eq!(codes(&affected[0]), ["M103"]);
        assert!(affected[0].is_broken());
        assert_eq!(affected[0].breaks.to_correct.len(), 1);
    }

    #[test]
    fn a_change_that_later_months_do_not_build_on_affects_nobody() {
        let mut february = report(100, 200, 2200);
        february.remarks = Some("已核对".to_owned());
        assert_eq!(run(&year(5), "2022-02", Some(&february)), []);
        assert_eq!(
            run(&year(5), "2022-05", Some(&report(1, 2, 3))),
            [],
            "the last month"
        );
    }

    #[test]
    fn a_later_month_with_new_hints_alone_is_not_broken() {
        let (mut profile, plan) = (profile(), plan_row());
        profile.rules.entry(code("M103")).severity = Some(Severity::Hint);
        let series = Series {
            governing: &|_| Some((&profile, &plan)),
            today: None,
            history: History {
                known_from: Some(month("2020-01")),
                reports: &year(5),
            },
        };
        let february = report(150, 250, 2250);
        let affected = cascade(&series, month("2022-02"), Some(&february));
        assert_eq!(codes(&affected[0]), ["M103"]);
        assert!(!affected[0].is_broken());
    }

    #[test]
    fn the_month_itself_and_earlier_ones_are_left_alone() {
        let affected = run(&year(5), "2022-04", Some(&report(-5, -5, -5)));
        let months: Vec<Month> = affected.iter().map(|affected| affected.month).collect();
        assert_eq!(months, [month("2022-05")]);
    }

    #[test]
    fn a_report_that_is_gone_is_a_change_too() {
        // without January and February, March is the first report: its since-start still fits the
        // plan (M117), so nothing breaks; a wrong since-start would
        let mut reports = year(3);
        reports.remove(&month("2022-01"));
        reports.insert(month("2022-02"), report(100, 200, 2777));
        reports.insert(month("2022-03"), report(100, 300, 2877));
        let affected = run(&reports, "2022-02", None);
        assert_eq!(affected.len(), 1);
        assert_eq!(codes(&affected[0]), ["M117"]);
        assert!(affected[0].breaks.to_correct.is_empty());
        assert_eq!(affected[0].breaks.to_explain.len(), 1);
    }

    #[test]
    fn an_explained_finding_is_asked_for_again_when_its_values_change() {
        let mut reports = year(4);
        let idle = |m| report(m, 300, 2300);
        reports.insert(month("2022-03"), report(100, 300, 2300));
        let mut april = idle(2000);
        april.year_to_date = report(0, 2300, 0).year_to_date;
        april.since_start = report(0, 0, 4300).since_start;
        reports.insert(month("2022-04"), april);
        // April is 20 times the mean of January to March: explained
        let find = |affected: &[Affected]| {
            let mut findings = affected.iter().flat_map(|affected| &affected.findings);
            findings
                .find(|finding| finding.code == code("M110"))
                .cloned()
        };
        let (profile, plan) = (profile(), plan_row());
        let first = {
            let context = Context {
                profile: &profile,
                plan: &plan,
                month: month("2022-04"),
                stage: Stage::Submitting,
                today: None,
                history: History {
                    known_from: Some(month("2020-01")),
                    reports: &reports,
                },
            };
            let findings = check(&reports[&month("2022-04")], &context).findings;
            findings
                .into_iter()
                .find(|finding| finding.code == code("M110"))
                .unwrap()
        };
        let parts = [
            (
                "text".to_owned(),
                "本月甲供设备集中到货，发票已入账".to_owned(),
            ),
            ("fingerprint".to_owned(), first.fingerprint()),
        ];
        let key: FieldKey = first.explanation_key().unwrap();
        let given = Report::read(&[(key, FieldValue::Record(parts.into()))].into());
        reports.get_mut(&month("2022-04")).unwrap().explanations = given.explanations;
        assert_eq!(
            find(&run(&reports, "2022-01", Some(&report(100, 100, 2100)))),
            None
        );
        let affected = run(&reports, "2022-01", Some(&report(70, 70, 2070)));
        let again = find(&affected).unwrap();
        assert_ne!(again.fingerprint(), first.fingerprint());
        let april = affected
            .iter()
            .find(|affected| affected.month == month("2022-04"));
        assert_eq!(april.unwrap().breaks.to_explain, [again]);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(32))]

        #[test]
        fn what_does_not_change_affects_nobody(at in 1_i8..=8) {
            let reports = year(8);
            let month = Month::new(2022, at).unwrap();
            prop_assert_eq!(run(&reports, &month.to_string(), reports.get(&month)), []);
        }

        #[test]
        fn only_later_months_and_only_new_findings(at in 1_i8..=8, m in -500_i32..500, y in 0_i32..3000) {
            let reports = year(8);
            let at = Month::new(2022, at).unwrap();
            let affected = run(&reports, &at.to_string(), Some(&report(m, y, 2000 + y)));
            prop_assert!(affected.is_sorted_by_key(|affected| affected.month));
            for one in affected {
                prop_assert!(one.month > at && !one.findings.is_empty());
            }
        }
    }
}
