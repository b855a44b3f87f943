//! Where a project's plan of a year stands.

use serde::{Deserialize, Serialize};

use crate::text::{Words, words};

/// Where a project's plan of a year stands, as far as anything was decided or proposed about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum State {
    /// 待核定: a proposal waits for the office.
    #[serde(rename = "plan_proposed")]
    Proposed,
    /// 已核定: nothing waits.
    #[serde(rename = "plan_settled")]
    Settled,
}

impl State {
    /// Every state.
    pub const ALL: [Self; 2] = [Self::Proposed, Self::Settled];

    /// The word that is stored and sent. No other subject's state has it.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Proposed => "plan_proposed",
            Self::Settled => "plan_settled",
        }
    }

    /// The state on screen.
    pub const fn label(self) -> Words {
        match self {
            Self::Proposed => words("待核定", "waits for the office"),
            Self::Settled => words("已核定", "settled"),
        }
    }
}
