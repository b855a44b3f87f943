//! An operation that the server does not take.

use crate::device::{Delivery, Device, Queued, Refused, Replica, Row, Subject};
use crate::operation::{Command, Operation, Refusal};
use crate::report::{FieldValues, apply};

impl Device {
    /// A refused operation leaves the outbox with all that build on it; the draft keeps every
    /// value, and only this report waits for its clerk. What nothing builds on leaves alone.
    /// `cursor` is the answer's.
    pub(super) fn withdraw(
        &mut self,
        key: &Subject,
        sequence: u64,
        refused: Refused,
        cursor: u64,
    ) -> Vec<Row> {
        let stands_alone = |queued: &Queued| !queued.operation.command.is_link();
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
        let left = self.leave(key, &leaving);
        let (decided, filled): (Vec<_>, Vec<_>) = left.into_iter().partition(Queued::decides);
        let report = self.replica_of(key);
        let (known, declined): (Vec<_>, Vec<_>) =
            (decided.into_iter()).partition(|queued| is_known(&queued.operation, report));
        // After a restore the chain that the base was made of may be another on the server. Handed
        // in anew, every box is sent along, against nothing.
        if !refused.findings.is_empty() && report.seen_rev == 0 && !report.base().is_empty() {
            report.draft = Some(report.values().clone());
            report.base = Some(FieldValues::new());
            report.tail = None;
        }
        // Another device was first, and the conflict is settled.
        let is_settled = refused.refusal == Some(Refusal::ConflictGone);
        let nothing_to_tell = is_settled && declined.is_empty();
        report.declined.extend(operations(declined));
        if !nothing_to_tell {
            report.refused = Some(refused);
        }
        let mut rows = self.retain(known, cursor);
        rows.extend(self.retain(filled, cursor));
        self.settle(key);
        rows.extend(leaving.into_iter().map(|one| self.operation_row(one)));
        rows
    }

    /// Operations leave the outbox. The boxes keep what they carried: the draft holds it, unless
    /// they were acknowledged before a restore; then it may be in the base, or have waited in a
    /// conflict that was lost. Decisions are in no box: the caller
    /// keeps them.
    pub(super) fn leave(&mut self, key: &Subject, sequences: &[u64]) -> Vec<Queued> {
        let left = sequences.iter().filter_map(|one| self.outbox.remove(one));
        let mut left: Vec<Queued> = left.collect();
        let report = self.replica_of(key);
        let mut lost = Vec::new();
        for queued in &mut left {
            // Nothing can build on it any more.
            let left = &queued.operation.op_id;
            report.tail = report.tail.take().filter(|tail| tail != left);
            if queued.delivery == Delivery::Lost && !queued.decides() {
                lost.push(&mut queued.operation);
            }
        }
        report.recover(&mut lost);
        left
    }
}

pub(super) fn operations(queued: Vec<Queued>) -> impl Iterator<Item = Operation> {
    queued.into_iter().map(|one| one.operation)
}

/// Whether everything that was typed for a decision stands in the report already. The version of a plan,
/// a person, what is published, a figure, a letter and a summary stand nowhere else.
fn is_known(decision: &Operation, report: &Replica) -> bool {
    let server = report.server.as_ref();
    let changes = decision.command.changes();
    let says = |values: &FieldValues| apply(values, changes) == *values;
    let settled = server.is_some_and(|server| says(&server.values));
    let version = decision
        .command
        .of_plan()
        .and_then(|it| it.version.as_ref());
    let has_more = matches!(
        decision.command,
        Command::Persons(_)
            | Command::Publication(_)
            | Command::Statistics(_)
            | Command::Letters(_)
            | Command::Summary(_)
    );
    let has_words = decision.command.words().is_some() || version.is_some() || has_more;
    !has_words && (changes.is_empty() || settled)
}
