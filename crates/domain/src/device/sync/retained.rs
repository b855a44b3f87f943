//! Operations that the server has not taken. What they carried is back in the boxes, and yet they
//! stay: it may stand on the server by another way (an earlier sending, another tablet), with no
//! operation of this device behind it that a restored server would be sent again. They go when
//! something else is typed or handed over in their place, or when a backup has what they carried.

use std::collections::BTreeMap;

use super::refusals::operations;
use crate::device::{Delivery, Device, Queued, Row, Stamp, Subject};
use crate::ids::{OpId, Timestamp};
use crate::merge::{Group, changes};
use crate::operation::report;
use crate::operation::report::CommandKind;
use crate::order::Gather;
use crate::report::{Changes, FieldValues, apply};

impl Device {
    /// Keeps what was refused. `cursor` is that of the answer which refuses it.
    pub(super) fn retain(&mut self, left: Vec<Queued>, cursor: u64) -> Vec<Row> {
        let mut rows = Vec::new();
        for queued in left {
            let changes = queued.operation.command.changes();
            rows.extend(self.release(&queued.operation.subject, changes));
            if changes.is_empty() {
                continue;
            }
            let kept = Queued {
                delivery: Delivery::Refused(cursor),
                ..queued
            };
            let sequence = kept.operation.sequence;
            self.outbox.insert(sequence, kept);
            rows.push(self.operation_row(sequence));
        }
        rows
    }

    /// What drafts hold, by report, boxes that must agree together.
    pub(super) fn drafted(&self) -> BTreeMap<Subject, Changes> {
        let drafts = self.replicas().filter_map(|(subject, replica)| {
            let draft = replica.draft.as_ref()?;
            Some((subject, changes(replica.base(), draft)))
        });
        drafts.into_map()
    }

    /// What was drafted `before` an answer and stands on the server since, without an operation of
    /// this device that carries it, is another tablet's as well: it is kept like what was refused.
    pub(super) fn retain_settled(
        &mut self,
        before: BTreeMap<Subject, Changes>,
        cursor: u64,
    ) -> Vec<Row> {
        let drafted = self.drafted();
        let mut rows = Vec::new();
        for (key, typed) in before {
            let still = |group: &Group| {
                let drafted = drafted.get(&key);
                drafted.is_some_and(|drafted| drafted.keys().any(|one| Group::of(one) == *group))
            };
            let typed = apply(&FieldValues::new(), &typed);
            let mut left = Group::all(&[&typed]);
            left.retain(|group| !still(group) && !self.carries(&key, group, &group.part(&typed)));
            if left.is_empty() {
                continue;
            }
            let nobody = Stamp {
                op_id: OpId::default(),
                made_at: Timestamp::default(),
            };
            let parts = left.iter().flat_map(|group| group.part(&typed));
            let typed = parts.map(|(field, value)| (field, Some(value))).into_map();
            let command = report::Command::of(CommandKind::Set, typed);
            let operation = self.operation(&key, command.into(), nobody);
            rows.extend(self.retain(vec![Queued::new(operation)], cursor));
        }
        rows
    }

    fn carries(&self, key: &Subject, group: &Group, part: &FieldValues) -> bool {
        self.outbox.values().any(|queued| {
            let carried = apply(&FieldValues::new(), queued.operation.command.changes());
            queued.operation.subject == *key && group.part(&carried) == *part
        })
    }

    /// Something else is typed or handed over in the place of what is kept.
    pub(in crate::device) fn release(&mut self, key: &Subject, changes: &Changes) -> Vec<Row> {
        let mut rows = Vec::new();
        if self.refused_of(key).next().is_none() {
            return rows;
        }
        let groups = changes.keys().map(Group::of).distinct();
        for sequence in self.refused_of(key).collect::<Vec<_>>() {
            let Some(queued) = self.outbox.get_mut(&sequence) else {
                continue;
            };
            let Some(carried) = queued.operation.command.changes_mut() else {
                continue;
            };
            let before = carried.len();
            carried.retain(|field, _| groups.binary_search(&Group::of(field)).is_err());
            let (now, is_empty) = (carried.len(), carried.is_empty());
            if is_empty {
                self.outbox.remove(&sequence);
            }
            if now < before {
                rows.push(self.operation_row(sequence));
            }
        }
        rows
    }

    fn refused_of(&self, key: &Subject) -> impl Iterator<Item = u64> {
        let ours = |queued: &Queued| queued.is_refused() && queued.operation.subject == *key;
        let refused = self.outbox.iter().filter(move |(_, queued)| ours(queued));
        refused.map(|(sequence, _)| *sequence)
    }

    /// The server was put back to an earlier state, and what stood there may be lost with the rest:
    /// the boxes hold it again. It may be taken yet, and what took it put back in its turn.
    pub(super) fn recover_refused(&mut self) -> Vec<Row> {
        let refused = self.outbox.iter().filter(|(_, queued)| queued.is_refused());
        let refused: Vec<u64> = refused.map(|(sequence, _)| *sequence).collect();
        let mut left: BTreeMap<Subject, Vec<Queued>> = BTreeMap::new();
        for queued in refused.iter().filter_map(|one| self.outbox.remove(one)) {
            let subject = queued.operation.subject.clone();
            left.entry(subject).or_default().push(queued);
        }
        for (subject, left) in left {
            let (decided, mut filled): (Vec<_>, Vec<_>) =
                left.into_iter().partition(Queued::decides);
            let replica = self.replica_of(&subject);
            replica.declined.extend(operations(decided));
            let lost = filled.iter_mut().map(|one| &mut one.operation);
            replica.recover(&mut lost.collect::<Vec<_>>());
            filled.retain(|one| !one.operation.command.changes().is_empty());
            for mut queued in filled {
                queued.delivery = Delivery::Refused(0);
                self.outbox.insert(queued.operation.sequence, queued);
            }
        }
        let refused = refused.into_iter();
        refused.map(|one| self.operation_row(one)).collect()
    }

    /// What was refused may be taken as long as a draft waits beside it: only a backup of what
    /// is told after that can have it.
    pub(super) fn retain_undecided(&mut self, cursor: u64, rows: &mut Vec<Row>) {
        let waits = |(_, queued): &(&u64, &Queued)| self.is_undecided(queued);
        let sequences = self.outbox.iter().filter(waits);
        let sequences: Vec<u64> = sequences.map(|(sequence, _)| *sequence).collect();
        for sequence in sequences {
            if let Some(queued) = self.outbox.get_mut(&sequence)
                && queued.answered_at() < Some(cursor)
            {
                queued.delivery = Delivery::Refused(cursor);
                rows.push(self.operation_row(sequence));
            }
        }
    }

    fn is_undecided(&self, queued: &Queued) -> bool {
        let replica = self.replica(&queued.operation.subject);
        queued.is_refused() && replica.is_some_and(|replica| replica.draft.is_some())
    }

    /// Lets go of what a backup has, up to and with `watermark`.
    pub(super) fn forget_backed_up(&mut self, watermark: u64, rows: &mut Vec<Row>) {
        let safe: Vec<u64> = self
            .outbox
            .iter()
            .filter(|(_, queued)| queued.answered_at().is_some_and(|at| at <= watermark))
            .filter(|(_, queued)| !self.is_undecided(queued))
            .map(|(sequence, _)| *sequence)
            .collect();
        for sequence in safe {
            self.outbox.remove(&sequence);
            rows.push(Row::delete_operation(sequence));
        }
    }
}
