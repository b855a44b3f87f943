//! Where a finding about a plan's row stands beside the boxes of that row.

use super::finding::Finding;
use crate::plan::PlanBox;

/// What rules about plans call the values of a row. Of several the first is the one to look at.
const VALUES: [(&str, PlanBox); 6] = [
    ("annual", PlanBox::AnnualPlan),
    ("total", PlanBox::TotalInvestment),
    ("completion", PlanBox::PlannedCompletion),
    ("project_code", PlanBox::Code),
    ("other", PlanBox::Name),
    ("exited", PlanBox::Exited),
];

/// The box that a finding about a plan's row is about; `None` for one about the whole row.
pub fn plan_box(finding: &Finding) -> Option<PlanBox> {
    let known = VALUES.into_iter();
    let mut named = known.filter(|(name, _)| finding.args.contains_key(*name));
    named.next().map(|(_, part)| part)
}

#[cfg(test)]
mod tests {
    use super::super::testing::plan::{PlanCase, plan_case};
    use super::*;

    #[test]
    fn a_finding_stands_beside_the_box_that_it_is_about() {
        let small = || plan_case().entry(true);
        let cases: [(PlanCase, &str, Option<PlanBox>); 5] = [
            (
                small().row(|row| row.total("999").annual("600")),
                "L601",
                Some(PlanBox::TotalInvestment),
            ),
            (
                small().row(|row| row.total("9000").annual("499")),
                "L601",
                Some(PlanBox::AnnualPlan),
            ),
            (
                plan_case().row(|row| row.annual("99999")),
                "L605",
                Some(PlanBox::AnnualPlan),
            ),
            (
                plan_case().row(|row| {
                    row.set(|plan| {
                        plan.planned_start = "2023-06".parse().ok();
                        plan.planned_completion = "2022-06".parse().ok();
                    })
                }),
                "L604",
                Some(PlanBox::PlannedCompletion),
            ),
            (
                small().row(|row| row.set(|plan| plan.is_real_estate = true)),
                "L602",
                None,
            ),
        ];
        for (case, code, expected) in cases {
            let found = case.run().findings;
            let of_rule = |one: &&crate::check::PlanFinding| one.finding.code.as_str() == code;
            let found = found.iter().find(of_rule);
            let found = found.unwrap_or_else(|| panic!("{code} says nothing"));
            assert_eq!(plan_box(&found.finding), expected, "{code}");
        }
    }
}
