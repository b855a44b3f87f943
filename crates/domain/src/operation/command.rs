//! What is wanted, whatever the subject is.

use crate::operation::month;
use crate::operation::persons;
use crate::operation::plan;
use crate::operation::publication;
use crate::operation::question;
use crate::operation::report;
use crate::operation::{letters, statistics};
use crate::report::Changes;

/// No box is changed.
pub static NO_CHANGES: Changes = Changes::new();

/// What a person wants of a subject.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// Of a report.
    Report(report::Command),
    /// Of a question.
    Question(question::Command),
    /// Of a month.
    Month(month::Command),
    /// Of a project's plan.
    Plan(plan::Command),
    /// Of the persons of a project.
    Persons(persons::Command),
    /// Of what is published of a month.
    Publication(publication::Command),
    /// Of the statistics of a month.
    Statistics(statistics::Command),
    /// Of the letters of a month.
    Letters(letters::Command),
}

impl Command {
    /// The boxes that it changes.
    pub const fn changes(&self) -> &Changes {
        match self {
            Self::Report(command) => &command.changes,
            Self::Question(_)
            | Self::Month(_)
            | Self::Plan(_)
            | Self::Persons(_)
            | Self::Publication(_)
            | Self::Statistics(_)
            | Self::Letters(_) => &NO_CHANGES,
        }
    }

    /// The boxes that it changes, to be changed.
    pub const fn changes_mut(&mut self) -> Option<&mut Changes> {
        match self {
            Self::Report(command) => Some(&mut command.changes),
            Self::Question(_)
            | Self::Month(_)
            | Self::Plan(_)
            | Self::Persons(_)
            | Self::Publication(_)
            | Self::Statistics(_)
            | Self::Letters(_) => None,
        }
    }

    /// The conflicts that it settles.
    pub fn conflicts(&self) -> &[u64] {
        match self {
            Self::Report(command) => &command.conflicts,
            Self::Question(_)
            | Self::Month(_)
            | Self::Plan(_)
            | Self::Persons(_)
            | Self::Publication(_)
            | Self::Statistics(_)
            | Self::Letters(_) => &[],
        }
    }

    /// The words that come with it.
    pub fn words(&self) -> Option<&str> {
        match self {
            Self::Report(command) => command.reason.as_deref(),
            Self::Question(command) => command.text(),
            Self::Month(command) => command.reason.as_deref(),
            Self::Plan(command) => command.reason.as_deref(),
            Self::Persons(command) => command.reason.as_deref(),
            Self::Publication(command) => command.reason.as_deref(),
            Self::Statistics(command) => command.reason.as_deref(),
            Self::Letters(command) => command.reason.as_deref(),
        }
    }

    /// Whether it decides, instead of filling boxes: what is refused is then in no box.
    pub const fn decides(&self) -> bool {
        match self {
            Self::Report(command) => command.kind.decides(),
            Self::Question(_)
            | Self::Month(_)
            | Self::Plan(_)
            | Self::Persons(_)
            | Self::Publication(_)
            | Self::Statistics(_)
            | Self::Letters(_) => true,
        }
    }

    /// Whether such commands of one device build on each other. The others stand alone, each against
    /// the state that the person saw.
    pub const fn is_link(&self) -> bool {
        match self {
            Self::Report(command) => command.kind.is_link(),
            Self::Question(_)
            | Self::Month(_)
            | Self::Plan(_)
            | Self::Persons(_)
            | Self::Publication(_)
            | Self::Statistics(_)
            | Self::Letters(_) => false,
        }
    }

    /// Whether it can be decided only against what the person saw. Words that are added to others stand
    /// on their own, also on a server that was put back to an earlier state.
    pub const fn needs_view(&self) -> bool {
        match self {
            Self::Report(_) => true,
            Self::Question(command) => command.kind.ends(),
            Self::Month(command) => command.kind.needs_view(),
            // A version says by its number which ones were known, persons how many steps were seen, and
            // what is published which edition.
            Self::Plan(_)
            | Self::Persons(_)
            | Self::Publication(_)
            | Self::Statistics(_)
            | Self::Letters(_) => false,
        }
    }

    /// Whether the boxes stay as they are.
    pub const fn is_verdict(&self) -> bool {
        match self {
            Self::Report(command) => command.kind.is_verdict(),
            Self::Question(_)
            | Self::Month(_)
            | Self::Plan(_)
            | Self::Persons(_)
            | Self::Publication(_)
            | Self::Statistics(_)
            | Self::Letters(_) => false,
        }
    }

    /// Whether the earlier months of the project have to be known.
    pub const fn is_checked(&self) -> bool {
        match self {
            Self::Report(command) => command.kind.is_checked(),
            Self::Question(_)
            | Self::Month(_)
            | Self::Plan(_)
            | Self::Persons(_)
            | Self::Publication(_)
            | Self::Statistics(_)
            | Self::Letters(_) => false,
        }
    }

    /// What it wants of a report.
    pub const fn of_report(&self) -> Option<&report::Command> {
        match self {
            Self::Report(command) => Some(command),
            Self::Question(_)
            | Self::Month(_)
            | Self::Plan(_)
            | Self::Persons(_)
            | Self::Publication(_)
            | Self::Statistics(_)
            | Self::Letters(_) => None,
        }
    }

    /// What it wants of a project's plan.
    pub const fn of_plan(&self) -> Option<&plan::Command> {
        match self {
            Self::Plan(command) => Some(command),
            _ => None,
        }
    }

    /// What it wants of the persons of a project.
    pub const fn of_persons(&self) -> Option<&persons::Command> {
        match self {
            Self::Persons(command) => Some(command),
            _ => None,
        }
    }

    /// What it wants of what is published of a month.
    pub const fn of_publication(&self) -> Option<&publication::Command> {
        match self {
            Self::Publication(command) => Some(command),
            _ => None,
        }
    }

    /// What it wants of a month.
    pub const fn of_month(&self) -> Option<&month::Command> {
        match self {
            Self::Month(command) => Some(command),
            _ => None,
        }
    }
}

impl From<publication::Command> for Command {
    fn from(command: publication::Command) -> Self {
        Self::Publication(command)
    }
}

impl Command {
    /// What it wants of the statistics of a month.
    pub const fn of_statistics(&self) -> Option<&statistics::Command> {
        match self {
            Self::Statistics(command) => Some(command),
            _ => None,
        }
    }

    /// What it wants of the letters of a month.
    pub const fn of_letters(&self) -> Option<&letters::Command> {
        match self {
            Self::Letters(command) => Some(command),
            _ => None,
        }
    }
}

impl From<statistics::Command> for Command {
    fn from(command: statistics::Command) -> Self {
        Self::Statistics(command)
    }
}

impl From<letters::Command> for Command {
    fn from(command: letters::Command) -> Self {
        Self::Letters(command)
    }
}

impl From<persons::Command> for Command {
    fn from(command: persons::Command) -> Self {
        Self::Persons(command)
    }
}

impl From<plan::Command> for Command {
    fn from(command: plan::Command) -> Self {
        Self::Plan(command)
    }
}

impl From<report::Command> for Command {
    fn from(command: report::Command) -> Self {
        Self::Report(command)
    }
}

impl From<question::Command> for Command {
    fn from(command: question::Command) -> Self {
        Self::Question(command)
    }
}

impl From<month::Command> for Command {
    fn from(command: month::Command) -> Self {
        Self::Month(command)
    }
}
