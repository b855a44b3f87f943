//! What a profile settles of what is published.

use super::*;

#[test]
fn what_is_published_names_only_what_is_there() {
    for (text, line, part) in [
        (
            "[publication]\ncolumns = [\"name\",\n\"tea\"]",
            5,
            "“tea” is no column of the monthly table; there are number, name",
        ),
        (
            "[publication]\ncolumns = [\"name\", \"gap\",\n\"gap\"]",
            5,
            "column “gap” is named twice",
        ),
        (
            "[publication]\ncolumns = [\"gap\"]",
            4,
            "has no “name”, in which totals are labelled",
        ),
        (
            "[publication]\nopen = [\"brief\",\n\"tea\"]",
            5,
            "“tea” is no document; there are monthly-table",
        ),
        (
            "[publication]\nopen = [\"brief\",\n\"brief\"]",
            5,
            "document “brief” is named twice",
        ),
        (
            "[publication.sentences]\noverall = \"完成{done}\"\nfarewell = \"完\"",
            5,
            "there is no sentence “farewell”; there are overall",
        ),
        (
            "[publication.sentences]\noverall = \"完成{tea}亿元\"",
            4,
            "names a figure “tea” that it has not; it has month",
        ),
        (
            "[publication.sentences]\noverall = \"完成{done亿元\"",
            4,
            "a brace in it does not close",
        ),
        ("[publication.sentences]\noverall = \" \"", 4, "is empty"),
        (
            "[publication]\nlists = [\n{ title = \"县\", title_en = \"c\", areas = [\"450800\"] }]",
            5,
            "“450800” is not among areas",
        ),
        (
            "[publication]\nlists = [\n{ title = \"县\", title_en = \"c\", areas = [\"450721\"] },\n\
             { title = \"市\", title_en = \"d\", areas = [\"450721\"] }]",
            6,
            "area “450721” is in two lists",
        ),
        (
            "[publication]\nlists = [{ title = \" \", title_en = \"c\", areas = [\"450721\"] }]",
            4,
            "a list lacks a title",
        ),
        (
            "[publication]\nlists = [{ title = \"县\", title_en = \"c\", areas = [] }]",
            4,
            "has no areas",
        ),
        (
            "[[publication.statistics]]\nkey = \"own\"\ntitle = \"甲\"\ntitle_en = \"a\"\nunit = \"%\"\nper = \"moon\"",
            8,
            "“moon” is not of whom there are figures; there are city, area, list, unit",
        ),
        (
            "[[publication.statistics]]\nkey = \"Own\"\ntitle = \"甲\"\ntitle_en = \"a\"\nunit = \"%\"",
            4,
            "has other signs than a-z",
        ),
        (
            "[publication]\ncolour = 1",
            4,
            "unknown field `colour`, expected one of `columns`",
        ),
    ] {
        assert_refused(text, line, part);
    }
}

#[test]
fn schemes_of_what_is_published_are_within_their_bounds() {
    for (text, line, part) in [
        (
            "[publication]\npaper = \"B5\"",
            4,
            "“B5” is no paper for tables; there are A3, A4",
        ),
        (
            "[publication.lights]\nby = \"moon\"",
            4,
            "“moon” is no scheme of lights; there are points, share",
        ),
        (
            "[publication.lights]\nyellow = \"40\"",
            3,
            "yellow 40 and red 30 are not in order",
        ),
        (
            "[publication.lights]\nmissed_start_months = 0",
            4,
            "0 months are out of range",
        ),
        (
            "[publication.scores]\nlate = \"-1\"",
            4,
            "late -1 is out of range; 0 to 1000 points",
        ),
        (
            "[publication.scores]\ninvestment = \"0\"\nstarts = \"0\"\ncompletions = \"0\"\nreporting = \"0\"",
            3,
            "every part is worth nothing",
        ),
    ] {
        assert_refused(text, line, part);
    }
}

#[test]
fn who_names_areas_takes_over_no_list_of_those_below() {
    let own = "extends = \"qinzhou-2022\"\nid = \"own\"\nareas = [{ code = \"450902\", name = \"甲区\" }]";
    assert!(from_toml(own).unwrap().publication.lists.is_empty());
    let own = "extends = \"qinzhou-2022\"\nid = \"own\"";
    assert!(!from_toml(own).unwrap().publication.lists.is_empty());
}
