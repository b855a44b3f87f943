//! The rules, one file each, by family. Each file holds documentation, wording, logic and examples.

pub(super) mod codes;
pub(super) mod funds;
pub(super) mod halted;
pub(super) mod money;
pub(super) mod problems;
pub(super) mod schedule;
pub(super) mod tables;

/// What a rule file needs.
mod prelude {
    #[cfg(test)]
    pub(super) use crate::check::testing::{Cases, case};
    pub(super) use crate::check::{
        Arg, Evaluate, Missing, Past, Rule, RuleCode, Severity, Sink, Stage, Subject,
    };
    pub(super) use crate::money::Money;
    pub(super) use crate::plan::Nature;
    pub(super) use crate::report::{Field, FieldKey, Report};
    pub(super) use crate::text::{Words, words};
}
