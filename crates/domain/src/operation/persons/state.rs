//! Where the persons of a project stand.

use serde::{Deserialize, Serialize};

use crate::text::{Words, words};

/// Where the persons of a project stand: there is nothing to wait for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum State {
    /// 已登记.
    #[serde(rename = "persons_named")]
    Named,
}

impl State {
    /// Every state.
    pub const ALL: [Self; 1] = [Self::Named];

    /// The word that is stored and sent. No other subject's state has it.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Named => "persons_named",
        }
    }

    /// The state on screen.
    pub const fn label(self) -> Words {
        match self {
            Self::Named => words("已登记", "entered"),
        }
    }
}
