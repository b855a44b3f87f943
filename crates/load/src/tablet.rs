//! One clerk's tablet: what it sends next, and what it makes of the answer.

use std::collections::BTreeMap;

use anyhow::{Result, bail, ensure};
use uuid::Uuid;
use yuebao_domain::ids::{OpId, Tag};
use yuebao_domain::period::Month;
use yuebao_domain::report::{Changes, FORM_VERSION, Field, FieldValues};
use yuebao_domain::wire::v1::{
    Operation, OperationKind, OperationOutcome, PROTOCOL, SyncAnswer, SyncRequest,
};

/// A tablet with its clerk's projects.
#[derive(Debug, Clone)]
pub(crate) struct Tablet {
    /// The clerk's account.
    pub(crate) user: String,
    /// Once logged in.
    pub(crate) token: String,
    /// What the server has taken, by its own word.
    pub(crate) taken: Vec<Taken>,
    device: String,
    epoch: Option<u64>,
    cursor: u64,
    sequence: u64,
    month: Month,
    sheets: Vec<Sheet>,
    next: usize,
}

/// An operation that the server said it has written.
#[derive(Debug, Clone)]
pub(crate) struct Taken {
    /// Which.
    pub(crate) op_id: OpId,
    /// The report's revision afterwards.
    pub(crate) rev: u64,
}

/// The reports of one project.
#[derive(Debug, Clone)]
pub(crate) struct Sheet {
    /// Project id.
    pub(crate) project: String,
    /// What was handed in before the month that is filled now.
    pub(crate) earlier: BTreeMap<Month, FieldValues>,
    /// The month's report, complete and explained.
    pub(crate) filled: FieldValues,
    rev: u64,
    /// Of that revision, as the server told it.
    tag: Option<Tag>,
    /// The last operation since the server's last answer.
    pending: Option<OpId>,
    stage: Stage,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    Empty,
    Drafted,
    HandedIn,
}

impl Sheet {
    /// A project whose report of the month is still to be filled.
    pub(crate) fn new(
        project: String,
        earlier: BTreeMap<Month, FieldValues>,
        filled: FieldValues,
    ) -> Self {
        Self {
            project,
            earlier,
            filled,
            rev: 0,
            tag: None,
            pending: None,
            stage: Stage::Empty,
        }
    }
}

impl Tablet {
    /// A tablet that has not heard of the server.
    pub(crate) fn new(user: String, month: Month, sheets: Vec<Sheet>) -> Self {
        Self {
            user,
            token: String::new(),
            taken: Vec::new(),
            device: Uuid::new_v4().to_string(),
            epoch: None,
            cursor: 0,
            sequence: 0,
            month,
            sheets,
            next: 0,
        }
    }

    /// How many projects its clerk reports.
    pub(crate) fn projects(&self) -> usize {
        self.sheets.len()
    }

    /// Everything from before the month that is filled now, handed in.
    pub(crate) fn history(&mut self) -> Vec<Operation> {
        let mut reports = Vec::new();
        for sheet in &mut self.sheets {
            for (month, values) in std::mem::take(&mut sheet.earlier) {
                reports.push((sheet.project.clone(), month, values));
            }
        }
        let mut operations = Vec::with_capacity(reports.len());
        for (project, month, values) in reports {
            let kind = OperationKind::Submit;
            operations.push(self.operation(project, month, kind, all_of(&values)));
        }
        operations
    }

    /// Whole reports of the month, handed in at once, as after a day without a connection.
    pub(crate) fn hand_in(&mut self, count: usize) -> Vec<Operation> {
        let empty: Vec<usize> = (0..self.sheets.len())
            .filter(|&at| self.sheets[at].stage == Stage::Empty)
            .take(count)
            .collect();
        let step = |at: usize| {
            let changes = all_of(&self.sheets[at].filled);
            self.change(at, OperationKind::Submit, changes)
        };
        empty.into_iter().map(step).collect()
    }

    /// The next changes as a clerk makes them, from project to project: first half of the form as
    /// a draft, then the rest, handed in; then a correction, handed in again.
    pub(crate) fn work(&mut self, count: usize) -> Vec<Operation> {
        let mut operations = Vec::with_capacity(count);
        for _ in 0..count {
            let at = self.next % self.sheets.len();
            self.next += 1;
            let sheet = &self.sheets[at];
            let half = sheet.filled.len() / 2;
            let (kind, changes) = match sheet.stage {
                Stage::Empty => (OperationKind::Set, some_of(&sheet.filled, 0, half)),
                Stage::Drafted => {
                    let rest = some_of(&sheet.filled, half, sheet.filled.len());
                    (OperationKind::Submit, rest)
                }
                Stage::HandedIn => (OperationKind::Submit, self.correction(at)),
            };
            operations.push(self.change(at, kind, changes));
        }
        operations
    }

    /// A request with these operations.
    pub(crate) fn request(&self, operations: Vec<Operation>) -> SyncRequest {
        SyncRequest {
            protocol: PROTOCOL,
            nonce: Uuid::new_v4().to_string(),
            device: self.device.clone(),
            epoch: self.epoch,
            cursor: self.cursor,
            mark: None,
            operations,
        }
    }

    /// Believes an answer that belongs to `request` and has taken all of it; returns whether more
    /// is waiting. Whatever else the server says would have to be shown to the clerk.
    pub(crate) fn absorb(&mut self, request: &SyncRequest, answer: &SyncAnswer) -> Result<bool> {
        ensure!(answer.nonce == request.nonce, "another request's answer");
        ensure!(answer.me.user == self.user, "another user's answer");
        let asked = request.operations.iter().map(|operation| &operation.op_id);
        let told = answer.results.iter().map(|result| &result.op_id);
        ensure!(asked.eq(told), "results of other operations");
        for (operation, result) in request.operations.iter().zip(&answer.results) {
            use OperationOutcome::{Applied, Duplicate, Merged};
            let taken = matches!(result.outcome, Applied | Merged | Duplicate);
            let (true, Some(rev)) = (taken, result.rev) else {
                bail!(
                    "{} was not taken: {result:?} for {operation:?}",
                    operation.op_id
                );
            };
            let op_id = operation.op_id.clone();
            self.taken.push(Taken { op_id, rev });
            if let Some(sheet) = self.sheet(&operation.project, operation.month) {
                sheet.rev = rev;
                sheet.tag = None;
                sheet.pending = None;
            }
        }
        for report in &answer.changes.reports {
            if let Some(sheet) = self.sheet(&report.project, report.month)
                && sheet.rev == report.rev
            {
                sheet.tag.clone_from(&report.tag);
            }
        }
        self.epoch = Some(answer.epoch);
        self.cursor = answer.cursor;
        Ok(answer.more)
    }

    fn sheet(&mut self, project: &str, month: Month) -> Option<&mut Sheet> {
        let mut sheets = self.sheets.iter_mut();
        sheets.find(|sheet| sheet.project == project && month == self.month)
    }

    /// Something new to say of progress, in words that were not used before.
    fn correction(&self, at: usize) -> Changes {
        let key = Field::VisualProgress.into();
        let said = self.sheets[at].filled.get(&key);
        let said = said.and_then(|value| value.text()).unwrap_or_default();
        let words = format!("{said}（第{}次核对）", self.next);
        Changes::from([(key, Some(words.into()))])
    }

    fn change(&mut self, at: usize, kind: OperationKind, changes: Changes) -> Operation {
        let project = self.sheets[at].project.clone();
        let mut operation = self.operation(project, self.month, kind, changes);
        let sheet = &mut self.sheets[at];
        operation.base_rev = sheet.rev;
        operation.base_tag.clone_from(&sheet.tag);
        operation.previous = sheet.pending.replace(operation.op_id.clone());
        sheet.stage = match kind {
            OperationKind::Set => Stage::Drafted,
            _ => Stage::HandedIn,
        };
        operation
    }

    fn operation(
        &mut self,
        project: String,
        month: Month,
        kind: OperationKind,
        changes: Changes,
    ) -> Operation {
        self.sequence += 1;
        Operation {
            op_id: Uuid::now_v7().to_string().into(),
            sequence: self.sequence,
            project,
            month,
            form_version: FORM_VERSION,
            base_rev: 0,
            base_tag: None,
            previous: None,
            kind,
            changes,
            conflict: None,
            also: Vec::new(),
            reason: None,
            made_at: "2022-05-31T09:12:00+08:00".into(),
        }
    }
}

fn all_of(values: &FieldValues) -> Changes {
    some_of(values, 0, values.len())
}

fn some_of(values: &FieldValues, from: usize, to: usize) -> Changes {
    let some = values.iter().skip(from).take(to - from);
    some.map(|(key, value)| (key.clone(), Some(value.clone())))
        .collect()
}
