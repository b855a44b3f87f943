//! Reading objects that have the fields of two structs in one.
//!
//! What serde derives for flattened fields keeps every field aside in a tree before it reads any,
//! and all below is compiled a second time, to be read from that tree.

use serde::Deserialize;
use serde::de::{DeserializeOwned, Deserializer, Error};
use serde_json::value::RawValue;

use super::read;

/// One object, read as either.
#[derive(Debug)]
pub struct Flattened<A, B>(pub A, pub B);

impl<'de, A: DeserializeOwned, B: DeserializeOwned> Deserialize<'de> for Flattened<A, B> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let object = Box::<RawValue>::deserialize(from)?;
        let one = read(object.get()).map_err(D::Error::custom)?;
        let other = read(object.get()).map_err(D::Error::custom)?;
        Ok(Self(one, other))
    }
}
