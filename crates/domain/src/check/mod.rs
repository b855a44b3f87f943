//! Checking a report: rules as data, findings as data, wording made from both.
//!
//! [`check`] runs every rule of the [`catalogue`] over one draft. It never fails: an unfinished
//! draft is a value. The browser and the server call the same function, so what a clerk sees
//! offline is what the server decides.
//!
//! Architecture invariant: a rule is one file in `rules/`, listed once in `catalogue`; nothing
//! else in the workspace knows a rule by its code except a profile.

mod cascade;
pub mod catalogue;
mod context;
mod empty_talk;
mod engine;
mod explain;
mod finding;
mod former;
mod plan;
mod plan_box;
#[cfg(test)]
mod properties;
mod rule;
mod rules;
#[cfg(test)]
pub(crate) mod testing;
mod wording;

pub use cascade::{Affected, Series, cascade};
pub use context::{Context, History, Latest, Past, Stage};
pub use engine::{Outcome, check, check_table};
pub use explain::{Readiness, carried, explanation, is_about, is_explained, readiness};
pub use finding::{Arg, Finding};
pub use plan::{PlanOutcome, check_plan};
pub use plan_box::plan_box;
pub use rule::{
    Evaluate, Filed, Missing, PlanFinding, PlanSink, PlanSubject, Rule, RulePage, Sink, Subject,
    Whole,
};
pub use rules::codes::c001_required_box_empty::required;
pub use rules::codes::c012_box_not_understood::Unfinished;
pub(crate) use rules::tables::measure_arg;
