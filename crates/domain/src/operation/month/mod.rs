//! 月度: a month with all its reports. The office closes it (封账), which freezes an edition of it;
//! gives more time beforehand (延期); excuses a report that was handed in offline in time; and opens
//! a closed month again, for some projects or for all (更正), until the next lock makes the next
//! edition.
//!
//! A month is what was decided about it, one [`Step`] a revision. One of which nothing is held is
//! open.
//!
//! # What a lock holds off
//!
//! In a locked month no figure changes, whichever program sends the change, and nothing that was typed
//! is lost ([`bar`]):
//!
//! | what arrives | for a report in the edition | for another one |
//! |---|---|---|
//! | `submit` | waits beside the frozen figures as a proposed correction, an amendment | waits with its device (`retry`) and is sent again |
//! | `set` | is told, as ever, that the report is handed in; the boxes keep it | waits with its device |
//! | `resolve`, `accept`, `return`, `void` | is refused; the device keeps the decision and shows it | is refused |
//!
//! What waits goes through by itself once the office opens the month for that project; what is
//! proposed is then decided like any amendment. Questions change no figure and go on: a correction is
//! talked about before the month is opened for it.
//!
//! # What stands against a lock
//!
//! Every project that reports the month is either accepted with nothing open about it, or named by
//! the command as 缺报; [`blockers`] says which are not. A project is named together with the
//! revision of its report that was seen: one that has been handed in since was not missing. What the
//! last edition has of projects that the month was not opened for stays as it is.

mod bar;
mod canonical;
mod command;
mod decide;
pub mod edition;
mod narrowed;
mod state;
mod step;
#[cfg(test)]
mod tests;

use crate::operation::steps;
use crate::period::Date;

pub use bar::{Bar, Gate, bar, is_approved};
pub use command::{Command, CommandKind, Listed};
pub use decide::{Blocker, Facts, Filed, Standing, Why, blockers, decide, obstacle};
pub use edition::Edition;
pub use narrowed::{Sees, narrowed};
pub use state::State;
pub use step::{Frozen, Step};

pub use crate::operation::steps::with_step;

pub(crate) use decide::{admit, office_only};

/// A month, read from its boxes.
pub type MonthBook = steps::Log<Command>;

impl MonthBook {
    /// Where it stands.
    pub fn state(&self) -> State {
        let kinds = self.steps.iter().map(|step| step.command.kind);
        kinds.fold(State::Open, State::after)
    }

    /// The locks, the oldest first.
    pub fn locks(&self) -> impl DoubleEndedIterator<Item = &Step> {
        self.of(CommandKind::Lock)
    }

    /// The newest edition.
    pub fn edition(&self) -> Option<&Frozen> {
        self.locks().next_back()?.made.as_ref()
    }

    /// What opened it again since the last lock.
    pub fn reopened(&self) -> impl Iterator<Item = &Step> {
        let locked = self
            .steps
            .iter()
            .rposition(|step| is(step, CommandKind::Lock));
        let since = locked.map_or(&[][..], |at| self.steps.get(at..).unwrap_or_default());
        since.iter().filter(|step| is(step, CommandKind::Reopen))
    }

    /// More time that was given.
    pub fn extensions(&self) -> impl Iterator<Item = &Step> {
        self.of(CommandKind::Extend)
    }

    /// Late reports that were excused.
    pub fn excuses(&self) -> impl Iterator<Item = &Step> {
        self.of(CommandKind::Excuse)
    }

    /// Until when a project that `unit` leads has time, if it was given more: the latest day.
    pub fn extended(&self, project: &str, unit: Option<&str>) -> Option<Date> {
        self.extension(project, unit)?.command.until
    }

    /// What gave a project that `unit` leads more time: of several, the latest that names the latest
    /// day.
    pub fn extension(&self, project: &str, unit: Option<&str>) -> Option<&Step> {
        let is_for = |step: &&Step| {
            let named = step.command.unit.as_deref();
            names(&step.command, project) || (named.is_some() && named == unit)
        };
        let granted = self.extensions().filter(is_for);
        let granted = granted.filter(|step| step.command.until.is_some());
        granted.max_by_key(|step| step.command.until)
    }

    /// What excuses the late report of a project.
    pub fn excused(&self, project: &str) -> Option<&Step> {
        self.excuses().find(|step| names(&step.command, project))
    }

    /// What the month says to changes of a project's report.
    pub fn gate(&self, project: &str) -> Gate {
        let Some(edition) = self.edition() else {
            return Gate::Open;
        };
        let opens = |step: &Step| step.command.projects.is_empty() || names(&step.command, project);
        if self.reopened().any(opens) {
            return Gate::Open;
        }
        Gate::Locked {
            edition: edition.number,
            is_missing: edition.missing.iter().any(|one| one == project),
        }
    }

    fn of(&self, kind: CommandKind) -> impl DoubleEndedIterator<Item = &Step> {
        self.steps.iter().filter(move |step| is(step, kind))
    }
}

fn is(step: &Step, kind: CommandKind) -> bool {
    step.command.kind == kind
}

fn names(command: &Command, project: &str) -> bool {
    command.projects.iter().any(|one| one.project == project)
}
