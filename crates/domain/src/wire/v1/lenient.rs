//! Reading what a newer server says: an entry in words that this program does not know is left
//! out and counted, and never costs the device the rest of the answer.
//!
//! Outcomes, refusals and findings are read in their own types, where an unknown word has a
//! meaning of its own; here are the entries of a [`ChangeSet`].

use serde::Deserialize;
use serde_json::value::RawValue;

use super::ChangeSet;
use crate::json::readable;

/// A [`ChangeSet`] of which nothing has been looked at yet.
#[derive(Deserialize)]
pub(super) struct RawChangeSetV1 {
    #[serde(default)]
    profile: Option<Box<RawValue>>,
    #[serde(default)]
    units: Vec<Box<RawValue>>,
    #[serde(default)]
    projects: Vec<Box<RawValue>>,
    #[serde(default)]
    gone: Vec<String>,
    #[serde(default)]
    reports: Vec<Box<RawValue>>,
}

impl From<RawChangeSetV1> for ChangeSet {
    fn from(raw: RawChangeSetV1) -> Self {
        let mut unreadable = 0;
        Self {
            profile: readable(raw.profile, &mut unreadable).pop(),
            units: readable(raw.units, &mut unreadable),
            projects: readable(raw.projects, &mut unreadable),
            gone: raw.gone,
            reports: readable(raw.reports, &mut unreadable),
            unreadable,
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::check::testing::plan_row;
    use crate::json;
    use crate::profile_file::builtin;

    /// What is read of an answer of a newer server.
    fn read(changes: &Value) -> ChangeSet {
        json::read(&changes.to_string()).unwrap()
    }

    #[test]
    fn a_new_key_costs_nothing() {
        let profile = builtin("qinzhou-2022").unwrap();
        let (mut newer, mut row) = (json!(profile), json!(plan_row()));
        newer["lights"] = json!({ "yellow": 10 });
        row["photos"] = json!(["a"]);
        let changes = read(&json!({ "profile": newer, "projects": [row], "letters": [1] }));
        assert_eq!(changes.profile, Some(profile));
        assert_eq!(changes.projects, [plan_row()]);
        assert_eq!(changes.unreadable, 0);
    }

    #[test]
    fn an_entry_with_a_new_word_is_set_aside_and_the_rest_is_read() {
        let profile = json!(builtin("qinzhou-2022").unwrap());
        let (right, mut row) = (json!(plan_row()), json!(plan_row()));
        row["nature"] = json!("renewal");
        for (place, word) in [
            ("/chain/0", json!("owner_clerk")),
            ("/natures/0/key", json!("renewal")),
            ("/calendar/shift", json!("nearest")),
        ] {
            let mut newer = profile.clone();
            *newer.pointer_mut(place).unwrap() = word;
            let changes = read(&json!({ "profile": newer, "projects": [row, right] }));
            assert_eq!(changes.profile, None, "{place}");
            assert_eq!(changes.projects, [plan_row()], "{place}");
            assert_eq!(changes.unreadable, 2, "{place}");
        }
    }
}
