//! Wrong profiles, and the line and the reason with which each is refused.

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
fn who_names_areas_takes_over_no_list_of_those_below() {
    let own = "extends = \"qinzhou-2022\"\nid = \"own\"\nareas = [{ code = \"450902\", name = \"甲区\" }]";
    assert!(from_toml(own).unwrap().publication.lists.is_empty());
    let own = "extends = \"qinzhou-2022\"\nid = \"own\"";
    assert!(!from_toml(own).unwrap().publication.lists.is_empty());
}

/// `[[classes]]` with this key, label and values.
fn class(key: &str, label: &str, values: &str) -> String {
    format!(
        "[[classes]]\nkey = \"{key}\"\nlabel = \"{label}\"\nlabel_en = \"x\"\nvalues = [{values}]\n"
    )
}

#[test]
fn wrong_categories_levels_classes_and_dimensions_are_refused_at_their_line() {
    let label = |key: &str, label: &str| {
        format!("{{ key = \"{key}\", label = \"{label}\", label_en = \"{label}\" }}")
    };
    let [own, central] = [label("own", "自筹"), label("central", "中央")];
    let many = |count: usize| {
        let all = (0..count).map(|n| label(&format!("k{n}"), &format!("甲{n}")));
        all.collect::<Vec<_>>().join(", ")
    };
    let many_classes: String = (0..21)
        .map(|n| class(&format!("k{n}"), &format!("甲{n}"), ""))
        .collect();
    for (text, line, part) in [
        // keys
        (format!("categories = [{}]", label("New", "新")), 3, "“New” is no key"),
        (format!("categories = [{}]", label("", "新")), 3, "“” is no key"),
        (format!("categories = [{}]", label("产业", "新")), 3, "“产业”不是键"),
        (format!("levels = [{}]", label("a-b", "新")), 3, "“a-b” is no key"),
        (class("Funds", "资金来源", &own), 4, "“Funds” is no key"),
        (class("funds", "资金来源", &label("own funds", "自筹")), 7, "“own funds” is no key"),
        ("targets_level = \"REGIONAL\"".to_owned(), 3, "“REGIONAL” is no key"),
        // twice
        (format!("categories = [\n{own},\n{own}]"), 5, "“own” is listed twice"),
        (format!("levels = [\n{},\n{own},\n{own}]", label("municipal", "市级")), 6, "“own” is listed twice"),
        (format!("{}{}", class("a", "甲", ""), class("a", "乙", "")), 8, "“a” is listed twice"),
        (class("a", "甲", &format!("{own}, {own}")), 7, "“own” is listed twice"),
        (format!("categories = [\n{own},\n{}]", label("other", "自筹")), 5, "“自筹” is the label of two keys"),
        (class("a", "甲", &format!("{central}, {}", label("other", "中央 "))), 7, "is the label of two keys"),
        (format!("{}{}", class("a", "甲", ""), class("b", "甲", "")), 8, "“甲” is the label of two keys"),
        // labels
        (format!("levels = [{}]", label("municipal", " ")), 3, "“municipal” lacks a label"),
        (class("funds", "", &own), 3, "“funds” lacks a label"),
        (class("funds", "资金来源", &label("own", "")), 7, "“own” lacks a label"),
        ("[dimensions]\narea = { label = \"\", label_en = \"City\" }".to_owned(), 4, "“area” lacks a label"),
        ("[dimensions]\narea = { label = \"市\", label_en = \" \" }".to_owned(), 4, "“area” lacks a label"),
        (
            "[dimensions]\narea = { label = \"市\", label_en = \"a\" }\nunit = { label = \"市\", label_en = \"b\" }".to_owned(),
            5,
            "“市” is the name of two dimensions",
        ),
        ("[dimensions]\narea = { label = \"市\" }".to_owned(), 4, "missing field `label_en`"),
        ("[dimensions]\nareas = { label = \"市\", label_en = \"a\" }".to_owned(), 4, "did you mean `area`"),
        // what is called so already
        (class("a", "总投资", ""), 3, "“总投资” is what another part of the plan is called"),
        (class("a", "行业", ""), 3, "“行业” is what another part of the plan is called"),
        (
            format!("{}[dimensions]\narea = {{ label = \"市\", label_en = \"a\" }}", class("a", "市", "")),
            3,
            "“市” is what another part of the plan is called",
        ),
        // levels
        (format!("levels = [{own}]"), 3, "levels lacks “municipal”"),
        ("targets_level = \"county\"".to_owned(), 3, "“county” is not among levels"),
        (
            format!("targets_level = \"regional\"\nlevels = [{}]", label("municipal", "市级")),
            3,
            "“regional” is not among levels",
        ),
        // lengths
        (many_classes, 103, "too many classes; at most 20"),
        (class("a", "甲", &many(201)), 7, "the list is too long; at most 200"),
        ("[[classes]]\nkey = \"a\"\nlabel = \"甲\"\nlabel_en = \"x\"\ncolour = 1".to_owned(), 7, "unknown field `colour`"),
    ] {
        assert_refused(&text, line, part);
    }
    for right in [
        class("a", "甲", &many(200)),
        (0..20)
            .map(|n| class(&format!("k{n}"), &format!("甲{n}"), ""))
            .collect(),
        // the word is free once the profile calls the dimension otherwise
        format!(
            "{}[dimensions]\narea = {{ label = \"市\", label_en = \"a\" }}",
            class("a", "建设地点", "")
        ),
        "targets_level = \"regional\"".to_owned(),
    ] {
        let text = format!("extends = \"qinzhou-2022\"\nid = \"own\"\n{right}");
        assert!(from_toml(&text).is_ok(), "{:?}", from_toml(&text));
    }
}

#[test]
fn a_profile_names_its_own_categories_levels_and_classes() {
    use crate::plan::{ClassKey, Level};
    use crate::text::Lang;
    let profile = from_toml(super::testing::OWN_CLASSES).unwrap();
    assert_eq!(profile.categories.len(), 8);
    let level = |key| Level(ClassKey::new(key).unwrap());
    for (key, zh, en) in [
        ("national", "国家级", "National"),
        ("regional", "区级", "Regional"),
        ("municipal", "本市", "City"),
        ("county", "county", "county"),
    ] {
        let level = level(key);
        let said = [Lang::Zh, Lang::En].map(|lang| profile.level_label(&level, lang));
        assert_eq!(said, [zh, en]);
    }
    let usual = builtin("qinzhou-2022").unwrap();
    assert_eq!(usual.level_label(&Level::REGIONAL, Lang::Zh), "自治区层面");
    assert_eq!(usual.level_label(&Level::MUNICIPAL, Lang::En), "municipal");
    assert_eq!(usual.levels_in_use(), Level::USUAL);
    let [funds, bond] = profile.classes.as_slice() else {
        panic!("{:?}", profile.classes);
    };
    let key = |text: &str| ClassKey::new(text).unwrap();
    for (class, value, is_known) in [
        (funds, "own", true),
        (funds, "yes", false),
        (bond, "yes", true),
        (bond, "no", false),
    ] {
        assert_eq!(class.has(key(value)), is_known, "{} {value}", class.label);
    }
    let stored = serde_json::to_string(&profile).unwrap();
    assert_eq!(serde_json::from_str::<Profile>(&stored).unwrap(), profile);
    // one that names none is written as it was
    let stored = serde_json::to_value(&usual).unwrap();
    for key in ["levels", "classes", "dimensions", "targets_level"] {
        assert_eq!(stored.get(key), None, "{key}");
    }
}
