//! What was done last about what is published of a month.

use super::CommandKind;
use crate::text::{Words, words};

/// What was done last. How each publication stands says [`super::PublicationLog::standing`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// 已发布.
    Published,
    /// 已撤回.
    Withdrawn,
}

impl State {
    /// Every state.
    pub const ALL: [Self; 2] = [Self::Published, Self::Withdrawn];

    /// The word that is stored and sent. No other subject's state has it.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Published => "published",
            Self::Withdrawn => "publication_withdrawn",
        }
    }

    /// The state on screen.
    pub const fn label(self) -> Words {
        match self {
            Self::Published => words("已发布", "published"),
            Self::Withdrawn => words("已撤回", "withdrawn"),
        }
    }

    /// Where a command leads.
    pub const fn after(kind: CommandKind) -> Self {
        match kind {
            CommandKind::Publish => Self::Published,
            CommandKind::Withdraw => Self::Withdrawn,
        }
    }
}
