//! What a person decides about a subject that is held as steps, whichever it is: what is on its way on
//! top of what the server has told, and what was not taken.

use std::collections::BTreeMap;

use super::{Device, Refused, Replica, Row, Stamp, Subject};
use crate::ids::Timestamp;
use crate::operation::steps::{Logged, Step, with_step};
use crate::operation::{Command, Operation};
use crate::report::FieldValues;

impl Device {
    /// What the server did not take of this user's decisions about a subject, and why.
    pub fn not_taken(&self, subject: &Subject) -> Option<(&Refused, &[Operation])> {
        let replica = self.replica(subject)?;
        Some((replica.refused.as_ref()?, &replica.declined))
    }

    /// The person has read why a decision was not taken.
    pub fn dismiss_decisions(&mut self, subject: &Subject) -> Vec<Row> {
        if self.replica(subject).is_none() {
            return Vec::new();
        }
        self.replica_of(subject).forget_refusal();
        vec![self.replica_row(subject)]
    }

    /// The boxes of a subject as the server has told them.
    pub(super) fn told(&self, subject: &Subject) -> &FieldValues {
        static NOTHING: FieldValues = FieldValues::new();
        let held = self.replica(subject).and_then(|one| one.server.as_ref());
        held.map_or(&NOTHING, |held| &held.values)
    }

    /// The same with what this user has decided and what is on its way, and how many steps that is.
    pub(super) fn told_ahead<C: Logged>(
        &self,
        subject: &Subject,
        own: impl Fn(&Command) -> Option<&C>,
    ) -> (FieldValues, usize) {
        let mut values = self.told(subject).clone();
        let mut waiting = 0;
        for queued in self.pending(subject) {
            if let Some(command) = own(&queued.operation.command) {
                values = with_step(&values, &self.step(command, &queued.operation.made_at));
                waiting += 1;
            }
        }
        (values, waiting)
    }

    /// Puts a decision against which nothing stands into the outbox. What was not taken before is read
    /// with that.
    pub(super) fn decided(
        &mut self,
        subject: &Subject,
        command: Command,
        stamp: Stamp,
    ) -> Vec<Row> {
        self.replica_of(subject).forget_refusal();
        let operation = self.operation(subject, command, stamp);
        vec![
            self.replica_row(subject),
            self.push(operation),
            self.meta_row(),
        ]
    }

    /// What this user decides, as it is shown before the server has it.
    fn step<C: Logged>(&self, command: &C, at: &Timestamp) -> Step<C> {
        let me = self.meta.me.as_ref();
        let part = |part: Option<&String>| part.cloned().unwrap_or_default();
        Step {
            command: command.clone(),
            user: part(me.map(|me| &me.user)),
            by: part(me.map(|me| &me.name)),
            unit: part(me.map(|me| &me.unit.name)),
            at: at.to_owned(),
            made: C::Made::default(),
        }
    }
}

/// Those about which something was not taken, in their order.
pub(super) fn to_look_at<K>(held: &BTreeMap<K, Replica>) -> impl Iterator<Item = &K> {
    let unread = |one: &Replica| one.refused.is_some() || !one.declined.is_empty();
    let held = held.iter().filter(move |(_, one)| unread(one));
    held.map(|(key, _)| key)
}
