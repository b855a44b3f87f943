//! 发布: what the office gives out of a month, and takes back.
//!
//! Of a locked month documents are published of its newest edition. The server makes them when it
//! decides, reads them as proof, and keeps them as they are then: whatever programs, names and figures
//! come later, what was published stays as it was, to the byte. What is held is the log of that, one
//! [`Step`] a revision, with the SHA-256 of each document. A month may be published several times (第n次):
//! other documents, or the same after a correction.
//!
//! # What never happens
//!
//! A document that does not pass its proof, or for which there is nothing to make it of, is not
//! published, and nothing is that was to be published with it
//! ([`Refusal::PublicationUnsound`](crate::operation::Refusal)). Nothing is published of a month that is
//! open, nor of an edition that is not the newest. After a correction (更正) what was published of the
//! edition before is not in force any more, until the office publishes anew or takes it back
//! ([`Standing`]).

mod command;
mod decide;
mod standing;
mod state;
mod step;
#[cfg(test)]
mod tests;

use crate::operation::steps;

pub use command::{Command, CommandKind};
pub use decide::{Facts, Kept, Made, admit, decide, is_acceptable, obstacle};
pub use standing::Standing;
pub use state::State;
pub use step::{Published, Sealed, Step, narrowed};

pub use crate::operation::steps::with_step;

/// What was decided about what is published of a month, read from its boxes.
pub type PublicationLog = steps::Log<Command>;

/// Something that was published.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Publication<'a> {
    /// Its number among those of the month, from 1: 第n次.
    pub number: u32,
    /// The edition that it is of.
    pub edition: u32,
    /// Who published it, when, and the remark.
    pub step: &'a Step,
    /// What took it back.
    pub withdrawn: Option<&'a Step>,
}

impl<'a> Publication<'a> {
    /// The keys of its documents.
    pub fn documents(&self) -> &'a [String] {
        &self.step.command.documents
    }

    /// Whether a document is among them.
    pub fn has(&self, document: &str) -> bool {
        self.documents().iter().any(|key| key == document)
    }

    /// SHA-256 of one of its documents; `None` before the server has made it.
    pub fn digest(&self, document: &str) -> Option<&'a str> {
        let made = self.step.made.as_ref()?;
        let sealed = made.documents.iter().find(|one| one.document == document)?;
        Some(&sealed.digest)
    }
}

impl PublicationLog {
    /// What was done last; `None` if nothing was.
    pub fn state(&self) -> Option<State> {
        let last = self.steps.last()?;
        Some(State::after(last.command.kind))
    }

    /// What was published, the oldest first; what was taken back included.
    pub fn publications(&self) -> Vec<Publication<'_>> {
        let published = self.steps.iter().filter_map(|step| {
            let is_one = step.command.kind == CommandKind::Publish;
            step.command.edition.filter(|_| is_one).map(|of| (step, of))
        });
        let numbered = (1..).zip(published);
        let all = numbered.map(|(number, (step, edition))| Publication {
            number,
            edition,
            step,
            withdrawn: (self.steps.iter()).find(|one| one.command.number == Some(number)),
        });
        all.collect()
    }

    /// One of them.
    pub fn publication(&self, number: u32) -> Option<Publication<'_>> {
        let mut all = self.publications().into_iter();
        all.find(|one| one.number == number)
    }
}
