//! The server was put back to an earlier state.

use std::collections::{BTreeMap, BTreeSet};

use super::Absorbed;
use super::refusals::operations;
use crate::device::store::{project_key, report_key};
use crate::device::{Device, LocalReport, Queued, Refused, ReportKey, Row};
use crate::merge::{Group, Refusal};
use crate::wire::v1::SyncAnswer;

impl Device {
    /// The server was restored from a backup: fetch everything, send again what it may have lost.
    pub(super) fn start_over(&mut self, answer: &SyncAnswer, absorbed: &mut Absorbed) {
        self.meta.epoch = Some(answer.epoch);
        self.meta.cursor = 0;
        self.meta.mark = None;
        self.meta.complete = false;
        absorbed.more = true;
        let projects = self.projects.keys().map(|id| project_key(id));
        let reports = self.reports.keys().map(report_key);
        self.meta.unconfirmed = projects.chain(reports).collect();
        let sequences: Vec<u64> = self.outbox.keys().copied().collect();
        for sequence in sequences {
            if let Some(queued) = self.outbox.get_mut(&sequence) {
                queued.take_back();
            }
            absorbed.rows.push(self.operation_row(sequence));
        }
        absorbed.rows.extend(self.reclaim());
        let keys: Vec<ReportKey> = self.reports.keys().cloned().collect();
        for key in keys {
            if let Some(report) = self.reports.get_mut(&key) {
                report.server = None;
                report.await_rev = 0;
            }
            absorbed.rows.push(self.report_row(&key));
        }
        absorbed.rows.push(self.meta_row());
    }

    /// What was shelved may be lost with the rest: the boxes hold it again, except where something
    /// else was handed over in its place since.
    fn reclaim(&mut self) -> Vec<Row> {
        let mut shelved: BTreeMap<ReportKey, Vec<u64>> = BTreeMap::new();
        for (sequence, queued) in self.outbox.iter().filter(|(_, one)| one.shelved) {
            let key = ReportKey::of(&queued.operation);
            shelved.entry(key).or_default().push(*sequence);
        }
        for (key, sequences) in &shelved {
            for sequence in sequences {
                let later = self.pending(key);
                let later = later.filter(|one| !one.shelved && one.operation.sequence > *sequence);
                let replaced: BTreeSet<Group> = later
                    .flat_map(|one| one.operation.changes.keys().map(Group::of))
                    .collect();
                if let Some(queued) = self.outbox.get_mut(sequence) {
                    let changes = &mut queued.operation.changes;
                    changes.retain(|field, _| !replaced.contains(&Group::of(field)));
                }
            }
            let left = self.leave(key, sequences).into_iter();
            let (decided, filled): (Vec<_>, Vec<_>) = left.partition(Queued::decides);
            let report = self.reports.entry(key.clone()).or_default();
            report.declined.extend(operations(decided));
            // It may be taken yet, and what took it put back in its turn.
            for mut queued in filled {
                queued.acknowledged = Some(0);
                self.outbox.insert(queued.operation.sequence, queued);
            }
        }
        let sequences = shelved.into_values().flatten();
        sequences
            .map(|sequence| {
                if self.outbox.contains_key(&sequence) {
                    self.operation_row(sequence)
                } else {
                    Row::delete_operation(sequence)
                }
            })
            .collect()
    }

    /// The server has not got what an operation builds on. If this device has not got it either
    /// (a backup had it, and an older backup was restored), nobody has.
    pub(super) fn send_earlier_again(&mut self, key: &ReportKey, sequence: u64) -> Vec<Row> {
        let previous = (self.outbox.get(&sequence)).and_then(|one| one.operation.previous.clone());
        let is_previous =
            |one: &Queued| !one.shelved && Some(&one.operation.op_id) == previous.as_ref();
        if !self.outbox.values().any(is_previous) {
            return self.start_from_nothing(key);
        }
        let earlier: Vec<u64> = self
            .outbox
            .iter()
            .filter(|(_, queued)| {
                queued.acknowledged.is_some()
                    && !queued.shelved
                    && ReportKey::of(&queued.operation) == *key
            })
            .map(|(sequence, _)| *sequence)
            .collect();
        earlier
            .into_iter()
            .map(|sequence| {
                if let Some(queued) = self.outbox.get_mut(&sequence) {
                    queued.take_back();
                }
                self.operation_row(sequence)
            })
            .collect()
    }

    /// The server has lost the revision that all this was made against. What the boxes hold
    /// becomes a draft against nothing, so that handing it in again can overwrite nothing that
    /// somebody else wrote: what differs will be a conflict.
    pub(super) fn start_from_nothing(&mut self, key: &ReportKey) -> Vec<Row> {
        let pending: Vec<u64> = self
            .pending(key)
            .map(|queued| queued.operation.sequence)
            .collect();
        let mut decided = self.leave(key, &pending);
        decided.retain(Queued::decides);
        let report = self.reports.entry(key.clone()).or_default();
        let mut declined = std::mem::take(&mut report.declined);
        declined.extend(operations(decided));
        *report = LocalReport {
            draft: Some(report.values().clone()),
            server: report.server.take(),
            refused: Some(Refused::because(Refusal::UnknownBase)),
            declined,
            ..LocalReport::default()
        };
        self.settle(key);
        pending.into_iter().map(Row::delete_operation).collect()
    }

    /// Of what was known before a restore, what was not told again is not there any more. What is
    /// typed on top of it stays.
    pub(super) fn drop_unconfirmed(&mut self, rows: &mut Vec<Row>) {
        let gone = std::mem::take(&mut self.meta.unconfirmed);
        let projects: Vec<String> = self.projects.keys().cloned().collect();
        for id in projects {
            if gone.contains(&project_key(&id)) {
                self.projects.remove(&id);
                rows.push(Row::delete_project(&id));
            }
        }
        let reports: Vec<ReportKey> = self.reports.keys().cloned().collect();
        for key in reports {
            if !gone.contains(&report_key(&key)) {
                continue;
            }
            if self.pending(&key).next().is_some() {
                // What is on its way may still make it known.
                self.meta.unconfirmed.insert(report_key(&key));
            } else {
                let report = self.reports.entry(key.clone()).or_default();
                *report = LocalReport {
                    draft: report.draft.take(),
                    refused: report.refused.take(),
                    declined: std::mem::take(&mut report.declined),
                    ..LocalReport::default()
                };
                rows.push(self.report_row(&key));
            }
        }
    }

    /// What is shelved may be taken as long as a draft waits beside it: only a backup of what is told
    /// after that can have it.
    pub(super) fn keep_shelved(&mut self, cursor: u64, rows: &mut Vec<Row>) {
        let waits = |(_, queued): &(&u64, &Queued)| self.is_undecided(queued);
        let sequences = self.outbox.iter().filter(waits);
        let sequences: Vec<u64> = sequences.map(|(sequence, _)| *sequence).collect();
        for sequence in sequences {
            if let Some(queued) = self.outbox.get_mut(&sequence) {
                queued.acknowledged = queued.acknowledged.max(Some(cursor));
            }
            rows.push(self.operation_row(sequence));
        }
    }

    fn is_undecided(&self, queued: &Queued) -> bool {
        let report = self.reports.get(&ReportKey::of(&queued.operation));
        queued.shelved && report.is_some_and(|report| report.draft.is_some())
    }

    pub(super) fn forget_backed_up(&mut self, watermark: u64, rows: &mut Vec<Row>) {
        let safe: Vec<u64> = self
            .outbox
            .iter()
            .filter(|(_, queued)| queued.acknowledged.is_some_and(|at| at <= watermark))
            .filter(|(_, queued)| !self.is_undecided(queued))
            .map(|(sequence, _)| *sequence)
            .collect();
        for sequence in safe {
            self.outbox.remove(&sequence);
            rows.push(Row::delete_operation(sequence));
        }
    }
}
