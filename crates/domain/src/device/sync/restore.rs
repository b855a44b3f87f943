//! The server was put back to an earlier state.

use super::Absorbed;
use super::refusals::operations;
use crate::device::store::project_key;
use crate::device::{Device, Queued, Refused, Replica, Row, Subject};
use crate::merge::Group;
use crate::operation::Refusal;
use crate::order::Gather;
use crate::report::FieldValues;
use crate::wire::v2::SyncAnswer;

impl Device {
    /// The server was restored from a backup: fetch everything, send again what it may have lost.
    pub(super) fn start_over(&mut self, answer: &SyncAnswer, absorbed: &mut Absorbed) {
        self.meta.epoch = Some(answer.epoch);
        self.meta.cursor = 0;
        self.meta.mark = None;
        self.meta.complete = false;
        absorbed.more = true;
        let projects = self.projects.keys().map(|id| project_key(id));
        let subjects = self.subjects(|_| true);
        let paths = subjects.iter().map(Subject::path);
        self.meta.unconfirmed.clear();
        self.meta.unconfirmed.extend(projects.chain(paths));
        let sequences: Vec<u64> = self.outbox.keys().copied().collect();
        for sequence in sequences {
            if let Some(queued) = self.outbox.get_mut(&sequence)
                && !queued.is_refused()
            {
                queued.lose();
                absorbed.rows.push(self.operation_row(sequence));
            }
        }
        absorbed.rows.extend(self.recover_refused());
        for subject in subjects {
            if let Some(report) = self.replica_mut(&subject) {
                report.replace_server(None);
                report.await_rev = 0;
            }
            absorbed.rows.push(self.replica_row(&subject));
        }
        absorbed.rows.push(self.meta_row());
    }

    /// Everything is told once more; what is not, is out of sight from then on.
    pub(super) fn fetch_again(&mut self) {
        self.meta.cursor = 0;
        self.meta.complete = false;
        let projects = self.projects.keys().map(|id| project_key(id));
        let subjects = self.subjects(|_| true).into_iter();
        let known = projects.chain(subjects.map(|subject| subject.path()));
        self.meta.unconfirmed.extend(known);
    }

    /// The server has not got what an operation builds on. If this device has not got it either
    /// (a backup had it, and an older backup was restored), nobody has.
    pub(super) fn send_earlier_again(&mut self, key: &Subject, sequence: u64) -> Vec<Row> {
        let previous = (self.outbox.get(&sequence)).and_then(|one| one.operation.previous.clone());
        let is_previous =
            |one: &Queued| !one.is_refused() && Some(&one.operation.op_id) == previous.as_ref();
        if !self.outbox.values().any(is_previous) {
            return self.start_from_nothing(key);
        }
        let earlier: Vec<u64> = self
            .outbox
            .iter()
            .filter(|(_, queued)| queued.is_acknowledged() && queued.operation.subject == *key)
            .map(|(sequence, _)| *sequence)
            .collect();
        earlier
            .into_iter()
            .map(|sequence| {
                if let Some(queued) = self.outbox.get_mut(&sequence) {
                    queued.lose();
                }
                self.operation_row(sequence)
            })
            .collect()
    }

    /// The server has lost the revision that all this was made against. What the boxes hold
    /// becomes a draft against nothing, so that handing it in again can overwrite nothing that
    /// somebody else wrote: what differs will be a conflict. What the server has from here anyway is
    /// not handed in again, nor what others wrote over it.
    pub(super) fn start_from_nothing(&mut self, key: &Subject) -> Vec<Row> {
        let pending: Vec<u64> = self
            .pending(key)
            .map(|queued| queued.operation.sequence)
            .collect();
        let left = self.leave(key, &pending);
        let (decided, filled): (Vec<_>, Vec<_>) = left.into_iter().partition(Queued::decides);
        let taken = self.taken(key);
        let report = self.replica_of(key);
        let mut draft = report.values().clone();
        draft.retain(|field, _| {
            let group = Group::of(field);
            taken.binary_search(&group).is_err()
                || group.part(report.values()) != group.part(report.base())
        });
        let mut declined = std::mem::take(&mut report.declined);
        declined.extend(operations(decided));
        *report = Replica {
            base: Some(FieldValues::new()),
            draft: Some(draft),
            server: report.server.take(),
            refused: Some(Refused::because(Refusal::UnknownBase)),
            declined,
            comment: std::mem::take(&mut report.comment),
            typed: std::mem::take(&mut report.typed),
            ..Replica::default()
        };
        let mut rows = self.retain(filled, 0);
        self.settle(key);
        rows.extend(pending.into_iter().map(|one| self.operation_row(one)));
        rows
    }

    /// Groups of boxes that the server has from this device.
    fn taken(&self, key: &Subject) -> Vec<Group> {
        let taken = self
            .outbox
            .values()
            .filter(|queued| queued.is_acknowledged() && queued.operation.subject == *key);
        taken
            .flat_map(|queued| queued.operation.command.changes().keys().map(Group::of))
            .distinct()
    }

    /// Of what was known before a restore, what was not told again is not there any more. What is
    /// typed on top of it stays.
    pub(super) fn drop_unconfirmed(&mut self, rows: &mut Vec<Row>) {
        let gone = std::mem::take(&mut self.meta.unconfirmed);
        let projects: Vec<String> = self.projects.keys().cloned().collect();
        for id in projects {
            if gone.contains(&project_key(&id)) {
                self.forget_project(&id, rows);
            }
        }
        for subject in self.subjects(|_| true) {
            let path = subject.path();
            if !gone.contains(&path) {
                continue;
            }
            if self.pending(&subject).next().is_some() {
                // What is on its way may still make it known.
                self.meta.unconfirmed.insert(path);
            } else {
                let report = self.replica_of(&subject);
                *report = Replica {
                    draft: report.draft.take(),
                    refused: report.refused.take(),
                    declined: std::mem::take(&mut report.declined),
                    comment: std::mem::take(&mut report.comment),
                    typed: std::mem::take(&mut report.typed),
                    ..Replica::default()
                };
                rows.push(self.replica_row(&subject));
            }
        }
    }
}
