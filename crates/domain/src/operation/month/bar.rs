//! What a locked month says to what arrives for one of its reports.

use super::MonthBook;
use crate::operation::report::{CommandKind, State};
use crate::report::FieldValues;

/// How a month stands to the reports of one project.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Gate {
    /// They can change.
    #[default]
    Open,
    /// They cannot.
    Locked {
        /// The newest edition.
        edition: u32,
        /// The project has no report in it (缺报).
        is_missing: bool,
    },
}

impl Gate {
    /// How the month with these boxes stands to a project. One that cannot be read (a newer program's)
    /// holds everything off.
    pub fn of(values: &FieldValues, project: &str) -> Self {
        MonthBook::read(values).map_or(
            Self::Locked {
                edition: 0,
                is_missing: false,
            },
            |book| book.gate(project),
        )
    }

    /// Whether nothing of the project's report changes.
    pub const fn is_locked(self) -> bool {
        matches!(self, Self::Locked { .. })
    }

    /// Whether the report that stands at `state` is the one in the edition.
    pub fn has_in_edition(self, state: Option<State>) -> bool {
        let Self::Locked { is_missing, .. } = self else {
            return false;
        };
        !is_missing && state.is_some_and(is_approved)
    }
}

/// Whether a report has passed the last step, so that an edition has it (审定).
pub const fn is_approved(state: State) -> bool {
    matches!(state, State::Accepted)
}

/// How a command is held off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bar {
    /// Nothing is decided: it is sent again until the month is opened for the project.
    Waits,
    /// It is refused, and its device keeps it.
    Refused,
}

/// What stands against a command about a report that stands at `state`; `None` where it goes its
/// usual way, on which it changes no figure that is frozen.
pub fn bar(gate: Gate, kind: CommandKind, state: Option<State>) -> Option<Bar> {
    if !gate.is_locked() {
        return None;
    }
    match kind {
        CommandKind::Set | CommandKind::Submit if gate.has_in_edition(state) => None,
        CommandKind::Set | CommandKind::Submit => Some(Bar::Waits),
        CommandKind::Resolve | CommandKind::Accept | CommandKind::Return | CommandKind::Void => {
            Some(Bar::Refused)
        }
    }
}
