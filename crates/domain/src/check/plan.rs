//! Checks a whole plan and the reports of some months: what no single report can show.

use std::collections::BTreeMap;

use super::catalogue;
use super::rule::{Evaluate, PlanFinding, PlanSink, PlanSubject, Whole};
use crate::order::Order;
use crate::rule::RuleCode;

/// What was found in a plan.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PlanOutcome {
    /// By severity, then by place in the plan, then by code.
    pub findings: Vec<PlanFinding>,
    /// Projects that have reports but no row in the plan, so that nothing was said of them.
    pub unknown: Vec<String>,
    /// Rules that the jurisdiction gives nothing to judge by, by code.
    pub not_evaluated: Vec<RuleCode>,
}

/// Checks a plan against every rule about plans that the profile leaves switched on. The work
/// grows with rows plus reports (times a logarithm).
pub fn check_plan(whole: &Whole<'_>) -> PlanOutcome {
    let mut by_id: BTreeMap<&str, usize> = BTreeMap::new();
    for (row, plan) in whole.rows.iter().enumerate() {
        by_id.entry(&plan.id).or_insert(row);
    }
    let mut filed = Vec::with_capacity(whole.reports.len());
    let mut unknown = Vec::new();
    for report in whole.reports {
        match by_id.get(report.project) {
            Some(row) => filed.push((*row, *report)),
            None => unknown.push(report.project.to_owned()),
        }
    }
    unknown.order_by(String::cmp);
    unknown.dedup();
    let mut found = Vec::new();
    let mut not_evaluated = Vec::new();
    for rule in catalogue::RULES {
        let Evaluate::Plan(evaluate) = rule.evaluate else {
            continue;
        };
        let setting = whole.profile.rules.get(rule.code);
        if setting.is_some_and(|setting| setting.off) {
            continue;
        }
        let subject = PlanSubject {
            whole,
            filed: &filed,
            rule,
        };
        let mut sink = PlanSink {
            subject: &subject,
            set: setting.and_then(|setting| setting.severity),
            found: &mut found,
            skipped: &mut not_evaluated,
        };
        evaluate(&subject, &mut sink);
    }
    found.order_by_key(|(row, found)| (found.finding.severity, *row, found.finding.code));
    PlanOutcome {
        findings: found.into_iter().map(|(_, found)| found).collect(),
        unknown,
        not_evaluated,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::testing::plan::{RowBuilder, plan_case};
    use super::*;
    use crate::check::Filed;
    use crate::check::testing::{code, month, profile};
    use crate::report::Report;
    use crate::rule::Severity;

    #[test]
    fn findings_stand_by_severity_then_by_place_in_the_plan() {
        let outcome = plan_case()
            .row(|row| row.name("甲路").annual("9000"))
            .row(|row| {
                row.name("甲路")
                    .set(|plan| plan.exited = "2021-12".parse().ok())
            })
            .month("2022-05")
            .run();
        let places: Vec<_> = (outcome.findings.iter())
            .map(|found| (found.finding.code.to_string(), found.projects[0].clone()))
            .collect();
        let own = |code: &str, id: &str| (code.to_owned(), id.to_owned());
        assert_eq!(
            places,
            [
                own("L603", "p2"),
                own("L604", "p2"),
                own("L605", "p1"),
                own("X705", "p1"),
            ]
        );
    }

    #[test]
    fn a_profile_switches_rules_off_and_changes_their_severity() {
        let case = plan_case().row(|row| row).month("2022-05");
        let mut hinting = case.clone();
        hinting.profile.rules.entry(code("X705")).severity = Some(Severity::Hint);
        assert_eq!(hinting.run().findings[0].finding.severity, Severity::Hint);
        let mut off = case;
        off.profile.rules.entry(code("X705")).off = true;
        assert_eq!(off.run().findings, []);
    }

    #[test]
    fn a_rule_without_anything_to_judge_by_says_so() {
        let case = plan_case().row(|row| row);
        assert_eq!(case.run().not_evaluated, [code("L601")]);
        assert_eq!(case.entry(true).run().not_evaluated, []);
    }

    #[test]
    fn reports_of_unknown_projects_are_named() {
        let report = Report::default();
        let filed = ["x", "a", "x"].map(|project| Filed {
            project,
            month: month("2022-05"),
            report: &report,
        });
        let outcome = check_plan(&Whole {
            profile: &profile(),
            rows: &[],
            reports: &filed,
            months: &[],
        });
        assert_eq!(outcome.unknown, ["a", "x"]);
        assert_eq!(outcome.findings, []);
    }

    #[test]
    fn a_group_is_swept_once() {
        // the first stays, the second leaves early, the third meets the first only
        let outcome = plan_case()
            .row(|row| row.name("甲"))
            .row(|row| {
                row.name("甲")
                    .set(|plan| plan.exited = "2022-02".parse().ok())
            })
            .row(|row| row.name("甲").set(|plan| plan.entered = month("2022-06")))
            .run();
        let pairs: Vec<_> = (outcome.findings.iter())
            .filter(|found| found.finding.code == code("C009"))
            .map(|found| found.projects.clone())
            .collect();
        assert_eq!(pairs, [["p2", "p1"], ["p3", "p1"]]);
    }

    #[test]
    fn who_stays_longest_is_met_by_who_comes_later() {
        let mut case = plan_case();
        for (name, entered, exited) in [
            ("甲", "2022-01", "2022-02"),
            ("甲", "2022-01", "2022-06"),
            ("甲", "2022-03", "2022-04"),
            ("甲", "2022-05", "2022-12"),
            // both stay as long: the earlier row is named
            ("乙", "2022-01", "2022-06"),
            ("乙", "2022-02", "2022-06"),
            ("乙", "2022-03", "2022-06"),
        ] {
            case = case.row(|row| {
                row.name(name).set(|plan| {
                    plan.entered = month(entered);
                    plan.exited = Some(month(exited));
                })
            });
        }
        let outcome = case.run();
        let pairs: Vec<_> = (outcome.findings.iter())
            .filter(|found| found.finding.code == code("C009"))
            .map(|found| found.projects.clone())
            .collect();
        assert_eq!(
            pairs,
            [
                ["p2", "p1"],
                ["p3", "p2"],
                ["p4", "p2"],
                ["p6", "p5"],
                ["p7", "p5"],
            ]
        );
    }

    fn row() -> impl Strategy<Value = (String, String, Option<String>, [Option<i32>; 4], u8)> {
        let months = || prop::option::of(-40_i32..40);
        (
            prop::sample::select(vec!["甲路", "甲路（一期）", "甲路1期", "", "（", "乙"])
                .prop_map(str::to_owned),
            "\\PC{0,6}",
            prop::option::of(prop::sample::select(vec![
                "2410-451421-04-01-627218".to_owned(),
                "２４１０".to_owned(),
                String::new(),
            ])),
            [months(), months(), months(), months()],
            any::<u8>(),
        )
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn no_plan_makes_it_panic_and_order_is_stable(
            rows in prop::collection::vec(row(), 0..12),
            reports in prop::collection::vec((0_usize..14, 0_i32..12), 0..30),
        ) {
            let base = month("2022-01");
            let mut case = plan_case().entry(true).month("2022-05").month("2000-01").month("2999-12");
            for (name, owner, code, [start, end, entered, exited], flags) in &rows {
                case = case.row(|row: RowBuilder| row.name(name).set(|plan| {
                    plan.owner.clone_from(owner);
                    plan.code.clone_from(code);
                    plan.planned_start = start.map(|n| base.plus(n));
                    plan.planned_completion = end.map(|n| base.plus(n));
                    plan.entered = base.plus(entered.unwrap_or_default());
                    plan.exited = exited.map(|n| base.plus(n));
                    plan.is_real_estate = flags & 1 != 0;
                    plan.is_industrial = flags & 2 != 0;
                    plan.total_investment = plan.total_investment.filter(|_| flags & 4 != 0);
                    plan.annual_plan = plan.annual_plan.filter(|_| flags & 8 != 0);
                    if flags & 16 != 0 { plan.units.clear(); }
                }));
            }
            for (row, back) in reports {
                case = case.report(row, &base.plus(back).to_string(), &[]);
            }
            let outcome = case.run();
            let order = |found: &PlanFinding| found.finding.severity;
            prop_assert!(outcome.findings.is_sorted_by_key(order));
            for found in &outcome.findings {
                prop_assert!(!found.projects.is_empty());
                for lang in [crate::text::Lang::Zh, crate::text::Lang::En] {
                    let message = found.finding.message(lang);
                    prop_assert!(!message.is_empty() && !message.contains('{'), "{message}");
                }
                let json = serde_json::to_string(found).unwrap();
                prop_assert_eq!(&serde_json::from_str::<PlanFinding>(&json).unwrap(), found);
            }
            prop_assert_eq!(&case.run(), &outcome);
            case.reports.reverse();
            let codes = |outcome: &PlanOutcome| {
                let mut codes: Vec<_> = outcome.findings.iter().map(|f| f.finding.code).collect();
                codes.sort_unstable();
                codes
            };
            prop_assert_eq!(codes(&case.run()), codes(&outcome));
        }
    }
}
