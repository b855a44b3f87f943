//! 半年、年度总结: what a unit says of the half year or the year, and what the office makes of it.
//!
//! Each unit that leads a project writes its own, under four headings, and hands it in; the office reads
//! it, returns it with a reason or accepts it, and writes the city's. It goes from unit to city at once:
//! the steps of the profile's chain are for figures, and there are none in it. The sentences with figures
//! are no part of it, they are made of the reports where the document is
//! ([`publish::summary`](crate::publish::summary)), so that nobody words a figure otherwise.
//!
//! What is held is the log of what was decided, one [`Step`] a revision, and a step that writes has the
//! headings that it changes alone: two people who write different ones are both taken, and whoever
//! changes one that somebody else has changed since is refused
//! ([`Refusal::SummaryChanged`](crate::operation::Refusal)). What was accepted changes only after it was
//! returned.

mod command;
mod decide;
mod log;
mod state;
mod step;
#[cfg(test)]
mod tests;
mod texts;

pub use command::{Command, CommandKind};
pub use decide::{Facts, admit, decide, obstacle};
pub use log::{Log, Summary};
pub use state::State;
pub use step::Step;
pub use texts::{Fault, Heading, LONGEST, Texts};

pub use crate::operation::steps::with_step;
