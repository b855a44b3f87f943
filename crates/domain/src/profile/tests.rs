//! Wrong profiles, and the line and the reason with which each is refused.

use super::{ProfileError, from_toml};

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
            "unknown field `weekday`",
        ),
        ("[calendar]\n\nday = 32", 5, "32 is no day of a month"),
        ("[calendar]\nday = 0", 4, "0 is no day of a month"),
        ("[calendar]\nday = \"1\"", 4, "invalid type: string"),
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
        ("chain = []", 3, "chain is empty"),
        ("chain = [\"clerk\",\n\"clerk\"]", 4, "“clerk” stands twice"),
        ("chain = [\"boss\"]", 3, "unknown variant `boss`"),
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
        ("[entry]\nannual = \"5oo\"", 4, "“5oo” is not an amount"),
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
