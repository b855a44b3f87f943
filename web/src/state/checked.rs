//! What the checks say of each report of the month, kept until the report changes.

use std::collections::BTreeMap;

use yuebao_domain::check::{Affected, Outcome, Readiness, Stage, readiness};
use yuebao_domain::device::{ReportKey, Row, Standing};
use yuebao_domain::order::Gather;
use yuebao_domain::report::{FieldKey, Report};

use super::{State, View};

/// What the checks say of one report.
#[derive(Debug, Clone, PartialEq)]
pub struct Checked {
    /// Findings and what was not evaluated.
    pub outcome: Outcome,
    /// What stands in the way of handing in, as far as is typed.
    pub readiness: Readiness,
    /// Where the report stands.
    pub standing: Standing,
    /// Later reports that could no longer be handed in once this one is, as far as is typed. Only
    /// looked for while the report is on screen.
    pub affected: Vec<Affected>,
    /// What the previous report says about findings whose values have not changed, by the key of the
    /// explanation. Only looked for while the report is on screen.
    pub carried: BTreeMap<FieldKey, String>,
}

impl State {
    /// Checks one report again, because it or the plan has changed.
    pub(super) fn recheck(&mut self, project: &str) {
        self.totals.audit = None;
        self.recheck_alone(project);
    }

    /// Checks one report again, because it is looked at.
    pub(super) fn recheck_alone(&mut self, project: &str) {
        let Some(key) = self.screen.key(project) else {
            return;
        };
        let checked = self.examine(&key);
        self.checked.insert(project.to_owned(), checked);
    }

    /// Checks those reports again that rows of the store speak of, and no others.
    pub(super) fn recheck_changed(&mut self, rows: &[Row]) {
        if (rows.iter()).any(|row| ["profile", "profiles"].contains(&row.key.as_str())) {
            return self.recheck_all();
        }
        let projects = rows
            .iter()
            .filter_map(|row| match row.key.split_once('/')? {
                ("project" | "versions", id) => Some(id),
                ("report", rest) => Some(rest.rsplit_once('/')?.0),
                _ => None,
            })
            .distinct();
        for project in projects {
            self.checked.remove(project);
            self.totals.audit = None;
            let device = self.device.get();
            if (self.screen.month).is_some_and(|month| device.is_in_plan(project, month)) {
                self.recheck(project);
            }
        }
    }

    /// Checks every report of the month again.
    pub(super) fn recheck_all(&mut self) {
        self.checked.clear();
        self.totals.audit = None;
        let Some(month) = self.screen.month else {
            return;
        };
        for project in &*self.device.projects_in(month) {
            self.recheck_alone(project);
        }
    }

    /// What handing the report in would find now.
    pub fn submission(&self, key: &ReportKey) -> (Outcome, Readiness) {
        let mut outcome = self
            .device
            .get()
            .check(key, Stage::Submitting, self.clock.today);
        if self.shows(key) {
            let mut unfinished = self.form.unfinished.clone();
            unfinished.say_all();
            outcome.add(unfinished.findings());
        }
        let readiness = self.readiness(key, &outcome);
        (outcome, readiness)
    }

    fn shows(&self, key: &ReportKey) -> bool {
        matches!(&self.screen.view, View::Form(project) if *project == key.project)
    }

    fn readiness(&self, key: &ReportKey, outcome: &Outcome) -> Readiness {
        let Some(profile) = self.device.get().profile_at(key.month) else {
            return Readiness::default();
        };
        let report = self.device.get().reports.get(key);
        let report = report.map(|report| Report::read(report.values()));
        readiness(&report.unwrap_or_default(), &outcome.findings, profile)
    }

    fn examine(&self, key: &ReportKey) -> Checked {
        let stage = if self.form.tried.contains(key) {
            Stage::Submitting
        } else {
            Stage::Typing
        };
        let is_shown = self.shows(key);
        let mut outcome = self.device.get().check(key, stage, self.clock.today);
        if is_shown {
            outcome.add(self.form.unfinished.findings());
        }
        let readiness = self.readiness(key, &outcome);
        let standing = self.device.get().standing(key, &readiness);
        let (mut affected, mut carried) = (Vec::new(), BTreeMap::new());
        if is_shown {
            affected = self.device.get().affected(key, self.clock.today);
            affected.retain(Affected::is_broken);
            carried = self.device.get().carried(key, &outcome.findings);
        }
        Checked {
            outcome,
            readiness,
            standing,
            affected,
            carried,
        }
    }
}
