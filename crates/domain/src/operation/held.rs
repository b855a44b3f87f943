//! A subject as the server holds it, as devices are told.

use serde::{Deserialize, Serialize};

use super::rest::StoredConflictPart;
use super::{State, Subject};
use crate::ids::{Tag, Timestamp};
use crate::json::Flattened;
use crate::merge::Clash;
use crate::operation::report;
use crate::report::FieldValues;

/// A subject as the server holds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// Which.
    pub subject: Subject,
    /// Grows by one with each change of this subject.
    pub rev: u64,
    /// Stands for exactly these boxes, whatever their number; only the server can make one.
    pub tag: Option<Tag>,
    /// Where it stands.
    pub state: State,
    /// How a report came to be returned, accepted or void; absent in other states.
    pub review: Option<Review>,
    /// When a report was handed in; absent for what was not, or where the server has not said so.
    pub hand_ins: Option<report::HandIns>,
    /// The boxes.
    pub values: FieldValues,
    /// Who changed it last: the name on screen.
    pub by: String,
    /// When the server received the last change, RFC 3339.
    pub received_at: Timestamp,
    /// Conflicts and amendments that nobody has settled yet.
    pub conflicts: Vec<OpenConflict>,
}

impl Held {
    /// Where it stands, if it is a report.
    pub const fn report_state(&self) -> Option<report::State> {
        self.state.of_report()
    }
}

/// What somebody decided about a report as a whole, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Review {
    /// The revision that the decision made.
    pub rev: u64,
    /// Who: the name on screen.
    pub by: String,
    /// When the server received it, RFC 3339.
    pub at: Timestamp,
    /// The comment or reason.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comment: Option<String>,
}

/// The same box with two values: the first received stays, the second waits. In an amendment the
/// first is the accepted value and the second the one proposed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Flattened<Clash, StoredConflictPart>")]
pub struct OpenConflict {
    /// Stable identifier.
    pub id: u64,
    /// The boxes and their three values; as first the one that stands now, should something else
    /// have been taken since it was opened.
    #[serde(flatten)]
    pub clash: Clash,
    /// Who gave the first value.
    pub first_by: String,
    /// Who gave the second.
    pub second_by: String,
    /// User name of who gave the second.
    pub second_user: String,
    /// When the server received the first, RFC 3339.
    pub first_at: Timestamp,
    /// When the server received the second, RFC 3339.
    pub second_at: Timestamp,
}
