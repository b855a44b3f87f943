//! Where a month stands.

use serde::{Deserialize, Serialize};

use super::CommandKind;
use crate::text::{Words, words};

/// Where a month stands. One of which nothing is held is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum State {
    /// 填报中: never locked.
    #[serde(rename = "month_open")]
    Open,
    /// 已封账: nothing of it changes.
    #[serde(rename = "month_locked")]
    Locked,
    /// 更正中: locked, and opened again for some projects or for all.
    #[serde(rename = "month_reopened")]
    Reopened,
}

impl State {
    /// Every state.
    pub const ALL: [Self; 3] = [Self::Open, Self::Locked, Self::Reopened];

    /// The word that is stored and sent. No other subject's state has it.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Open => "month_open",
            Self::Locked => "month_locked",
            Self::Reopened => "month_reopened",
        }
    }

    /// The state on screen.
    pub const fn label(self) -> Words {
        match self {
            Self::Open => words("填报中", "open"),
            Self::Locked => words("已封账", "locked"),
            Self::Reopened => words("更正中", "reopened"),
        }
    }

    /// Where a month that stood at `self` stands after a command.
    #[must_use]
    pub const fn after(self, kind: CommandKind) -> Self {
        match kind {
            CommandKind::Lock => Self::Locked,
            CommandKind::Reopen => Self::Reopened,
            CommandKind::Extend | CommandKind::Excuse => self,
        }
    }
}
