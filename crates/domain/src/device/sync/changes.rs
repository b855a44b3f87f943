//! What is new on the server.

use crate::device::store::{project_key, report_key};
use crate::device::{Device, LocalReport, ReportKey, Row, Stamp};
use crate::merge::State;
use crate::wire::v1::{ChangeSet, Operation, OperationKind, ReportState};

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

    /// Learns what `other` was told by the same server: a store that answers late was worked beside,
    /// and what is done again stands on what was known then.
    pub fn learn_from(&mut self, other: &Self) -> Vec<Row> {
        let (own, theirs) = (&self.meta, &other.meta);
        let is_same = |own: Option<&String>| own.is_none() || own == theirs.server_id.as_ref();
        let is_other_epoch = own.epoch.is_some_and(|epoch| Some(epoch) != theirs.epoch);
        if theirs.server_id.is_none() || !is_same(own.server_id.as_ref()) || is_other_epoch {
            return Vec::new();
        }
        let mut rows = Vec::new();
        let reports = other.reports.values();
        let changes = ChangeSet {
            profile: other.profile.clone(),
            units: other.units.clone(),
            projects: other.projects.values().cloned().collect(),
            reports: reports.filter_map(|report| report.server.clone()).collect(),
            ..ChangeSet::default()
        };
        let drafts = self.withdraw_drafts(&changes.reports, &mut rows);
        self.take_changes(changes, &mut rows);
        self.catch_up(&mut rows);
        for (key, stamp) in drafts {
            if !self.ahead(&key).is_some_and(State::counts) {
                rows.extend(self.enqueue(&key, OperationKind::Set, stamp));
            }
        }
        rows
    }

    /// Takes out of the outbox the drafts of these reports that were never sent, to be made anew on top
    /// of what is known now.
    fn withdraw_drafts(
        &mut self,
        reports: &[ReportState],
        rows: &mut Vec<Row>,
    ) -> Vec<(ReportKey, Stamp)> {
        let mut drafts = Vec::new();
        for report in reports {
            let key = ReportKey {
                project: report.project.clone(),
                month: report.month,
            };
            let Some(Operation {
                op_id,
                made_at,
                sequence,
                ..
            }) = self.unsent_draft(&key).cloned()
            else {
                continue;
            };
            self.outbox.remove(&sequence);
            rows.push(Row::delete_operation(sequence));
            drafts.push((key, Stamp { op_id, made_at }));
        }
        drafts
    }

    /// The one operation of a report that waits, if it is a draft and was never sent.
    fn unsent_draft(&self, key: &ReportKey) -> Option<&Operation> {
        let mut pending = self.pending(key);
        let only = pending.next().filter(|_| pending.next().is_none())?;
        let is_draft = !only.attempted && only.operation.kind == OperationKind::Set;
        is_draft.then_some(&only.operation)
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
