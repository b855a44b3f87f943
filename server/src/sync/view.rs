//! What the person saw when the change was made: the revision it is based on, under the person's
//! own changes that were on their way already.

use std::cell::RefCell;
use std::collections::BTreeMap;

use yuebao_domain::merge::Refusal;
use yuebao_domain::report::{FieldValues, apply};
use yuebao_domain::wire::v1::{Operation, OperationOutcome};

use super::push::Desk;
use crate::db::operations::Decided;
use crate::db::reports::Current;
use crate::db::{self, DbError};

/// What the person saw, or why that cannot be told.
pub(super) enum View {
    /// The boxes as they were on the screen.
    Seen(FieldValues),
    /// It can be told later, when something else has arrived.
    Wait(Refusal),
    /// It builds on something that was refused.
    Refused,
}

/// Views after the operations of this request, so that a long chain is not walked again for each
/// of its links.
#[derive(Debug, Default)]
pub(super) struct Views<'a>(RefCell<BTreeMap<&'a str, (&'a Operation, FieldValues)>>);

impl<'a> Views<'a> {
    /// Remembers what was on the screen before an operation that was not refused.
    pub(super) fn remember(&self, operation: &'a Operation, base: FieldValues) {
        let mut views = self.0.borrow_mut();
        views.insert(operation.op_id.as_str(), (operation, base));
    }

    fn after(&self, op_id: &str, next: &Operation) -> Option<FieldValues> {
        let views = self.0.borrow();
        let (previous, base) = views.get(op_id)?;
        let same = previous.project == next.project
            && previous.month == next.month
            && previous.shares_base_with(next);
        same.then(|| apply(base, &previous.changes))
    }
}

/// Rebuilds what was on the screen. `current` is the report as it stands, with its tag: usually that
/// is what the change was made against.
pub(super) fn view(
    desk: &Desk<'_>,
    operation: &Operation,
    current: Option<&(Current, String)>,
) -> Result<View, DbError> {
    let mut chain = Vec::new();
    let mut start = None;
    let mut next = operation.previous.clone();
    while let Some(op_id) = next.take() {
        start = desk.views.after(&op_id, operation);
        if start.is_some() {
            break;
        }
        let Some(previous) = previous_of(desk, operation, &op_id)? else {
            return Ok(View::Wait(Refusal::PreviousMissing));
        };
        if chain.is_empty() && previous.result.outcome == OperationOutcome::Rejected {
            return Ok(View::Refused);
        }
        // Made against another revision: this one's base has it in already.
        if !previous.operation.shares_base_with(operation) {
            break;
        }
        next.clone_from(&previous.operation.previous);
        chain.push(previous.operation.changes);
    }
    if start.is_none() {
        let (project, month) = (&operation.project, operation.month);
        let (rev, tag) = (operation.base_rev, operation.base_tag.as_deref());
        start = match current.filter(|(current, _)| current.rev == rev) {
            Some((current, its)) if tag.is_none_or(|tag| tag == its) => {
                Some(current.values.clone())
            }
            Some(_) => None,
            None => db::revisions::snapshot(desk.conn, project, month, rev, tag)?,
        };
    }
    let Some(start) = start else {
        return Ok(View::Wait(Refusal::UnknownBase));
    };
    let oldest_first = chain.iter().rev();
    Ok(View::Seen(
        oldest_first.fold(start, |values, changes| apply(&values, changes)),
    ))
}

/// An earlier operation of the same user on the same report.
fn previous_of(
    desk: &Desk<'_>,
    operation: &Operation,
    op_id: &str,
) -> Result<Option<Decided>, DbError> {
    let found = db::operations::find(desk.conn, op_id)?;
    Ok(found.filter(|found| {
        found.user == desk.sender.me.user
            && found.operation.project == operation.project
            && found.operation.month == operation.month
    }))
}
