//! 责任人: who answers for a project, and how to reach them.
//!
//! Which kinds there are (总管理人, 责任专员, 联络员 …) and what they are called is the profile's. What is
//! held is the log of what was decided, one [`Step`] a revision: nothing that was there before is lost,
//! and a [`Log`] tells who held which post on which day.
//!
//! # What never happens
//!
//! Two people who name different persons offline are both taken. Whoever changes a person that somebody
//! else has changed since is refused ([`Refusal::PersonsChanged`](crate::operation::Refusal)), so that
//! nothing is overwritten unseen. A telephone number goes to nobody who may not see it
//! ([`crate::rights::over_persons`]): it stands in a part of its own, which [`narrowed`] leaves out, and
//! names and posts with a number in them are refused.

mod command;
mod day_or_month;
mod decide;
mod entry;
mod person;
mod state;
mod step;
pub mod telephone;
#[cfg(test)]
mod tests;

pub use command::{Command, CommandKind};
pub use day_or_month::DayOrMonth;
pub use decide::{admit, decide, obstacle};
pub use entry::{Entry, Log};
pub use person::{Fault, Person};
pub use state::State;
pub use step::{Step, narrowed};

pub use crate::operation::steps::with_step;
