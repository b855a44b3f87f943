//! A subject as the server holds it, as devices are told.

use serde::{Deserialize, Serialize};

use super::rest::StoredConflictPart;
use super::{State, Subject};
use crate::ids::{Tag, Timestamp};
use crate::json::Flattened;
use crate::merge::Clash;
use crate::operation::report;
use crate::operation::report::CommandKind;
use crate::report::FieldValues;
use crate::rights::Role;

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
    /// How far a report has come on its chain since it was handed in; absent before.
    pub course: Option<Course>,
    /// The boxes.
    pub values: FieldValues,
    /// Who changed it last: the name on screen.
    pub by: String,
    /// Of a report that several people fill: all who did since it was last accepted, by their names on
    /// screen.
    pub fillers: Vec<String>,
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

/// How far a report has come on its chain since it was handed in last.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Course {
    /// Who handed it in: the name on screen.
    pub by: String,
    /// When the server received it, RFC 3339.
    pub at: Timestamp,
    /// 代报: for a unit that could not.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub on_behalf: bool,
    /// What reviewers have decided since, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub steps: Vec<CourseStep>,
    /// The roles of the chain that nobody fills now who may review this report: their steps are passed
    /// over. Told to those who review.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub vacant: Vec<Role>,
    /// Whether the one whom it is told to has filed what it holds, so that others review it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_own: bool,
}

/// One decision about a report on its way through its chain.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CourseStep {
    /// Accepted, returned or declared void.
    pub kind: CommandKind,
    /// In which role; absent where it was decided before there were chains.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<Role>,
    /// Who: the name on screen.
    pub by: String,
    /// When the server received it, RFC 3339.
    pub at: Timestamp,
    /// The comment or reason.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comment: Option<String>,
    /// The steps that were passed over, since nobody filled them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub skipped: Vec<Role>,
    /// Whose step it was returned to; absent: to who fills it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Role>,
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
