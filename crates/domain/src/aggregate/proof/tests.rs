use proptest::prelude::*;

use super::super::{AmountUnit, Dimension, parts, summarise};
use super::*;
use crate::check::testing::{draft, month, plan_row, profile};
use crate::money::parse_plain;
use crate::plan::{Category, Nature, PlanRow};
use crate::report::Report;
use crate::rule::Severity;
use crate::text::Lang;
use crate::units::Unit;

/// With its report of May, and with that of April.
type Project = (PlanRow, Option<Report>, Option<Report>);

fn project(id: &str, nature: Nature, unit: &str, annual: &str, year: &str) -> Project {
    let plan = PlanRow {
        id: id.to_owned(),
        nature,
        units: vec![unit.to_owned()],
        total_investment: None,
        annual_plan: parse_plain(annual).ok(),
        ..plan_row()
    };
    let boxes = [("year_to_date", year), ("month_investment", year)];
    let report = (!year.is_empty()).then(|| Report::read(&draft(&boxes)));
    (plan, report, None)
}

/// Reported in April and not in May.
fn unreported(project: Project) -> Project {
    let (plan, report, _) = project;
    (plan, None, report)
}

fn units() -> Vec<Unit> {
    let unit = |id: &str, parent: Option<&str>| Unit {
        id: id.to_owned(),
        name: id.to_owned(),
        parent: parent.map(str::to_owned),
        area: None,
    };
    vec![
        unit("city", None),
        unit("east", Some("city")),
        unit("west", Some("city")),
        unit("roads", Some("east")),
        unit("water", Some("east")),
    ]
}

fn name(name: Name<'_>) -> String {
    let last = |path: &[Key]| path.last().map(|key| key.label(&profile(), Lang::Zh));
    match name {
        Name::Lines(path) | Name::Line(path) => last(path).unwrap_or("合计".to_owned()),
        Name::Cross(first, second) => format!("{first:?} × {second:?}"),
        Name::Parts => "各单位".to_owned(),
        Name::Unit(unit) => unit.to_owned(),
    }
}

fn proof(projects: &[Project], by: &[Dimension], unit: AmountUnit) -> Proof {
    let profile = profile();
    let may = month("2022-05");
    let items: Vec<Item<'_>> = (projects.iter())
        .map(|(plan, report, april)| Item {
            plan,
            opening: None,
            has_left: false,
            report: report.as_ref(),
            earlier: april.as_ref().map(|report| (may.previous(), report)),
        })
        .collect();
    let summary = summarise(items.iter().copied(), by, may, &profile);
    let parts = parts(&items, &units(), "city", may, &profile);
    let draft = Draft {
        summary: &summary,
        items: &items,
        parts: &parts,
        print: Print::new(unit, profile.decimals),
        profile: &profile,
    };
    draft.proofread(&name)
}

fn said(proof: &Proof) -> Vec<String> {
    let findings = proof.findings.iter();
    findings
        .map(|found| {
            let line = match &found.at {
                At::Line(path) => path
                    .last()
                    .map_or("合计".to_owned(), |key| key.label(&profile(), Lang::Zh)),
                At::Dividing(dimension) => format!("{dimension:?}"),
            };
            let message = found.finding.message(Lang::Zh);
            let measure = found.measure.unwrap_or("?");
            format!("{message} [{line}/{measure}] {:?}", found.why)
        })
        .collect()
}

use Nature::{Continuing, NewStart};

#[test]
fn amounts_printed_to_their_last_place_add_up() {
    let projects = [
        project("a", Continuing, "roads", "300", "100.25"),
        project("b", NewStart, "west", "200.5", "50"),
        project("c", NewStart, "roads", "0.3", "0.01"),
    ];
    let proof = proof(&projects, &[Dimension::Nature], AmountUnit::Wan);
    assert_eq!(proof.findings, []);
    assert_eq!(
        (proof.tables, proof.not_evaluated),
        (2, vec!["total_investment"])
    );
}

#[test]
fn what_is_carried_adds_up_like_what_is_reported() {
    let projects = [
        project("a", Continuing, "roads", "300", "100.25"),
        unreported(project("b", NewStart, "west", "200.5", "50")),
        unreported(project("c", NewStart, "roads", "0.3", "0.01")),
    ];
    let by = [Dimension::Nature, Dimension::Unit];
    let proof = proof(&projects, &by, AmountUnit::Wan);
    assert_eq!(proof.findings, [], "in lines, across and by unit");
    assert_eq!(proof.tables, 5);
}

#[test]
fn what_rounding_leaves_is_a_hint_with_the_exact_total() {
    // 0.4 + 0.4 亿元 of the last place: 0.00 + 0.00 beside a total of 0.01
    let projects = [
        project("a", Continuing, "roads", "40", "40"),
        project("b", NewStart, "roads", "40", "40"),
    ];
    let proof = proof(&projects, &[Dimension::Nature], AmountUnit::Yi);
    let exact = Why::Rounding {
        exact: parse_plain("80").unwrap(),
        difference: Decimal::new(1, 2),
    };
    let of = |measure: &str, key: &str| {
        format!(
            "表 合计 的{measure}合计 0.01 与 2 行之和 0 相差 0.01，为四舍五入的尾差 [合计/{key}] {:?}",
            Some(exact)
        )
    };
    assert_eq!(
        said(&proof),
        [
            of("年度计划投资", "annual_plan"),
            of("本月完成投资", "month_investment"),
            of("本年累计完成投资", "year_to_date"),
        ]
    );
    assert!(
        proof
            .findings
            .iter()
            .all(|found| found.finding.severity == Severity::Hint)
    );
}

#[test]
fn a_rate_that_its_neighbours_do_not_give_says_what_is_left_out_of_it() {
    let projects = [
        project("a", Continuing, "roads", "100", "50"),
        project("b", Continuing, "roads", "", "25"),
    ];
    let proof = proof(&projects, &[Dimension::Nature], AmountUnit::Wan);
    let outside = Some(Why::Unplanned(parse_plain("25").unwrap()));
    let words = "完成率印 50%，按 75 ÷ 100 应为 75%";
    assert_eq!(
        said(&proof),
        [
            format!("表 合计 的“合计”行：{words} [合计/completion] {outside:?}"),
            format!("表 合计 的“续建”行：{words} [续建/completion] {outside:?}"),
        ]
    );
}

#[test]
fn the_total_is_held_against_what_each_unit_below_prints() {
    // by nature there is one line, which agrees; east and west print 0.00 each
    let projects = [
        project("a", Continuing, "water", "40", ""),
        project("b", Continuing, "west", "40", ""),
    ];
    let proof = proof(&projects, &[Dimension::Nature], AmountUnit::Yi);
    let message = proof.findings[0].finding.message(Lang::Zh);
    assert_eq!(
        message,
        "表 各单位 的年度计划投资合计 0.01 与 2 行之和 0 相差 0.01，为四舍五入的尾差"
    );
    assert_eq!((proof.tables, proof.findings.len()), (2, 1));
}

#[test]
fn two_dimensions_are_added_up_both_ways() {
    let projects = [
        project("a", Continuing, "roads", "40", ""),
        project("b", NewStart, "roads", "40", ""),
        project("c", NewStart, "water", "40", ""),
    ];
    let by = [Dimension::Unit, Dimension::Nature];
    let proof = proof(&projects, &by, AmountUnit::Yi);
    // 合计 by unit, roads and water by nature, unit × nature; one part only
    assert_eq!(proof.tables, 4);
    let cross: Vec<String> = (said(&proof).into_iter())
        .filter(|said| said.contains('×'))
        .collect();
    assert_eq!(cross.len(), 1);
    let words = "表 Unit × Nature 的“新开工”年度计划投资合计 0.01 与 2 行之和 0 相差 0.01，为四舍五入的尾差 [Nature/annual_plan]";
    assert!(cross[0].starts_with(words), "{cross:?}");
}

#[test]
fn columns_of_one_name_stay_apart() {
    let plan = |id: &str, unit: &str, area: &str| {
        let (plan, report, april) = project(id, Continuing, unit, "40", "");
        let area = area.to_owned();
        (PlanRow { area, ..plan }, report, april)
    };
    let projects = [
        plan("a", "u1", "1"),
        plan("b", "u2", "1"),
        plan("c", "u2", "2"),
    ];
    let same = |name: Name<'_>| match name {
        Name::Line([.., Key::Unit(_)]) => "建设局".to_owned(),
        Name::Line(path) => format!("{path:?}"),
        _ => String::new(),
    };
    let profile = profile();
    let items: Vec<Item<'_>> = (projects.iter())
        .map(|(plan, ..)| Item {
            plan,
            opening: None,
            has_left: false,
            report: None,
            earlier: None,
        })
        .collect();
    let by = [Dimension::Area, Dimension::Unit];
    let summary = summarise(items.iter().copied(), &by, month("2022-05"), &profile);
    let draft = Draft {
        summary: &summary,
        items: &items,
        parts: &[],
        print: Print::new(AmountUnit::Wan, profile.decimals),
        profile: &profile,
    };
    assert_eq!(draft.proofread(&same).findings, []);
}

fn any_project() -> impl Strategy<Value = Project> {
    let amount = || {
        prop::option::of(
            (0_i64..5_000_000_000).prop_map(|n| format!("{}.{:04}", n / 10_000, n % 10_000)),
        )
    };
    let nature = prop::sample::select(Nature::ALL.to_vec());
    let category = prop::option::of(prop::sample::select(Category::USUAL.to_vec()));
    let unit = prop::sample::select(vec!["city", "roads", "water", "west", "unheard", ""]);
    let traits = (nature, category, unit, amount(), amount(), any::<u32>());
    (traits, any::<bool>()).prop_map(|((nature, category, unit, annual, year, id), is_carried)| {
        let text = |amount: Option<String>| amount.unwrap_or_default();
        let id = id.to_string();
        let (plan, report, april) = project(&id, nature, unit, &text(annual), &text(year));
        let project = (PlanRow { category, ..plan }, report, april);
        if is_carried {
            unreported(project)
        } else {
            project
        }
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    /// Our own print never contradicts itself beyond rounding, except where the rate leaves out
    /// what has no plan, and that is said.
    #[test]
    fn every_difference_in_our_own_print_is_explained(
        projects in prop::collection::vec(any_project(), 0..40),
        by in prop::sample::subsequence(
            vec![Dimension::Unit, Dimension::Nature, Dimension::Category], 0..=3,
        ),
        unit in prop::sample::select(vec![AmountUnit::Wan, AmountUnit::Yi]),
    ) {
        for found in proof(&projects, &by, unit).findings {
            let hint = found.finding.severity == Severity::Hint;
            match found.why {
                Some(Why::Rounding { .. }) => prop_assert!(hint, "{found:?}"),
                Some(Why::Unplanned(_)) => prop_assert_eq!(found.measure, Some("completion")),
                None => prop_assert!(false, "{found:?}"),
            }
        }
    }
}
