//! One log for everything that is decided.
//!
//! An [`Operation`] is an envelope around a *subject* and a *command*. Whatever the subject is, the
//! device queues it ([`crate::device`]), it travels ([`crate::wire`]), is decided exactly once,
//! merged, kept with its history, checked against the rights, sent on to whoever may see it, played
//! by the simulator and restored from a backup by the same code.
//!
//! A subject is held as a [`Held`]: a state, and boxes as they were filled. Its folder has what is
//! its own: the commands, the states, and `decide`, which says what a command does to what is held.
//! It is pure.
//!
//! # To add a subject
//!
//! 1. Name it: a variant of [`Subject`] with its key, and of [`SubjectKind`].
//! 2. Make its folder beside [`report`] and [`question`]: `command.rs`, `state.rs` and
//!    `decide.rs`, with a table of cases. One that is held as [`steps`] is decided by them.
//! 3. Give it a variant of [`Command`] (what its commands carry) and of [`State`] (its words).
//! 4. Give it its line in [`admit`] and [`decide`]: the rights that a command needs, then the decision.
//! 5. Say in its `command.rs` of which parts its commands are read ([`carried`]); a part that no subject
//!    has yet is stored by `rest.rs` and travels by [`crate::wire::v2`].
//! 6. Give [`crate::device::Device`] a map for it, and a file with what a person does to it.
//! 7. Let an actor of the simulator (`crates/sim`) do it; its judge needs nothing new.
//! 8. Give it a screen.
//!
//! The server, its tables, history, audit log, backups and feed need nothing. `crates/README.md` names
//! each place, also those that no compiler asks for.

pub mod carried;
mod command;
mod decide;
mod held;
pub mod letters;
pub mod month;
pub mod persons;
pub mod plan;
pub mod publication;
pub mod question;
mod receipt;
mod refusal;
pub mod report;
mod rest;
mod state;
pub mod statistics;
pub mod steps;
mod subject;
pub mod summary;
#[cfg(test)]
mod tests;

pub use command::{Command, NO_CHANGES};
pub use decide::{
    Decided, Decision, Effect, Facts, Giver, Incoming, OfMonth, OpenClash, Recorded, Stored, View,
    admit, decide, form_versions, size,
};
pub use held::{Course, CourseStep, Held, OpenConflict, Review};

pub use receipt::{Outcome, Passage, Receipt};
pub use refusal::Refusal;
pub use state::State;
pub use subject::{
    PersonsKey, PlanKey, PublicationKey, QuestionKey, ReportKey, Subject, SubjectKind, SummaryKey,
};

pub use crate::ids::{OpId, Tag, Timestamp};

/// One decision about one subject, made on a device. Applied exactly once, however often it is sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Operation {
    /// Unique for ever. A decision keeps it when it goes to another device in a rescue file.
    pub op_id: OpId,
    /// Counts the device's operations, from 1.
    pub sequence: u64,
    /// [`crate::report::FORM_VERSION`] of the program that made it.
    pub form_version: u32,
    /// The revision that the person saw; 0 if there was none.
    pub base_rev: u64,
    /// That revision's [`Held::tag`]. After a restore a revision of the same number may hold other
    /// boxes; absent where the server gave no tag.
    pub base_tag: Option<Tag>,
    /// The operation on the same subject, against the same revision, that this one builds on.
    pub previous: Option<OpId>,
    /// The device's clock, RFC 3339; shown, never used to decide.
    pub made_at: Timestamp,
    /// What it is about.
    pub subject: Subject,
    /// What it wants.
    pub command: Command,
}

impl Operation {
    /// Whether both, on one subject, were made against the same revision. A restored server uses
    /// its number again, and an older program gives no tag.
    pub fn shares_base_with(&self, other: &Self) -> bool {
        let tags = self.base_tag.as_ref().zip(other.base_tag.as_ref());
        self.base_rev == other.base_rev && tags.is_none_or(|(own, other)| own == other)
    }

    /// Whether both are one operation. A decision of a rescue file is made anew on another device: it
    /// has a number of that device's, and builds on nothing there.
    pub fn is_same_as(&self, other: &Self) -> bool {
        let renumbered = || Self {
            sequence: other.sequence,
            previous: other.previous.clone(),
            ..self.clone()
        };
        let is_one = self.op_id == other.op_id;
        is_one && (self == other || (self.command.decides() && renumbered() == *other))
    }
}
