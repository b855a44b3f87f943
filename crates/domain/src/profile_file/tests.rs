//! Wrong profiles, and the line and the reason with which each is refused.

mod classes;
mod figures;
mod published;

use serde_json::Value;

use super::{BUILTIN, ProfileError, builtin, from_toml};
use crate::profile::Profile;

/// The line and reason with which a profile is refused.
fn refusal(text: &str) -> (usize, String) {
    match from_toml(text) {
        Err(ProfileError::Wrong { line, reason }) => (line, reason),
        other => panic!("{text}: {other:?}"),
    }
}

/// Refused at `line` (of the whole text) for a reason that contains `part`.
fn assert_refused(own: &str, line: usize, part: &str) {
    let text = format!("extends = \"qinzhou-2022\"\nid = \"own\"\n{own}");
    let (at, reason) = refusal(&text);
    assert!(reason.contains(part), "{text}\n{reason}");
    assert_eq!(at, line, "{text}\n{reason}");
}

#[test]
fn wrong_text_and_calendars_are_refused_at_their_line() {
    for (text, line, part) in [
        ("x = [1", 3, "array"),
        ("colour = \"red\"", 3, "unknown field `colour`"),
        (
            "[calendar]\nday = 5\nweekday = 1",
            5,
            "unknown field `weekday`, expected one of `day`, `working_day`",
        ),
        ("[calendar]\n\nday = 32", 5, "32 is no day of a month"),
        ("[calendar]\nday = 0", 4, "0 is no day of a month"),
        ("[calendar]\nday = \"1\"", 4, "invalid type: string"),
        (
            "[calendar]\nday = 1\nworking_day = 5",
            5,
            "day and working_day are both given",
        ),
        (
            "[calendar]\nworking_day = 21",
            4,
            "no month has 21 working days for certain",
        ),
        (
            "[calendar]\nhalf_year_day = 32",
            4,
            "32 is no day of a month",
        ),
        ("[calendar]\nannual_day = 0", 4, "0 is no day of a month"),
        (
            "[calendar]\ndecided_by = \"mayor\"",
            4,
            "unknown variant `mayor`",
        ),
        // days off of the country come from files of their own
        (
            "[holidays]\nyears = [2022]",
            3,
            "unknown field `holidays`, expected one of",
        ),
        (
            "[calendar]\nmonth_offset = -1",
            4,
            "month_offset -1 is out of range",
        ),
        (
            "[calendar]\nmonth_offset = 4",
            4,
            "month_offset 4 is out of range",
        ),
        (
            "[calendar]\nshift = \"forward\"",
            4,
            "unknown variant `forward`",
        ),
        (
            "[calendar]\nquarterly = [\"preparatory\"]",
            4,
            "not among natures",
        ),
        (
            "[calendar]\nholidays = [\n\"2022-02-30\"]",
            5,
            "“2022-02-30” is not a day; write it as 2022-05-08",
        ),
        (
            "[calendar]\nholidays = [\"2022-10-01\"]\nworkdays = [\"2022-10-01\"]",
            5,
            "both a holiday and a workday",
        ),
    ] {
        assert_refused(text, line, part);
    }
}

#[test]
fn wrong_lists_and_numbers_are_refused_at_their_line() {
    for (text, line, part) in [
        ("natures = []", 3, "natures is empty"),
        (
            "natures = [\n{ key = \"new_start\", label = \"新\", label_en = \"n\" },\n\
             { key = \"new_start\", label = \"新\", label_en = \"n\" }]",
            5,
            "“new_start” is listed twice",
        ),
        (
            "categories = [{ key = \"industry\", label = \" \", label_en = \"n\" }]",
            3,
            "“industry” lacks a label",
        ),
        (
            "natures = [{ key = \"old\", label = \"旧\", label_en = \"o\" }]",
            3,
            "unknown variant `old`",
        ),
        ("areas = []", 3, "areas is empty"),
        (
            "areas = [\n{ code = \"45070\", name = \"甲\" }]",
            4,
            "“45070” is not an area code",
        ),
        (
            "areas = [{ code = \"450700-q1\", name = \"甲\" }]",
            3,
            "“450700-q1” is not an area code",
        ),
        (
            "areas = [{ code = \"450702-\", name = \"甲\" }]",
            3,
            "“450702-” is not an area code",
        ),
        (
            "areas = [\n{ code = \"450702\", name = \"甲\" },\n{ code = \"450702\", name = \"乙\" }]",
            5,
            "“450702” is listed twice",
        ),
        (
            "areas = [\n{ code = \"450702\", name = \"甲\" },\n{ code = \"450703\", name = \"甲\" }]",
            5,
            "a name of its own",
        ),
        ("explanation_min_chars = 0", 3, "0 is out of range"),
        ("title = \"\"", 3, "title is empty"),
        ("last_year = 2021", 3, "2022–2021 are no plan years"),
        ("first_year = 1999", 3, "1999–2022 are no plan years"),
        ("[decimals]\nentry = 7", 4, "7 places are too many"),
        (
            "[decimals]\nentry = 1",
            3,
            "shown (2) is finer than entry (1)",
        ),
        ("[entry]\nannual = \"-1\"", 4, "annual is negative"),
        (
            "[statistics_entry]\nnew_enterprise_day = 8\nexisting_enterprise_day = 32",
            5,
            "32 is no day of a month",
        ),
        (
            "[statistics_entry]\nmatching_day = 9\nnew_enterprise_day = 8\nexisting_enterprise_day = 15",
            4,
            "matching_day 9 is after 8",
        ),
        (
            "[statistics_entry]\nnew_day = 8",
            4,
            "unknown field `new_day`, expected one of `matching_day`, `new_enterprise_day`",
        ),
        ("[visits]\nlargest = 0", 4, "0 projects are out of range"),
        ("[visits]\nlargest = -1", 4, "invalid value: integer `-1`"),
        ("[entry]\nannual = \"5oo\"", 4, "“5oo” is not an amount"),
    ] {
        assert_refused(text, line, part);
    }
}

#[test]
fn wrong_chains_are_refused_at_their_line() {
    for (text, line, part) in [
        ("chain = []", 3, "chain is empty"),
        ("chain = [\"clerk\",\n\"clerk\"]", 4, "“clerk” stands twice"),
        ("chain = [\"boss\"]", 3, "unknown variant `boss`"),
        (
            "chain = [\"clerk\",\n\"supervisor\"]",
            4,
            "“supervisor” accepts no reports",
        ),
        (
            "chain = [\"clerk\"]",
            3,
            "the chain ends with “clerk”, who may not accept",
        ),
        (
            "chain = [\"city_office\", \"region_office\"]",
            3,
            "“city_office” fills no reports",
        ),
        (
            "chains = [{ areas = [\"450702\"], roles = [] }]",
            3,
            "chain is empty",
        ),
        (
            "chains = [\n{ areas = [\"450702\"],\nroles = [\"clerk\", \"mayor\"] }]",
            5,
            "unknown variant `mayor`",
        ),
        (
            "chains = [{ areas = [], roles = [\"clerk\", \"city_office\"] }]",
            3,
            "areas is empty",
        ),
        (
            "chains = [{ areas = [\"450799\"], roles = [\"clerk\", \"city_office\"] }]",
            3,
            "“450799” is not among areas",
        ),
        (
            "chains = [{ areas = [\"450702\",\n\"450702\"], roles = [\"clerk\", \"city_office\"] }]",
            4,
            "area “450702” has two chains",
        ),
        (
            "sees_at_own_step = [\"city_office\", \"liaison\"]",
            3,
            "“liaison” reviews at no step of a chain",
        ),
        (
            "sees_at_own_step = [\"city_office\",\n\"city_office\"]",
            4,
            "“city_office” is named twice",
        ),
        ("sees_at_own_step = [\"mayor\"]", 3, "mayor"),
        (
            "published_from = \"liaison\"",
            3,
            "“liaison” reviews at no step of the chain",
        ),
        (
            "published_from = \"clerk\"",
            3,
            "“clerk” reviews at no step of the chain",
        ),
    ] {
        assert_refused(text, line, part);
    }
}

#[test]
fn wrong_rule_settings_and_tables_are_refused_at_their_line() {
    for (text, line, part) in [
        ("[rules.M999]\noff = true", 3, "no rule M999"),
        ("[rules.m103]\noff = true", 3, "“m103” is not a rule code"),
        (
            "[rules.M103]\nseverity = \"grave\"",
            4,
            "unknown variant `grave`",
        ),
        (
            "[rules.M107.params]\ntolerence = \"0.1\"",
            4,
            "it has tolerance",
        ),
        (
            "[rules.M107.params]\ntolerance = \"-0.1\"",
            4,
            "tolerance of M107 is -0.1",
        ),
        ("[rules.M103.params]\ntolerance = \"0.1\"", 4, "it has none"),
        (
            "[[published]]\nid = \"a\"\nrows = [\n{ label = \"甲\", x = 5.5 }]",
            6,
            "as printed such as \"5.50\"",
        ),
        (
            "[[published]]\nid = \"a\"\nrows = [\n{ label = \"甲\", x = \"5,5\" }]",
            6,
            "“5,5” is not a figure",
        ),
        (
            "[[published]]\nid = \"a\"\nrows = [\n{ label = \"甲\" },\n{ label = \"甲\" }]",
            7,
            "row “甲” stands twice",
        ),
        (
            "[[published]]\nid = \"a\"\nrow = []",
            5,
            "unknown field `row`",
        ),
        (
            "[[published]]\nid = \"a\"\nrows = [{ label = \"甲\", a = 1, b = 2 }]\n\
             percents = [{ measure = \"p\", of = \"a\", over = \"b\" }]",
            6,
            "no row of table “a” carries “p”",
        ),
        (
            "[[published]]\nid = \"a\"\nrows = [{ label = \"甲\", a = 1, b = 2 }]\n\
             across = [{ total = \"a\", parts = [\"b\", \"c\"] }]",
            6,
            "no row of table “a” carries “c”",
        ),
    ] {
        assert_refused(text, line, part);
    }
}

#[test]
fn an_unknown_key_is_refused_at_any_depth_with_the_nearest_that_is_known() {
    for (text, line, part) in [
        ("titel = \"x\"", 3, "did you mean `title`?"),
        (
            "[calendar]\n\nquaterly = []",
            5,
            "did you mean `quarterly`?",
        ),
        (
            "natures = [\n{ key = \"new_start\", lable = \"新\", label_en = \"n\" }]",
            4,
            "unknown field `lable`, expected one of `key`, `label`, `label_en`; did you mean `label`?",
        ),
        ("[rules.M107]\nparam = {}", 4, "did you mean `params`?"),
        (
            "areas = [{ code = \"450702\", name = \"甲\", nameen = \"a\" }]",
            3,
            "did you mean `name_en`?",
        ),
        ("[entry]\nanual = \"1\"", 4, "did you mean `annual`?"),
        (
            "[[published]]\nid = \"a\"\nrows = []\nacross = [{ totl = \"a\", parts = [] }]",
            6,
            "did you mean `total`?",
        ),
        // the first of several; its line comes before what is missing
        ("[decimals]\nb = 1\na = 1", 4, "unknown field `b`"),
        // nothing is near, so that nothing is guessed
        ("[calendar]\nx = 1", 4, "`workdays`"),
    ] {
        assert_refused(text, line, part);
    }
    let (line, reason) = refusal("extend = \"qinzhou-2022\"");
    assert!(reason.ends_with("did you mean `extends`?"), "{reason}");
    assert_eq!(line, 1);
    let guess = refusal("extends = \"qinzhou-2022\"\nqqq = 1").1;
    assert!(!guess.contains("did you mean"), "{guess}");
}

#[test]
fn what_travels_and_what_is_stored_may_say_more_than_a_profile_knows() {
    for (id, _) in BUILTIN {
        let profile = builtin(id).unwrap();
        let mut newer = serde_json::to_value(&profile).unwrap();
        newer["colour"] = "red".into();
        for place in ["/calendar", "/decimals", "/natures/0", "/areas/0"] {
            newer.pointer_mut(place).unwrap()["colour"] = "red".into();
        }
        for optional in ["/entry", "/published/0", "/measures/0", "/categories/0"] {
            if let Some(Value::Object(place)) = newer.pointer_mut(optional) {
                place.insert("colour".to_owned(), "red".into());
            }
        }
        let rules = newer["rules"].as_object_mut().unwrap().values_mut();
        rules.for_each(|rule| rule["colour"] = "red".into());
        let read: Profile = crate::json::read(&newer.to_string()).unwrap();
        assert_eq!(read, profile, "{id}");
    }
}

#[test]
fn a_wrong_beginning_is_refused_too() {
    for (text, line, part) in [
        ("", 1, "missing field `id`"),
        ("extends = 5", 1, "a profile's id in quotes"),
        (
            "\nextends = \"atlantis\"",
            2,
            "there is no profile “atlantis”",
        ),
        (
            "extends = \"qinzhou-2022\"\nid = \"Own\"",
            2,
            "“Own” is not an id",
        ),
        ("id = \"a\"\nid = \"b\"", 2, "duplicate key"),
    ] {
        let (at, reason) = refusal(text);
        assert!(reason.contains(part), "{text}\n{reason}");
        assert_eq!(at, line, "{text}\n{reason}");
    }
}
