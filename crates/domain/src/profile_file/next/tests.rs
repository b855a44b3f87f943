use super::*;
use crate::profile_file::{BUILTIN, builtin};

fn told(next: &Next) -> Vec<String> {
    let shown = |change: &LineChange| {
        let side = |sign, text: &Option<String>| {
            let text = text.as_ref().map(|text| format!("{sign}{text}"));
            text.unwrap_or_default()
        };
        let sides = [side("-", &change.before), side("+", &change.after)];
        format!("{}: {}", change.line, sides.concat())
    };
    next.changes.iter().map(shown).collect()
}

fn keys(next: &Next) -> Vec<&'static str> {
    next.unsettled.iter().map(|one| one.key).collect()
}

#[test]
fn every_built_in_profile_has_a_next_one_that_differs_only_in_what_is_of_its_years() {
    for (id, text) in BUILTIN {
        let before = builtin(id).unwrap();
        let next = next(text).unwrap();
        let by = before.last_year - before.first_year + 1;
        let after = &next.profile;
        assert_eq!(
            (after.first_year, after.last_year),
            (before.first_year + by, before.last_year + by),
            "{id}"
        );
        assert_eq!(from_toml(&next.text).as_ref(), Ok(after), "{id}");
        let back = Profile {
            id: before.id.clone(),
            title: before.title.clone(),
            title_en: before.title_en.clone(),
            source: before.source.clone(),
            first_year: before.first_year,
            last_year: before.last_year,
            published: before.published.clone(),
            holidays: before.holidays.clone(),
            ..after.clone()
        };
        assert_eq!(back, before, "{id}");
        assert!(after.published.is_empty() && after.id != before.id, "{id}");
        // every line that is not listed as changed is there as it was, in its order
        let mut kept: Vec<&str> = next.text.lines().collect();
        for change in next.changes.iter().rev() {
            assert_ne!(change.before, change.after, "{id}");
        }
        let news: Vec<&str> = next
            .changes
            .iter()
            .filter_map(|it| it.after.as_deref())
            .collect();
        for new in &news {
            let at = kept.iter().position(|line| line == new).unwrap();
            kept.remove(at);
        }
        let gone: Vec<usize> = next
            .changes
            .iter()
            .filter(|it| it.before.is_some())
            .map(|it| it.line)
            .collect();
        let same = text.lines().enumerate();
        let same = same.filter(|(at, _)| !gone.contains(&(at + 1)));
        assert_eq!(kept, same.map(|(_, line)| line).collect::<Vec<_>>(), "{id}");
    }
}

#[test]
fn what_differs_is_told_line_by_line() {
    let text = "\
# 通知 2022
extends = \"qinzhou-2022\"
id = \"own-2022\"   # ours
title = \"某市2022年重大项目\"
first_year = 2022
last_year = 2022
[calendar]
holidays = [
    \"2022-05-07\",
]
workdays = []
";
    let next = next(text).unwrap();
    assert_eq!(
        told(&next),
        [
            "2: +title_en = \"Qinzhou major projects 2023\"",
            "2: +source = \"（请填写文号）\"",
            "2: +published = []",
            "3: -id = \"own-2022\"   # ours+id = \"own-2023\"   # ours",
            "4: -title = \"某市2022年重大项目\"+title = \"某市2023年重大项目\"",
            "5: -first_year = 2022+first_year = 2023",
            "6: -last_year = 2022+last_year = 2023",
            "8: -holidays = [+holidays = []",
            "9: -    \"2022-05-07\",",
            "10: -]",
        ]
    );
    assert!(
        next.text
            .contains("[calendar]\nholidays = []\nworkdays = []\n"),
        "{}",
        next.text
    );
    assert_eq!(keys(&next), ["source", "calendar.holidays", "entry", "#"]);
    let comments = next.unsettled.last().unwrap();
    assert_eq!(comments.about, "1");
}

#[test]
fn what_is_to_be_decided_is_listed_with_what_it_is_now() {
    for (id, expected) in [
        ("qinzhou-2022", &["source", "entry", "#"][..]),
        ("liuzhou-2022", &["source", "calendar.decided_by"]),
        ("guigang-2021", &["source", "targets", "holidays"]),
        ("qinzhou-ten-2022", &["source", "entry", "measures"]),
    ] {
        let next = next(BUILTIN.iter().find(|(known, _)| known == &id).unwrap().1).unwrap();
        let found = keys(&next);
        for key in expected {
            assert!(found.contains(key), "{id}: {found:?}");
        }
    }
    // 2024–2026 and the January after: what no notice has arranged yet
    let guigang = next(BUILTIN[1].1).unwrap();
    assert_eq!(guigang.profile.id, "guigang-2024");
    let days = guigang.unsettled.iter().find(|it| it.key == "holidays");
    assert_eq!(days.unwrap().about, "2027");
    let targets = guigang.unsettled.iter().find(|it| it.key == "targets");
    assert!(
        targets
            .unwrap()
            .about
            .contains("three_year_investment = 1760")
    );
}

#[test]
fn a_plan_goes_on_year_by_year_as_far_as_there_are_years() {
    let first = next(BUILTIN[3].1).unwrap();
    let second = next(&first.text).unwrap();
    assert_eq!(second.profile.title, "钦州市2024年重大项目");
    assert_eq!(second.profile.first_year, 2024);
    let text = "extends = \"qinzhou-2022\"\nid = \"own\"\ntitle = \"本市\"\nfirst_year = 2022\n";
    let own = next(text).unwrap();
    assert_eq!(
        (own.profile.id.as_str(), own.profile.first_year),
        ("own-2023", 2023)
    );
    assert!(keys(&own).contains(&"title"));
    for (text, line, part) in [
        ("extends = \"nowhere\"\n", 1, "no profile"),
        (
            "extends = \"qinzhou-2022\"\nid = \"own\"\nfirst_year = 2999\nlast_year = 2999\n",
            4,
            "no years come after 2999",
        ),
        // keys of the profile that stand where nobody looks for them
        (
            "extends = \"qinzhou-2022\"\nid = \"own\"\ncalendar.day = 5\npublished = [\n{ id = \"t\", rows = [] }\n] # 表\n",
            0,
            "",
        ),
    ] {
        match next(text) {
            Ok(next) => assert!(next.profile.published.is_empty() && line == 0, "{text}"),
            Err(ProfileError::Wrong { line: at, reason }) => {
                assert_eq!(at, line, "{text}: {reason}");
                assert!(reason.contains(part), "{reason}");
            }
            Err(other) => panic!("{other}"),
        }
    }
}

#[test]
fn texts_with_quotes_and_lists_over_lines_are_followed() {
    let text = "\
extends = \"qinzhou-2022\"
id = \"own-2022\"
title = '某市\"2022\"年\\计划'
title_en = \"\"\"
Plan 2022\"\"\"
[[published]]
id = \"t\"
rows = [
    { label = \"新开工\", count = 1 },
]
[rules.M102]
off = true
";
    let next = next(text).unwrap();
    assert_eq!(next.profile.title, "某市\"2023\"年\\计划");
    assert_eq!(next.profile.title_en, "Plan 2023");
    assert!(
        next.text.ends_with("[rules.M102]\noff = true\n"),
        "{}",
        next.text
    );
    assert!(!next.text.contains("新开工"));
}
