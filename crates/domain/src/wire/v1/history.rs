//! The history of a report: what was done to it, and which values each of its boxes had.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::OperationKind;
use super::flattened::{OfEntry, OfStep};
use crate::ids::Timestamp;
use crate::json::Flattened;
use crate::merge::{ClashKind, Group};
use crate::operation::report::State;
use crate::period::Month;
use crate::report::FieldValues;

/// Most revisions in one [`ReportHistory`].
pub const MAX_REVISIONS: usize = 100;

/// Which page of a history, as the query of its address.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HistoryPage {
    /// Only revisions older than this one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<u64>,
}

/// What happened to a report, the newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ReportHistory {
    /// Project id.
    pub project: String,
    /// Reported month.
    pub month: Month,
    /// What was done, the newest first.
    pub steps: Vec<Step>,
    /// Every merge group that these steps touched, in the order of the form.
    pub fields: Vec<FieldHistory>,
    /// Older revisions exist: ask again with `before` set to this number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<u64>,
}

/// Who did something to a report, and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Made {
    /// The revision that it made.
    pub rev: u64,
    /// What was wanted.
    pub kind: OperationKind,
    /// Who: the name on screen.
    pub by: String,
    /// The name of that person's unit.
    pub unit: String,
    /// When the server received it, RFC 3339.
    pub received_at: Timestamp,
    /// What the device's own clock said; shown as such, and nothing is decided by it.
    pub made_at: Timestamp,
}

/// One operation that changed the report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(from = "Flattened<Made, OfStep>")]
#[schemars(!from)]
pub struct Step {
    /// Who, when and what.
    #[serde(flatten)]
    pub made: Made,
    /// Where the report stood afterwards.
    pub state: State,
    /// Of a report on its way through its chain: the step that it had passed last. Programs of before
    /// take it for one that was handed in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub step: Option<u8>,
    /// Where it stood before, if that was elsewhere; absent too for the first step of all.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<State>,
    /// The reviewer's comment, or the reason for declaring it void.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub comment: Option<String>,
    /// The merge groups that got another value.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub changed: Vec<Group>,
    /// Conflicts and amendments that it opened.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub opened: Vec<u64>,
    /// Conflicts and amendments that it settled.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub settled: Vec<u64>,
}

/// The values of one merge group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct FieldHistory {
    /// Which boxes.
    pub group: Group,
    /// Their values, the newest first.
    pub entries: Vec<FieldEntry>,
}

/// A value that somebody gave.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(from = "Flattened<Made, OfEntry>")]
#[schemars(!from)]
pub struct FieldEntry {
    /// Who, when and how.
    #[serde(flatten)]
    pub made: Made,
    /// The boxes that were filled; none: they were emptied.
    pub values: FieldValues,
    /// The value did not become current, but waited beside the one that was; absent otherwise.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub waited: Option<Waited>,
}

/// What became of a value that waited.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Waited {
    /// The conflict or amendment.
    pub id: u64,
    /// Which of the two.
    pub kind: ClashKind,
    /// Who settled it; absent while it is open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub settled: Option<Made>,
}
