//! Builders for the examples of rules about plans.

use super::{draft, month, plan_row, profile};
use crate::check::Outcome;
use crate::check::{Filed, PlanOutcome, Whole, check_plan};
use crate::money::parse_plain;
use crate::period::Month;
use crate::plan::{Nature, PlanRow};
use crate::profile::{EntryStandard, Profile};
use crate::report::Report;

/// A plan with reports.
#[derive(Debug, Clone)]
pub(crate) struct PlanCase {
    pub(crate) profile: Profile,
    rows: Vec<PlanRow>,
    pub(crate) reports: Vec<(String, Month, Report)>,
    months: Vec<Month>,
}

/// A plan row in the making.
pub(crate) struct RowBuilder(PlanRow);

/// The empty plan, with no month to be totalled.
pub(crate) fn plan_case() -> PlanCase {
    PlanCase {
        profile: profile(),
        rows: Vec::new(),
        reports: Vec::new(),
        months: Vec::new(),
    }
}

impl RowBuilder {
    pub(crate) fn name(mut self, name: &str) -> Self {
        name.clone_into(&mut self.0.name);
        self
    }

    pub(crate) fn code(mut self, code: &str) -> Self {
        self.0.code = Some(code.to_owned());
        self
    }

    pub(crate) fn total(mut self, wan: &str) -> Self {
        self.0.total_investment = parse_plain(wan).ok();
        self
    }

    pub(crate) fn annual(mut self, wan: &str) -> Self {
        self.0.annual_plan = parse_plain(wan).ok();
        self
    }

    pub(crate) fn set(mut self, change: impl FnOnce(&mut PlanRow)) -> Self {
        change(&mut self.0);
        self
    }
}

impl PlanCase {
    /// One more row: `p1`, `p2` and so on.
    pub(crate) fn row(mut self, build: impl FnOnce(RowBuilder) -> RowBuilder) -> Self {
        let id = format!("p{}", self.rows.len() + 1);
        self.rows
            .push(build(RowBuilder(PlanRow { id, ..plan_row() })).0);
        self
    }

    pub(crate) fn change(mut self, row: usize, change: impl FnOnce(&mut PlanRow)) -> Self {
        change(&mut self.rows[row]);
        self
    }

    /// The report of a row, which need not exist.
    pub(crate) fn report(mut self, row: usize, at: &str, boxes: &[(&str, &str)]) -> Self {
        let report = Report::read(&draft(boxes));
        self.reports
            .push((format!("p{}", row + 1), month(at), report));
        self
    }

    /// One more month to be totalled.
    pub(crate) fn month(mut self, at: &str) -> Self {
        self.months.push(month(at));
        self
    }

    /// The entry amounts 5,000 (industrial), 1,000 (other) and 500 a year.
    pub(crate) fn entry(mut self, excludes_real_estate: bool) -> Self {
        let wan = |text| parse_plain(text).unwrap();
        self.profile.entry = Some(EntryStandard {
            industrial_total: wan("5000"),
            other_total: wan("1000"),
            annual: wan("500"),
            excludes_real_estate,
        });
        self
    }

    pub(crate) fn no_entry(mut self) -> Self {
        self.profile.entry = None;
        self
    }

    pub(crate) fn quarterly(mut self, nature: Nature) -> Self {
        self.profile.calendar.quarterly.push(nature);
        self
    }

    pub(crate) fn run(&self) -> PlanOutcome {
        let filed: Vec<Filed<'_>> = (self.reports.iter())
            .map(|(project, month, report)| Filed {
                project,
                month: *month,
                report,
            })
            .collect();
        check_plan(&Whole {
            profile: &self.profile,
            rows: &self.rows,
            reports: &filed,
            months: &self.months,
        })
    }
}

impl From<PlanCase> for Outcome {
    fn from(case: PlanCase) -> Self {
        let found = case.run().findings.into_iter();
        Self {
            findings: found.map(|found| found.finding).collect(),
            not_evaluated: Vec::new(),
        }
    }
}
