//! 提醒函, 约谈: the ledger of a month's letters.
//!
//! Which letters a month's figures lead to says [`rule::decide`]; whether one is sent is
//! the office's. A letter keeps what its decision stood on, so that a later correction of the statistics
//! flags it ([`Letter::is_outdated`]) and never erases it. What is held is the log of what was decided,
//! one [`Step`] a revision.
//!
//! Who does not see every project is told of the letters to their unit or their area alone
//! ([`narrowed`]).

mod changes;
mod command;
mod decide;
mod letter;
mod log;
mod proposals;
pub mod rule;
mod state;
mod step;
#[cfg(test)]
mod tests;

pub use changes::Change;
pub use command::{Command, CommandKind};
pub use decide::{against, decide, obstacle};
pub use letter::{Fault, Kind, Letter};
pub use log::{Log, Sent, Standing};
pub use proposals::{Proposal, growths, inputs, proposals};
pub use rule::{Decided, Growth};
pub use state::State;
pub use step::{Step, narrowed};

pub use crate::operation::steps::with_step;
