//! What the checks say of each report of the month, kept until the report changes.

use yuebao_domain::check::{Outcome, Readiness, Stage, readiness};
use yuebao_domain::device::{ReportKey, Standing};
use yuebao_domain::report::{FieldValues, Report};

use super::State;

/// What the checks say of one report.
#[derive(Debug, Clone, PartialEq)]
pub struct Checked {
    /// Findings and what was not evaluated.
    pub outcome: Outcome,
    /// What stands in the way of handing in, as far as is typed.
    pub readiness: Readiness,
    /// Where the report stands.
    pub standing: Standing,
}

impl State {
    /// Checks one report again.
    pub(super) fn recheck(&mut self, project: &str) {
        let Some(key) = self.key(project) else { return };
        let checked = self.examine(&key);
        self.checked.insert(project.to_owned(), checked);
    }

    /// Checks every report of the month again.
    pub(super) fn recheck_all(&mut self) {
        let projects: Vec<String> = self.projects_of_month().map(str::to_owned).collect();
        self.checked.clear();
        for project in projects {
            self.recheck(&project);
        }
    }

    /// Projects that are in the plan in the month that is shown.
    pub fn projects_of_month(&self) -> impl Iterator<Item = &str> {
        let month = self.month;
        self.device
            .projects
            .values()
            .filter(move |plan| month.is_some_and(|month| plan.is_in_plan(month)))
            .map(|plan| plan.id.as_str())
    }

    fn examine(&self, key: &ReportKey) -> Checked {
        let stage = if self.tried.contains(key) {
            Stage::Submitting
        } else {
            Stage::Typing
        };
        let outcome = self.device.check(key, stage, self.today);
        let empty = FieldValues::new();
        let values = self
            .device
            .reports
            .get(key)
            .map_or(&empty, |report| report.values());
        let readiness = self
            .device
            .profile
            .as_ref()
            .map(|profile| readiness(&Report::read(values), &outcome.findings, profile))
            .unwrap_or_default();
        let standing = self.device.standing(key, &readiness);
        Checked {
            outcome,
            readiness,
            standing,
        }
    }
}
