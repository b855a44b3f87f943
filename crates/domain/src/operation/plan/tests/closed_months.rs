//! Whatever is decided once months are closed, their totals are what they were.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::*;
use crate::aggregate::{Dimension, Item, Summary, summarise};
use crate::check::testing::draft;
use crate::report::Report;

const PROJECTS: [&str; 4] = ["p1", "p2", "p3", "b"];

type Reports = BTreeMap<(usize, Month), Report>;

/// The totals of a month by nature, area and unit, as every screen and edition makes them.
fn totals(books: &[PlanBook], reports: &Reports, at: Month) -> Summary {
    let items = books.iter().enumerate().filter_map(|(project, book)| {
        let earlier = reports.range((project, month("2022-01"))..(project, at));
        let earlier = earlier.last().map(|((_, month), report)| (*month, report));
        Item::of(book, at, reports.get(&(project, at)), earlier)
    });
    let by = [Dimension::Nature, Dimension::Area, Dimension::Unit];
    summarise(items, &by, at, &profile())
}

#[derive(Debug, Clone)]
struct Change {
    project: usize,
    kind: PlanChange,
    from: i32,
    nature: Nature,
    annual: Option<u32>,
    unit: &'static str,
    bundle: bool,
    by_file: bool,
    /// Months before it counts in which it says to have entered.
    early: i32,
}

fn change() -> impl Strategy<Value = Change> {
    (
        0..PROJECTS.len(),
        prop::sample::select(PlanChange::ALL.to_vec()),
        0..14_i32,
        prop::sample::select(Nature::ALL.to_vec()),
        prop::option::of(1..1000_u32),
        prop::sample::select(vec!["u1", "u2"]),
        any::<bool>(),
        any::<bool>(),
        0..3_i32,
    )
        .prop_map(
            |(project, kind, from, nature, annual, unit, bundle, by_file, early)| Change {
                project,
                kind,
                from,
                nature,
                annual,
                unit,
                bundle,
                by_file,
                early,
            },
        )
}

/// The version that a change comes to, in the place of what the book has.
fn made(book: &PlanBook, change: &Change, locks: &Locks) -> Option<PlanVersion> {
    let from = month("2022-01").plus(change.from);
    let mut row = book.at(from).cloned().unwrap_or_else(plan_row);
    PROJECTS[change.project].clone_into(&mut row.id);
    row.name = format!("项目{}", row.id);
    row.is_bundle = row.id == "b";
    row.bundle = (change.bundle && row.id != "b").then(|| "b".to_owned());
    row.units = vec![change.unit.to_owned()];
    row.annual_plan = change
        .annual
        .and_then(|annual| parse_plain(&annual.to_string()).ok());
    if book.is_empty() {
        row.entered = from.plus(-change.early);
    }
    match change.kind {
        PlanChange::Exit => {
            row.exited = Some(from.previous());
            row.exit_reason = Some("规划调整".to_owned());
            row.exit_day = crate::period::parse_day("2022-07-10").ok();
            row.exit_approver = Some("市政府".to_owned());
        }
        PlanChange::Supplement => row.exited = None,
        PlanChange::Nature => row.nature = change.nature,
        PlanChange::Annual | PlanChange::Amend => {}
    }
    if change.by_file {
        row.nature = change.nature;
        return book.imported(row.clone(), locks.last(&row.id));
    }
    let cause = Some(ExitCause::MacroControl);
    Some(PlanVersion {
        cause: cause.filter(|_| change.kind == PlanChange::Exit),
        ..PlanVersion::of(book.next_number(), change.kind, from, row)
    })
}

/// Puts a change into the book, if it is taken.
fn put(books: &mut [PlanBook], change: &Change, locks: &Locks) -> bool {
    let Some(version) = made(&books[change.project], change, locks) else {
        return false;
    };
    if change.by_file {
        books[change.project].push(version);
        return true;
    }
    let others = books
        .iter()
        .filter_map(|book| book.at(version.valid_from).cloned());
    let mut world = World {
        profile: profile(),
        others: others.collect(),
        book: books[change.project].clone(),
        locks: locks.clone(),
        stored: None,
    };
    let is_taken = matches!(
        world.decide(OFFICE, "lin", &Command::adopt(version.clone())),
        Decision::Adopt { .. }
    );
    if is_taken {
        world.book.push(version);
        books[change.project] = world.book;
    }
    is_taken
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    /// Whatever is decided once months are closed, the totals of every one of them are what they were.
    #[test]
    fn closed_months_never_move(
        before in prop::collection::vec(change(), 0..12),
        after in prop::collection::vec(change(), 1..12),
        reports in prop::collection::vec((0..PROJECTS.len(), 0..12_i32, 0..500_u32), 0..30),
        closed in 0..12_i32,
    ) {
        let january = month("2022-01");
        let mut books = vec![PlanBook::default(); PROJECTS.len()];
        for one in &before {
            put(&mut books, one, &Locks::default());
        }
        let reports: Reports = reports.into_iter().map(|(project, at, amount)| {
            let amount = amount.to_string();
            let boxes = [("month_investment", "1"), ("year_to_date", &*amount)];
            ((project, january.plus(at)), Report::read(&draft(&boxes)))
        }).collect();
        let last = january.plus(closed);
        let closed: Vec<Month> = (0..=closed).map(|number| january.plus(number)).collect();
        let told = |books: &[PlanBook]| -> Vec<Summary> {
            closed.iter().map(|at| totals(books, &reports, *at)).collect()
        };
        let were = told(&books);
        let locks = locks(last);
        for one in &after {
            put(&mut books, one, &locks);
            prop_assert_eq!(&told(&books), &were, "{:?}", one);
        }
    }
}

#[test]
fn every_kind_of_change_is_among_what_is_tried() {
    let mut books = vec![PlanBook::default(); PROJECTS.len()];
    let one = |project, kind, from, nature, annual| Change {
        project,
        kind,
        from,
        nature,
        annual,
        unit: "u1",
        bundle: false,
        by_file: false,
        early: 0,
    };
    let locks = locks(month("2022-04"));
    let initial = one(0, PlanChange::Annual, 0, Nature::Continuing, Some(5));
    assert!(put(&mut books, &initial, &Locks::default()));
    for change in [
        one(1, PlanChange::Supplement, 4, Nature::Continuing, Some(7)),
        one(0, PlanChange::Amend, 5, Nature::Continuing, Some(9)),
        one(0, PlanChange::Nature, 6, Nature::Completing, Some(9)),
        one(0, PlanChange::Exit, 8, Nature::Completing, Some(9)),
        one(0, PlanChange::Supplement, 10, Nature::Completing, Some(9)),
        one(0, PlanChange::Annual, 12, Nature::Completing, Some(11)),
    ] {
        assert!(put(&mut books, &change, &locks), "{change:?}");
    }
}
