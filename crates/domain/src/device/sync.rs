//! Push and pull: what to send, and what to make of the answer.

use std::collections::BTreeSet;

use super::edit::is_link;
use super::report::is_decision;
use super::store::{project_key, report_key};
use super::{Device, LocalReport, Queued, Refused, ReportKey, Row, Waiting};
use crate::check::RuleCode;
use crate::merge::{Group, Refusal};
use crate::report::{Changes, FieldValues, apply};
use crate::rights::Action;
use crate::wire::v1::{
    ChangeSet, MAX_OPERATIONS, Operation, OperationKind, OperationOutcome, OperationResult,
    PROTOCOL, SyncAnswer, SyncRequest,
};

/// Why an answer must not be believed. Nothing leaves the outbox.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotOurs {
    /// It does not echo the nonce: a captive portal, or another request's answer.
    Nonce,
    /// Another server answers under the same address.
    Server,
    /// It belongs to another user.
    User,
    /// It does not speak of the operations that were sent.
    Results,
}

/// What an answer changed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Absorbed {
    /// To be stored in one transaction.
    pub rows: Vec<Row>,
    /// Ask again at once.
    pub more: bool,
    /// How many operations the server has taken.
    pub taken: usize,
    /// Reports that the server refused.
    pub refused: Vec<ReportKey>,
    /// The server said something that this program does not know: it has to be updated.
    pub outdated: bool,
}

impl Device {
    /// The next request, and the rows to store **before** it is sent: an operation that may have
    /// been sent never changes its content afterwards.
    pub fn request(&mut self, nonce: String) -> (SyncRequest, Vec<Row>) {
        let next: Vec<u64> = self
            .outbox
            .iter()
            .filter(|(_, queued)| queued.acknowledged.is_none())
            .map(|(sequence, _)| *sequence)
            .take(MAX_OPERATIONS)
            .collect();
        let mut rows = Vec::new();
        let mut operations = Vec::with_capacity(next.len());
        for sequence in next {
            if let Some(queued) = self.outbox.get_mut(&sequence) {
                operations.push(queued.operation.clone());
                if !queued.attempted {
                    queued.attempted = true;
                    rows.push(self.operation_row(sequence));
                }
            }
        }
        let request = SyncRequest {
            protocol: PROTOCOL,
            nonce,
            device: self.meta.device_id.clone(),
            epoch: self.meta.epoch,
            cursor: self.meta.cursor,
            mark: self.meta.mark.clone(),
            operations,
        };
        (request, rows)
    }

    /// Takes in the answer to `request`. `now` is the device's clock, for display.
    pub fn absorb(
        &mut self,
        request: &SyncRequest,
        answer: SyncAnswer,
        now: &str,
    ) -> Result<Absorbed, NotOurs> {
        self.verify(request, &answer)?;
        let mut absorbed = Absorbed {
            more: answer.more,
            ..Absorbed::default()
        };
        let another_epoch = self.meta.epoch.is_some_and(|epoch| epoch != answer.epoch);
        // A server that knows less than it has told was restored, whatever its epoch says.
        if another_epoch || answer.restored || answer.cursor < request.cursor {
            self.start_over(&answer, &mut absorbed);
            return Ok(absorbed);
        }
        for (operation, result) in request.operations.iter().zip(answer.results) {
            let key = ReportKey {
                project: operation.project.clone(),
                month: operation.month,
            };
            self.take_result(
                &key,
                operation.sequence,
                result,
                answer.cursor,
                &mut absorbed,
            );
        }
        let unreadable = answer.changes.unreadable > 0;
        self.take_changes(answer.changes, &mut absorbed.rows);
        // An answer that was overtaken by another says nothing about what was told since, and what
        // it leaves out may be missing here after a restore.
        let is_next = request.cursor == self.meta.cursor;
        let is_whole = !answer.more && is_next;
        if is_whole {
            self.drop_unconfirmed(&mut absorbed.rows);
        }
        self.forget_backed_up(answer.backup_watermark, &mut absorbed.rows);
        self.meta.server_id = Some(answer.server_id);
        self.meta.epoch = Some(answer.epoch);
        if unreadable {
            // What could not be read is told again, to a newer program.
            absorbed.outdated = true;
            absorbed.more = false;
        } else if is_next {
            self.meta.cursor = answer.cursor;
            self.meta.mark = answer.mark;
            self.meta.complete |= is_whole;
        } else {
            absorbed.more = true;
        }
        self.meta.last_sync = Some(now.to_owned());
        self.meta.me = Some(answer.me);
        absorbed.rows.push(self.meta_row());
        Ok(absorbed)
    }

    fn verify(&self, request: &SyncRequest, answer: &SyncAnswer) -> Result<(), NotOurs> {
        if answer.nonce != request.nonce {
            return Err(NotOurs::Nonce);
        }
        let other_server = |id: &String| *id != answer.server_id;
        if self.meta.server_id.as_ref().is_some_and(other_server) {
            return Err(NotOurs::Server);
        }
        let known = self.meta.me.as_ref();
        if known.is_some_and(|me| me.user != answer.me.user) {
            return Err(NotOurs::User);
        }
        let asked = request.operations.iter().map(|operation| &operation.op_id);
        if !asked.eq(answer.results.iter().map(|result| &result.op_id)) {
            return Err(NotOurs::Results);
        }
        Ok(())
    }

    /// The server was restored from a backup: fetch everything, send again what it may have lost.
    fn start_over(&mut self, answer: &SyncAnswer, absorbed: &mut Absorbed) {
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

    fn take_result(
        &mut self,
        key: &ReportKey,
        sequence: u64,
        result: OperationResult,
        cursor: u64,
        absorbed: &mut Absorbed,
    ) {
        let queued = self.outbox.get(&sequence);
        if queued.is_none_or(|queued| queued.acknowledged.is_some()) {
            return; // answered before: two requests crossed
        }
        match result.outcome {
            OperationOutcome::Applied
            | OperationOutcome::Merged
            | OperationOutcome::Conflict
            | OperationOutcome::Duplicate => {
                absorbed.taken += 1;
                self.acknowledge(key, sequence, result.rev, cursor);
                self.note_verdict(key, sequence, result.not_evaluated);
                absorbed.rows.push(self.operation_row(sequence));
            }
            OperationOutcome::Rejected => {
                // Findings of rules that this program does not know cannot be shown.
                let said = result.refusal.is_some() || !result.findings.is_empty();
                let refused = Refused {
                    findings: result.findings,
                    refusal: result.refusal.or((!said).then_some(Refusal::Unknown)),
                    detail: result.detail,
                };
                absorbed.rows.extend(self.withdraw(key, sequence, refused));
                absorbed.refused.push(key.clone());
            }
            OperationOutcome::Retry => absorbed.rows.extend(match result.refusal {
                Some(Refusal::PreviousMissing) => self.send_earlier_again(key, sequence),
                // There is nothing of a reviewer's own that could be handed in anew.
                Some(Refusal::UnknownBase) if !self.may(Action::Report) => {
                    absorbed.refused.push(key.clone());
                    self.withdraw(key, sequence, Refused::because(Refusal::Overtaken))
                }
                Some(Refusal::UnknownBase) => self.start_from_nothing(key),
                _ => Vec::new(),
            }),
            // It stays in the outbox, and a newer program understands the answer.
            OperationOutcome::Unknown => absorbed.outdated = true,
        }
        absorbed.rows.push(self.report_row(key));
    }

    fn acknowledge(&mut self, key: &ReportKey, sequence: u64, rev: Option<u64>, cursor: u64) {
        let Some(queued) = self.outbox.get_mut(&sequence) else {
            return;
        };
        queued.acknowledged = Some(cursor);
        let operation = queued.operation.clone();
        let report = self.reports.entry(key.clone()).or_default();
        report.await_rev = report.await_rev.max(rev.unwrap_or(0));
        // What was made against an earlier revision is in the base as the server has merged it: a
        // restored server was given it once more.
        let is_latest =
            operation.base_rev == report.seen_rev && operation.base_tag == report.seen_tag;
        if is_link(operation.kind) && is_latest {
            report.base = apply(&report.base, &operation.changes);
            report.tail = Some(operation.op_id);
        }
        self.settle(key);
    }

    /// Keeps what the server said of a hand-in that it took.
    fn note_verdict(&mut self, key: &ReportKey, sequence: u64, not_evaluated: Vec<RuleCode>) {
        let is_submit = |queued: &Queued| queued.operation.kind == OperationKind::Submit;
        if self.outbox.get(&sequence).is_some_and(is_submit)
            && let Some(report) = self.reports.get_mut(key)
        {
            report.not_evaluated = Some(not_evaluated);
        }
    }

    /// A refused operation leaves the outbox with all that build on it; the draft keeps every
    /// value, and only this report waits for its clerk. What nothing builds on leaves alone.
    fn withdraw(&mut self, key: &ReportKey, sequence: u64, refused: Refused) -> Vec<Row> {
        let stands_alone = |queued: &Queued| !is_link(queued.operation.kind);
        let alone = self.outbox.get(&sequence).is_some_and(stands_alone);
        let leaves = |queued: &&Queued| {
            let operation = &queued.operation;
            operation.sequence == sequence
                || (!alone && operation.sequence > sequence && !stands_alone(queued))
        };
        let leaving: Vec<u64> = self
            .pending(key)
            .filter(leaves)
            .map(|queued| queued.operation.sequence)
            .collect();
        let handed_in = self.on_its_way(key) == Waiting::Submission;
        let mut declined = self.leave(key, &leaving);
        let report = self.reports.entry(key.clone()).or_default();
        declined.retain(|one| !is_known(one, report));
        // After a restore the chain that the base was made of may be another on the server. Handed
        // in anew, every box is sent along, against nothing.
        if !refused.findings.is_empty() && report.seen_rev == 0 && !report.base.is_empty() {
            report.draft = Some(report.values().clone());
            report.base.clear();
            report.tail = None;
        }
        // Another device was first: a draft simply waits to be handed in, a conflict is settled.
        // Only a clerk who has pressed the button has to be told.
        let nothing_to_tell = match refused.refusal {
            Some(Refusal::AlreadySubmitted) => !handed_in,
            Some(Refusal::ConflictGone) => declined.is_empty(),
            _ => false,
        };
        report.declined.extend(declined);
        if !nothing_to_tell {
            report.refused = Some(refused);
        }
        self.settle(key);
        leaving.into_iter().map(Row::delete_operation).collect()
    }

    /// Operations leave the outbox. The boxes keep what they carried: the draft holds it, unless
    /// they were acknowledged before a restore; then it may be in the base, or have waited in a
    /// conflict that was lost. Returns the decisions among them, which are in no box.
    fn leave(&mut self, key: &ReportKey, sequences: &[u64]) -> Vec<Operation> {
        let left = sequences.iter().filter_map(|one| self.outbox.remove(one));
        let left: Vec<Queued> = left.collect();
        let report = self.reports.entry(key.clone()).or_default();
        let (mut carried, mut fresh) = (Changes::new(), BTreeSet::new());
        for Queued {
            operation, lost, ..
        } in &left
        {
            // Nothing can build on it any more.
            report.tail = report.tail.take().filter(|tail| *tail != operation.op_id);
            if !lost || is_decision(operation.kind) {
                continue;
            }
            let groups = operation.changes.keys().map(Group::of);
            if operation.base_rev == 0 {
                fresh.extend(groups);
            } else {
                let seen: BTreeSet<Group> = groups.collect();
                fresh.retain(|group| !seen.contains(group));
            }
            carried.extend(operation.changes.clone());
        }
        report.take_back(&carried, &fresh);
        let left = left.into_iter().map(|queued| queued.operation);
        left.filter(|one| is_decision(one.kind)).collect()
    }

    /// The server has lost the revision that all this was made against. What the boxes hold
    /// becomes a draft against nothing, so that handing it in again can overwrite nothing that
    /// somebody else wrote: what differs will be a conflict.
    fn start_from_nothing(&mut self, key: &ReportKey) -> Vec<Row> {
        let pending: Vec<u64> = self
            .pending(key)
            .map(|queued| queued.operation.sequence)
            .collect();
        let decided = self.leave(key, &pending);
        let report = self.reports.entry(key.clone()).or_default();
        let mut declined = std::mem::take(&mut report.declined);
        declined.extend(decided);
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

    /// The server has not got what an operation builds on. If this device has not got it either
    /// (a backup had it, and an older backup was restored), nobody has.
    fn send_earlier_again(&mut self, key: &ReportKey, sequence: u64) -> Vec<Row> {
        let previous = (self.outbox.get(&sequence)).and_then(|one| one.operation.previous.clone());
        let is_previous = |one: &Queued| Some(&one.operation.op_id) == previous.as_ref();
        if !self.outbox.values().any(is_previous) {
            return self.start_from_nothing(key);
        }
        let earlier: Vec<u64> = self
            .outbox
            .iter()
            .filter(|(_, queued)| {
                queued.acknowledged.is_some()
                    && queued.operation.project == key.project
                    && queued.operation.month == key.month
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

    fn take_changes(&mut self, changes: ChangeSet, rows: &mut Vec<Row>) {
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
                    report.server = None;
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

    /// Of what was known before a restore, what was not told again is not there any more. What is
    /// typed on top of it stays.
    fn drop_unconfirmed(&mut self, rows: &mut Vec<Row>) {
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
                    ..LocalReport::default()
                };
                rows.push(self.report_row(&key));
            }
        }
    }

    fn forget_backed_up(&mut self, watermark: u64, rows: &mut Vec<Row>) {
        let safe: Vec<u64> = self
            .outbox
            .iter()
            .filter(|(_, queued)| queued.acknowledged.is_some_and(|at| at <= watermark))
            .map(|(sequence, _)| *sequence)
            .collect();
        for sequence in safe {
            self.outbox.remove(&sequence);
            rows.push(Row::delete_operation(sequence));
        }
    }

    fn settle(&mut self, key: &ReportKey) {
        let idle = self.pending(key).next().is_none();
        if let Some(report) = self.reports.get_mut(key) {
            LocalReport::settle(report, idle);
        }
    }
}

/// Whether everything that was typed for a decision stands in the report already.
fn is_known(decision: &Operation, report: &LocalReport) -> bool {
    let server = report.server.as_ref();
    let says = |values: &FieldValues| apply(values, &decision.changes) == *values;
    let settled = server.is_some_and(|server| says(&server.values));
    decision.reason.is_none() && (decision.changes.is_empty() || settled)
}
