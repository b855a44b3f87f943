//! The earlier reports of a project, for the checks, from what is on the device.

use std::collections::BTreeMap;

use super::{Device, ReportKey};
use crate::check::{Context, History, Outcome, Stage, check};
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
    pub fn counted(&self, key: &ReportKey) -> Option<FieldValues> {
        let handed_in_here = self
            .pending(key)
            .any(|queued| queued.operation.kind == OperationKind::Submit);
        if handed_in_here {
            return Some(self.handed(key));
        }
        let report = self.reports.get(key)?;
        let server = report.server.as_ref()?;
        report.is_submitted().then(|| server.values.clone())
    }

    /// The project's earlier reports that count.
    pub fn past(&self, key: &ReportKey) -> Past {
        let earlier = self
            .reports
            .range(
                ReportKey {
                    project: key.project.clone(),
                    month: FIRST,
                }..key.clone(),
            )
            .filter_map(|(key, _)| Some((key.month, Report::read(&self.counted(key)?))))
            .collect();
        Past {
            reports: earlier,
            known_from: self.meta.complete.then_some(FIRST),
        }
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
