//! Where the letters of a month stand.

use serde::{Deserialize, Serialize};

use crate::text::{Words, words};

/// Where the letters of a month stand together; where each does says the ledger.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum State {
    /// 已登记.
    #[serde(rename = "letters_kept")]
    Kept,
}

impl State {
    /// Every state.
    pub const ALL: [Self; 1] = [Self::Kept];

    /// The word that is stored and sent. No other subject's state has it.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Kept => "letters_kept",
        }
    }

    /// The state on screen.
    pub const fn label(self) -> Words {
        match self {
            Self::Kept => words("已登记", "entered"),
        }
    }
}
