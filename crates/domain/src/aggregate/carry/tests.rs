use std::collections::BTreeMap;

use proptest::prelude::*;

use super::super::{Dimension, Item, Line, summarise};
use super::*;
use crate::check::testing::{draft, month, plan_row, profile};
use crate::money::{Money, parse_plain, printed};
use crate::plan::{Nature, PlanRow};

/// A project with its reports that count.
type Project = (PlanRow, BTreeMap<Month, Report>);

fn wan(text: &str) -> Option<Money> {
    parse_plain(text).ok()
}

fn project(id: &str, annual: &str, reports: &[(&str, &[(&str, &str)])]) -> Project {
    let plan = PlanRow {
        id: id.to_owned(),
        annual_plan: wan(annual),
        ..plan_row()
    };
    let reports = reports
        .iter()
        .map(|(at, boxes)| (month(at), Report::read(&draft(boxes))));
    (plan, reports.collect())
}

/// 合计 of a month, each project with all that it has before.
fn total(projects: &[Project], at: Month) -> Line {
    lines(projects, at).remove(0)
}

/// 合计 of a month, then by nature.
fn lines(projects: &[Project], at: Month) -> Vec<Line> {
    let items = projects.iter().map(|(plan, reports)| Item {
        plan,
        opening: None,
        has_left: false,
        report: reports.get(&at),
        earlier: (reports.range(..at).next_back()).map(|(from, report)| (*from, report)),
    });
    summarise(items, &[Dimension::Nature], at, &profile()).lines
}

fn carried(line: &Line) -> Vec<(String, usize)> {
    let carried = line.carried.iter();
    carried
        .map(|one| (one.month.to_string(), one.projects))
        .collect()
}

/// office.md §2.
#[test]
fn a_missing_report_leaves_its_month_blank_and_its_year_carried() {
    let a = &[
        ("2022-04", &[("year_to_date", "300")][..]),
        (
            "2022-05",
            &[("month_investment", "100"), ("year_to_date", "400")],
        ),
    ];
    let b = &[(
        "2022-04",
        &[("month_investment", "70"), ("year_to_date", "500")][..],
    )];
    let projects = [project("a", "1000", a), project("b", "2000", b)];
    let line = total(&projects, month("2022-05"));
    assert_eq!(
        (line.month, line.year_to_date, line.mark()),
        (wan("100"), wan("900"), "*")
    );
    assert_eq!(
        printed(line.completion.unwrap(), 1).to_string(),
        "30.0",
        "900 of 3000"
    );
    assert_eq!(
        (line.reported, line.missing.as_slice()),
        (1, &["b".to_owned()][..])
    );
    assert_eq!(
        (line.carried_projects(), carried(&line)),
        (1, vec![("2022-04".to_owned(), 1)])
    );
    let april = total(&projects, month("2022-04"));
    assert_eq!((april.year_to_date, april.mark()), (wan("800"), ""));
}

#[test]
fn only_what_is_cumulative_is_carried_and_only_within_the_year() {
    let last = [
        ("month_investment", "10"),
        ("year_to_date", "100"),
        ("since_start", "900"),
        ("actual_start", "2022-02-10"),
        ("actual_completion", "2022-03-31"),
        ("status", "halted"),
        ("halt_reason", "资金"),
    ];
    let of = |from: &str, at: &str| total(&[project("a", "1000", &[(from, &last)])], month(at));
    let line = of("2022-03", "2022-05");
    assert_eq!(
        (line.month, line.year_to_date, line.since_start),
        (None, wan("100"), wan("900"))
    );
    assert_eq!(line.year_to_date_planned, wan("100"));
    assert_eq!((line.started_in_year, line.completed_in_year), (1, 1));
    assert_eq!(
        (line.started_in_month, line.completed_in_month, line.halted),
        (0, 0, 0)
    );
    for (from, at) in [
        ("2021-12", "2022-01"),
        ("2021-12", "2022-05"),
        ("2022-05", "2023-01"),
    ] {
        let line = of(from, at);
        assert_eq!(
            (line.year_to_date, line.since_start, line.mark()),
            (None, None, ""),
            "{from} into {at}"
        );
    }
    let (plan, reports) = project("a", "1000", &[("2022-06", &last)]);
    let after = Item {
        plan: &plan,
        opening: None,
        has_left: false,
        report: None,
        earlier: reports.iter().next().map(|(at, report)| (*at, report)),
    };
    let summary = summarise([after], &[], month("2022-05"), &profile());
    assert_eq!(
        summary.lines[0].year_to_date, None,
        "a later month says nothing of this one"
    );
}

#[test]
fn a_line_says_of_which_months_its_carried_figures_are() {
    let year = [("year_to_date", "1")];
    let projects = [
        project("a", "1", &[("2022-02", &year)]),
        project("b", "1", &[("2022-04", &year)]),
        project(
            "c",
            "1",
            &[("2022-02", &year), ("2022-03", &[("remarks", "—")])],
        ),
        project("d", "1", &[("2022-02", &year)]),
        project("e", "1", &[("2022-02", &year), ("2022-05", &year)]),
        project("f", "1", &[]),
    ];
    let line = total(&projects, month("2022-05"));
    let said = [("2022-04".to_owned(), 1), ("2022-02".to_owned(), 2)];
    assert_eq!(
        carried(&line),
        said,
        "c's newest has no figure, f none at all"
    );
    assert_eq!(line.year_to_date, wan("4"));
}

#[test]
fn a_group_is_marked_for_its_own_projects_only() {
    let year = [("year_to_date", "1")];
    let (mut plan, reports) = project("a", "1", &[("2022-04", &year)]);
    plan.nature = Nature::NewStart;
    let projects = [(plan, reports), project("b", "1", &[("2022-05", &year)])];
    let lines = lines(&projects, month("2022-05"));
    let marks: Vec<_> = lines.iter().map(Line::mark).collect();
    assert_eq!(marks, ["*", "*", ""], "合计, 新开工, 续建");
}

#[test]
fn what_has_left_the_plan_is_not_carried() {
    let (mut plan, reports) = project("a", "1", &[("2022-04", &[("year_to_date", "1")])]);
    plan.exited = month("2022-04").into();
    let line = total(&[(plan, reports)], month("2022-05"));
    assert_eq!((line.count, line.year_to_date, line.mark()), (0, None, ""));
}

/// Projects whose year grows with each report, and that report in any months.
fn projects() -> impl Strategy<Value = Vec<Project>> {
    let grown = prop::collection::vec(prop::option::of(0_u32..10_000), 12);
    let nature = prop::sample::select(Nature::ALL.to_vec());
    prop::collection::vec((nature, grown).prop_map(grows), 0..8)
}

fn grows((nature, grown): (Nature, Vec<Option<u32>>)) -> Project {
    let (plan, mut reports) = project("p", "1", &[]);
    let mut sum = 0;
    for (at, grown) in (0..).zip(grown) {
        let Some(grown) = grown else { continue };
        sum += grown;
        let report = Report {
            year_to_date: wan(&sum.to_string()),
            ..Report::default()
        };
        reports.insert(month("2022-01").plus(at), report);
    }
    (PlanRow { nature, ..plan }, reports)
}

proptest! {
    #[test]
    fn the_year_to_date_never_falls_for_want_of_a_report(projects in projects()) {
        let january = month("2022-01");
        let mut before = Money::ZERO;
        for at in (0..12).map(|n| january.plus(n)) {
            let year = total(&projects, at).year_to_date.unwrap_or_default();
            prop_assert!(before <= year, "{at}: {year:?} after {before:?}");
            before = year;
        }
    }

    #[test]
    fn what_is_carried_adds_up(projects in projects(), n in 0..12) {
        let lines = lines(&projects, month("2022-01").plus(n));
        let (total, parts) = lines.split_first().unwrap();
        let carried: usize = parts.iter().map(Line::carried_projects).sum();
        prop_assert_eq!(total.carried_projects(), carried);
        let year: Money = parts.iter().filter_map(|part| part.year_to_date).sum();
        prop_assert_eq!(total.year_to_date.unwrap_or_default(), year);
    }
}
