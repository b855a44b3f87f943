//! Accepting, returning, declaring void: the boxes stay as they are, the state changes.

use super::{Incoming, admit, blocking, examine, standing};
use crate::check::Context;
use crate::operation::report::{CommandKind, State};
use crate::operation::{Decision, Outcome, Refusal, Stored};
use crate::report::limits::is_too_long;
use crate::rights::May;
use crate::rule::RuleCode;

/// What stands against accepting, returning or declaring void a report that stands at `state`,
/// other than findings. Device and server ask the same.
pub fn obstacle(
    kind: CommandKind,
    may: May,
    state: Option<State>,
    has_open: bool,
    reason: Option<&str>,
) -> Option<Refusal> {
    if let Some(refusal) = admit(kind, may) {
        return Some(refusal);
    }
    let unsaid = reason.is_none_or(|reason| reason.trim().is_empty());
    let accepted = state == Some(State::Accepted);
    if reason.is_some_and(is_too_long) {
        return Some(Refusal::CommentTooLong);
    }
    match kind {
        CommandKind::Accept | CommandKind::Return if state != Some(State::Submitted) => {
            Some(Refusal::NotForReview)
        }
        CommandKind::Accept if has_open => Some(Refusal::ConflictsOpen),
        CommandKind::Return if unsaid => Some(Refusal::CommentMissing),
        CommandKind::Void if unsaid || state.is_none() => Some(Refusal::CannotVoid),
        // What is accepted is only a reviewer's to take away, anything else only its reporters'.
        CommandKind::Void if accepted && !may.review => Some(Refusal::ReviewersOnly),
        CommandKind::Void if !accepted && !may.report => Some(Refusal::ReportersOnly),
        _ => None,
    }
}

pub(super) fn accept(
    stored: Option<&Stored>,
    incoming: &Incoming<'_>,
    context: &Context<'_>,
) -> Decision {
    let stored = match reviewed(stored, incoming) {
        Ok(stored) => stored,
        Err(refusal) => return Decision::refuse(refusal),
    };
    // Plan, profile and earlier months may have changed since it was handed in.
    let (readiness, not_evaluated) = examine(&stored.values, context);
    if !readiness.is_ready() {
        return Decision::Reject {
            refusal: None,
            findings: blocking(readiness),
        };
    }
    moved(stored, incoming, not_evaluated)
}

pub(super) fn send_back(stored: Option<&Stored>, incoming: &Incoming<'_>) -> Decision {
    match reviewed(stored, incoming) {
        Ok(stored) => moved(stored, incoming, Vec::new()),
        Err(refusal) => Decision::refuse(refusal),
    }
}

pub(super) fn void(stored: Option<&Stored>, incoming: &Incoming<'_>) -> Decision {
    let stored = match possible(stored, incoming) {
        Ok(stored) => stored,
        Err(refusal) => return Decision::refuse(refusal),
    };
    // Made on top of one's own changes that are on their way, so the boxes tell, not the revision.
    if stored.values != *incoming.base {
        return Decision::refuse(Refusal::Overtaken);
    }
    moved(stored, incoming, Vec::new())
}

/// A review is of exactly the revision that the reviewer saw, and by somebody else than who filed it.
fn reviewed<'a>(
    stored: Option<&'a Stored>,
    incoming: &Incoming<'_>,
) -> Result<&'a Stored, Refusal> {
    if stored.is_some_and(|stored| stored.rev != incoming.seen) {
        return Err(Refusal::Overtaken);
    }
    let stored = possible(stored, incoming)?;
    if incoming.has_filed {
        return Err(Refusal::OwnReport);
    }
    Ok(stored)
}

fn possible<'a>(
    stored: Option<&'a Stored>,
    incoming: &Incoming<'_>,
) -> Result<&'a Stored, Refusal> {
    if !incoming.changes.is_empty() {
        return Err(Refusal::ChangesNotTaken);
    }
    let state = stored.map(standing);
    let has_open = stored.is_some_and(|stored| !stored.open.is_empty());
    match obstacle(
        incoming.kind,
        incoming.may,
        state,
        has_open,
        incoming.reason,
    ) {
        Some(refusal) => Err(refusal),
        None => stored.ok_or(Refusal::NotForReview),
    }
}

fn moved(stored: &Stored, incoming: &Incoming<'_>, not_evaluated: Vec<RuleCode>) -> Decision {
    Decision::Write {
        outcome: Outcome::Applied,
        state: State::after(Some(standing(stored)), incoming.kind).into(),
        values: stored.values.clone(),
        opened: Vec::new(),
        closed: Vec::new(),
        not_evaluated,
    }
}
