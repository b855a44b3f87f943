//! 年初 and 调整后 side by side, 已调出, and 打包.

use super::super::*;
use super::{project, reported, wan};
use crate::check::testing::{month, profile};
use crate::plan::{Nature, PlanChange, PlanVersion};

fn book(id: &str, plan: &str) -> PlanBook {
    PlanBook::of_row(project(id, Nature::Continuing, Some(plan)))
}

fn done(amount: &str) -> Report {
    reported(&[("month_investment", "1"), ("year_to_date", amount)])
}

fn line(items: Vec<Item<'_>>, at: &str) -> Line {
    let summary = summarise(items, &[], month(at), &profile());
    summary.lines.into_iter().next().unwrap()
}

fn one_place(percent: Option<Decimal>) -> String {
    percent.map_or_else(
        || "—".to_owned(),
        |percent| crate::money::printed(percent, 1).to_string(),
    )
}

/// The worked example: August, P1–P3 with a plan of 100 each, P3 left in July, P4 entered with 50.
#[test]
fn both_rates_of_a_plan_that_has_changed() {
    let mut p3 = book("p3", "100");
    let left = PlanRow {
        exited: Some(month("2022-06")),
        ..project("p3", Nature::Continuing, Some("100"))
    };
    p3.push(PlanVersion::of(2, PlanChange::Exit, month("2022-07"), left));
    let entered = PlanRow {
        entered: month("2022-08"),
        ..project("p4", Nature::Continuing, Some("50"))
    };
    let p4 = PlanVersion::of(1, PlanChange::Supplement, month("2022-08"), entered);
    let p4 = PlanBook::new(vec![p4]);
    let (p1, p2) = (book("p1", "100"), book("p2", "100"));
    let [y1, y2, y3, y4] = ["60", "50", "30", "10"].map(done);
    let items = |at: &str| -> Vec<Item<'_>> {
        let at = month(at);
        let june = month("2022-06");
        let filed = |report| if at == june { None } else { Some(report) };
        [
            Item::of(&p1, at, filed(&y1), None),
            Item::of(&p2, at, filed(&y2), None),
            Item::of(&p3, at, None, Some((june, &y3)).filter(|_| at > june)),
            Item::of(&p4, at, filed(&y4), None),
        ]
        .into_iter()
        .flatten()
        .collect()
    };
    let august = line(items("2022-08"), "2022-08");
    assert_eq!(august.opening.annual_plan, wan("300"));
    assert_eq!(august.opening.year_to_date, wan("140"));
    assert_eq!(one_place(august.opening.completion), "46.7");
    assert_eq!((august.count, august.annual_plan), (3, wan("250")));
    assert_eq!(august.year_to_date_planned, wan("120"));
    assert_eq!(one_place(august.completion), "48.0");
    assert_eq!(august.completed(), wan("150"));
    assert_eq!(august.left.year_to_date, wan("30"));
    assert_eq!(august.left.projects, 1);
    assert_eq!(august.other_opening(), Some(&august.opening));
    // 66.7 % of the year is over.
    assert_eq!(one_place(august.opening.gap), "-20.0");
    assert_eq!(one_place(august.gap), "-18.7");
    let june = line(items("2022-06"), "2022-06");
    assert_eq!((june.count, june.left.projects), (3, 0));
    assert_eq!(june.annual_plan, june.opening.annual_plan);
}

#[test]
fn a_group_holds_what_was_issued_under_it_and_what_stands_under_it_now() {
    let mut became = PlanBook::of_row(project("a", Nature::Preparatory, None));
    let row = project("a", Nature::NewStart, Some("80"));
    became.push(PlanVersion::of(
        2,
        PlanChange::Nature,
        month("2022-05"),
        row,
    ));
    let mut moved = book("b", "100");
    let row = PlanRow {
        units: vec!["u2".to_owned()],
        ..project("b", Nature::Continuing, Some("100"))
    };
    moved.push(PlanVersion::of(2, PlanChange::Amend, month("2022-05"), row));
    let (a, b) = (done("20"), done("50"));
    let of = |at: &str, by: Dimension| {
        let at = month(at);
        let items = [
            Item::of(&became, at, Some(&a), None),
            Item::of(&moved, at, Some(&b), None),
        ];
        summarise(items.into_iter().flatten(), &[by], at, &profile())
    };
    let april = of("2022-04", Dimension::Nature);
    let preparatory = april.at(&[Key::Nature(Nature::Preparatory)]).unwrap();
    assert_eq!((preparatory.count, preparatory.annual_plan), (1, None));
    let may = of("2022-05", Dimension::Nature);
    assert_eq!(may.at(&[Key::Nature(Nature::Preparatory)]), None);
    let started = may.at(&[Key::Nature(Nature::NewStart)]).unwrap();
    assert_eq!(
        (started.annual_plan, started.year_to_date),
        (wan("80"), wan("20"))
    );
    assert!(started.opening.is_empty(), "it was no part of 年初");
    let units = of("2022-05", Dimension::Unit);
    let unit = |id: &str| units.at(&[Key::Unit(id.to_owned())]).unwrap();
    assert_eq!(unit("u1").opening.annual_plan, wan("100"));
    assert_eq!(unit("u1").annual_plan, wan("80"));
    assert_eq!(unit("u2").annual_plan, wan("100"));
    assert!(unit("u2").opening.is_empty());
}

/// Two parts report, one of them another unit's; the bundle is counted once, where it stands.
#[test]
fn the_parts_of_a_bundle_report_and_the_bundle_is_counted() {
    let mut bundle = project("b", Nature::Continuing, Some("1000"));
    bundle.is_bundle = true;
    let part = |id: &str, unit: &str| PlanRow {
        bundle: Some("b".to_owned()),
        units: vec![unit.to_owned()],
        ..project(id, Nature::NewStart, Some("400"))
    };
    let books = [bundle, part("b1", "u1"), part("b2", "u2")].map(PlanBook::of_row);
    let plain = book("p", "500");
    let (first, second, own) = (done("100"), done("50"), done("25"));
    let summary = |second: Option<&Report>| {
        let at = month("2022-05");
        let items = [
            Item::of(&books[1], at, Some(&first), None),
            Item::of(&books[0], at, None, None),
            Item::of(&books[2], at, second, None),
            Item::of(&plain, at, Some(&own), None),
        ];
        let by = [Dimension::Nature, Dimension::Unit];
        summarise(items.into_iter().flatten(), &by, at, &profile())
    };
    let all = summary(Some(&second));
    let total = &all.lines[0];
    assert_eq!(
        (total.count, total.reported, &*total.missing),
        (2, 2, &[][..])
    );
    assert_eq!(total.annual_plan, wan("1500"));
    assert_eq!(total.opening.annual_plan, wan("1500"));
    assert_eq!(total.year_to_date, wan("175"));
    assert_eq!(total.month, wan("3"));
    assert_eq!(all.at(&[Key::Nature(Nature::NewStart)]), None);
    let path = [Key::Nature(Nature::Continuing), Key::Unit("u1".to_owned())];
    assert_eq!(all.at(&path).unwrap().year_to_date, wan("175"));
    let one_missing = summary(None);
    let total = &one_missing.lines[0];
    assert_eq!((total.count, total.reported), (2, 1));
    assert_eq!(total.missing, ["b"]);
    assert_eq!(total.year_to_date, wan("125"));
}
