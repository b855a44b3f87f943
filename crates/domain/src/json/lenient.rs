//! Reading what a newer program has written: what cannot be read is left out and counted.

use serde::Deserialize;
use serde::de::{DeserializeOwned, Deserializer};
use serde_json::value::RawValue;

/// The entries that this program can read; the others are counted in `unreadable`.
pub fn readable<T: DeserializeOwned>(
    entries: impl IntoIterator<Item = Box<RawValue>>,
    unreadable: &mut usize,
) -> Vec<T> {
    let mut read = Vec::new();
    for entry in entries {
        match super::read(entry.get()) {
            Ok(value) => read.push(value),
            Err(_) => *unreadable += 1,
        }
    }
    read
}

/// The entries that this program can read.
pub fn known<'de, D, T>(from: D) -> Result<Vec<T>, D::Error>
where
    D: Deserializer<'de>,
    T: DeserializeOwned,
{
    let entries = Vec::<Box<RawValue>>::deserialize(from)?;
    Ok(readable(entries, &mut 0))
}
