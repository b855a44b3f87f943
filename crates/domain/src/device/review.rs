//! What a person decides about a report as a whole: accepted, returned, void.

use super::{Device, Replica, ReportKey, Row, Stamp};
use crate::operation::Refusal;
use crate::operation::report::{Command, CommandKind, State, obstacle};
use crate::rights::Action;

impl Device {
    /// Accepts the report as it is on the screen, perhaps with a remark.
    pub fn accept(
        &mut self,
        key: &ReportKey,
        comment: &str,
        stamp: Stamp,
    ) -> Result<Vec<Row>, Refusal> {
        self.declare(key, CommandKind::Accept, comment, stamp)
    }

    /// Sends the report back (退回), with a comment that says what is to be changed.
    pub fn send_back(
        &mut self,
        key: &ReportKey,
        comment: &str,
        stamp: Stamp,
    ) -> Result<Vec<Row>, Refusal> {
        self.declare(key, CommandKind::Return, comment, stamp)
    }

    /// Keeps what is written of 审核意见, before anything is decided.
    pub fn note_comment(&mut self, key: &ReportKey, comment: &str) -> Vec<Row> {
        let report = self.reports.entry(key.clone()).or_default();
        comment.clone_into(&mut report.comment);
        vec![self.report_row(key)]
    }

    /// Declares the report void, with a reason. What is typed and not handed in stays a draft.
    pub fn void(
        &mut self,
        key: &ReportKey,
        reason: &str,
        stamp: Stamp,
    ) -> Result<Vec<Row>, Refusal> {
        self.declare(key, CommandKind::Void, reason, stamp)
    }

    /// The person has read why the server did not take a decision. Where something is still to be
    /// handed in, the reminder stays.
    pub fn dismiss(&mut self, key: &ReportKey) -> Vec<Row> {
        let Some(report) = self.reports.get_mut(key) else {
            return Vec::new();
        };
        let read = report.draft.is_none() && report.refused.is_some();
        let declined = std::mem::take(&mut report.declined);
        if read {
            report.refused = None;
        }
        if read || !declined.is_empty() {
            vec![self.report_row(key)]
        } else {
            Vec::new()
        }
    }

    /// The reports that wait for a reviewer: handed in, or accepted with an amendment. Empty for
    /// those who review nothing; what is decided here already is not among them.
    pub fn to_review(&self) -> impl Iterator<Item = (&ReportKey, &Replica)> {
        let rights = self.rights();
        let reports = self.reports.iter();
        reports.filter(move |(key, report)| self.waits(key, report) && rights(&key.project).review)
    }

    /// Whether this report waits for this user to accept it or send it back.
    pub fn is_to_accept(&self, key: &ReportKey) -> bool {
        let report = self.reports.get(key);
        let report = report.filter(|report| report.state() == Some(State::Submitted));
        self.may(Action::Review) && report.is_some_and(|report| self.waits(key, report))
    }

    fn waits(&self, key: &ReportKey, report: &Replica) -> bool {
        match report.state() {
            Some(State::Submitted) => self.ahead(key) == Some(State::Submitted),
            _ => report.has_amendment(),
        }
    }

    /// A new decision about the same conflict, or about the report as a whole, takes the place of one
    /// that was not taken. Values that are in no box stay.
    pub(super) fn supersede(&mut self, key: &ReportKey, conflict: Option<u64>) -> Vec<Row> {
        let Some(report) = self.reports.get_mut(key) else {
            return Vec::new();
        };
        report.declined.retain(|one| match conflict {
            Some(conflict) => !one.command.conflicts().contains(&conflict),
            None => !one.command.decides() || !one.command.conflicts().is_empty(),
        });
        if report.draft.is_none() {
            report.refused = None;
        }
        vec![self.report_row(key)]
    }

    pub(super) fn clear_refused(&mut self, key: &ReportKey) {
        if let Some(report) = self.reports.get_mut(key) {
            report.refused = None;
        }
    }

    fn declare(
        &mut self,
        key: &ReportKey,
        kind: CommandKind,
        reason: &str,
        stamp: Stamp,
    ) -> Result<Vec<Row>, Refusal> {
        let may = self.does();
        let report = self.reports.get(key);
        let has_open = report.is_some_and(|report| report.has_conflict() || report.has_amendment());
        if let Some(refusal) = obstacle(kind, may, self.ahead(key), has_open, Some(reason)) {
            return Err(refusal);
        }
        if let Some(refusal) = self.locked(key) {
            return Err(refusal);
        }
        if let Some(report) = self.reports.get_mut(key) {
            report.comment.clear();
        }
        let mut rows = self.supersede(key, None);
        let reason = Some(reason.trim().to_owned()).filter(|reason| !reason.is_empty());
        let command = Command::saying(kind, reason);
        let operation = self.operation(&key.clone().into(), command.into(), stamp);
        rows.extend([self.push(operation), self.meta_row()]);
        Ok(rows)
    }
}
