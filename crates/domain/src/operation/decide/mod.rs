//! What an operation does to what is held: facts in, effects out.
//!
//! | module | has |
//! |---|---|
//! | `facts` | what deciding needs to know |
//! | `effects` | what a subject says, and what is to be written |
//! | `admission` | what stands against an operation before its subject is asked |
//! | `recorded` | the answer, and what is written with it |
//! | `size` | how large a subject may become |

mod admission;
mod effects;
mod facts;
mod recorded;
mod size;

use super::{Command, Operation, Outcome, Receipt, Refusal};
use crate::operation::month::{self, Bar};
use crate::operation::persons;
use crate::operation::plan;
use crate::operation::publication;
use crate::operation::question;
use crate::operation::report;
use crate::operation::{Subject, letters, statistics, summary};

pub use admission::{admit, form_versions};
pub use effects::{Decided, Decision, Effect};
pub use facts::{Facts, Giver, Incoming, OfMonth, OpenClash, Recorded, Stored, View};
pub use size::size;

use admission::{barred, moves, not_admitted};
use recorded::{again, recorded};
use size::outgrown;

/// What a command does to what is held of its subject.
fn by_subject(operation: &Operation, incoming: &Incoming<'_>, facts: &Facts<'_>) -> Decision {
    let command = &operation.command;
    let stored = facts.stored.as_ref();
    match (command, &facts.context, &facts.month) {
        (Command::Report(command), Some(context), _) => {
            report::decide(stored, command, incoming, context)
        }
        (Command::Question(command), ..) => question::decide(stored, command, incoming),
        (Command::Month(command), _, Some(month)) => {
            month::decide(stored, command, incoming, month)
        }
        (Command::Plan(command), ..) => match &facts.plan {
            Some(plan) => plan::decide(stored, command, incoming, plan),
            None => Decision::refuse(Refusal::NotYours),
        },
        (Command::Publication(command), ..) => match &facts.publication {
            Some(known) => publication::decide(stored, command, incoming, known),
            None => Decision::refuse(Refusal::NotYours),
        },
        (Command::Persons(command), Some(context), _) => {
            persons::decide(stored, command, incoming, context.profile)
        }
        (Command::Statistics(command), ..) => match &facts.of_month {
            Some(of_month) => statistics::decide(stored, command, incoming, of_month),
            None => Decision::refuse(Refusal::NotYours),
        },
        (Command::Letters(command), ..) => match &facts.of_month {
            Some(of_month) => letters::decide(stored, command, incoming, of_month),
            None => Decision::refuse(Refusal::NotYours),
        },
        (Command::Summary(command), ..) => match (&operation.subject, &facts.of_month) {
            (Subject::Summary(key), Some(of_month)) => {
                let mut units = of_month.units.iter();
                let is_known = key.is_citys() || units.any(|unit| unit.id == key.unit);
                let facts = summary::Facts { key, is_known };
                summary::decide(stored, command, incoming, &facts)
            }
            _ => Decision::refuse(Refusal::NotYours),
        },
        (Command::Report(_) | Command::Month(_) | Command::Persons(_), ..) => {
            Decision::refuse(Refusal::NotYours)
        }
    }
}

/// Decides an operation.
pub fn decide(operation: &Operation, facts: &Facts<'_>) -> Decided {
    let refuse = |refusal| Receipt::refusing(operation.op_id.clone(), refusal);
    if let Some(before) = &facts.before {
        return Decided::answer(again(operation, before, facts.incoming.user));
    }
    // What is refused for one of these reasons may be taken later as it is (the program is
    // upgraded, the plan amended, the month begins), so the identifier is not used up.
    if let Some(refusal) = not_admitted(operation, facts) {
        return Decided::answer(refuse(refusal));
    }
    match barred(operation, facts) {
        Some(Bar::Waits) => {
            return Decided::answer(Receipt {
                outcome: Outcome::Retry,
                ..refuse(Refusal::MonthLocked)
            });
        }
        Some(Bar::Refused) => {
            return recorded(operation, facts, Decision::refuse(Refusal::MonthLocked));
        }
        None => {}
    }
    let base = match &facts.view {
        View::Seen(base) => base,
        _ if !operation.command.needs_view() => facts.incoming.base,
        View::Wait(refusal) => {
            return Decided::answer(Receipt {
                outcome: Outcome::Retry,
                ..refuse(*refusal)
            });
        }
        View::Refused => {
            return recorded(operation, facts, Decision::refuse(Refusal::PreviousRefused));
        }
    };
    let incoming = Incoming {
        base,
        ..facts.incoming
    };
    let decision = by_subject(operation, &incoming, facts);
    if facts.gate.is_locked() && moves(facts.stored.as_ref(), &decision) {
        return recorded(operation, facts, Decision::refuse(Refusal::MonthLocked));
    }
    if let Some(words) = outgrown(facts.stored.as_ref(), &decision) {
        return Decided::answer(Receipt {
            detail: Some(words.to_owned()),
            ..refuse(Refusal::Malformed)
        });
    }
    recorded(operation, facts, decision)
}
