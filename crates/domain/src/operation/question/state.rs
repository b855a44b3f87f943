//! Where a question stands.

use serde::{Deserialize, Serialize};

use crate::text::{Words, words};

/// Where a question stands, and with that whose turn it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// 待答复: those who report the project have to answer.
    Open,
    /// 已答复: whoever asked has to close it, or asks again.
    Answered,
    /// 已办结: settled.
    Closed,
    /// 已撤回: taken back by whoever asked.
    Withdrawn,
}

impl State {
    /// Every state.
    pub const ALL: [Self; 4] = [Self::Open, Self::Answered, Self::Closed, Self::Withdrawn];

    /// The word that is stored and sent.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Answered => "answered",
            Self::Closed => "closed",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// The state on screen.
    pub const fn label(self) -> Words {
        match self {
            Self::Open => words("待答复", "to be answered"),
            Self::Answered => words("已答复", "answered"),
            Self::Closed => words("已办结", "closed"),
            Self::Withdrawn => words("已撤回", "withdrawn"),
        }
    }

    /// Whether somebody still has to do something about it. A month with such a question cannot be
    /// closed.
    pub const fn is_unsettled(self) -> bool {
        matches!(self, Self::Open | Self::Answered)
    }
}
