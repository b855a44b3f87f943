//! Totals by what a profile names itself: eight categories, three levels, a class and a flag.

use proptest::prelude::*;

use super::{additive, amount, items};
use crate::aggregate::{Dimension, Key, Line, Summary, summarise};
use crate::check::testing::{month, plan_row};
use crate::money::Money;
use crate::plan::{Category, ClassKey, Level, PlanRow};
use crate::profile::Profile;
use crate::profile_file::from_toml;
use crate::profile_file::testing::OWN_CLASSES;
use crate::report::Report;
use crate::text::Lang;

fn profile() -> Profile {
    from_toml(OWN_CLASSES).unwrap()
}

fn key(text: &str) -> ClassKey {
    ClassKey::new(text).unwrap()
}

/// A project with this category, level, value of 资金来源 and 专项债 flag.
fn row(category: &str, level: &str, funds: Option<&str>, bond: bool) -> PlanRow {
    let mut row = PlanRow {
        category: ClassKey::new(category).map(Category),
        level: Level(key(level)),
        ..plan_row()
    };
    row.classes.set(key("funds"), funds.map(key));
    row.classes.set(key("bond"), bond.then_some(ClassKey::YES));
    row
}

fn totals(rows: &[(PlanRow, Option<Report>)], by: &[Dimension]) -> Summary {
    summarise(items(rows), by, month("2022-05"), &profile())
}

/// The groups of one dimension: what they are called and how many projects they have.
fn groups(by: Dimension, lang: Lang) -> Vec<(String, usize)> {
    let rows = [
        ("transport", "municipal", Some("own"), true),
        ("industry", "national", None, false),
        ("energy", "regional", Some("central"), false),
        ("", "municipal", Some("own"), true),
        ("transport", "county", Some("gone"), false),
        ("unheard", "national", Some("central"), false),
    ];
    let rows = rows.map(|(category, level, funds, bond)| (row(category, level, funds, bond), None));
    let profile = profile();
    let summary = totals(&rows, &[by]);
    let lines = summary.lines.iter().filter(|line| !line.path.is_empty());
    lines
        .map(|line| (line.path[0].label(&profile, lang), line.count))
        .collect()
}

#[test]
fn groups_stand_in_the_profiles_order_and_what_it_does_not_list_behind_them() {
    for (by, lang, expected) in [
        (
            Dimension::Category,
            Lang::Zh,
            &[
                ("能源", 1),
                ("重大产业", 1),
                ("交通", 2),
                ("unheard", 1),
                ("未填领域", 1),
            ][..],
        ),
        (
            Dimension::Level,
            Lang::Zh,
            &[("国家级", 2), ("区级", 1), ("本市", 2), ("county", 1)],
        ),
        (
            Dimension::Class(key("funds")),
            Lang::Zh,
            &[
                ("中央资金", 2),
                ("自筹", 2),
                ("gone", 1),
                ("未填资金来源", 1),
            ],
        ),
        (
            Dimension::Class(key("funds")),
            Lang::En,
            &[
                ("Central", 2),
                ("Own", 2),
                ("gone", 1),
                ("Funds not given", 1),
            ],
        ),
        (
            Dimension::Class(key("bond")),
            Lang::Zh,
            &[("专项债项目：是", 2), ("专项债项目：否", 4)],
        ),
        (
            Dimension::Class(key("bond")),
            Lang::En,
            &[("Bond project: yes", 2), ("Bond project: no", 4)],
        ),
        // a class that the profile has no more
        (Dimension::Class(key("lost")), Lang::Zh, &[("未填lost", 6)]),
    ] {
        let expected = expected
            .iter()
            .map(|(name, count)| ((*name).to_owned(), *count));
        assert_eq!(groups(by, lang), expected.collect::<Vec<_>>(), "{by:?}");
    }
}

#[test]
fn dimensions_are_called_as_the_profile_says() {
    let names = |profile: &Profile, lang| {
        let all = Dimension::of(profile).into_iter();
        all.map(|it| it.label(profile, lang).to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(
        names(&profile(), Lang::Zh),
        [
            "性质",
            "领域",
            "层级",
            "资金来源",
            "专项债项目",
            "县区",
            "责任单位"
        ]
    );
    assert_eq!(
        names(&profile(), Lang::En),
        [
            "Nature",
            "Field",
            "Level",
            "Funds",
            "Bond project",
            "Area",
            "Unit"
        ]
    );
    let region = crate::profile_file::builtin("guangxi-2020").unwrap();
    assert_eq!(names(&region, Lang::Zh), ["性质", "设区市", "责任单位"]);
    let city = crate::profile_file::builtin("qinzhou-2022").unwrap();
    assert_eq!(names(&city, Lang::Zh), ["性质", "行业", "县区", "责任单位"]);
}

#[test]
fn keys_stay_as_they_are_stored() {
    for (key, stored) in [
        (
            Key::Category(Some(Category::INDUSTRY)),
            r#"{"category":"industry"}"#,
        ),
        (Key::Category(None), r#"{"category":null}"#),
        (Key::Level(Level::REGIONAL), r#"{"level":"regional"}"#),
        (
            Key::Class(key("funds"), Some(key("own"))),
            r#"{"class":["funds","own"]}"#,
        ),
    ] {
        assert_eq!(serde_json::to_string(&key).unwrap(), stored);
        assert_eq!(serde_json::from_str::<Key>(stored).unwrap(), key);
    }
    let by = Dimension::Class(key("funds"));
    assert_eq!(serde_json::to_string(&by).unwrap(), r#"{"class":"funds"}"#);
}

prop_compose! {
    fn any_row()(
        category in prop::sample::select(vec![
            "", "industry", "infrastructure", "livelihood", "ecology", "transport", "water",
            "energy", "culture", "unheard",
        ]),
        level in prop::sample::select(vec!["national", "regional", "municipal", "county"]),
        funds in prop::option::of(prop::sample::select(vec!["central", "own", "gone"])),
        bond in any::<bool>(),
        (total, annual, year) in (amount(), amount(), amount()),
        is_reported in any::<bool>(),
    ) -> (PlanRow, Option<Report>) {
        let plan = PlanRow {
            total_investment: total,
            annual_plan: annual,
            ..row(category, level, funds, bond)
        };
        let report = is_reported.then(|| Report { year_to_date: year, ..Report::default() });
        (plan, report)
    }
}

type Additive = ([usize; 6], [Option<Money>; 6], Vec<String>);

fn sum(lines: &[&Line]) -> Additive {
    let mut sum = additive(&Line::default());
    for line in lines {
        let (counts, amounts, missing) = additive(line);
        for (all, one) in sum.0.iter_mut().zip(counts) {
            *all += one;
        }
        for (all, one) in sum.1.iter_mut().zip(amounts) {
            *all = match (*all, one) {
                (Some(all), Some(one)) => Some(all + one),
                (all, one) => all.or(one),
            };
        }
        sum.2.extend(missing);
    }
    sum.2.sort();
    sum
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_dimension_adds_up_to_the_total(mut rows in prop::collection::vec(any_row(), 0..24)) {
        for (at, (plan, _)) in rows.iter_mut().enumerate() {
            plan.id = format!("p{at:02}");
        }
        let dimensions = Dimension::of(&profile());
        prop_assert_eq!(dimensions.len(), 7);
        for (at, outer) in dimensions.iter().enumerate() {
            let inner = dimensions[(at + 1) % dimensions.len()];
            let summary = totals(&rows, &[*outer, inner]);
            for line in &summary.lines {
                let below = |other: &&Line| {
                    other.path.len() == line.path.len() + 1 && other.path.starts_with(&line.path)
                };
                let parts: Vec<&Line> = summary.lines.iter().filter(below).collect();
                if line.path.len() < 2 && !rows.is_empty() {
                    prop_assert_eq!(sum(&parts), additive(line), "{:?} {:?}", outer, line.path);
                }
            }
        }
    }
}
