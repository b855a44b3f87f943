//! What an operation does to what is held: facts in, effects out.

use std::collections::BTreeMap;

use super::{Command, Operation, Outcome, Passage, Receipt, Refusal, State};
use crate::check::{Context, Finding};
use crate::ids::Timestamp;
use crate::merge::{Clash, Group};
use crate::operation::month::{self, Bar, Edition, Gate};
use crate::operation::question;
use crate::operation::report;
use crate::report::{FORM_VERSION, FieldValues, limits};
use crate::rights::{May, Role};
use crate::rule::RuleCode;

/// How many form versions before the present one are still taken.
const OLDER_FORMS: u32 = 3;

/// Oldest and newest form version that is taken.
pub fn form_versions() -> (u32, u32) {
    let oldest = FORM_VERSION.saturating_sub(OLDER_FORMS).max(1);
    (oldest, FORM_VERSION)
}

/// A subject as it is held, with what is still open about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored {
    /// Its newest revision.
    pub rev: u64,
    /// Where it stands.
    pub state: State,
    /// The revision in which a report was sent back, if that is where it stands.
    pub returned_in: Option<u64>,
    /// When a report was handed in.
    pub hand_ins: Option<report::HandIns>,
    /// The boxes.
    pub values: FieldValues,
    /// Conflicts and amendments that nobody has settled yet.
    pub open: Vec<OpenClash>,
    /// Who gave the newest revision, and when.
    pub last: Giver,
}

/// A second value that waits, as far as deciding needs it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenClash {
    /// Its identifier.
    pub id: u64,
    /// The boxes and their three values.
    pub clash: Clash,
    /// User name of who gave the second value.
    pub second_user: String,
}

/// Who gave a value, and when the server received it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Giver {
    /// User name.
    pub user: String,
    /// RFC 3339.
    pub at: Timestamp,
}

/// What a subject's `decide` needs to know of an operation beside its command.
#[derive(Debug, Clone, Copy)]
pub struct Incoming<'a> {
    /// The revision that the person saw.
    pub seen: u64,
    /// The boxes as the person saw them before the change.
    pub base: &'a FieldValues,
    /// User name of who sends it.
    pub user: &'a str,
    /// That person's name on screen.
    pub name: &'a str,
    /// The name of that person's unit.
    pub unit: &'a str,
    /// When the server received it, RFC 3339.
    pub at: &'a Timestamp,
    /// What that user may do here.
    pub may: May,
    /// That user's role.
    pub role: Role,
    /// The roles that nobody fills who may review this report and has not filed it; asked of
    /// acceptances.
    pub vacant: &'a [Role],
    /// Whether that user has filed anything in the report since it was last accepted, in whatever
    /// role; asked of acceptances and returns.
    pub has_filed: bool,
}

/// What a subject's `decide` says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decision {
    /// A new revision.
    Write {
        /// How it is called in the answer.
        outcome: Outcome,
        /// Where the subject stands afterwards.
        state: State,
        /// All boxes afterwards.
        values: FieldValues,
        /// Conflicts and amendments to be opened.
        opened: Vec<Clash>,
        /// Conflicts and amendments to be closed, by identifier.
        closed: Vec<u64>,
        /// Rules that could not be evaluated.
        not_evaluated: Vec<RuleCode>,
        /// How a report moved along its chain, if it did.
        passage: Option<Passage>,
    },
    /// Everything is already as it was sent.
    Nothing,
    /// Nothing may be written.
    Reject {
        /// Why, unless findings say it.
        refusal: Option<Refusal>,
        /// What has to be corrected or explained first.
        findings: Vec<Finding>,
    },
    /// Nothing may be written, and the words name what stands in the way.
    RejectNaming {
        /// Why.
        refusal: Refusal,
        /// What stands in the way, in both languages.
        detail: String,
    },
    /// A month is locked.
    Freeze {
        /// All its boxes afterwards.
        values: FieldValues,
        /// To be kept.
        edition: Edition,
    },
}

impl Decision {
    /// Nothing may be written, for this reason.
    pub const fn refuse(refusal: Refusal) -> Self {
        Self::Reject {
            refusal: Some(refusal),
            findings: Vec::new(),
        }
    }
}

/// An operation that was decided before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recorded {
    /// Who sent it.
    pub user: String,
    /// As sent.
    pub operation: Operation,
    /// As answered.
    pub receipt: Receipt,
}

/// What the person saw when the operation was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum View {
    /// The boxes as they were on the screen.
    Seen(FieldValues),
    /// It can be told later, when something else has arrived.
    Wait(Refusal),
    /// It builds on something that was refused.
    Refused,
}

/// Everything that bears on an operation, from one state of the store.
#[derive(Debug)]
pub struct Facts<'a> {
    /// What was decided before under the same identifier.
    pub before: Option<Recorded>,
    /// The sender, and when it was received; `incoming.base` is of no account here, [`Self::view`] is.
    pub incoming: Incoming<'a>,
    /// What is held of the subject.
    pub stored: Option<Stored>,
    /// What the person saw.
    pub view: View,
    /// Who gave the boxes that the operation changes the values that they have now, by group.
    pub givers: BTreeMap<Group, Giver>,
    /// The project and what the checks need; `None` if the project is not in the plan. The stage in it
    /// is ignored.
    pub context: Option<Context<'a>>,
    /// What the month says to changes of the report, for an operation on one.
    pub gate: Gate,
    /// What bears on a month, for an operation on one.
    pub month: Option<month::Facts<'a>>,
}

/// One thing to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// The operation with its receipt: its identifier is used up.
    Record,
    /// A new revision of its subject.
    Revise {
        /// Its number.
        rev: u64,
        /// Where the subject stands from then on.
        state: State,
        /// All boxes.
        values: FieldValues,
        /// When a report was handed in, by then.
        hand_ins: Option<report::HandIns>,
    },
    /// A conflict or amendment is settled.
    Settle(u64),
    /// A conflict or amendment is opened.
    Open {
        /// The boxes and their three values.
        clash: Clash,
        /// Who gave the first value. The second is the operation's.
        first: Giver,
    },
    /// An edition of the month is kept.
    Freeze(Edition),
}

/// What becomes of an operation: the answer, and everything that is to be written, in this order and
/// all or nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decided {
    /// What the device is told.
    pub receipt: Receipt,
    /// What is to be written; nothing, if the operation may be taken later as it is.
    pub effects: Vec<Effect>,
}

impl Decided {
    const fn answer(receipt: Receipt) -> Self {
        Self {
            receipt,
            effects: Vec::new(),
        }
    }
}

/// What stands against a command whatever is held. A stranger learns no more from it than from a
/// project that does not exist.
pub const fn admit(command: &Command, may: May) -> Option<Refusal> {
    match command {
        Command::Report(command) => report::admit(command.kind, may),
        Command::Question(command) => question::admit(command.kind, may),
        Command::Month(command) => month::admit(command.kind, may),
    }
}

/// What a command does to what is held of its subject.
fn by_subject(command: &Command, incoming: &Incoming<'_>, facts: &Facts<'_>) -> Decision {
    let stored = facts.stored.as_ref();
    match (command, &facts.context, &facts.month) {
        (Command::Report(command), Some(context), _) => {
            report::decide(stored, command, incoming, context)
        }
        (Command::Question(command), ..) => question::decide(stored, command, incoming),
        (Command::Month(command), _, Some(month)) => {
            month::decide(stored, command, incoming, month)
        }
        (Command::Report(_) | Command::Month(_), ..) => Decision::refuse(Refusal::NotYours),
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
    let decision = by_subject(&operation.command, &incoming, facts);
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

/// The answer that was given before, said as a repetition.
fn again(operation: &Operation, before: &Recorded, user: &str) -> Receipt {
    if before.operation != *operation || before.user != user {
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

/// Why this user may not do such a thing to this project in this month at all, with this program.
fn not_admitted(operation: &Operation, facts: &Facts<'_>) -> Option<Refusal> {
    let (oldest, newest) = form_versions();
    if !(oldest..=newest).contains(&operation.form_version) {
        return Some(Refusal::FormVersion);
    }
    if let Some(refusal) = admit(&operation.command, facts.incoming.may) {
        return Some(refusal);
    }
    let month = operation.subject.month();
    let today = if operation.subject.project().is_some() {
        let context = facts.context.as_ref();
        let Some(context) = context.filter(|context| context.plan.can_be_reported_in(month)) else {
            return Some(Refusal::NotYours);
        };
        context.today
    } else {
        facts.month.as_ref().and_then(|month| month.today)
    };
    let is_to_come = today.is_some_and(|today| month.first_day() > today);
    is_to_come.then_some(Refusal::MonthNotOpen)
}

/// How a locked month holds an operation off.
fn barred(operation: &Operation, facts: &Facts<'_>) -> Option<Bar> {
    let command = operation.command.of_report()?;
    let stored = facts.stored.as_ref();
    let state = stored.and_then(|stored| stored.state.of_report());
    month::bar(facts.gate, command.kind, state)
}

/// Whether a report is another afterwards: whatever way a decision came about, in a locked month it
/// changes no box and no state.
fn moves(stored: Option<&Stored>, decision: &Decision) -> bool {
    let Decision::Write { state, values, .. } = decision else {
        return false;
    };
    let Some(stored) = stored else {
        return matches!(state, State::Report(_));
    };
    stored.state.of_report().is_some() && (stored.state, &stored.values) != (*state, values)
}

/// The operation is kept with its answer, and all that follows from the decision is written.
fn recorded(operation: &Operation, facts: &Facts<'_>, decision: Decision) -> Decided {
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
        Decision::Write {
            outcome,
            state,
            values,
            opened,
            closed,
            not_evaluated,
            passage,
        } => {
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

/// Most boxes of a subject: what the form allows, and as many again for newer programs.
const MOST_BOXES: usize = 2 * limits::MAX_BOXES;
/// Most bytes of all keys and values: what the form allows, and room for the keys.
const MOST_BYTES: usize = limits::MAX_BYTES + limits::MAX_BYTES / 4;
/// Most second values that wait in one subject.
const MOST_OPEN: usize = 200;

/// Why a subject would be larger than any is, in words.
fn outgrown(stored: Option<&Stored>, decision: &Decision) -> Option<&'static str> {
    let Decision::Write { values, opened, .. } = decision else {
        return None;
    };
    let (boxes, bytes) = size(values);
    let before = stored.map_or((0, 0), |stored| size(&stored.values));
    // One that is larger already, from before there was a bound, may be made smaller.
    if (boxes > MOST_BOXES && boxes > before.0) || (bytes > MOST_BYTES && bytes > before.1) {
        return Some("这份月报的内容超过上限 / this report holds more than any may");
    }
    let waiting = stored.map_or(0, |stored| stored.open.len());
    (waiting + opened.len() > MOST_OPEN && !opened.is_empty()).then_some(
        "待处理的冲突过多，请先处理 / too many second values wait here: decide about them first",
    )
}

/// Boxes, and bytes of keys and values.
pub fn size(values: &FieldValues) -> (usize, usize) {
    let bytes = values.iter().map(|(key, value)| {
        let parts = value.record().into_iter().flat_map(|parts| parts.keys());
        key.as_str().len() + parts.map(String::len).sum::<usize>() + limits::bytes(value)
    });
    (values.len(), bytes.sum())
}
