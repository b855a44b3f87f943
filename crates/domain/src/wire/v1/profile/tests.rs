use std::collections::BTreeSet;

use serde_json::json;

use super::*;
use crate::calendar::{Holidays, deadline};
use crate::period::Month;
use crate::plan::Nature;
use crate::profile::{Dimensions, Publication};
use crate::profile_file::{BUILTIN, builtin};
use crate::wire::v1::ChangeSet;

/// What travels of a profile that is written as `value`.
fn sent(value: &Value) -> Value {
    serde_json::to_value(Said(value, &PROFILE)).unwrap()
}

fn value_of(id: &str) -> Value {
    serde_json::to_value(builtin(id).unwrap()).unwrap()
}

/// The profile as a widget of then knows it.
fn known_then(id: &str) -> Profile {
    let mut profile = with_flat_holidays(&builtin(id).unwrap());
    profile.holidays = Holidays::default();
    let calendar = &mut profile.calendar;
    (calendar.decided_by, calendar.working_day) = (None, None);
    (calendar.half_year_day, calendar.annual_day) = (None, None);
    (profile.chains, profile.published_from) = (Vec::new(), None);
    profile.sees_at_own_step.clear();
    (profile.levels, profile.classes) = (Vec::new(), Vec::new());
    (profile.dimensions, profile.targets_level) = (Dimensions::default(), None);
    profile.persons.clear();
    profile.telephones_for.clear();
    profile.publication = Publication::default();
    (profile.statistics_entry, profile.visits) = (None, None);
    profile
}

/// The paths of all that a value holds: `[]` in lists, `*` where any key may stand.
fn paths(value: &Value, at: &str, found: &mut BTreeSet<String>) {
    let open = [
        "rules",
        "targets",
        "rules.*.params",
        "published[].rows[]",
        "published[].stated",
    ];
    match value {
        Value::Object(values) => {
            for (key, value) in values {
                let key = if open.contains(&at) { "*" } else { key };
                let dot = if at.is_empty() { "" } else { "." };
                paths(value, &format!("{at}{dot}{key}"), found);
            }
        }
        Value::Array(values) => {
            for value in values {
                paths(value, &format!("{at}[]"), found);
            }
        }
        _ => {
            found.insert(at.to_owned());
        }
    }
}

/// The fixture was written when widgets began to refuse other keys, and does not grow; what it marks
/// with `?` a profile may do without.
#[test]
fn what_travels_of_each_profile_is_what_the_first_widgets_knew() {
    let known = include_str!("../../../../tests/fixtures/wire/v1/profile_paths.txt");
    let known: Vec<(&str, bool)> = (known.lines())
        .map(|line| (line.trim_end_matches(" ?"), line.ends_with('?')))
        .collect();
    for (id, _) in BUILTIN {
        let changes = ChangeSet {
            profile: builtin(id).ok(),
            ..ChangeSet::default()
        };
        let changes = serde_json::to_value(&changes).unwrap();
        let mut found = BTreeSet::new();
        paths(&changes["profile"], "", &mut found);
        for path in &found {
            let is_known = known.iter().any(|(known, _)| known == path);
            assert!(is_known, "{id}: a widget of then stops at {path}");
        }
        for (path, may_miss) in &known {
            assert!(*may_miss || found.contains(*path), "{id} lacks {path}");
        }
    }
}

#[test]
fn what_is_read_is_the_profile_without_what_is_new() {
    for (id, _) in BUILTIN {
        let changes = ChangeSet {
            profile: builtin(id).ok(),
            ..ChangeSet::default()
        };
        let text = serde_json::to_string(&changes).unwrap();
        let read: ChangeSet = serde_json::from_str(&text).unwrap();
        assert_eq!(read.profile, Some(known_then(id)), "{id}");
        assert_eq!(read.unreadable, 0);
    }
}

#[test]
fn a_widget_of_then_finds_the_same_last_days() {
    for (id, _) in BUILTIN {
        let (now, then) = (builtin(id).unwrap(), known_then(id));
        for number in 1..=12 {
            let month = Month::new(now.first_year, number).unwrap();
            let last_day = |profile: &Profile| {
                let (rule, holidays) = (&profile.calendar, &profile.holidays);
                let found = deadline(rule, holidays, month, Nature::NewStart);
                found.map(|found| found.last_day)
            };
            assert_eq!(last_day(&then), last_day(&now), "{id} {month}");
        }
    }
}

/// Puts a key into every object of a profile that is none of any keys.
fn with_a_new_key(value: &mut Value, known: &Known) {
    match (known, value) {
        (Keys(keys), Value::Object(values)) => {
            for (key, known) in *keys {
                if let Some(value) = values.get_mut(*key) {
                    with_a_new_key(value, known);
                }
            }
            values.insert("colour".to_owned(), json!({ "red": true }));
        }
        (Each(known), Value::Object(values)) => {
            values
                .values_mut()
                .for_each(|value| with_a_new_key(value, known));
        }
        (Each(known), Value::Array(values)) => {
            for value in values {
                with_a_new_key(value, known);
            }
        }
        _ => {}
    }
}

#[test]
fn a_new_key_of_a_profile_changes_nothing_of_what_travels() {
    for (id, _) in BUILTIN {
        let value = value_of(id);
        let mut newer = value.clone();
        with_a_new_key(&mut newer, &PROFILE);
        assert_ne!(newer, value);
        assert_eq!(sent(&newer), sent(&value), "{id}");
    }
}

#[test]
fn what_is_listed_with_a_new_word_is_left_out() {
    let value = value_of("qinzhou-ten-2022");
    let mut newer = value.clone();
    let put = |newer: &mut Value, list: &str, one: Value| {
        let list = newer.pointer_mut(list).unwrap();
        list.as_array_mut().unwrap().insert(0, one);
    };
    put(&mut newer, "/chain", json!("owner_clerk"));
    put(&mut newer, "/calendar/quarterly", json!("renewal"));
    let label = |key: &str| json!({ "key": key, "label": "更新", "label_en": "Renewal" });
    put(&mut newer, "/natures", label("renewal"));
    put(&mut newer, "/categories", label("culture"));
    newer["rules"]["T210"] = json!({ "off": false, "severity": "advice", "params": {} });
    let mut right = sent(&value);
    right["rules"].as_object_mut().unwrap().remove("T210");
    assert_eq!(sent(&newer), right);
}

#[test]
fn a_profile_that_this_version_has_no_words_for_is_not_sent() {
    let mut newer = value_of("qinzhou-2022");
    assert!(PROFILE.reads(&newer));
    newer["calendar"]["shift"] = json!("nearest");
    assert!(!PROFILE.reads(&newer));
    // so it is written as none, and that is no profile to a widget
    let read: ChangeSet = serde_json::from_value(json!({ "profile": null })).unwrap();
    assert_eq!((read.profile, read.unreadable), (None, 0));
}
