//! Reading objects that have the fields of two structs in one.
//!
//! What serde derives for flattened fields keeps every field aside in a tree before it reads any,
//! and all below is compiled a second time, to be read from that tree.

use serde::Deserialize;
use serde::de::{DeserializeOwned, Deserializer, Error};
use serde_json::value::RawValue;

use super::v1::{FieldEntry, Made, OpenConflict, Step, Waited};
use crate::json;
use crate::merge::{Clash, Group, State};
use crate::report::FieldValues;

/// One object, read as either.
pub(super) struct Joined<A, B>(A, B);

impl<'de, A: DeserializeOwned, B: DeserializeOwned> Deserialize<'de> for Joined<A, B> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let object = Box::<RawValue>::deserialize(from)?;
        let one = json::read(object.get()).map_err(D::Error::custom)?;
        let other = json::read(object.get()).map_err(D::Error::custom)?;
        Ok(Self(one, other))
    }
}

/// What a [`Step`] has of its own.
#[derive(Deserialize)]
pub(super) struct OfStep {
    state: State,
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

impl From<Joined<Made, OfStep>> for Step {
    fn from(Joined(made, own): Joined<Made, OfStep>) -> Self {
        Self {
            made,
            state: own.state,
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

impl From<Joined<Made, OfEntry>> for FieldEntry {
    fn from(Joined(made, own): Joined<Made, OfEntry>) -> Self {
        Self {
            made,
            values: own.values,
            waited: own.waited,
        }
    }
}

/// What an [`OpenConflict`] has of its own.
#[derive(Deserialize)]
pub(super) struct OfConflict {
    id: u64,
    first_by: String,
    second_by: String,
    second_user: String,
    first_at: String,
    second_at: String,
}

impl From<Joined<Clash, OfConflict>> for OpenConflict {
    fn from(Joined(clash, own): Joined<Clash, OfConflict>) -> Self {
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
