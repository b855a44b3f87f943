//! One project's report of one month.
//!
//! A report exists in two shapes. [`FieldValues`] is how it travels, is stored and is merged:
//! a map from field key to text, which keeps what it does not understand. [`Report`] is how
//! rules read it: typed, total, made from any map by [`Report::read`]. A draft is a report.

mod choice;
mod field;
mod identity;
mod key;
mod kind;
mod label;
pub mod limits;
mod read;
pub mod records;
mod value;

pub use choice::Choices;
pub use field::{EntryKind, Field, InvestmentBasis, Section, Status};
pub use identity::Identity;
pub use key::FieldKey;
pub use kind::ValueKind;
pub use read::{Report, Unread};
pub use records::{
    CoordinationLevel, Explanation, Milestone, MilestoneKind, Problem, ProblemType, Record, Visit,
};
pub use value::{Changes, FieldValue, FieldValues, apply, change, difference};

/// The version of the form that this code writes. Older ones are upgraded by pure functions.
pub const FORM_VERSION: u32 = 1;
