//! What a ledger tells of each month, by the figures of the specification.

use super::*;
use crate::check::testing::{month, plan_row, profile};
use crate::money::{Money, parse_plain, printed};
use crate::plan::PlanChange;
use crate::report::Problem;

fn wan(text: &str) -> Option<Money> {
    parse_plain(text).ok()
}

fn reported(at: &str, own: &str, to_date: &str) -> Reported<'static> {
    Reported {
        month: month(at),
        state: Some(State::Accepted),
        counted: Some(Report {
            month_investment: wan(own),
            year_to_date: wan(to_date),
            ..Report::default()
        }),
        is_withheld: false,
        course: None,
        questions: Vec::new(),
    }
}

fn book(change: impl FnOnce(&mut PlanRow)) -> PlanBook {
    let mut row = plan_row();
    row.annual_plan = wan("100");
    row.entered = month("2022-01");
    change(&mut row);
    PlanBook::of_row(row)
}

/// Twelve months that reach 42 in May and 100 in December.
fn schedule() -> Vec<Money> {
    let amounts = [
        "5", "10", "20", "30", "42", "50", "60", "70", "80", "90", "95", "100",
    ];
    amounts.iter().filter_map(|amount| wan(amount)).collect()
}

#[test]
fn the_schedule_of_months_stands_beside_the_time_that_has_passed() {
    let profile = profile();
    let book = book(|row| row.monthly_plan = schedule());
    let given = Given {
        profile: &profile,
        book: &book,
        month: month("2022-05"),
        reports: vec![reported("2022-05", "10", "45")],
    };
    let ledger = ledger(&given).unwrap();
    let may = &ledger.years[0].lines[4];
    let shown = |points: Option<rust_decimal::Decimal>| printed(points.unwrap(), 1).to_string();
    assert_eq!(shown(may.against_schedule), "3.0");
    assert_eq!(shown(may.progress.gap()), "3.3");
    assert_eq!(may.scheduled, wan("42"));
    assert!(!may.is_behind);
}

#[test]
fn each_month_says_what_is_held_of_it_across_years() {
    let profile = profile();
    let mut book = book(|row| row.entered = month("2021-11"));
    let next = PlanRow {
        annual_plan: wan("200"),
        ..book.newest().unwrap().row.clone()
    };
    book.push(PlanVersion::of(
        2,
        PlanChange::Annual,
        month("2022-01"),
        next,
    ));
    let mut draft = reported("2022-02", "1", "2");
    (draft.state, draft.counted) = (Some(State::Draft), None);
    let mut withheld = reported("2022-03", "1", "2");
    (withheld.counted, withheld.is_withheld) = (None, true);
    let given = Given {
        profile: &profile,
        book: &book,
        month: month("2022-04"),
        reports: vec![
            reported("2021-12", "40", "90"),
            reported("2022-01", "8", "8"),
            draft,
            withheld,
            reported("2022-05", "1", "9"),
        ],
    };
    let ledger = ledger(&given).unwrap();
    let years: Vec<_> = ledger
        .years
        .iter()
        .map(|one| (one.year, one.plan))
        .collect();
    assert_eq!(years, [(2022, wan("200")), (2021, wan("100"))]);
    let stands = |year: usize, number: usize| ledger.years[year].lines[number - 1].stands;
    for (year, number, expected) in [
        (1, 10, Stands::NotInPlan),
        (1, 11, Stands::NotHeld),
        (1, 12, Stands::Counts(State::Accepted)),
        (0, 1, Stands::Counts(State::Accepted)),
        (0, 2, Stands::NotCounted(Some(State::Draft))),
        (0, 3, Stands::Withheld),
        (0, 4, Stands::NotHeld),
        (0, 5, Stands::ToCome),
    ] {
        assert_eq!(stands(year, number), expected, "{year} {number}");
    }
    assert_eq!(ledger.not_held, [month("2022-04"), month("2021-11")]);
    assert!(ledger.years[0].lines[0].is_behind, "4.0 % of 8.3 %");
    assert_eq!(ledger.newest.unwrap().0, month("2022-01"));
}

#[test]
fn a_problem_is_one_from_the_month_that_raises_it_to_the_last_that_names_it() {
    let profile = profile();
    let book = book(|_| {});
    let problem = |id: &str, words: &str| Problem {
        id: id.to_owned(),
        description: Some(words.to_owned()),
        ..Problem::default()
    };
    let with = |at: &str, problems: Vec<Problem>| {
        let mut one = reported(at, "1", "1");
        one.counted.as_mut().unwrap().problems = problems;
        one
    };
    let given = Given {
        profile: &profile,
        book: &book,
        month: month("2022-05"),
        reports: vec![
            with("2022-03", vec![problem("1", "征地"), problem("2", "用电")]),
            with("2022-04", vec![problem("1", "用电")]),
        ],
    };
    let ledger = ledger(&given).unwrap();
    let told: Vec<_> = ledger
        .problems
        .iter()
        .map(|one| {
            let words = one.problem.description.clone().unwrap();
            (words, one.first, one.last, one.is_dropped)
        })
        .collect();
    let (march, april) = (month("2022-03"), month("2022-04"));
    assert_eq!(
        told,
        [
            ("征地".to_owned(), march, march, true),
            ("用电".to_owned(), march, april, false),
        ]
    );
}

#[test]
fn visits_are_told_once_and_the_filing_stands_as_the_newest_report_says() {
    let profile = crate::profile_file::builtin("qinzhou-ten-2022").unwrap();
    let book = book(|_| {});
    let visit = |day: &str, visitor: &str| crate::report::Visit {
        day: crate::period::parse_day(day).ok(),
        visitor: Some(visitor.to_owned()),
        ..crate::report::Visit::default()
    };
    let with = |at: &str, visits: Vec<crate::report::Visit>| {
        let mut one = reported(at, "1", "1");
        let report = one.counted.as_mut().unwrap();
        report.visits = visits;
        report.actual_start = crate::period::parse_day("2022-02-20").ok();
        one
    };
    let (march, april) = (visit("2022-03-10", "甲"), visit("2022-04-12", "乙"));
    let given = Given {
        profile: &profile,
        book: &book,
        month: month("2022-05"),
        reports: vec![
            with("2022-03", vec![march.clone()]),
            with("2022-04", vec![march.clone(), april.clone()]),
        ],
    };
    let ledger = ledger(&given).unwrap();
    assert_eq!(ledger.visits, [april, march]);
    let entry = ledger.statistics_entry.unwrap();
    let overdue = crate::statistics_entry::Standing::Overdue(46);
    assert_eq!(
        entry.standing, overdue,
        "since 15 March, at the end of April"
    );
}
