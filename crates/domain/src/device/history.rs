//! The earlier reports of a project, for the checks, from what is on the device.

use std::collections::BTreeMap;

use super::{Device, LocalReport, ReportKey};
use crate::check::{Affected, Context, History, Outcome, Series, Stage, cascade, check};
use crate::merge::State;
use crate::order::Gather;
use crate::period::{Date, Month};
use crate::report::{FieldValues, Report};
use crate::wire::v1::OperationKind;

/// The earlier reports of one project, read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Past {
    /// Reports by month, before the month that is reported.
    pub reports: BTreeMap<Month, Report>,
    /// Every report from here on is at hand.
    pub known_from: Option<Month>,
}

impl Past {
    /// As the checks want it.
    pub fn history(&self) -> History<'_> {
        History {
            known_from: self.known_from,
            reports: &self.reports,
        }
    }
}

impl Device {
    /// What counts of a report: what is handed in, be it on its way or with the server.
    /// What is accepted counts as it was accepted until a reviewer takes in a change.
    pub fn counted(&self, key: &ReportKey) -> Option<FieldValues> {
        let state = self.ahead(key).filter(|state| state.counts())?;
        let handed_in_here = self
            .pending(key)
            .any(|queued| queued.operation.kind == OperationKind::Submit);
        if handed_in_here && state != State::Accepted {
            return Some(self.handed(key));
        }
        let server = self.reports.get(key)?.server.as_ref()?;
        Some(server.values.clone())
    }

    /// The project's earlier reports that count.
    pub fn past(&self, key: &ReportKey) -> Past {
        self.counted_months(&key.project, |month| month < key.month)
    }

    /// The project's reports that are here, oldest first.
    pub fn reports_of(&self, project: &str) -> impl Iterator<Item = (&ReportKey, &LocalReport)> {
        let first = ReportKey {
            project: project.to_owned(),
            month: FIRST,
        };
        let reports = self.reports.range(first..);
        reports.take_while(move |(key, _)| key.project == project)
    }

    /// The project's reports that count, of these months.
    fn counted_months(&self, project: &str, is_wanted: impl Fn(Month) -> bool) -> Past {
        let counted = (self.reports_of(project))
            .take_while(|(key, _)| is_wanted(key.month))
            .filter_map(|(key, _)| Some((key.month, Report::read(&self.counted(key)?))))
            .into_map();
        Past {
            reports: counted,
            known_from: self.meta.complete.then_some(FIRST),
        }
    }

    /// What happens to the reports of later months when the boxes of this one are handed in as
    /// they stand: which of them get findings that they did not have, oldest first.
    pub fn affected(&self, key: &ReportKey, today: Option<Date>) -> Vec<Affected> {
        let (Some(profile), Some(plan), Some(report)) = (
            &self.profile,
            self.projects.get(&key.project),
            self.reports.get(key),
        ) else {
            return Vec::new();
        };
        let all = self.counted_months(&key.project, |_| true);
        let series = Series {
            profile,
            plan,
            today,
            history: all.history(),
        };
        cascade(&series, key.month, Some(&Report::read(report.values())))
    }

    /// Checks what the boxes of a report hold. Empty if the project is not on this device.
    pub fn check(&self, key: &ReportKey, stage: Stage, today: Option<Date>) -> Outcome {
        let (Some(profile), Some(plan)) = (&self.profile, self.projects.get(&key.project)) else {
            return Outcome::default();
        };
        let past = self.past(key);
        let context = Context {
            profile,
            plan,
            month: key.month,
            stage,
            today,
            history: past.history(),
        };
        let empty = FieldValues::new();
        let values = self
            .reports
            .get(key)
            .map_or(&empty, |report| report.values());
        check(&Report::read(values), &context)
    }
}

const FIRST: Month = Month::FIRST;
