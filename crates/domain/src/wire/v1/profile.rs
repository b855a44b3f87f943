//! A profile in the words of this version, whatever it has learnt since.
//!
//! Widgets of the time when only this version was spoken refuse a profile with a key, or a word in a
//! list, that they do not know, and ask for the same page for ever. So this is what they knew, and it
//! never grows; what is new about profiles travels in a later version.

use serde::ser::{Error, SerializeMap, SerializeSeq};
use serde::{Serialize, Serializer};
use serde_json::Value;

use crate::profile::Profile;

/// What was known of a value.
enum Known {
    /// Any value.
    Any,
    /// One of these words, or nothing.
    Word(&'static [&'static str]),
    /// An object with these keys, in the order in which they were sent.
    Keys(&'static [(&'static str, Known)]),
    /// A list, or an object with any keys, of values of which this was known. One that could not
    /// have been read is left out.
    Each(&'static Known),
}

use Known::{Any, Each, Keys, Word};

const NATURE: Known = Word(&["new_start", "continuing", "completing", "preparatory"]);
const CATEGORY: Known = Word(&["industry", "infrastructure", "livelihood", "ecology"]);
const ROLE: Known = Word(&[
    "clerk",
    "liaison",
    "unit_lead",
    "county_coordinator",
    "city_office",
    "region_office",
    "supervisor",
    "admin",
]);
const SEVERITY: Known = Word(&["mandatory", "verify", "hint"]);
const SHIFT: Known = Word(&["none", "next", "previous"]);
const GOAL: Known = Word(&["at_least", "at_most"]);

const PROFILE: Known = Keys(&[
    ("id", Any),
    ("title", Any),
    ("title_en", Any),
    ("source", Any),
    ("first_year", Any),
    ("last_year", Any),
    (
        "natures",
        Each(&Keys(&[("key", NATURE), ("label", Any), ("label_en", Any)])),
    ),
    (
        "categories",
        Each(&Keys(&[
            ("key", CATEGORY),
            ("label", Any),
            ("label_en", Any),
        ])),
    ),
    (
        "areas",
        Each(&Keys(&[("code", Any), ("name", Any), ("name_en", Any)])),
    ),
    (
        "calendar",
        Keys(&[
            ("day", Any),
            ("month_offset", Any),
            ("inclusive", Any),
            ("shift", SHIFT),
            ("quarterly", Each(&NATURE)),
            ("holidays", Any),
            ("workdays", Any),
        ]),
    ),
    (
        "decimals",
        Keys(&[
            ("entry", Any),
            ("shown", Any),
            ("published", Any),
            ("percent", Any),
        ]),
    ),
    ("chain", Each(&ROLE)),
    ("explanation_min_chars", Any),
    (
        "entry",
        Keys(&[
            ("industrial_total", Any),
            ("other_total", Any),
            ("annual", Any),
            ("excludes_real_estate", Any),
        ]),
    ),
    (
        "rules",
        Each(&Keys(&[
            ("off", Any),
            ("severity", SEVERITY),
            ("params", Any),
        ])),
    ),
    (
        "published",
        Each(&Keys(&[
            ("id", Any),
            // label and figures by measure
            ("stated", Any),
            ("rows", Any),
            (
                "percents",
                Each(&Keys(&[("measure", Any), ("of", Any), ("over", Any)])),
            ),
            ("across", Each(&Keys(&[("total", Any), ("parts", Any)]))),
        ])),
    ),
    ("targets", Any),
    (
        "measures",
        Each(&Keys(&[
            ("key", Any),
            ("label", Any),
            ("label_en", Any),
            ("clause", Any),
            ("target", Any),
            ("striving", Any),
            ("unit", Any),
            ("goal", GOAL),
        ])),
    ),
]);

/// The profile as it is sent; nothing if this version has no words for it, and the device keeps the
/// one that it has.
#[expect(clippy::ref_option, reason = "the signature that serde asks for")]
pub(super) fn serialize<S: Serializer>(
    profile: &Option<Profile>,
    to: S,
) -> Result<S::Ok, S::Error> {
    let value = profile.as_ref().map(with_flat_holidays);
    let value = serde_json::to_value(value).map_err(S::Error::custom)?;
    if PROFILE.reads(&value) {
        Said(&value, &PROFILE).serialize(to)
    } else {
        to.serialize_none()
    }
}

/// What notices say about days off is a matter of these two lists here, from which a widget of then
/// finds the same last day, without its reason.
fn with_flat_holidays(profile: &Profile) -> Profile {
    let mut profile = profile.clone();
    let (holidays, workdays) = profile.holidays.flat(&profile.calendar);
    profile.calendar.holidays = holidays;
    profile.calendar.workdays = workdays;
    profile
}

impl Known {
    /// Whether a widget of then could read the value, without what is left out of it.
    fn reads(&self, value: &Value) -> bool {
        match (self, value) {
            (Word(words), Value::String(word)) => words.contains(&word.as_str()),
            (Keys(keys), Value::Object(values)) => {
                let mut keys = keys.iter();
                keys.all(|(key, known)| values.get(*key).is_none_or(|value| known.reads(value)))
            }
            _ => true,
        }
    }
}

/// What was known of a value.
struct Said<'a>(&'a Value, &'a Known);

impl Serialize for Said<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let Self(value, known) = *self;
        match (known, value) {
            (Keys(keys), Value::Object(values)) => {
                let mut said = to.serialize_map(None)?;
                for (key, known) in *keys {
                    if let Some(value) = values.get(*key) {
                        said.serialize_entry(key, &Said(value, known))?;
                    }
                }
                said.end()
            }
            (Each(known), Value::Array(values)) => {
                let mut said = to.serialize_seq(None)?;
                for value in values.iter().filter(|value| known.reads(value)) {
                    said.serialize_element(&Said(value, known))?;
                }
                said.end()
            }
            (Each(known), Value::Object(values)) => {
                let mut said = to.serialize_map(None)?;
                for (key, value) in values.iter().filter(|(_, value)| known.reads(value)) {
                    said.serialize_entry(key, &Said(value, known))?;
                }
                said.end()
            }
            _ => value.serialize(to),
        }
    }
}

#[cfg(test)]
mod tests;
