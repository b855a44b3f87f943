//! Which of two values stands: in a conflict, or in an amendment to an accepted report.

use super::{Incoming, blocking, examine, outcome_of, standing};
use crate::check::Context;
use crate::merge::{ClashKind, Group, take_in};
use crate::operation::{Decision, OpenClash, Refusal, Stored};
use crate::order::Gather;
use crate::report::apply;

pub(super) fn resolve(
    stored: Option<&Stored>,
    incoming: &Incoming<'_>,
    context: &Context<'_>,
) -> Decision {
    let Some((stored, open)) = stored.and_then(|stored| Some((stored, named(stored, incoming)?)))
    else {
        return Decision::refuse(Refusal::ConflictGone);
    };
    let passed = standing(stored).step(incoming.chain).unwrap_or(0);
    if let Some(refusal) = open
        .iter()
        .find_map(|open| not_theirs(open, incoming, passed))
    {
        return Decision::refuse(refusal);
    }
    let groups: Vec<&Group> = open.iter().map(|open| &open.clash.group).collect();
    let is_inside = |key| groups.contains(&&Group::of(key));
    if !incoming.changes.keys().all(is_inside) {
        return Decision::refuse(Refusal::OutsideConflict);
    }
    let view = apply(incoming.base, incoming.changes);
    let mut merged = take_in(incoming.base, &stored.values, &view);
    for clash in &mut merged.clashes {
        let about = open.iter().find(|open| open.clash.group == clash.group);
        clash.kind = about.map_or(clash.kind, |open| open.clash.kind);
    }
    // Whoever settles a conflict saw its two values, not some third that came after.
    let as_seen = |group: &&Group| group.part(&stored.values) == group.part(incoming.base);
    let is_seen = groups.iter().all(as_seen);
    let overtaken = !is_seen && !merged.clashes.is_empty();
    // What is seen and stays as it is breaks nothing that was not broken before.
    let stays = is_seen && merged.values == stored.values;
    if standing(stored).counts() && !overtaken && !stays {
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
        closed: open.iter().map(|open| open.id).distinct(),
        not_evaluated: Vec::new(),
        passage: None,
    }
}

/// The open conflicts that are to be settled; `None` if one of them is not open, or none is named.
fn named<'a>(stored: &'a Stored, incoming: &Incoming<'_>) -> Option<Vec<&'a OpenClash>> {
    let find = |id: &u64| stored.open.iter().find(|open| open.id == *id);
    let open: Option<Vec<_>> = incoming.conflicts.iter().map(find).collect();
    open.filter(|open| !open.is_empty())
}

/// Two values from those who report are theirs to settle; what is proposed to a report that has
/// `passed` a step is for the reviewers of that step and of later ones, or to be withdrawn by who has
/// proposed it.
fn not_theirs(open: &OpenClash, incoming: &Incoming<'_>, passed: u8) -> Option<Refusal> {
    let step = incoming.chain.step_of(incoming.role);
    let withdraws = open.second_user == incoming.user && incoming.changes.is_empty();
    match open.clash.kind {
        ClashKind::Amendment if withdraws && incoming.may.files() => None,
        ClashKind::Conflict if !incoming.may.files() => Some(Refusal::ReportersOnly),
        ClashKind::Amendment if !incoming.may.review => Some(Refusal::ReviewersOnly),
        // Proposed before the role was another.
        ClashKind::Amendment if !withdraws && open.second_user == incoming.user => {
            Some(Refusal::OwnReport)
        }
        ClashKind::Amendment if step.is_none_or(|step| step < passed) => {
            Some(Refusal::ReviewersOnly)
        }
        _ => None,
    }
}
