//! The key of a value of a report, as it is sent and stored.

use std::cmp::Ordering;
use std::fmt;

use serde::{Deserialize, Serialize, Serializer};

use super::records::{self, EXPLANATION, MILESTONE, MilestoneKind, PROBLEM, Record};
use super::{Field, Section};
use crate::deserialize::from_text;
use crate::report::Identity;

/// Names one value of a report: a box, an entry, or something that a newer program wrote.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct FieldKey(Name);

/// Thousands are read when a store is opened, and most name a box.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Name {
    Box(Field),
    /// Never the key of a box.
    Other(Box<str>),
}

impl FieldKey {
    /// Checks the spelling: 1–80 of `a–z A–Z 0–9 _ . -`.
    pub fn new(key: &str) -> Option<Self> {
        if let Some(field) = Field::from_key(key) {
            return Some(field.into());
        }
        let spelt = !key.is_empty()
            && key.len() <= 80
            && key
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'.' | b'-'));
        spelt.then(|| Self(Name::Other(key.into())))
    }

    /// The entry `id` of a record.
    pub fn of(record: &Record, id: &str) -> Option<Self> {
        Self::new(&format!("{}.{id}", record.key))
    }

    fn named(record: &Record, id: &str) -> Self {
        Self(Name::Other(format!("{}.{id}", record.key).into()))
    }

    /// The entry of one problem, by its id.
    pub fn problem(id: &str) -> Option<Self> {
        Self::of(&PROBLEM, id)
    }

    /// The entry of one milestone.
    pub fn milestone(kind: MilestoneKind) -> Self {
        Self::named(&MILESTONE, kind.key())
    }

    /// The explanation given for a finding.
    pub fn explanation(finding: &Identity) -> Self {
        let Identity {
            code,
            aspect,
            place,
        } = finding;
        let id = match aspect {
            Some(aspect) => format!("{code}-{aspect}.{place}"),
            None => format!("{code}.{place}"),
        };
        Self::named(&EXPLANATION, &id)
    }

    /// The box or entry that an explanation is about, if the key names one.
    pub fn explained(&self) -> Option<Self> {
        let (_, field) = self.id_in(&EXPLANATION)?.split_once('.')?;
        Self::new(field)
    }

    /// The key as text.
    pub fn as_str(&self) -> &str {
        match &self.0 {
            Name::Box(field) => field.key(),
            Name::Other(key) => key,
        }
    }

    /// The box, if the key names one.
    pub const fn field(&self) -> Option<Field> {
        match self.0 {
            Name::Box(field) => Some(field),
            Name::Other(_) => None,
        }
    }

    /// The problem's id, if the key names one.
    pub fn problem_id(&self) -> Option<&str> {
        self.id_in(&PROBLEM)
    }

    /// The record and the id of the entry, if the key names one.
    pub fn entry(&self) -> Option<(&'static Record, &str)> {
        let mut all = records::ALL.iter();
        all.find_map(|record| Some((*record, self.id_in(record)?)))
    }

    /// The id of the entry, if the key names one of this record.
    pub fn id_in(&self, record: &Record) -> Option<&str> {
        self.as_str().strip_prefix(record.key)?.strip_prefix('.')
    }

    /// The section that the value stands in.
    pub fn section(&self) -> Section {
        match &self.0 {
            Name::Box(field) => field.section(),
            Name::Other(_) => (self.entry()).map_or(Section::Remarks, |(record, _)| record.section),
        }
    }

    /// Sorts values as they stand on the form.
    pub fn form_order(&self) -> (Section, Option<Field>) {
        (self.section(), self.field())
    }
}

impl From<Field> for FieldKey {
    fn from(field: Field) -> Self {
        Self(Name::Box(field))
    }
}

/// By the key as text, as in what is stored and sent.
impl Ord for FieldKey {
    fn cmp(&self, other: &Self) -> Ordering {
        self.as_str().cmp(other.as_str())
    }
}

impl PartialOrd for FieldKey {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Serialize for FieldKey {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl fmt::Display for FieldKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for FieldKey {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from_text(from, |text| {
            Self::new(text).ok_or_else(|| {
                format!(
                    "“{}” is not a field key: 1–80 letters, digits, “_”, “.” or “-”",
                    text.chars().take(80).collect::<String>()
                )
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_key_of_a_box_names_it_however_it_is_made() {
        for field in Field::ALL {
            let key = FieldKey::from(*field);
            assert_eq!(FieldKey::new(field.key()), Some(key.clone()));
            assert_eq!(
                (key.field(), key.section()),
                (Some(*field), field.section())
            );
            assert_eq!(key.as_str(), field.key());
        }
        assert_eq!(FieldKey::new("of_a_newer_form").unwrap().field(), None);
    }

    fn any_key() -> impl Strategy<Value = String> {
        let of_a_box = prop::sample::select(Field::ALL).prop_map(|field| field.key().to_owned());
        prop_oneof![of_a_box, "[a-z._-]{1,9}"]
    }

    proptest! {
        #[test]
        fn keys_are_sorted_as_their_texts(
            one in any_key(), other in any_key(),
        ) {
            let keys = [&one, &other].map(|text| FieldKey::new(text).unwrap());
            prop_assert_eq!(keys[0].cmp(&keys[1]), one.cmp(&other));
            prop_assert_eq!(keys[0] == keys[1], one == other);
        }
    }
}
