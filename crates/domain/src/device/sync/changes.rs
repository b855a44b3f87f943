//! What is new on the server.

use crate::device::store::{project_key, report_key};
use crate::device::{Device, LocalReport, ReportKey, Row};
use crate::wire::v1::ChangeSet;

impl Device {
    pub(super) fn take_changes(&mut self, changes: ChangeSet, rows: &mut Vec<Row>) {
        if let Some(profile) = changes.profile {
            self.profile = Some(profile);
            rows.push(self.profile_row());
        }
        if !changes.units.is_empty() {
            // One answer names the units of its own plan rows, not those of the pages before.
            for unit in changes.units {
                self.units.retain(|known| known.id != unit.id);
                self.units.push(unit);
            }
            rows.push(self.units_row());
        }
        for project in changes.projects {
            let id = project.id.clone();
            self.meta.unconfirmed.remove(&project_key(&id));
            self.projects.insert(id.clone(), project);
            rows.push(self.project_row(&id));
        }
        for id in changes.gone {
            self.projects.remove(&id);
            rows.push(Row::delete_project(&id));
            // Its conflicts are others' to settle; what is typed stays.
            for (key, report) in &mut self.reports {
                if key.project == id {
                    report.hear(None);
                }
            }
            let keys = self.reports.keys().filter(|key| key.project == id);
            rows.extend(keys.map(|key| self.report_row(key)));
        }
        for state in changes.reports {
            let key = ReportKey {
                project: state.project.clone(),
                month: state.month,
            };
            self.meta.unconfirmed.remove(&report_key(&key));
            let idle = self.pending(&key).next().is_none();
            let report = self.reports.entry(key.clone()).or_default();
            report.learn(state, idle);
            rows.push(self.report_row(&key));
        }
    }

    /// What was typed may have stood against the server's newest state when that came in, and does so
    /// no longer.
    pub(super) fn catch_up(&mut self, rows: &mut Vec<Row>) {
        let behind = self.reports.iter().filter(|(_, report)| report.is_behind());
        let behind: Vec<ReportKey> = behind.map(|(key, _)| key.clone()).collect();
        for key in behind {
            self.settle(&key);
            rows.push(self.report_row(&key));
        }
    }

    pub(in crate::device) fn settle(&mut self, key: &ReportKey) {
        let idle = self.pending(key).next().is_none();
        if let Some(report) = self.reports.get_mut(key) {
            LocalReport::settle(report, idle);
        }
    }
}
