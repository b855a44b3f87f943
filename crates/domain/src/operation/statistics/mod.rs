//! 统计数据: what the statistics say of a month, typed in by the office.
//!
//! Which figures there are is the profile's (`Profile::statistics`). They are kept apart from what
//! reports say: nothing is computed of the two together, and what shows one names where it comes from.
//!
//! What is held is the log of what was decided, one [`Step`] a revision: a figure that is corrected stays
//! as it was in the step before. Whoever changes a figure that somebody else has changed since is refused
//! ([`Refusal::StatisticsChanged`](crate::operation::Refusal)); figures that are not the same one are all
//! taken, whoever types them where.

mod command;
mod decide;
mod figure;
mod log;
mod state;
mod step;
#[cfg(test)]
pub(in crate::operation) mod tests;
mod typed;

pub use command::{Command, CommandKind};
pub use decide::{decide, obstacle};
pub use figure::{Fault, Figure, FigureKey};
pub use log::{Entered, Log};
pub use state::State;
pub use step::Step;
pub use typed::{read_rank, read_value, show_value};

pub use crate::operation::steps::with_step;
