//! The rules, one file each, by family. Each file holds documentation, wording, logic and examples.

pub(super) mod codes;
pub(super) mod funds;
pub(super) mod halted;
pub(super) mod money;
pub(super) mod plan;
pub(super) mod problems;
pub(super) mod schedule;
pub(super) mod tables;

/// What the file of a rule about plans needs.
mod plan_prelude {
    #[cfg(test)]
    pub(super) use crate::check::testing::Cases;
    #[cfg(test)]
    pub(super) use crate::check::testing::plan::plan_case;
    pub(super) use crate::check::{
        Arg, Evaluate, Missing, PlanSink, PlanSubject, Rule, RulePage, Stage,
    };
    pub(super) use crate::period::Month;
    #[cfg(test)]
    pub(super) use crate::plan::Nature;
    pub(super) use crate::rule::{RuleCode, Severity};
    pub(super) use crate::text::words;
}

/// What a rule file needs.
mod prelude {
    #[cfg(test)]
    pub(super) use crate::check::testing::{Cases, case};
    pub(super) use crate::check::{
        Arg, Evaluate, Missing, Past, Rule, RulePage, Sink, Stage, Subject,
    };
    pub(super) use crate::money::Money;
    pub(super) use crate::plan::Nature;
    pub(super) use crate::report::{Field, FieldKey, Report};
    pub(super) use crate::rule::{RuleCode, Severity};
    pub(super) use crate::text::{Words, words};
}
