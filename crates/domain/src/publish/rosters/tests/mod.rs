//! The lists of a month, by the figures of the specification.

mod funds;
mod statistics_entry;
mod visited;

use super::*;
use crate::plan::Nature;
use crate::publish::testing::{project, shown, source, table};
use crate::publish::{Project, proofread};

fn made(projects: Vec<Project>) -> Document {
    let source = source("2022-05", projects);
    proofread(lists(&source, Lang::Zh), &source.profile, Lang::Zh).unwrap()
}

fn with(id: &str, boxes: &[(&str, &str)]) -> Project {
    project(id, Nature::Continuing, "100").reporting(boxes)
}

/// office.md 8: 340 of 400 are 85 %, inclusive.
#[test]
fn money_from_above_is_listed_with_its_totals_and_its_date() {
    let document = made(vec![
        with(
            "a",
            &[
                ("central_issued_on", "2022-01-31"),
                ("central_issued", "300"),
                ("central_paid", "290"),
                ("actual_start", "2022-04-30"),
            ],
        ),
        with(
            "b",
            &[
                ("central_issued_on", "2022-02-27"),
                ("central_issued", "100"),
                ("central_paid", "50"),
            ],
        ),
        with(
            "c",
            &[("central_issued_on", "2022-03-01"), ("central_issued", "0")],
        ),
        with("d", &[("bond_issued", "80"), ("bond_used", "20")]),
    ]);
    let columns = ["name", "issued", "paid", "payment_rate", "state"];
    assert_eq!(
        shown(table(&document, "central"), &columns),
        [
            "合计 | 400.00 | 340.00 | 85.0 | ",
            "a项目 | 300.00 | 290.00 | 96.7 | ",
            "b项目 | 100.00 | 50.00 | 50.0 | 下达后逾期未开工",
            "c项目 | 0.00 | — | — | ",
        ]
    );
    let bonds = shown(
        table(&document, "bonds"),
        &["name", "issued", "payment_rate"],
    );
    assert_eq!(bonds, ["合计 | 80.00 | 25.0", "d项目 | 80.00 | 25.0"]);
}

#[test]
fn the_halted_are_listed_with_how_they_go_on() {
    let document = made(vec![with(
        "a",
        &[
            ("status", "halted"),
            ("halt_reason", "资金未到位"),
            ("resume_this_year", "yes"),
            ("resume_date", "2022-08-01"),
        ],
    )]);
    let columns = ["number", "name", "reason", "this_year", "resume_date"];
    assert_eq!(
        shown(table(&document, "halted"), &columns),
        ["1 | a项目 | 资金未到位 | 是 | 2022-08-01"]
    );
}

/// 钦州十条措施 三十五: who may go on within the year says when and how.
#[test]
fn what_the_list_of_the_halted_lacks_is_told_in_it() {
    let halted = |id: &str, boxes: &[(&str, &str)]| {
        let all: Vec<_> = [("status", "halted")]
            .iter()
            .chain(boxes)
            .copied()
            .collect();
        with(id, &all)
    };
    let why = ("halt_reason", "资金未到位");
    let (yes, plan) = (
        ("resume_this_year", "yes"),
        ("resume_plan", "落实资金后复工"),
    );
    let carried =
        project("f", Nature::Continuing, "100").carried("2022-04", &[("status", "halted"), why]);
    let document = made(vec![
        halted("a", &[why, yes]),
        halted("b", &[why, yes, ("resume_date", "2022-08-01")]),
        halted("c", &[why, yes, plan, ("resume_date", "2022-05-30")]),
        halted("d", &[why, yes, plan, ("resume_date", "2022-05-31")]),
        halted("e", &[("resume_this_year", "no")]),
        carried,
        with("g", &[("status", "under_construction")]),
    ]);
    assert_eq!(
        shown(table(&document, "halted"), &["number", "name", "state"]),
        [
            "1 | a项目 | 未明确复工时间和方案",
            "2 | b项目 | 未明确复工方案",
            "3 | c项目 | 复工时间已过",
            "4 | d项目 | ",
            "5 | e项目 | 未填停工原因",
            "6 | f项目 | 本月未报，按4月月报",
        ]
    );
}

/// Nobody visits projects because they have all completed nothing.
#[test]
fn who_has_completed_nothing_is_not_among_the_largest() {
    let document = made(vec![
        with("a", &[("year_to_date", "0")]),
        with("b", &[("year_to_date", "-3")]),
    ]);
    let largest = table(&document, "largest");
    assert!(largest.rows.is_empty());
    assert_eq!(largest.notes, ["本月没有此类项目。"]);
}

#[test]
fn the_largest_are_twenty_and_who_equals_the_last() {
    let done = |number: usize| if number < 19 { 1000 - number } else { 7 };
    let projects = (0..23).map(|number| {
        let done = done(number).to_string();
        with(&format!("p{number:02}"), &[("year_to_date", done.as_str())])
    });
    let mut projects: Vec<Project> = projects.collect();
    projects.push(with("small", &[("year_to_date", "6")]));
    let document = made(projects);
    let rows = shown(
        table(&document, "largest"),
        &["number", "name", "year_to_date"],
    );
    assert_eq!(rows.len(), 23);
    assert_eq!(
        [&rows[0], &rows[22]],
        ["1 | p00项目 | 1,000.00", "23 | p22项目 | 7.00"]
    );
    assert_eq!(table(&document, "halted").notes, ["本月没有此类项目。"]);
}
