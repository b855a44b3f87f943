//! 月报 as a subject: its commands, its states, and what a command does to what is held.

mod command;
mod decide;
mod hand_ins;
mod state;

pub use command::{Command, CommandKind};
pub(crate) use decide::admit;
pub use decide::{Reviewer, decide, obstacle};
pub use hand_ins::{HandIn, HandIns, SentBack, is_in};
pub use state::State;
