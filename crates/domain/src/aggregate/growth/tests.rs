use proptest::prelude::*;
use rust_decimal::Decimal;

use super::*;
use crate::aggregate::{Dimension, Key};
use crate::check::testing::{draft, month, plan_row, profile};
use crate::money::{parse_plain, printed};
use crate::plan::{Nature, PlanRow};
use crate::report::Report;

const NOW: &str = "2023-05";
const THEN: &str = "2022-05";

/// One project in both years: whether it is in the plan, and its reports by month.
struct Project {
    now: Option<PlanRow>,
    then: Option<PlanRow>,
    reports: BTreeMap<Month, Report>,
}

fn row(id: &str, nature: Nature) -> PlanRow {
    PlanRow {
        id: id.to_owned(),
        nature,
        entered: month("2022-01"),
        ..plan_row()
    }
}

/// A project with a year to date at these months.
fn project(
    id: &str,
    (then, now): (Option<Nature>, Option<Nature>),
    figures: &[(&str, &str)],
) -> Project {
    let reports = figures.iter().map(|(at, amount)| {
        let report = Report::read(&draft(&[("year_to_date", amount)]));
        (month(at), report)
    });
    Project {
        now: now.map(|nature| row(id, nature)),
        then: then.map(|nature| row(id, nature)),
        reports: reports.collect(),
    }
}

fn items<'a>(
    projects: &'a [Project],
    at: &str,
    row: impl Fn(&'a Project) -> Option<&'a PlanRow>,
) -> Vec<Item<'a>> {
    let at = month(at);
    let there = projects.iter().filter_map(|one| {
        let earlier = one.reports.range(..at).next_back();
        let earlier = earlier.map(|(from, report)| (*from, report));
        Some(Item::new(row(one)?, one.reports.get(&at), earlier))
    });
    there.collect()
}

/// 按公布数 and 可比口径 of every line by nature, printed with one place.
fn told(projects: &[Project]) -> Vec<(String, String, String)> {
    let now = items(projects, NOW, |one| one.now.as_ref());
    let then = items(projects, THEN, |one| one.then.as_ref());
    let profile = profile();
    let summary = summarise(
        now.iter().copied(),
        &[Dimension::Nature],
        month(NOW),
        &profile,
    );
    let found = growth((&summary, &now, &profile), (&then, &profile));
    assert_eq!(found.len(), summary.lines.len());
    let print = |growth: Option<Growth>| {
        let percent = growth.and_then(|it| it.percent());
        percent.map_or_else(|| "—".to_owned(), |it| printed(it, 1).to_string())
    };
    let lines = summary.lines.iter().zip(found).map(|(line, found)| {
        let name = match line.path.first() {
            Some(Key::Nature(nature)) => nature.key(),
            _ => "all",
        };
        (
            name.to_owned(),
            print(found.as_published),
            print(found.comparable),
        )
    });
    lines.collect()
}

fn line<'a>(name: &'a str, published: &'a str, comparable: &'a str) -> (String, String, String) {
    (name.to_owned(), published.to_owned(), comparable.to_owned())
}

#[test]
fn the_same_projects_are_compared_and_all_that_counted_is_too() {
    use Nature::{Continuing, NewStart};
    let projects = [
        project(
            "a",
            (Some(NewStart), Some(Continuing)),
            &[(THEN, "100"), (NOW, "150")],
        ),
        project(
            "b",
            (Some(Continuing), Some(Continuing)),
            &[(THEN, "200"), (NOW, "180")],
        ),
        // left with last year's plan
        project("gone", (Some(Continuing), None), &[(THEN, "300")]),
        // new this year
        project("new", (None, Some(NewStart)), &[(NOW, "90")]),
    ];
    assert_eq!(
        told(&projects),
        [
            // 420 on 600; 330 on 300
            line("all", "-30.0", "10.0"),
            // 90 on what a had completed as a new start; nobody is in both
            line("new_start", "-10.0", "—"),
            // 330 on 500; a is compared with itself, though it was something else
            line("continuing", "-34.0", "10.0"),
        ]
    );
}

#[test]
fn what_has_no_figure_on_one_side_is_on_neither_and_nothing_is_no_growth() {
    use Nature::Continuing;
    let both = (Some(Continuing), Some(Continuing));
    for (figures, published, comparable) in [
        (&[][..], "—", "—"),
        (&[("2022-05", "100")][..], "—", "—"),
        (&[("2023-05", "100")][..], "—", "—"),
        // nothing to grow from
        (&[("2022-05", "0"), ("2023-05", "100")][..], "—", "—"),
        (
            &[("2022-05", "100"), ("2023-05", "0")][..],
            "-100.0",
            "-100.0",
        ),
        // carried within each year, and never over its end
        (&[("2022-03", "80"), ("2023-04", "100")][..], "25.0", "25.0"),
        (&[("2021-12", "80"), ("2023-05", "100")][..], "—", "—"),
        (&[("2022-05", "80"), ("2022-12", "100")][..], "—", "—"),
    ] {
        let found = told(&[project("a", both, figures)]);
        let lines = [
            line("all", published, comparable),
            line("continuing", published, comparable),
        ];
        assert_eq!(found, lines, "{figures:?}");
    }
    // b has no figure this year: a alone is compared, and what b completed then was published
    let projects = [
        project("a", both, &[(THEN, "100"), (NOW, "110")]),
        project("b", both, &[(THEN, "100")]),
    ];
    assert_eq!(told(&projects)[0], line("all", "-45.0", "10.0"));
}

#[test]
fn what_has_left_within_one_of_the_years_is_not_compared() {
    use Nature::Continuing;
    let both = (Some(Continuing), Some(Continuing));
    let one = |id| project(id, both, &[(THEN, "100"), (NOW, "120")]);
    let projects = [one("a"), one("b")];
    let profile = profile();
    for (left_then, left_now) in [(true, false), (false, true)] {
        let mut now = items(&projects, NOW, |one| one.now.as_ref());
        let mut then = items(&projects, THEN, |one| one.then.as_ref());
        (then[1].has_left, now[1].has_left) = (left_then, left_now);
        let summary = summarise(now.iter().copied(), &[], month(NOW), &profile);
        let found = growth((&summary, &now, &profile), (&then, &profile))[0];
        let amounts = |growth: Option<Growth>| growth.map(|it| (it.now, it.before)).unwrap();
        let wan = |text| parse_plain(text).unwrap();
        assert_eq!(amounts(found.comparable), (wan("120"), wan("100")));
        let published = if left_then {
            ("240", "100")
        } else {
            ("120", "200")
        };
        assert_eq!(
            amounts(found.as_published),
            (wan(published.0), wan(published.1))
        );
    }
}

#[test]
fn parts_are_compared_where_their_bundle_stands() {
    use Nature::{Completing, Continuing};
    let both = (Some(Continuing), Some(Continuing));
    let mut projects = [
        project("bundle", (Some(Completing), Some(Completing)), &[]),
        project("part", both, &[(THEN, "100"), (NOW, "130")]),
    ];
    for row in [&mut projects[0].now, &mut projects[0].then] {
        row.as_mut().unwrap().is_bundle = true;
    }
    for row in [&mut projects[1].now, &mut projects[1].then] {
        row.as_mut().unwrap().bundle = Some("bundle".to_owned());
    }
    assert_eq!(
        told(&projects),
        [
            line("all", "30.0", "30.0"),
            line("completing", "30.0", "30.0")
        ]
    );
}

proptest! {
    /// With the same projects and figures in both years the two forms say the same, in every line;
    /// and the amounts of the lines below 合计 add up to it.
    #[test]
    fn the_same_set_is_compared_as_it_was_published(
        figures in prop::collection::vec((0_usize..4, 1_u32..1000, 1_u32..1000), 1..12),
    ) {
        let projects: Vec<Project> = figures
            .iter()
            .enumerate()
            .map(|(at, (nature, then, now))| {
                let nature = Some(Nature::ALL[*nature]);
                let (then, now) = (then.to_string(), now.to_string());
                project(&format!("p{at}"), (nature, nature), &[(THEN, &then), (NOW, &now)])
            })
            .collect();
        let now = items(&projects, NOW, |one| one.now.as_ref());
        let then = items(&projects, THEN, |one| one.then.as_ref());
        let profile = profile();
        let summary = summarise(now.iter().copied(), &[Dimension::Nature], month(NOW), &profile);
        let found = growth((&summary, &now, &profile), (&then, &profile));
        for one in &found {
            prop_assert_eq!(one.as_published, one.comparable);
        }
        let before = |one: &LineGrowth| one.comparable.map_or(Decimal::ZERO, |it| it.before.wan());
        let parts: Decimal = found[1..].iter().map(before).sum();
        prop_assert_eq!(parts, before(&found[0]));
    }
}
