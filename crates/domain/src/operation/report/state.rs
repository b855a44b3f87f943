//! Where a report stands, and where an operation takes it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::CommandKind;

/// Where a report stands.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// 草稿: being filled; counts nowhere.
    Draft,
    /// 已报: handed in; counts in every total.
    Submitted,
    /// 退回: sent back by a reviewer with a comment; counts nowhere until it is handed in again.
    Returned,
    /// 已审: accepted by a reviewer; counts, and changes only as a reviewer decides.
    Accepted,
    /// 作废: declared void with a reason; counts nowhere, nothing is deleted.
    Void,
}

impl State {
    /// Every state.
    pub const ALL: [Self; 5] = [
        Self::Draft,
        Self::Submitted,
        Self::Returned,
        Self::Accepted,
        Self::Void,
    ];

    /// The word that is stored and sent.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Submitted => "submitted",
            Self::Returned => "returned",
            Self::Accepted => "accepted",
            Self::Void => "void",
        }
    }

    /// Whether the report counts in totals and in the history of later months.
    pub const fn counts(self) -> bool {
        matches!(self, Self::Submitted | Self::Accepted)
    }

    /// Where a report that stood at `before` stands after an operation that was taken as sent.
    pub const fn after(before: Option<Self>, kind: CommandKind) -> Self {
        match (kind, before) {
            (CommandKind::Accept, _) | (CommandKind::Submit, Some(Self::Accepted)) => {
                Self::Accepted
            }
            (CommandKind::Submit, _) => Self::Submitted,
            (CommandKind::Return, _) => Self::Returned,
            (CommandKind::Void, _) => Self::Void,
            (CommandKind::Set, None | Some(Self::Draft | Self::Void))
            | (CommandKind::Resolve, None) => Self::Draft,
            // What was sent back stays so while it is corrected.
            (CommandKind::Set | CommandKind::Resolve, Some(before)) => before,
        }
    }
}
