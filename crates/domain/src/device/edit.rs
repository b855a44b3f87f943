//! What a person does: fill boxes, hand in, settle a conflict.

use super::{Device, Queued, Replica, ReportKey, Row, Subject};
use crate::check::{Outcome, Readiness};
use crate::merge::changes;
use crate::operation::report;
use crate::operation::report::{CommandKind, State};
use crate::operation::{Command, OpId, Operation, Timestamp};
use crate::order::Gather;
use crate::profile::governing;
use crate::report::{Changes, FORM_VERSION, FieldValues, apply, limits};

/// What the pure side cannot make itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stamp {
    /// A fresh `UUIDv7`.
    pub op_id: OpId,
    /// The device's clock, RFC 3339; for display only.
    pub made_at: Timestamp,
}

/// Why a report cannot be handed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotReady {
    /// The project is not on this device.
    UnknownProject,
    /// Findings stand in the way.
    Findings(Readiness),
    /// Everything has been handed in already.
    NothingNew,
    /// The month is locked.
    Locked,
    /// The project is a bundle: its parts report.
    Bundle,
}

impl Device {
    /// Fills boxes. The draft and the operation that will carry it are stored together.
    pub fn edit(&mut self, key: &ReportKey, changes: &Changes, stamp: Stamp) -> Vec<Row> {
        let report = self.reports.entry(key.clone()).or_default();
        report.draft = Some(apply(report.values(), changes));
        report.refused = None;
        let mut rows = self.release(&key.clone().into(), changes);
        // A report that is handed in is changed by handing it in again, not by a draft; one of a locked
        // month is not changed, and a bundle has none.
        let is_open = self.locked(key).is_none() && !self.is_reported_by_parts(key);
        if is_open && !self.ahead(key).is_some_and(State::counts) {
            rows.extend(self.enqueue(key, CommandKind::Set, stamp));
        }
        self.drop_empty_draft(key);
        // What stood against the server's newest state may be typed away now.
        if self.reports.get(key).is_some_and(Replica::is_behind) {
            self.settle(&key.clone().into());
        }
        rows.push(self.report_row(key));
        rows
    }

    /// Hands the report in, if nothing stands in the way.
    pub fn submit(
        &mut self,
        key: &ReportKey,
        outcome: &Outcome,
        stamp: Stamp,
    ) -> Result<Vec<Row>, NotReady> {
        let newest = self.profile.as_ref().ok_or(NotReady::UnknownProject)?;
        let profile = governing(newest, &self.earlier_profiles, key.month);
        if !self.projects.contains_key(&key.project) {
            return Err(NotReady::UnknownProject);
        }
        if self.locked(key).is_some() {
            return Err(NotReady::Locked);
        }
        if self.is_reported_by_parts(key) {
            return Err(NotReady::Bundle);
        }
        let report = self.reports.entry(key.clone()).or_default();
        let read = crate::report::Report::read(report.values());
        let readiness = crate::check::readiness(&read, &outcome.findings, profile);
        if !readiness.is_ready() {
            return Err(NotReady::Findings(readiness));
        }
        let is_new = report.draft.is_some();
        if !is_new && self.ahead(key).is_some_and(State::counts) {
            return Err(NotReady::NothingNew);
        }
        self.clear_refused(key);
        let mut rows = self.enqueue(key, CommandKind::Submit, stamp);
        rows.push(self.report_row(key));
        Ok(rows)
    }

    /// Whether the project is a bundle in that month, which has no report of its own.
    pub fn is_reported_by_parts(&self, key: &ReportKey) -> bool {
        let row = self.plan_at(&key.project, key.month);
        row.is_some_and(|row| !row.reports())
    }

    /// Settles open conflicts or amendments, all by one decision, with `chosen`, the values of their
    /// boxes.
    pub fn resolve(
        &mut self,
        key: &ReportKey,
        conflicts: &[u64],
        chosen: &FieldValues,
        stamp: Stamp,
    ) -> Vec<Row> {
        let server = self
            .reports
            .get(key)
            .and_then(|report| report.server.as_ref());
        let Some(server) = server.filter(|_| self.locked(key).is_none()) else {
            return Vec::new();
        };
        let open = server.conflicts.iter();
        let open = open.filter(|open| conflicts.contains(&open.id));
        let groups = open.map(|open| &open.clash.group).distinct();
        if groups.is_empty() {
            return Vec::new();
        }
        let parts = groups.into_iter().map(|group| group.part(&server.values));
        let current = parts.flatten().into_map();
        let command = report::Command {
            conflicts: conflicts.to_vec(),
            ..report::Command::of(CommandKind::Resolve, changes(&current, chosen))
        };
        let operation = Operation {
            base_rev: server.rev,
            base_tag: server.tag.clone(),
            ..self.operation(&key.clone().into(), command.into(), stamp)
        };
        let mut rows = Vec::new();
        for conflict in conflicts {
            rows.extend(self.supersede(key, Some(*conflict)));
        }
        rows.extend([self.push(operation), self.meta_row()]);
        rows
    }

    /// What the server will hold from this device once everything on its way has arrived.
    pub(super) fn handed(&self, key: &ReportKey) -> FieldValues {
        let base = self.reports.get(key).map(|report| report.base().clone());
        self.pending(key)
            .filter(|queued| queued.operation.command.is_link())
            .fold(base.unwrap_or_default(), |values, queued| {
                apply(&values, queued.operation.command.changes())
            })
    }

    /// Puts what is typed and not yet on its way into an operation. A draft that was never sent
    /// is replaced, so that an hour's typing is one operation.
    pub(super) fn enqueue(&mut self, key: &ReportKey, kind: CommandKind, stamp: Stamp) -> Vec<Row> {
        let mut rows = Vec::new();
        let unsent = self
            .pending(key)
            .next_back()
            .filter(|queued| !queued.is_attempted() && queued.is(CommandKind::Set))
            .map(|queued| queued.operation.sequence);
        if let Some(sequence) = unsent {
            self.outbox.remove(&sequence);
            rows.push(Row::delete_operation(sequence));
        }
        let draft = self.reports.get(key).map(|report| report.values().clone());
        let mut changes = changes(&self.handed(key), &draft.unwrap_or_default());
        if kind == CommandKind::Set {
            // The server takes none of it with what is too long; C015 speaks of that.
            changes.retain(|_, value| value.as_ref().is_none_or(limits::fits));
        }
        if changes.is_empty() && kind == CommandKind::Set {
            return rows;
        }
        let subject = Subject::Report(key.clone());
        rows.extend(self.release(&subject, &changes));
        let command = report::Command::of(kind, changes);
        let operation = self.operation(&subject, command.into(), stamp);
        rows.push(self.push(operation));
        rows.push(self.meta_row());
        rows
    }

    /// An operation against what was seen of its subject here. What does not stand alone builds on
    /// the last of its kind.
    pub(super) fn operation(
        &mut self,
        subject: &Subject,
        command: Command,
        stamp: Stamp,
    ) -> Operation {
        self.meta.last_sequence += 1;
        let replica = self.replica(subject);
        let tail = || replica.and_then(|replica| replica.tail.clone());
        let mut pending = self.pending(subject);
        let last = pending.rfind(|queued| queued.operation.command.is_link());
        let last = last.map(|queued| queued.operation.op_id.clone());
        Operation {
            op_id: stamp.op_id,
            sequence: self.meta.last_sequence,
            form_version: FORM_VERSION,
            base_rev: replica.map_or(0, |replica| replica.seen_rev),
            base_tag: replica.and_then(|replica| replica.seen_tag.clone()),
            previous: last.or_else(tail).filter(|_| command.is_link()),
            made_at: stamp.made_at,
            subject: subject.clone(),
            command,
        }
    }

    pub(super) fn push(&mut self, operation: Operation) -> Row {
        let sequence = operation.sequence;
        self.outbox.insert(sequence, Queued::new(operation));
        self.operation_row(sequence)
    }

    /// A draft that says the same as the base, with nothing on its way, is no draft.
    fn drop_empty_draft(&mut self, key: &ReportKey) {
        let idle = self.pending(key).next().is_none();
        if let Some(report) = self.reports.get_mut(key)
            && idle
            && report.draft.as_ref() == Some(report.base())
        {
            report.draft = None;
        }
    }
}

impl Replica {
    /// A report that nobody has touched anywhere.
    pub fn is_empty(&self) -> bool {
        self.values().is_empty() && self.server.is_none()
    }
}
