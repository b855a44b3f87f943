//! An operation with its answer, and all that is written for it.

use super::{Decided, Decision, Effect, Facts, Giver, Recorded};
use crate::merge::Clash;
use crate::operation::{Operation, Outcome, Receipt, Refusal, State, month, publication, report};

/// The answer that was given before, said as a repetition.
pub(super) fn again(operation: &Operation, before: &Recorded, user: &str) -> Receipt {
    if !operation.is_same_as(&before.operation) || before.user != user {
        return Receipt::refusing(operation.op_id.clone(), Refusal::IdReused);
    }
    let outcome = match before.receipt.outcome {
        Outcome::Rejected => Outcome::Rejected,
        _ => Outcome::Duplicate,
    };
    Receipt {
        outcome,
        ..before.receipt.clone()
    }
}

/// The operation is kept with its answer, and all that follows from the decision is written.
pub(super) fn recorded(operation: &Operation, facts: &Facts<'_>, decision: Decision) -> Decided {
    let rev = facts.stored.as_ref().map_or(0, |stored| stored.rev);
    let mut receipt = Receipt {
        rev: Some(rev).filter(|rev| *rev > 0),
        ..Receipt::of(operation.op_id.clone(), Outcome::Applied)
    };
    let mut effects = vec![Effect::Record];
    match decision {
        Decision::Nothing => {}
        Decision::Reject { refusal, findings } => {
            receipt.outcome = Outcome::Rejected;
            receipt.refusal = refusal;
            receipt.findings = findings;
        }
        Decision::RejectNaming { refusal, detail } => {
            receipt.outcome = Outcome::Rejected;
            receipt.refusal = Some(refusal);
            receipt.detail = Some(detail);
        }
        Decision::Freeze { values, edition } => {
            let rev = rev + 1;
            receipt.rev = Some(rev);
            let state = month::State::Locked.into();
            effects.push(Effect::Revise {
                rev,
                state,
                values,
                hand_ins: None,
            });
            effects.push(Effect::Freeze(edition));
        }
        Decision::Publish { values, documents } => {
            let rev = rev + 1;
            receipt.rev = Some(rev);
            effects.push(Effect::Revise {
                rev,
                state: publication::State::Published.into(),
                values,
                hand_ins: None,
            });
            effects.push(Effect::Publish(documents));
        }
        Decision::Adopt {
            state,
            values,
            version,
        } => {
            let rev = rev + 1;
            receipt.rev = Some(rev);
            effects.push(Effect::Adopt(version));
            effects.push(Effect::Revise {
                rev,
                state,
                values,
                hand_ins: None,
            });
        }
        Decision::Write {
            outcome,
            state,
            values,
            opened,
            closed,
            not_evaluated,
            passage,
        } => {
            effects.extend(introduced(operation, facts));
            let rev = rev + 1;
            receipt.passage = passage;
            receipt.outcome = outcome;
            receipt.rev = Some(rev);
            receipt.not_evaluated = not_evaluated;
            effects.push(Effect::Revise {
                rev,
                state,
                values,
                hand_ins: hand_ins(operation, facts, state),
            });
            effects.extend(closed.into_iter().map(Effect::Settle));
            effects.extend(opened.into_iter().map(|clash| Effect::Open {
                first: first_giver(facts, &clash),
                clash,
            }));
        }
    }
    Decided { receipt, effects }
}

/// A project that is proposed and in no plan yet.
fn introduced(operation: &Operation, facts: &Facts<'_>) -> Option<Effect> {
    let is_new = facts.plan.as_ref().is_some_and(|plan| plan.book.is_empty());
    let version = operation.command.of_plan()?.version.as_ref()?;
    is_new.then(|| Effect::Introduce(version.row.clone().into()))
}

/// When a report was handed in, once it stands at `state`; nothing for other subjects.
fn hand_ins(operation: &Operation, facts: &Facts<'_>, state: State) -> Option<report::HandIns> {
    let stored = facts.stored.as_ref();
    let known = stored.and_then(|stored| stored.hand_ins.clone());
    let from = stored.and_then(|stored| stored.state.of_report());
    let by = report::HandIn {
        received_at: facts.incoming.at.clone(),
        made_at: operation.made_at.clone(),
    };
    report::HandIns::after(known, from, state.of_report()?, by)
}

/// Who gave the value that stays.
fn first_giver(facts: &Facts<'_>, clash: &Clash) -> Giver {
    let known = facts.givers.get(&clash.group).cloned();
    let last = || facts.stored.as_ref().map(|stored| stored.last.clone());
    known.or_else(last).unwrap_or_else(|| Giver {
        user: facts.incoming.user.to_owned(),
        at: facts.incoming.at.to_owned(),
    })
}
