use std::sync::Arc;

use super::*;
use crate::plan::Nature;
use crate::profile_file::builtin;
use crate::publish::testing::{project, shown, source, table, texts};
use crate::publish::{Project, proofread};

/// An area with one project of so much, in 亿元 as the notice prints it.
fn area(code: &str, done: &str, planned: &str) -> Project {
    let wan = |yi: &str| {
        let yi = rust_decimal::Decimal::from_str_exact(yi).unwrap();
        (yi * rust_decimal::Decimal::from(10_000))
            .normalize()
            .to_string()
    };
    project(code, Nature::Continuing, &wan(planned))
        .planned(|plan| code.clone_into(&mut plan.area))
        .reporting(&[("year_to_date", &wan(done))])
}

fn of(at: &str, projects: Vec<Project>) -> Source {
    let mut source = source(at, projects);
    source.profile = builtin("qinzhou-2022").unwrap();
    source
}

fn made(source: &Source) -> Document {
    proofread(bulletin(source, Lang::Zh), &source.profile, Lang::Zh).unwrap()
}

/// office.md 4: May of four counties, and April with two of them the other way round.
fn worked() -> Source {
    let mut may = of(
        "2022-05",
        vec![
            area("450702", "28.10", "75.50"),
            area("450703", "28.10", "55.20"),
            area("450721", "29.80", "62.40"),
            area("450722", "21.36", "48.00"),
        ],
    );
    let april = of(
        "2022-04",
        vec![
            area("450702", "20", "75.50"),
            area("450703", "21", "55.20"),
            area("450721", "25", "62.40"),
            area("450722", "16", "48.00"),
        ],
    );
    may.previous = Some(Box::new(april));
    may
}

const COLUMNS: [&str; 7] = [
    "rank",
    "name",
    "annual_plan",
    "year_to_date",
    "completion",
    "gap",
    "moved",
];

#[test]
fn counties_are_ranked_as_in_the_worked_month() {
    let document = made(&worked());
    assert_eq!(
        shown(table(&document, "ranking-1"), &COLUMNS),
        [
            " | 合计 | 241.10 | 107.36 | 44.5 | 2.9 | ",
            "1 | 钦北区 | 55.20 | 28.10 | 50.9 | 9.2 | ↑1",
            "2 | 灵山县 | 62.40 | 29.80 | 47.8 | 6.1 | ↓1",
            "3 | 浦北县 | 48.00 | 21.36 | 44.5 | 2.8 | —",
            "4 | 钦南区 | 75.50 | 28.10 | 37.2 | -4.4 | —",
        ]
    );
    assert_eq!(
        texts(&document),
        [
            "一、总体情况",
            "截至5月底完成投资107.36亿元，占年度计划44.5%，高于序时进度2.9个百分点；应开工0项，实开工0项，提前0项，逾期0项。",
            "二、排名情况",
            "（一）县区",
            "居前的是钦北区、灵山县。升幅最大的是钦北区（第2升至第1位）。",
            "三、开工竣工情况",
        ]
    );
    let notes = &table(&document, "starts-and-completions").notes;
    assert_eq!(notes, &["名次升降与4月暂计数比较。"]);
}

/// office.md 4: 15 due, 3 missed, 1 early → 13.
#[test]
fn starts_are_told_with_both_rates() {
    let mut projects = Vec::new();
    for number in 0..16 {
        let planned = if number == 15 { "2022-06" } else { "2022-05" };
        let made = project(&format!("p{number}"), Nature::NewStart, "100").planned(|plan| {
            plan.planned_start = planned.parse().ok();
            "450721".clone_into(&mut plan.area);
        });
        projects.push(if number < 3 {
            made.reporting(&[("year_to_date", "0")])
        } else {
            made.reporting(&[("year_to_date", "0"), ("actual_start", "2022-05-02")])
        });
    }
    let document = made(&of("2022-05", projects));
    let told = texts(&document);
    assert!(
        told[1].ends_with("应开工15项，实开工13项，提前1项，逾期3项。"),
        "{told:?}"
    );
    assert_eq!(
        told[2],
        "实开工占应开工的86.7%，占全年计划新开工16项的81.3%。"
    );
    let events = table(&document, "starts-and-completions");
    let columns = [
        "name",
        "start_planned_count",
        "start_due_count",
        "start_actual_count",
        "start_early_count",
        "start_missed_count",
    ];
    assert_eq!(
        shown(events, &columns),
        [
            "合计 | 16 | 15 | 13 | 1 | 3",
            "灵山县 | 16 | 15 | 13 | 1 | 3"
        ]
    );
}

#[test]
fn a_gap_of_nothing_is_level_and_one_below_is_behind() {
    for (done, gap) in [
        ("41.67", "与序时进度持平"),
        ("41.66", "与序时进度持平"),
        ("41.5", "低于序时进度0.2个百分点"),
        ("41.8", "高于序时进度0.1个百分点"),
    ] {
        let document = made(&of("2022-05", vec![area("450721", done, "100")]));
        assert!(
            texts(&document)[1].contains(gap),
            "{done}: {:?}",
            texts(&document)[1]
        );
    }
}

fn many(rates: &[&str]) -> Source {
    let codes = [
        "450702",
        "450703",
        "450721",
        "450722",
        "450700-Q1",
        "450700-S1",
    ];
    let projects = codes
        .iter()
        .zip(rates)
        .map(|(code, done)| area(code, done, "100"));
    let mut source = of("2022-05", projects.collect());
    source.profile.publication.lists = Vec::new();
    source
}

#[test]
fn the_last_three_are_named_in_lists_of_six_with_ties() {
    for (rates, trailing) in [
        (
            &["9", "8", "7", "6", "5", "4"][..],
            "后三位是浦北县、自贸区钦州港片区、市直。",
        ),
        (
            &["9", "8", "7", "7", "5", "4"],
            "后三位是灵山县、浦北县、自贸区钦州港片区、市直。",
        ),
        (&["9", "8", "7", "6", "5"], ""),
        (&["9", "9", "9", "9", "9", "9"], ""),
        (&["0", "0", "0", "0", "0", "0"], ""),
    ] {
        let document = made(&many(rates));
        let told = texts(&document)[4..].concat();
        let found = told
            .split("后三位")
            .nth(1)
            .map(|rest| rest.split('。').next().unwrap());
        let found = found.map_or_else(String::new, |rest| format!("后三位{rest}。"));
        assert_eq!(found, trailing, "{rates:?}");
    }
}

#[test]
fn who_is_new_or_has_no_plan_is_told_so() {
    let mut may = worked();
    let april = may.previous.as_mut().unwrap();
    Arc::make_mut(&mut april.projects).retain(|project| project.plan.id != "450703");
    Arc::make_mut(&mut may.projects).push(area("450700-Q1", "5", "0"));
    let document = made(&may);
    let rows = shown(table(&document, "ranking-1"), &["name", "moved"]);
    assert_eq!(rows[1], "钦北区 | 新");
    let parks = shown(
        table(&document, "ranking-2"),
        &["rank", "name", "completion", "moved"],
    );
    assert_eq!(parks[1], "— | 自贸区钦州港片区 | — | ");
}

#[test]
fn departments_are_ranked_by_who_leads() {
    let led = |id: &str, unit: &str, done: &str| {
        let mut project = area("450700-S1", done, "100");
        id.clone_into(&mut project.plan.id);
        project.plan.units = vec![unit.to_owned()];
        project
    };
    let source = of(
        "2022-05",
        vec![
            led("a", "u1", "10"),
            led("b", "u2", "30"),
            led("c", "u1", "40"),
        ],
    );
    let document = made(&source);
    assert_eq!(
        shown(
            table(&document, "ranking-1"),
            &["rank", "name", "count", "completion"]
        ),
        [
            " | 合计 | 3 | 26.7",
            "1 | u2 | 1 | 30.0",
            "2 | 市交通局 | 2 | 25.0"
        ]
    );
}

/// office.md 7: P3 left in July, P4 was added: 年初 140/300 = 46.7 %, 调整后 120/250 = 48.0 %.
#[test]
fn the_profile_says_which_plan_is_published_first() {
    for (basis, figures) in [
        (crate::plan::PlanBasis::Opening, "0.03 | 0.01 | 46.7"),
        (crate::plan::PlanBasis::Adjusted, "0.03 | 0.01 | 48.0"),
    ] {
        let of_august = |id: &str, plan: &str, done: &str| {
            project(id, Nature::Continuing, plan)
                .planned(|plan| "450721".clone_into(&mut plan.area))
                .reporting(&[("year_to_date", done)])
        };
        let mut left = of_august("P3", "100", "30");
        left.has_left = true;
        let mut added = of_august("P4", "50", "10");
        added.opening = None;
        let mut source = of(
            "2022-08",
            vec![
                of_august("P1", "100", "60"),
                of_august("P2", "100", "50"),
                left,
                added,
            ],
        );
        for project in Arc::make_mut(&mut source.projects) {
            if let Some(opening) = &mut project.opening {
                "450721".clone_into(&mut opening.area);
            }
        }
        source.profile.first_basis = basis;
        let document = made(&source);
        let columns = ["annual_plan", "year_to_date", "completion"];
        assert_eq!(shown(table(&document, "ranking-1"), &columns)[1], figures);
    }
}

#[test]
fn a_profile_words_its_sentences() {
    let mut source = worked();
    let worded = "{month}月底完成{done}亿元（{count}项），{gap}。";
    let sentences = &mut source.profile.publication.sentences;
    sentences.insert("overall".to_owned(), worded.to_owned());
    let document = made(&source);
    assert_eq!(
        texts(&document)[1],
        "5月底完成107.36亿元（4项），高于序时进度2.9个百分点。"
    );
}

#[test]
fn an_empty_month_and_one_without_plans_can_be_read() {
    let document = made(&of("2022-05", Vec::new()));
    assert_eq!(
        texts(&document)[1],
        "截至5月底完成投资0.00亿元；应开工0项，实开工0项，提前0项，逾期0项。"
    );
    let document = made(&of("2022-01", vec![area("450721", "0", "10")]));
    assert!(
        texts(&document)[1]
            .starts_with("截至1月底完成投资0.00亿元，占年度计划0.0%，低于序时进度8.3个百分点")
    );
}

/// A profile that ranks its counties alone: what stands elsewhere is counted all the same.
#[test]
fn who_is_in_no_list_is_counted_among_starts_and_completions() {
    let mut source = of(
        "2022-05",
        vec![area("450721", "5", "10"), area("450700-Q1", "5", "10")],
    );
    source.profile.publication.lists.truncate(1);
    let document = made(&source);
    let events = table(&document, "starts-and-completions");
    let counts: Vec<_> = (events.rows.iter())
        .map(|row| (row.label.as_str(), row.count))
        .collect();
    let expected = [("合计", 2), ("灵山县", 1), ("其他", 1)];
    assert_eq!(counts, expected.map(|(who, count)| (who, Some(count))));
    source.profile.publication.lists.clear();
    let everybody = made(&source);
    let rows = &table(&everybody, "starts-and-completions").rows;
    assert!(rows.iter().all(|row| row.label != "其他"));
}

/// Held against the plan as it was issued, what a county had planned before it left is still its own.
#[test]
fn a_county_whose_only_project_has_left_stands_with_its_opening_plan() {
    let mut left = area("450722", "1", "2");
    left.has_left = true;
    let mut added = area("450721", "3", "9");
    added.opening = None;
    let mut source = of("2022-08", vec![area("450721", "6", "10"), left, added]);
    for project in Arc::make_mut(&mut source.projects) {
        if let Some(opening) = &mut project.opening {
            opening.area.clone_from(&project.plan.area);
        }
    }
    source.profile.first_basis = crate::plan::PlanBasis::Opening;
    let document = made(&source);
    assert_eq!(
        shown(table(&document, "ranking-1"), &COLUMNS[1..4]),
        [
            "合计 | 12.00 | 7.00",
            "灵山县 | 10.00 | 6.00",
            "浦北县 | 2.00 | 1.00"
        ]
    );
    let notes = &table(&document, "starts-and-completions").notes;
    assert_eq!(
        notes,
        &[
            "不在年初计划之内的项目完成30,000.00万元，不计入合计和完成率。",
            "本年已调出1项，调出前完成10,000.00万元，计入合计和完成率。",
        ]
    );
}

/// Nobody divides by none due: what is there was early.
#[test]
fn completions_before_any_was_due_are_told_without_a_rate_of_those_due() {
    let one = area("450721", "5", "10").planned(|plan| {
        plan.nature = Nature::Completing;
        plan.planned_completion = "2022-09".parse().ok();
    });
    let one = one.reporting(&[
        ("year_to_date", "50000"),
        ("actual_completion", "2022-05-20"),
    ]);
    let document = made(&of("2022-05", vec![one]));
    assert_eq!(
        texts(&document)[2],
        "应竣工0项，实竣工1项，均为提前，占全年计划竣工1项的100.0%。"
    );
}
