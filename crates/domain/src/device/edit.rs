//! What a person does: fill boxes, hand in, settle a conflict.

use super::{Device, LocalReport, Queued, ReportKey, Row};
use crate::check::{Outcome, Readiness};
use crate::merge::{State, changes};
use crate::order::Gather;
use crate::report::{Changes, FORM_VERSION, FieldValues, apply, limits};
use crate::wire::v1::{OpId, Operation, OperationKind};

/// What the pure side cannot make itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stamp {
    /// A fresh `UUIDv7`.
    pub op_id: OpId,
    /// The device's clock, RFC 3339; for display only.
    pub made_at: String,
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
}

impl Device {
    /// Fills boxes. The draft and the operation that will carry it are stored together.
    pub fn edit(&mut self, key: &ReportKey, changes: &Changes, stamp: Stamp) -> Vec<Row> {
        let report = self.reports.entry(key.clone()).or_default();
        report.draft = Some(apply(report.values(), changes));
        report.refused = None;
        let mut rows = self.unshelve(key, changes);
        // A report that is handed in is changed by handing it in again, not by a draft.
        if !self.ahead(key).is_some_and(State::counts) {
            rows.extend(self.enqueue(key, OperationKind::Set, stamp));
        }
        self.drop_empty_draft(key);
        // What stood against the server's newest state may be typed away now.
        if self.reports.get(key).is_some_and(LocalReport::is_behind) {
            self.settle(key);
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
        let profile = self.profile.as_ref().ok_or(NotReady::UnknownProject)?;
        if !self.projects.contains_key(&key.project) {
            return Err(NotReady::UnknownProject);
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
        let mut rows = self.enqueue(key, OperationKind::Submit, stamp);
        rows.push(self.report_row(key));
        Ok(rows)
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
        let Some(server) = server else {
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
        let operation = Operation {
            conflict: conflicts.first().copied(),
            also: conflicts.iter().skip(1).copied().collect(),
            changes: changes(&current, chosen),
            base_rev: server.rev,
            base_tag: server.tag.clone(),
            previous: None,
            ..self.operation(key, OperationKind::Resolve, stamp)
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
            .filter(|queued| is_link(queued.operation.kind))
            .fold(base.unwrap_or_default(), |values, queued| {
                apply(&values, &queued.operation.changes)
            })
    }

    /// Puts what is typed and not yet on its way into an operation. A draft that was never sent
    /// is replaced, so that an hour's typing is one operation.
    pub(super) fn enqueue(
        &mut self,
        key: &ReportKey,
        kind: OperationKind,
        stamp: Stamp,
    ) -> Vec<Row> {
        let mut rows = Vec::new();
        let unsent = self
            .pending(key)
            .next_back()
            .filter(|queued| !queued.attempted && queued.operation.kind == OperationKind::Set)
            .map(|queued| queued.operation.sequence);
        if let Some(sequence) = unsent {
            self.outbox.remove(&sequence);
            rows.push(Row::delete_operation(sequence));
        }
        let draft = self.reports.get(key).map(|report| report.values().clone());
        let mut changes = changes(&self.handed(key), &draft.unwrap_or_default());
        if kind == OperationKind::Set {
            // The server takes none of it with what is too long; C015 speaks of that.
            changes.retain(|_, value| value.as_ref().is_none_or(limits::fits));
        }
        if changes.is_empty() && kind == OperationKind::Set {
            return rows;
        }
        rows.extend(self.unshelve(key, &changes));
        let operation = Operation {
            changes,
            ..self.operation(key, kind, stamp)
        };
        rows.push(self.push(operation));
        rows.push(self.meta_row());
        rows
    }

    pub(super) fn operation(
        &mut self,
        key: &ReportKey,
        kind: OperationKind,
        stamp: Stamp,
    ) -> Operation {
        self.meta.last_sequence += 1;
        let report = self.reports.get(key);
        let previous = self
            .pending(key)
            .rfind(|queued| is_link(queued.operation.kind))
            .map(|queued| queued.operation.op_id.clone())
            .or_else(|| report.and_then(|report| report.tail.clone()));
        Operation {
            op_id: stamp.op_id,
            sequence: self.meta.last_sequence,
            project: key.project.clone(),
            month: key.month,
            form_version: FORM_VERSION,
            base_rev: report.map_or(0, |report| report.seen_rev),
            base_tag: report.and_then(|report| report.seen_tag.clone()),
            previous,
            kind,
            changes: Changes::new(),
            conflict: None,
            also: Vec::new(),
            reason: None,
            made_at: stamp.made_at,
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

/// Whether such operations build on each other. The others stand alone, each against the state
/// that the person saw.
pub(super) const fn is_link(kind: OperationKind) -> bool {
    matches!(
        kind,
        OperationKind::Set | OperationKind::Submit | OperationKind::Void
    )
}

impl LocalReport {
    /// A report that nobody has touched anywhere.
    pub fn is_empty(&self) -> bool {
        self.values().is_empty() && self.server.is_none()
    }
}
