//! Categories, levels, classes and dimensions of a profile's own.

use super::*;

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
    let profile = from_toml(crate::profile_file::testing::OWN_CLASSES).unwrap();
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
