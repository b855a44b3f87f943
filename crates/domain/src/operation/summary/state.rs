//! Where a summary stands.

use super::CommandKind;
use crate::text::{Words, words};

/// Where a summary stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// 草稿: it is being written.
    Draft,
    /// 已报: it waits for the office.
    HandedIn,
    /// 退回: the unit has to look at it again.
    Returned,
    /// 审定.
    Accepted,
}

impl State {
    /// Every state.
    pub const ALL: [Self; 4] = [Self::Draft, Self::HandedIn, Self::Returned, Self::Accepted];

    /// The word that is stored and sent. No other subject's state has it.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Draft => "summary_draft",
            Self::HandedIn => "summary_handed_in",
            Self::Returned => "summary_returned",
            Self::Accepted => "summary_accepted",
        }
    }

    /// The state on screen.
    pub const fn label(self) -> Words {
        match self {
            Self::Draft => words("草稿", "draft"),
            Self::HandedIn => words("已报", "handed in"),
            Self::Returned => words("退回", "returned"),
            Self::Accepted => words("审定", "accepted"),
        }
    }

    /// Whether it is written now.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Draft | Self::Returned)
    }

    /// Where one that stood at `self` stands after a command. One that was returned stays so while it is
    /// written.
    #[must_use]
    pub const fn after(self, kind: CommandKind) -> Self {
        match kind {
            CommandKind::Write => self,
            CommandKind::HandIn => Self::HandedIn,
            CommandKind::Withdraw => Self::Draft,
            CommandKind::Return => Self::Returned,
            CommandKind::Accept => Self::Accepted,
        }
    }
}
