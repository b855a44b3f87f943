//! What objects have of their own beside the fields of another struct; see [`crate::json::Flattened`].

use serde::Deserialize;

use super::{FieldEntry, Made, OpenConflict, Step, Waited};
use crate::ids::Timestamp;
use crate::json::Flattened;
use crate::merge::{Clash, Group};
use crate::operation::report::State;
use crate::report::FieldValues;

/// What a [`Step`] has of its own.
#[derive(Deserialize)]
pub(super) struct OfStep {
    state: State,
    #[serde(default)]
    step: Option<u8>,
    #[serde(default)]
    from: Option<State>,
    #[serde(default)]
    comment: Option<String>,
    #[serde(default)]
    changed: Vec<Group>,
    #[serde(default)]
    opened: Vec<u64>,
    #[serde(default)]
    settled: Vec<u64>,
}

impl From<Flattened<Made, OfStep>> for Step {
    fn from(Flattened(made, own): Flattened<Made, OfStep>) -> Self {
        Self {
            made,
            state: own.state,
            step: own.step,
            from: own.from,
            comment: own.comment,
            changed: own.changed,
            opened: own.opened,
            settled: own.settled,
        }
    }
}

/// What a [`FieldEntry`] has of its own.
#[derive(Deserialize)]
pub(super) struct OfEntry {
    values: FieldValues,
    #[serde(default)]
    waited: Option<Waited>,
}

impl From<Flattened<Made, OfEntry>> for FieldEntry {
    fn from(Flattened(made, own): Flattened<Made, OfEntry>) -> Self {
        Self {
            made,
            values: own.values,
            waited: own.waited,
        }
    }
}

/// What an [`OpenConflict`] has of its own.
#[derive(Deserialize)]
pub(super) struct SentConflictPart {
    id: u64,
    first_by: String,
    second_by: String,
    second_user: String,
    first_at: Timestamp,
    second_at: Timestamp,
}

impl From<Flattened<Clash, SentConflictPart>> for OpenConflict {
    fn from(Flattened(clash, own): Flattened<Clash, SentConflictPart>) -> Self {
        Self {
            id: own.id,
            clash,
            first_by: own.first_by,
            second_by: own.second_by,
            second_user: own.second_user,
            first_at: own.first_at,
            second_at: own.second_at,
        }
    }
}
