//! Where the statistics of a month stand.

use serde::{Deserialize, Serialize};

use crate::text::{Words, words};

/// Where the statistics of a month stand: there is nothing to wait for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum State {
    /// 已录入.
    #[serde(rename = "statistics_entered")]
    Entered,
}

impl State {
    /// Every state.
    pub const ALL: [Self; 1] = [Self::Entered];

    /// The word that is stored and sent. No other subject's state has it.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Entered => "statistics_entered",
        }
    }

    /// The state on screen.
    pub const fn label(self) -> Words {
        match self {
            Self::Entered => words("已录入", "entered"),
        }
    }
}
