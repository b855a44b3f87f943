mod anew;
mod classes;
mod plan;

use proptest::prelude::*;

use super::*;
use crate::check::testing::{draft, month, plan_row, profile};
use crate::money::{Money, parse_plain};
use crate::plan::{Category, Nature};
use crate::text::Lang;

fn wan(text: &str) -> Option<Money> {
    parse_plain(text).ok()
}

fn project(id: &str, nature: Nature, annual: Option<&str>) -> PlanRow {
    PlanRow {
        id: id.to_owned(),
        nature,
        annual_plan: annual.and_then(wan),
        ..plan_row()
    }
}

fn reported(boxes: &[(&str, &str)]) -> Report {
    Report::read(&draft(boxes))
}

fn items(rows: &[(PlanRow, Option<Report>)]) -> impl Iterator<Item = Item<'_>> {
    rows.iter().map(|(plan, report)| Item {
        plan,
        opening: None,
        has_left: false,
        report: report.as_ref(),
        earlier: None,
    })
}

#[test]
fn a_month_adds_up_and_divides_last() {
    let rows = [
        (
            project("a", Nature::Continuing, Some("300")),
            Some(reported(&[
                ("month_investment", "10"),
                ("year_to_date", "100"),
                ("actual_start", "2021-03-01"),
            ])),
        ),
        (project("b", Nature::Continuing, Some("300")), None),
        (
            project("c", Nature::NewStart, Some("600")),
            Some(reported(&[
                ("month_investment", "0.000001"),
                ("year_to_date", "500"),
                ("actual_start", "2022-05-31"),
                ("status", "halted"),
            ])),
        ),
        (
            project("d", Nature::Preparatory, Some("999")),
            Some(reported(&[("year_to_date", "7")])),
        ),
    ];
    let summary = summarise(
        items(&rows),
        &[Dimension::Nature],
        month("2022-05"),
        &profile(),
    );
    let labels: Vec<String> = summary
        .lines
        .iter()
        .map(|line| {
            let keys = line.path.iter().map(|key| key.label(&profile(), Lang::Zh));
            keys.collect()
        })
        .collect();
    assert_eq!(labels, ["", "新开工", "续建", "预备"]);

    let total = &summary.lines[0];
    assert_eq!((total.count, total.reported), (4, 3));
    assert_eq!(total.missing, ["b"]);
    assert_eq!(total.total_investment, wan("40000"));
    assert_eq!(total.annual_plan, wan("1200"), "预备 has no annual plan");
    assert_eq!(total.month, wan("10.000001"));
    assert_eq!(total.year_to_date, wan("607"));
    assert_eq!(total.since_start, None, "nobody gave one");
    assert_eq!(total.completion, Some(Decimal::from(50)), "600 of 1200");
    let gap = total.gap.unwrap().round_dp(4).to_string();
    assert_eq!(gap, "8.3333", "50 − 41.666…");
    assert_eq!((total.started_in_month, total.started_in_year), (1, 1));
    assert_eq!(total.halted, 1);

    let continuing = summary.at(&[Key::Nature(Nature::Continuing)]).unwrap();
    let completion = continuing.completion.unwrap().round_dp(4).to_string();
    assert_eq!(
        completion, "16.6667",
        "the missing report stays in the denominator"
    );
    let preparatory = summary.at(&[Key::Nature(Nature::Preparatory)]).unwrap();
    assert_eq!(
        (preparatory.annual_plan, preparatory.completion),
        (None, None)
    );
    assert_eq!(preparatory.year_to_date, wan("7"));
}

#[test]
fn nothing_is_a_total_of_nothing() {
    let summary = summarise([], &[Dimension::Area], month("2022-12"), &profile());
    assert_eq!(summary.lines, [Line::default()]);
    assert_eq!(summary.elapsed, Decimal::ONE_HUNDRED);
}

#[test]
fn a_project_counts_while_it_is_in_the_plan() {
    let mut left = project("a", Nature::Continuing, Some("1"));
    left.exited = Some(month("2022-04"));
    let rows = [(left, None)];
    let count = |at| summarise(items(&rows), &[], month(at), &profile()).lines[0].count;
    assert_eq!((count("2022-04"), count("2022-05")), (1, 0));
}

#[test]
fn what_the_profile_does_not_list_stands_last() {
    let with = |category| PlanRow {
        category,
        ..plan_row()
    };
    let rows = [
        (with(None), None),
        (with(Some(Category::ECOLOGY)), None),
        (with(Some(Category::LIVELIHOOD)), None),
    ];
    let mut profile = profile();
    profile
        .categories
        .retain(|label| label.key == Category::ECOLOGY);
    let summary = summarise(
        items(&rows),
        &[Dimension::Category],
        month("2022-05"),
        &profile,
    );
    let order: Vec<&Key> = summary.lines.iter().flat_map(|line| &line.path).collect();
    assert_eq!(
        order,
        [
            &Key::Category(Some(Category::ECOLOGY)),
            &Key::Category(Some(Category::LIVELIHOOD)),
            &Key::Category(None),
        ]
    );
}

const DIMENSIONS: [Dimension; 4] = [
    Dimension::Nature,
    Dimension::Category,
    Dimension::Area,
    Dimension::Unit,
];

fn amount() -> impl Strategy<Value = Option<Money>> {
    let fen = -1_000_000_000_000_i64..1_000_000_000_000;
    prop::option::of(fen.prop_map(|fen| Money::from_wan(Decimal::new(fen, 6))))
}

prop_compose! {
    fn row()(
        nature in prop::sample::select(Nature::ALL.to_vec()),
        category in prop::option::of(prop::sample::select(Category::USUAL.to_vec())),
        area in "45000[0-3]",
        unit in prop::option::of("u[1-3]"),
        (total, annual) in (amount(), amount()),
        report in prop::option::of((amount(), amount(), amount(), any::<bool>())),
    ) -> (PlanRow, Option<Report>) {
        let plan = PlanRow {
            nature,
            category,
            area,
            units: unit.into_iter().collect(),
            total_investment: total,
            annual_plan: annual,
            ..plan_row()
        };
        let report = report.map(|(month, year, start, halted)| Report {
            month_investment: month,
            year_to_date: year,
            since_start: start,
            actual_start: halted.then(|| crate::period::parse_day("2022-05-08").unwrap()),
            ..Report::default()
        });
        (plan, report)
    }
}

fn rows() -> impl Strategy<Value = Vec<(PlanRow, Option<Report>)>> {
    prop::collection::vec(row(), 0..24).prop_map(|mut rows| {
        for (i, (plan, _)) in rows.iter_mut().enumerate() {
            plan.id = format!("p{i:02}");
        }
        rows
    })
}

/// Everything of a line that adds up.
fn additive(line: &Line) -> ([usize; 6], [Option<Money>; 6], Vec<String>) {
    (
        [
            line.count,
            line.reported,
            line.started_in_month,
            line.started_in_year,
            line.completed_in_month,
            line.completed_in_year,
        ],
        [
            line.total_investment,
            line.annual_plan,
            line.month,
            line.year_to_date,
            line.since_start,
            line.year_to_date_planned,
        ],
        line.missing.clone(),
    )
}

fn sum<'a>(lines: impl Iterator<Item = &'a Line>) -> ([usize; 6], [Option<Money>; 6], Vec<String>) {
    let mut sum = additive(&Line::default());
    for line in lines {
        let part = additive(line);
        for (into, count) in sum.0.iter_mut().zip(part.0) {
            *into += count;
        }
        for (into, amount) in sum.1.iter_mut().zip(part.1) {
            *into = match (*into, amount) {
                (Some(a), Some(b)) => Some(a + b),
                (a, b) => a.or(b),
            };
        }
        sum.2.extend(part.2);
    }
    sum.2.sort();
    sum
}

proptest! {
    #[test]
    fn every_line_is_the_sum_of_its_parts(
        rows in rows(),
        by in Just(DIMENSIONS.to_vec()).prop_shuffle(),
        depth in 1..=3_usize,
    ) {
        let summary = summarise(items(&rows), &by[..depth], month("2022-05"), &profile());
        for line in summary.lines.iter().filter(|line| line.path.len() < depth) {
            let parts = summary.lines.iter().filter(|part| {
                part.path.len() == line.path.len() + 1 && part.path.starts_with(&line.path)
            });
            prop_assert_eq!(additive(line), sum(parts));
        }
    }

    #[test]
    fn any_two_parts_make_the_whole(rows in rows(), cut in 0..24_usize) {
        let total = |rows| summarise(items(rows), &[], month("2022-05"), &profile()).lines.remove(0);
        let (left, right) = rows.split_at(cut.min(rows.len()));
        prop_assert_eq!(sum([total(left), total(right)].iter()), additive(&total(&rows)));
    }

    #[test]
    fn the_order_of_projects_does_not_matter(
        (rows, shuffled) in rows().prop_flat_map(|rows| (Just(rows.clone()), Just(rows).prop_shuffle())),
    ) {
        let by = [Dimension::Area, Dimension::Nature];
        let of = |rows| summarise(items(rows), &by, month("2022-05"), &profile());
        prop_assert_eq!(of(&rows), of(&shuffled));
    }

    #[test]
    fn the_order_of_dimensions_does_not_matter_to_the_innermost_lines(
        rows in rows(),
        by in Just(DIMENSIONS[..3].to_vec()).prop_shuffle(),
    ) {
        let innermost = |by: &[Dimension]| {
            let summary = summarise(items(&rows), by, month("2022-05"), &profile());
            let lines = summary.lines.into_iter().filter(|line| line.path.len() == by.len());
            let mut lines: Vec<Line> = lines.collect();
            for line in &mut lines {
                line.path.sort();
            }
            lines.sort_by(|a, b| a.path.cmp(&b.path));
            lines
        };
        prop_assert_eq!(innermost(&by), innermost(&DIMENSIONS[..3]));
    }

    #[test]
    fn a_summary_survives_json(rows in rows()) {
        let by = [Dimension::Category, Dimension::Unit];
        let summary = summarise(items(&rows), &by, month("2022-05"), &profile());
        let json = serde_json::to_string(&summary).unwrap();
        prop_assert_eq!(serde_json::from_str::<Summary>(&json).unwrap(), summary);
    }
}
