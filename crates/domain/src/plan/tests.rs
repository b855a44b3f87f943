//! What a book says of a month, and what differs between rows.

use super::*;
use crate::check::testing::{month, plan_row};
use crate::money::{Money, parse_plain};
use crate::period::Month;

fn row(change: impl FnOnce(&mut PlanRow)) -> PlanRow {
    let mut row = plan_row();
    change(&mut row);
    row
}

fn annual(amount: &str) -> PlanRow {
    row(|row| row.annual_plan = parse_plain(amount).ok())
}

fn version(number: u32, change: PlanChange, from: &str, row: PlanRow) -> PlanVersion {
    PlanVersion::of(number, change, month(from), row)
}

fn left_after(last: &str) -> PlanRow {
    row(|row| row.exited = Some(month(last)))
}

/// Adopted in January, amended in May for May, in June for April, left in August, back in October.
fn book() -> PlanBook {
    let back = row(|row| row.annual_plan = parse_plain("5").ok());
    PlanBook::new(vec![
        version(1, PlanChange::Annual, "2022-01", annual("1")),
        version(2, PlanChange::Amend, "2022-05", annual("2")),
        version(3, PlanChange::Amend, "2022-04", annual("3")),
        version(4, PlanChange::Exit, "2022-08", left_after("2022-07")),
        version(5, PlanChange::Supplement, "2022-10", back),
    ])
}

#[test]
fn the_version_from_the_latest_month_counts_and_of_two_the_one_adopted_later() {
    let book = book();
    let annual = |at: &str| {
        let row = book.at(month(at)).unwrap();
        row.annual_plan.unwrap().to_string()
    };
    for (at, amount, is_there) in [
        ("2021-12", "1", false),
        ("2022-01", "1", true),
        ("2022-03", "1", true),
        ("2022-04", "3", true),
        ("2022-05", "2", true),
        ("2022-07", "2", true),
        ("2022-08", "3000", false),
        ("2022-09", "3000", false),
        ("2022-10", "5", true),
        ("2023-04", "5", true),
    ] {
        assert_eq!(annual(at), amount, "{at}");
        assert_eq!(book.is_in_plan(month(at)), is_there, "{at}");
        assert_eq!(book.at(month(at)).unwrap().is_in_plan(month(at)), is_there);
    }
    assert_eq!(book.newest().unwrap().number, 5);
    assert_eq!(book.next_number(), 6);
    assert_eq!(PlanBook::default().at(month("2022-01")), None);
}

#[test]
fn the_years_plan_is_as_it_was_issued() {
    let mut book = book();
    let opening = |book: &PlanBook, at: &str| {
        let row = book.opening(month(at));
        row.map(|row| row.annual_plan.unwrap().to_string())
    };
    let is = |text: &str| Some(text.to_owned());
    assert_eq!(opening(&book, "2022-01"), is("1"));
    assert_eq!(opening(&book, "2022-12"), is("1"), "whatever came later");
    assert_eq!(opening(&book, "2023-01"), is("5"), "carried on");
    assert_eq!(opening(&book, "2021-12"), None);
    book.push(version(6, PlanChange::Annual, "2022-01", annual("9")));
    assert_eq!(opening(&book, "2022-12"), is("9"), "corrected");
    book.push(version(7, PlanChange::Annual, "2023-02", annual("7")));
    assert_eq!(
        opening(&book, "2023-01"),
        is("5"),
        "not known before February"
    );
    assert_eq!(opening(&book, "2023-02"), is("7"));
    let entered = PlanBook::new(vec![version(
        1,
        PlanChange::Supplement,
        "2022-05",
        row(|row| row.entered = month("2022-05")),
    )]);
    assert_eq!(opening(&entered, "2022-06"), None);
    assert_eq!(opening(&entered, "2023-01"), is("3000"));
}

#[test]
fn who_left_within_the_year_is_known_with_the_last_row() {
    let book = book();
    let left = |at: &str| {
        book.left(month(at))
            .map(|row| row.annual_plan.unwrap().to_string())
    };
    assert_eq!(left("2022-07"), None);
    assert_eq!(left("2022-08"), Some("2".to_owned()));
    assert_eq!(left("2022-09"), Some("2".to_owned()));
    assert_eq!(left("2022-10"), None, "it is back");
    let of_row = PlanBook::of_row(left_after("2022-03"));
    assert!(of_row.left(month("2022-04")).is_some());
    assert!(
        of_row.left(month("2023-01")).is_none(),
        "that was last year"
    );
}

#[test]
fn a_file_takes_the_place_of_the_newest_version_from_the_first_open_month_on() {
    let amended = || annual("9");
    let january = || PlanBook::of_row(plan_row());
    let nature = || row(|row| row.nature = Nature::Completing);
    let next_year = || row(|row| row.entered = month("2023-01"));
    let locked = |text: &str| text.parse::<Month>().ok();
    let none = PlanBook::default;
    for (what, book, row, locked, expected) in [
        (
            "new",
            none(),
            plan_row(),
            None,
            Some((PlanChange::Annual, "2022-01")),
        ),
        (
            "new, late",
            none(),
            plan_row(),
            locked("2022-04"),
            Some((PlanChange::Supplement, "2022-05")),
        ),
        (
            "new in a new year",
            none(),
            next_year(),
            locked("2022-11"),
            Some((PlanChange::Annual, "2023-01")),
        ),
        ("the same", january(), plan_row(), locked("2022-04"), None),
        (
            "corrected",
            january(),
            amended(),
            None,
            Some((PlanChange::Annual, "2022-01")),
        ),
        (
            "amended",
            january(),
            amended(),
            locked("2022-04"),
            Some((PlanChange::Amend, "2022-05")),
        ),
        (
            "nature",
            january(),
            nature(),
            locked("2022-04"),
            Some((PlanChange::Nature, "2022-05")),
        ),
        (
            "left",
            january(),
            left_after("2022-04"),
            locked("2022-04"),
            Some((PlanChange::Exit, "2022-05")),
        ),
        (
            "next year's",
            january(),
            amended(),
            locked("2022-12"),
            Some((PlanChange::Annual, "2023-01")),
        ),
        (
            "next year's, early",
            january(),
            next_year(),
            locked("2022-10"),
            Some((PlanChange::Annual, "2023-01")),
        ),
        (
            "after more",
            self::book(),
            amended(),
            locked("2022-04"),
            Some((PlanChange::Amend, "2022-10")),
        ),
    ] {
        let made = book.imported(row.clone(), locked);
        let found = made.as_ref().map(|made| (made.change, made.valid_from));
        let expected = expected.map(|(change, from)| (change, month(from)));
        assert_eq!(found, expected, "{what}");
        let mut after = book;
        let Some(made) = made else { continue };
        assert_eq!(made.number, after.next_number(), "{what}");
        after.push(made);
        assert_eq!(
            after.imported(row, locked),
            None,
            "{what}: the same file twice"
        );
    }
    let late = none().imported(plan_row(), locked("2022-04")).unwrap();
    assert_eq!(
        late.row.entered,
        month("2022-05"),
        "it enters no closed month"
    );
}

#[test]
fn a_file_that_holds_from_a_month_on_leaves_the_months_before_it_as_they_are() {
    let row = plan_row();
    let from = row.entered;
    let book = PlanBook::of_row(row.clone());
    let other = PlanRow {
        name: "改名".to_owned(),
        ..row.clone()
    };
    for (stated, locked, expected, change) in [
        (from, None, from, PlanChange::Annual),
        (from.plus(4), None, from.plus(4), PlanChange::Amend),
        (from.plus(4), Some(from), from.plus(4), PlanChange::Amend),
        // what is closed does not move, whatever is stated
        (from, Some(from.plus(5)), from.plus(6), PlanChange::Amend),
    ] {
        let made = book.imported_from(other.clone(), stated, locked).unwrap();
        assert_eq!(
            (made.valid_from, made.change),
            (expected, change),
            "{stated}"
        );
        let mut after = book.clone();
        after.push(made);
        if expected > from {
            assert_eq!(after.at(expected.previous()), Some(&row), "{stated}");
        }
        assert_eq!(after.at(expected), Some(&other), "{stated}");
        assert_eq!(after.imported_from(other.clone(), stated, locked), None);
        let again = after.imported_from(row.clone(), from, None).unwrap();
        assert_eq!(
            again.valid_from, expected,
            "the newest is what a file changes"
        );
    }
}

#[test]
fn what_differs_is_named_with_before_and_after() {
    let after = row(|row| {
        row.nature = Nature::Completing;
        row.annual_plan = None;
        row.planned_completion = Some(month("2022-11"));
        row.is_bundle = true;
    });
    let found: Vec<_> = differences(&plan_row(), &after)
        .into_iter()
        .map(|one| (one.part, one.before, one.after))
        .collect();
    let text = |text: &str| Some(text.to_owned());
    assert_eq!(
        found,
        [
            (PlanBox::Nature, text("continuing"), text("completing")),
            (PlanBox::PlannedCompletion, None, text("2022-11")),
            (PlanBox::AnnualPlan, text("3000"), None),
            (PlanBox::IsBundle, text("false"), text("true")),
        ]
    );
    assert_eq!(differences(&after, &after), []);
}

/// Every part of a row is told of: one more member of it needs one more here.
#[test]
fn no_part_of_a_row_changes_unseen() {
    let day = crate::period::parse_day("2022-05-08").ok();
    let text = || Some("x".to_owned());
    let other = PlanRow {
        id: "x".to_owned(),
        name: "x".to_owned(),
        code: text(),
        nature: Nature::NewStart,
        category: Some(Category::ECOLOGY),
        area: "x".to_owned(),
        level: Level::REGIONAL,
        is_industrial: true,
        is_private: true,
        is_real_estate: true,
        sector: text(),
        classes: Classes::default(),
        owner: "x".to_owned(),
        owner_uscc: text(),
        units: vec!["x".to_owned()],
        total_investment: parse_plain("1").ok(),
        annual_plan: parse_plain("1").ok(),
        before_year: parse_plain("1").ok(),
        upper_level_funds: parse_plain("1").ok(),
        monthly_plan: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]
            .map(|amount| Money::from_wan(amount.into()))
            .into(),
        bundle: text(),
        is_bundle: true,
        scale: "x".to_owned(),
        planned_start: Some(month("2022-02")),
        planned_completion: Some(month("2022-02")),
        entered: month("2022-02"),
        exited: Some(month("2022-02")),
        exit_reason: text(),
        exit_day: day,
        exit_approver: text(),
    };
    let found = differences(&plan_row(), &other);
    let parts: Vec<PlanBox> = found.into_iter().map(|one| one.part).collect();
    assert_eq!(parts, PlanBox::ALL);
}

#[test]
fn classes_change_as_everything_else_does() {
    let key = |text: &str| ClassKey::new(text).unwrap();
    let with = |said: &[(&str, &str)]| {
        row(|row| {
            for (class, value) in said {
                row.classes.set(key(class), Some(key(value)));
            }
        })
    };
    let before = with(&[("funds", "own"), ("park", "yes")]);
    let after = with(&[("bond", "yes"), ("funds", "central")]);
    let text = |text: &str| Some(text.to_owned());
    let found = differences(&before, &after).into_iter();
    assert_eq!(
        found
            .map(|one| (one.part, one.before, one.after))
            .collect::<Vec<_>>(),
        [
            (PlanBox::Class(key("bond")), None, text("yes")),
            (PlanBox::Class(key("funds")), text("own"), text("central")),
            (PlanBox::Class(key("park")), text("yes"), None),
        ]
    );
    assert_eq!(differences(&after, &after), []);
}

#[test]
fn parts_and_bundles_fit_together() {
    let named = |id: &str, bundle: Option<&str>, is_bundle: bool| {
        row(|row| {
            id.clone_into(&mut row.id);
            row.bundle = bundle.map(str::to_owned);
            row.is_bundle = is_bundle;
        })
    };
    let plan = [
        named("b", None, true),
        named("c", Some("b"), false),
        named("d", None, false),
    ];
    for (row, expected) in [
        (named("n", None, false), None),
        (named("n", Some("b"), false), None),
        (named("n", Some("n"), true), Some(BundleFault::Nested)),
        (named("n", Some("n"), false), Some(BundleFault::Nested)),
        (named("n", Some("b"), true), Some(BundleFault::Nested)),
        (named("n", Some("d"), false), Some(BundleFault::NoBundle)),
        (named("n", Some("gone"), false), Some(BundleFault::NoBundle)),
        (named("b", None, false), Some(BundleFault::HasParts)),
        (named("b", None, true), None),
    ] {
        assert_eq!(bundle_fault(&row, &plan), expected, "{row:?}");
    }
}
