//! What follows from an operation: what its subject says, and what is to be written.

use super::Giver;
use crate::check::Finding;
use crate::merge::Clash;
use crate::operation::month::Edition;
use crate::operation::{Outcome, Passage, Receipt, Refusal, State, publication, report};
use crate::plan::{PlanRow, PlanVersion};
use crate::report::FieldValues;
use crate::rule::RuleCode;

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
    /// Documents of a month are published.
    Publish {
        /// All boxes of what is published of it, afterwards.
        values: FieldValues,
        /// To be kept.
        documents: Vec<publication::Kept>,
    },
    /// A project's plan has another version.
    Adopt {
        /// Where the log stands afterwards.
        state: State,
        /// All its boxes afterwards.
        values: FieldValues,
        /// To be kept.
        version: Box<PlanVersion>,
    },
}

impl Decision {
    /// A revision of what is no report: there is nothing to settle in it.
    pub const fn step(state: State, values: FieldValues) -> Self {
        Self::Write {
            outcome: Outcome::Applied,
            state,
            values,
            opened: Vec::new(),
            closed: Vec::new(),
            not_evaluated: Vec::new(),
            passage: None,
        }
    }

    /// Nothing may be written, for this reason.
    pub const fn refuse(refusal: Refusal) -> Self {
        Self::Reject {
            refusal: Some(refusal),
            findings: Vec::new(),
        }
    }

    /// The same, with words that name what stands in the way, if there are any.
    pub fn refuse_naming(refusal: Refusal, detail: Option<String>) -> Self {
        match detail {
            Some(detail) => Self::RejectNaming { refusal, detail },
            None => Self::refuse(refusal),
        }
    }
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
    /// Documents of the month are kept as they are published.
    Publish(Vec<publication::Kept>),
    /// A project's plan has another version.
    Adopt(Box<PlanVersion>),
    /// A project that is in no plan yet is known to whoever would be tied to it by this row.
    Introduce(Box<PlanRow>),
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
    pub(super) const fn answer(receipt: Receipt) -> Self {
        Self {
            receipt,
            effects: Vec::new(),
        }
    }
}
