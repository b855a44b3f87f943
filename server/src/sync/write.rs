//! Puts the domain's decision into the tables: all of it or, with the savepoint around it, nothing.

use yuebao_domain::merge::{Clash, Decision, State};
use yuebao_domain::report::FieldValues;
use yuebao_domain::wire::v1::{Operation, OperationOutcome, OperationResult};

use super::push::Desk;
use crate::accounts::hex;
use crate::db::audit::What;
use crate::db::conflicts::NewConflict;
use crate::db::operations::NewOperation;
use crate::db::reports::Current;
use crate::db::revisions::NewRevision;
use crate::db::{self, DbError, audit, feed};

/// An operation as it arrived.
pub(super) struct Arrived<'a> {
    pub(super) operation: &'a Operation,
    /// As it is stored.
    pub(super) text: &'a str,
    /// Hash of that.
    pub(super) content: &'a [u8],
}

/// The last change of a report before this operation.
pub(super) struct Last {
    pub(super) rev: u64,
    pub(super) user: String,
    pub(super) received_at: String,
}

/// Writes the operation with its result, and whatever the decision asks for.
pub(super) fn write(
    desk: &Desk<'_>,
    arrived: &Arrived<'_>,
    last: Option<&Last>,
    decision: Decision,
) -> Result<OperationResult, DbError> {
    let operation = arrived.operation;
    let rev = last.map_or(0, |last| last.rev);
    let result = answer(operation, rev, &decision);
    let mut entry = audit::Decision {
        user: &desk.sender.me.user,
        device: &desk.sender.device,
        project: &operation.project,
        month: &operation.month.to_string(),
        content: hex(arrived.content),
        outcome: result.outcome,
        rev: None,
        state: None,
        boxes: None,
        opened: Vec::new(),
        settled: Vec::new(),
    };
    let new = NewOperation {
        user: &desk.sender.me.user,
        device: &desk.sender.device,
        operation,
        text: arrived.text,
        content: arrived.content,
        result: &result,
        received_at: &desk.received_at,
    };
    db::operations::add(desk.conn, &new)?;
    desk.allowance.spend(arrived.text.len());
    if let Decision::Write {
        state,
        values,
        opened,
        closed,
        ..
    } = decision
    {
        // Asked before the new revision is there: it is about who gave the first value.
        let firsts = first_givers(desk, operation, last, &opened)?;
        entry.boxes = Some(revise(desk, operation, rev + 1, state, values)?);
        entry.rev = Some(rev + 1);
        entry.state = Some(state);
        for id in &closed {
            db::conflicts::settle(desk.conn, *id, &operation.op_id)?;
        }
        entry.settled = closed;
        entry.settled.sort_unstable();
        for (clash, (user, at)) in opened.iter().zip(&firsts) {
            entry.opened.push(open(desk, operation, clash, (user, at))?);
        }
    }
    let (at, op_id) = (&desk.received_at, &operation.op_id);
    audit::append(desk.conn, at, What::Operation, op_id, &entry)?;
    Ok(result)
}

fn answer(operation: &Operation, rev: u64, decision: &Decision) -> OperationResult {
    let mut result = OperationResult {
        op_id: operation.op_id.clone(),
        outcome: OperationOutcome::Applied,
        rev: Some(rev).filter(|rev| *rev > 0),
        findings: Vec::new(),
        not_evaluated: Vec::new(),
        refusal: None,
        detail: None,
    };
    match decision {
        Decision::Nothing => {}
        Decision::Write {
            outcome,
            not_evaluated,
            ..
        } => {
            result.outcome = *outcome;
            result.rev = Some(rev + 1);
            result.not_evaluated.clone_from(not_evaluated);
        }
        Decision::Reject { refusal, findings } => {
            result.outcome = OperationOutcome::Rejected;
            result.refusal = *refusal;
            result.findings.clone_from(findings);
        }
    }
    result
}

/// Writes a new revision and returns the hash of its boxes.
fn revise(
    desk: &Desk<'_>,
    operation: &Operation,
    rev: u64,
    state: State,
    values: FieldValues,
) -> Result<String, DbError> {
    let (project, month) = (operation.project.as_str(), operation.month);
    let seq = feed::touch(desk.conn, feed::Key::Report(project, month))?;
    let current = Current {
        rev,
        state,
        values,
        user: desk.sender.me.user.clone(),
        received_at: desk.received_at.clone(),
    };
    let boxes = db::reports::boxes(&current.values)?;
    db::reports::put(desk.conn, project, month, &current, &boxes)?;
    let revision = NewRevision {
        seq,
        project,
        month,
        rev,
        state,
        boxes: &boxes,
        op_id: &operation.op_id,
        user: &current.user,
        device: &desk.sender.device,
        received_at: &desk.received_at,
        made_at: &operation.made_at,
    };
    db::revisions::append(desk.conn, &revision)?;
    desk.allowance.spend(boxes.len());
    Ok(audit::digest(&boxes))
}

/// For each clash, who gave the value that stays and when it was received.
fn first_givers(
    desk: &Desk<'_>,
    operation: &Operation,
    last: Option<&Last>,
    opened: &[Clash],
) -> Result<Vec<(String, String)>, DbError> {
    let mut firsts = Vec::with_capacity(opened.len());
    for clash in opened {
        let found = db::revisions::last_change_of(
            desk.conn,
            &operation.project,
            operation.month,
            &clash.group,
        )?;
        let last = last.map(|last| (last.user.clone(), last.received_at.clone()));
        let own = || (desk.sender.me.user.clone(), desk.received_at.clone());
        firsts.push(found.or(last).unwrap_or_else(own));
    }
    Ok(firsts)
}

fn open(
    desk: &Desk<'_>,
    operation: &Operation,
    clash: &Clash,
    first: (&str, &str),
) -> Result<(u64, String), DbError> {
    db::conflicts::open(
        desk.conn,
        &NewConflict {
            project: &operation.project,
            month: operation.month,
            clash,
            first,
            second: (&desk.sender.me.user, &desk.received_at),
            opened_by: &operation.op_id,
        },
    )
}
