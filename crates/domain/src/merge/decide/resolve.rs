//! Which of two values stands: in a conflict, or in an amendment to an accepted report.

use super::{
    Decision, Incoming, OpenClash, Refusal, Stored, blocking, examine, outcome_of, refuse,
};
use crate::check::Context;
use crate::merge::{ClashKind, Group, three_way};
use crate::report::apply;

pub(super) fn resolve(
    stored: Option<&Stored>,
    incoming: &Incoming<'_>,
    context: &Context<'_>,
) -> Decision {
    let found = stored.and_then(|stored| {
        let open = stored
            .open
            .iter()
            .find(|open| Some(open.id) == incoming.conflict)?;
        Some((stored, open))
    });
    let Some((stored, open)) = found else {
        return refuse(Refusal::ConflictGone);
    };
    if let Some(refusal) = not_theirs(open, incoming) {
        return refuse(refusal);
    }
    let group = &open.clash.group;
    if incoming.changes.keys().any(|key| Group::of(key) != *group) {
        return refuse(Refusal::OutsideConflict);
    }
    let view = apply(incoming.base, incoming.changes);
    let mut merged = three_way(incoming.base, &stored.values, &view);
    for clash in &mut merged.clashes {
        clash.kind = open.clash.kind;
    }
    // Whoever settles a conflict saw its two values, not some third that came after.
    let is_seen = group.part(&stored.values) == group.part(incoming.base);
    let overtaken = !is_seen && !merged.clashes.is_empty();
    // What is seen and stays as it is breaks nothing that was not broken before.
    let stays = is_seen && merged.values == stored.values;
    if stored.state.counts() && !overtaken && !stays {
        let (readiness, _) = examine(&merged.values, context);
        if !readiness.is_ready() {
            return Decision::Reject {
                refusal: None,
                findings: blocking(readiness),
            };
        }
    }
    Decision::Write {
        outcome: outcome_of(&merged),
        state: stored.state,
        values: merged.values,
        opened: merged.clashes,
        closed: vec![open.id],
        not_evaluated: Vec::new(),
    }
}

/// Two values from those who report are theirs to settle; what is proposed to an accepted report
/// is for its reviewers.
fn not_theirs(open: &OpenClash, incoming: &Incoming<'_>) -> Option<Refusal> {
    match open.clash.kind {
        ClashKind::Conflict if !incoming.may.report => Some(Refusal::ReportersOnly),
        ClashKind::Amendment if !incoming.may.review => Some(Refusal::ReviewersOnly),
        _ => None,
    }
}
