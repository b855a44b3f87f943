//! Drafts and hand-ins: merged into what is there, or waiting beside what a reviewer has passed.

use super::{Incoming, blocking, examine, standing, write};
use crate::check::Context;
use crate::merge::{Clash, ClashKind, Merged, take_in};
use crate::operation::report::State;
use crate::operation::{Decision, Refusal, Stored};
use crate::report::{FieldValues, apply};

pub(super) fn set(stored: Option<&Stored>, incoming: &Incoming<'_>) -> Decision {
    if stored.map(standing).is_some_and(State::counts) {
        return Decision::refuse(Refusal::AlreadySubmitted);
    }
    let empty = FieldValues::new();
    let current = stored.map_or(&empty, |stored| &stored.values);
    let view = apply(incoming.base, incoming.changes);
    let merged = take_in(incoming.base, current, &view);
    write(stored, incoming, incoming.after(stored), merged, Vec::new())
}

pub(super) fn submit(
    stored: Option<&Stored>,
    incoming: &Incoming<'_>,
    context: &Context<'_>,
) -> Decision {
    let empty = FieldValues::new();
    let current = stored.map_or(&empty, |stored| &stored.values);
    let view = apply(incoming.base, incoming.changes);
    let (seen, not_evaluated) = examine(&view, context);
    if !seen.is_ready() {
        return Decision::Reject {
            refusal: None,
            findings: blocking(seen),
        };
    }
    let merged = take_in(incoming.base, current, &view);
    let state = incoming.after(stored);
    if state.is_passed() {
        let apart = hold_back(incoming.base, current, &view, merged);
        return write(stored, incoming, state, amendments(apart), not_evaluated);
    }
    let is_as_seen = merged.values == view;
    if is_as_seen || examine(&merged.values, context).0.is_ready() {
        let state = if knows_of_return(stored, incoming) {
            state
        } else {
            State::Returned
        };
        return write(stored, incoming, state, merged, not_evaluated);
    }
    // What the clerk saw was in order; only together with what others wrote it is not. Nobody
    // typed that mixture, so all of it waits as a conflict beside what was there first.
    let state = stored.map_or(State::Draft, standing);
    let apart = hold_back(incoming.base, current, &view, merged);
    write(stored, incoming, state, apart, not_evaluated)
}

/// Whether whoever hands in has seen that the report was sent back, if it was. Otherwise the
/// reviewer's comment would be passed over without anybody having read it: the boxes are taken,
/// and the report waits to be handed in once more.
fn knows_of_return(stored: Option<&Stored>, incoming: &Incoming<'_>) -> bool {
    let returned_in = stored.and_then(|stored| stored.returned_in);
    returned_in.is_none_or(|rev| incoming.seen >= rev)
}

/// Turns every group that was taken into a clash.
fn hold_back(
    base: &FieldValues,
    current: &FieldValues,
    view: &FieldValues,
    mut merged: Merged,
) -> Merged {
    merged.values = current.clone();
    for group in std::mem::take(&mut merged.taken) {
        merged.clashes.push(Clash {
            kind: ClashKind::Conflict,
            base: group.part(base),
            first: group.part(current),
            second: group.part(view),
            group,
        });
    }
    merged
}

/// What was held back waits for a reviewer.
fn amendments(mut merged: Merged) -> Merged {
    for clash in &mut merged.clashes {
        clash.kind = ClashKind::Amendment;
    }
    merged
}
