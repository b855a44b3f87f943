//! A subject as the server holds it, on its way to a device.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Course, HandIns, Subject};
use crate::ids::{Tag, Timestamp};
use crate::merge::Clash;
use crate::operation::{self, State, report};
use crate::report::FieldValues;

/// A subject as the server holds it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Held {
    /// Which.
    pub subject: Subject,
    /// Grows by one with each change of this subject.
    pub rev: u64,
    /// Stands for exactly these boxes, whatever their number; only the server can make one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tag: Option<Tag>,
    /// Where it stands; a report on its way through its chain as one that is handed in, which is what
    /// programs of before know.
    pub state: State,
    /// Of a report on its way through its chain: the step that it has passed last, from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub step: Option<u8>,
    /// How a report came to be returned, accepted or void; absent in other states.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review: Option<Review>,
    /// When a report was handed in; absent for what was not, and from servers of before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hand_ins: Option<HandIns>,
    /// How far a report has come on its chain since it was handed in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub course: Option<Course>,
    /// The boxes.
    pub values: FieldValues,
    /// Who changed it last: the name on screen.
    pub by: String,
    /// Of a report that several people fill: all who did since it was last accepted, by their names on
    /// screen.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fillers: Vec<String>,
    /// When the server received the last change, RFC 3339.
    pub received_at: Timestamp,
    /// Conflicts and amendments that nobody has settled yet.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub conflicts: Vec<OpenConflict>,
}

/// What somebody decided about a report as a whole, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "ReviewV2")]
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

/// The same box with two values: the first received stays, the second waits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "OpenConflictV2")]
pub struct OpenConflict {
    /// Stable identifier.
    pub id: u64,
    /// The boxes and their three values.
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

impl From<operation::Held> for Held {
    fn from(held: operation::Held) -> Self {
        Self {
            subject: Subject::from(&held.subject),
            rev: held.rev,
            tag: held.tag,
            state: told(held.state).0,
            step: told(held.state).1,
            review: held.review.map(Review::from),
            hand_ins: held.hand_ins.map(HandIns::from),
            course: held.course.map(Course::from),
            values: held.values,
            by: held.by,
            fillers: held.fillers,
            received_at: held.received_at,
            conflicts: held.conflicts.into_iter().map(OpenConflict::from).collect(),
        }
    }
}

impl Held {
    /// What is held, if this program knows such a subject.
    pub(super) fn read(self) -> Option<operation::Held> {
        let subject = self.subject.read().ok()?;
        let fits = subject.kind() == self.state.about();
        fits.then(|| operation::Held {
            subject,
            rev: self.rev,
            tag: self.tag,
            state: match self.state {
                State::Report(state) => report::State::heard(state, self.step).into(),
                state => state,
            },
            review: self.review.map(operation::Review::from),
            hand_ins: self.hand_ins.map(report::HandIns::from),
            course: self.course.map(operation::Course::from),
            values: self.values,
            by: self.by,
            fillers: self.fillers,
            received_at: self.received_at,
            conflicts: (self.conflicts.into_iter())
                .map(operation::OpenConflict::from)
                .collect(),
        })
    }
}

/// The word that programs of before know, and the step beside it.
fn told(state: State) -> (State, Option<u8>) {
    match state {
        State::Report(state) => {
            let (word, step) = state.told();
            (word.into(), step)
        }
        state => (state, None),
    }
}

/// The same fields on both sides, moved.
macro_rules! moved {
    ($name:ident { $($field:ident),* }) => {
        impl From<operation::$name> for $name {
            fn from(from: operation::$name) -> Self {
                Self { $($field: from.$field),* }
            }
        }

        impl From<$name> for operation::$name {
            fn from(from: $name) -> Self {
                Self { $($field: from.$field),* }
            }
        }
    };
}

moved!(Review {
    rev,
    by,
    at,
    comment
});
moved!(OpenConflict {
    id,
    clash,
    first_by,
    second_by,
    second_user,
    first_at,
    second_at
});
