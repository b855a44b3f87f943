//! 计划: what is decided and proposed about the plan of one project in one year.
//!
//! The office adopts versions ([`PlanVersion`]). A unit proposes one, of a project that is in the plan
//! or of a new one (随报随审); the office approves or declines it and says why. What is held is the log
//! of that, one [`Step`] a revision; the versions themselves are the project's
//! [`PlanBook`](crate::plan::PlanBook), to which imports add as well.
//!
//! # What never happens
//!
//! A month that is closed for the project keeps its plan: a version that would reach into one is
//! refused ([`Refusal::PlanMonthLocked`](crate::operation::Refusal)), also when it was proposed before.
//! A version says by its number which ones were known when it was written; if another came between, it
//! is refused and written anew, so that nothing of the other is overwritten unseen.

mod command;
mod decide;
mod locks;
mod state;
mod step;
#[cfg(test)]
mod tests;

use crate::operation::steps;
use crate::plan::PlanVersion;

pub use command::{Command, CommandKind};
pub use decide::{Facts, admit, decide, findings, obstacle, raised};
pub use locks::Locks;
pub use state::State;
pub use step::Step;

pub use crate::operation::steps::with_step;

/// What was decided and proposed about a project's plan in a year, read from its boxes.
pub type PlanLog = steps::Log<Command>;

/// Something that was proposed, and what became of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Proposal<'a> {
    /// Its number within the project's year, from 1.
    pub number: u32,
    /// Who proposed it, when, and why.
    pub step: &'a Step,
    /// The version that is wanted.
    pub version: &'a PlanVersion,
    /// What was answered; `None` while it waits.
    pub answer: Option<&'a Step>,
}

impl PlanLog {
    /// Where it stands.
    pub fn state(&self) -> State {
        if self.proposals().any(|one| one.answer.is_none()) {
            State::Proposed
        } else {
            State::Settled
        }
    }

    /// What was proposed, the oldest first. A proposal's number is that of its step.
    pub fn proposals(&self) -> impl Iterator<Item = Proposal<'_>> {
        (1..).zip(&self.steps).filter_map(|(number, step)| {
            let is_one = step.command.kind == CommandKind::Propose;
            let version = step.command.version.as_deref().filter(|_| is_one)?;
            let answers = |later: &&Step| later.command.proposal == Some(number);
            Some(Proposal {
                number,
                step,
                version,
                answer: self.steps.iter().find(answers),
            })
        })
    }

    /// One proposal.
    pub fn proposal(&self, number: u32) -> Option<Proposal<'_>> {
        self.proposals().find(|one| one.number == number)
    }

    /// The version that a command adopts or proposes, by itself or by the proposal that it answers.
    pub fn version_of<'a>(&'a self, command: &'a Command) -> Option<&'a PlanVersion> {
        match command.proposal {
            Some(number) => Some(self.proposal(number)?.version),
            None => command.version.as_deref(),
        }
    }
}
