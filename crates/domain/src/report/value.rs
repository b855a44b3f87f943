//! The shape in which a report travels, is stored and is merged.

use std::collections::BTreeMap;
use std::fmt;

use serde::Serialize;
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor, value::MapAccessDeserializer};

use super::FieldKey;

/// What one box holds: a text, or a record of texts (a problem, a milestone, an explanation).
///
/// Every value is text in every form version, so amounts stay exact and a field that an older
/// program does not know passes through it unharmed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(untagged)]
pub enum FieldValue {
    /// A single box. Amounts as plain digits (万元), days as `2022-05-08`, choices as keys.
    Text(String),
    /// An entry of several boxes that only make sense together.
    Record(BTreeMap<String, String>),
}

/// By hand: what serde derives keeps every value aside first, and thousands are read when a store is
/// opened.
impl<'de> Deserialize<'de> for FieldValue {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Reading;

        impl<'de> Visitor<'de> for Reading {
            type Value = FieldValue;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a text such as \"1250.5\" or an object of texts")
            }

            fn visit_str<E>(self, text: &str) -> Result<FieldValue, E> {
                Ok(text.into())
            }

            fn visit_map<A: MapAccess<'de>>(self, parts: A) -> Result<FieldValue, A::Error> {
                BTreeMap::deserialize(MapAccessDeserializer::new(parts)).map(FieldValue::Record)
            }
        }

        deserializer.deserialize_any(Reading)
    }
}

impl FieldValue {
    /// The text of a single box.
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            Self::Record(_) => None,
        }
    }

    /// The parts of an entry.
    pub fn record(&self) -> Option<&BTreeMap<String, String>> {
        match self {
            Self::Text(_) => None,
            Self::Record(parts) => Some(parts),
        }
    }
}

impl From<&str> for FieldValue {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for FieldValue {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

/// All boxes of a report that are not empty.
pub type FieldValues = BTreeMap<FieldKey, FieldValue>;

/// Boxes that were changed; `None` is a box that was emptied.
pub type Changes = BTreeMap<FieldKey, Option<FieldValue>>;

/// `values` after `changes`.
pub fn apply(values: &FieldValues, changes: &Changes) -> FieldValues {
    let mut after = values.clone();
    for (key, changed) in changes {
        match changed {
            Some(value) => after.insert(key.clone(), value.clone()),
            None => after.remove(key),
        };
    }
    after
}

/// Makes `changes` in `values`.
pub fn change(values: &mut FieldValues, changes: Changes) {
    for (key, changed) in changes {
        match changed {
            Some(value) => values.insert(key, value),
            None => values.remove(&key),
        };
    }
}

/// What has to change to get from `before` to `after`.
pub fn difference(before: &FieldValues, after: &FieldValues) -> Changes {
    let mut changes = Changes::new();
    let mut before = before.iter().peekable();
    for (key, value) in after {
        while let Some((gone, _)) = before.next_if(|(earlier, _)| *earlier < key) {
            changes.insert(gone.clone(), None);
        }
        let held = before.next_if(|(same, _)| *same == key);
        if held.is_none_or(|(_, held)| held != value) {
            changes.insert(key.clone(), Some(value.clone()));
        }
    }
    changes.extend(before.map(|(gone, _)| (gone.clone(), None)));
    changes
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn boxes() -> impl Strategy<Value = FieldValues> {
        let keys = ["halt_reason", "month_investment", "remarks", "status", "x"];
        let values = prop::sample::select(vec!["1", "2"]);
        prop::collection::btree_map(prop::sample::select(keys.to_vec()), values, 0..=5).prop_map(
            |pairs| {
                let pairs = pairs.into_iter();
                pairs
                    .map(|(key, text)| (FieldKey::new(key).unwrap(), text.into()))
                    .collect()
            },
        )
    }

    proptest! {
        #[test]
        fn a_difference_leads_from_one_to_the_other_and_names_nothing_else(
            before in boxes(),
            after in boxes(),
        ) {
            let changes = difference(&before, &after);
            prop_assert_eq!(apply(&before, &changes), after.clone());
            for (key, changed) in &changes {
                prop_assert_ne!(before.get(key), changed.as_ref());
            }
            let mut changed = before;
            change(&mut changed, changes);
            prop_assert_eq!(changed, after);
        }
    }
}
