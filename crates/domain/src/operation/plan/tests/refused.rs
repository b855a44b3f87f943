//! What is refused, and why.

use super::*;

#[test]
#[expect(clippy::too_many_lines, reason = "a table, one case after the other")]
fn what_is_refused_and_why() {
    use PlanChange::{Amend, Annual, Exit, Nature as OfNature, Supplement};
    let amended = || row(|row| row.annual_plan = parse_plain("4000").ok());
    let new = |change: &dyn Fn(&mut PlanRow)| {
        row(|row| {
            row.id = "new".to_owned();
            row.entered = month("2022-05");
            change(row);
        })
    };
    let cause = Some(ExitCause::IndustrialPolicy);
    let adopt = |version: PlanVersion| (OFFICE, version);
    for (what, (may, version), expected) in vec![
        (
            "amended",
            adopt(wanted(2, Amend, "2022-05", amended())),
            None,
        ),
        (
            "not the office's",
            (UNIT, wanted(2, Amend, "2022-05", amended())),
            Some(Refusal::PlanOfficeOnly),
        ),
        (
            "a closed month",
            adopt(wanted(2, Amend, "2022-04", amended())),
            Some(Refusal::PlanMonthLocked),
        ),
        (
            "another came between",
            adopt(wanted(1, Amend, "2022-05", amended())),
            Some(Refusal::PlanChanged),
        ),
        (
            "nothing changes",
            adopt(wanted(2, Amend, "2022-05", row(|_| {}))),
            Some(Refusal::PlanUnchanged),
        ),
        ("left", adopt(exit(2, "2022-05", "2022-04", cause)), None),
        (
            "left without a cause",
            adopt(exit(2, "2022-05", "2022-04", None)),
            Some(Refusal::CauseMissing),
        ),
        (
            "left, and counts on",
            adopt(exit(2, "2022-05", "2022-05", cause)),
            Some(Refusal::PlanMismatch),
        ),
        (
            "left as an amendment",
            adopt(wanted(2, Amend, "2022-05", leaving("2022-04"))),
            Some(Refusal::PlanMismatch),
        ),
        (
            "is there already",
            adopt(wanted(2, Supplement, "2022-05", amended())),
            Some(Refusal::PlanMismatch),
        ),
        (
            "no other nature",
            adopt(wanted(2, OfNature, "2022-05", amended())),
            Some(Refusal::PlanMismatch),
        ),
        (
            "another nature",
            adopt(wanted(
                2,
                Amend,
                "2022-05",
                row(|row| row.nature = Nature::Completing),
            )),
            Some(Refusal::PlanMismatch),
        ),
        (
            "an unknown unit",
            adopt(wanted(
                2,
                Amend,
                "2022-05",
                row(|row| row.units = vec!["u9".to_owned()]),
            )),
            Some(Refusal::UnitUnknown),
        ),
        (
            "no unit",
            adopt(wanted(2, Amend, "2022-05", row(|row| row.units.clear()))),
            Some(Refusal::UnitUnknown),
        ),
        (
            "an unknown area",
            adopt(wanted(
                2,
                Amend,
                "2022-05",
                row(|row| row.area = "999999".to_owned()),
            )),
            Some(Refusal::AreaUnknown),
        ),
        (
            "an unknown category",
            adopt(wanted(
                2,
                Amend,
                "2022-05",
                row(|row| row.category = Some(Category(SPACE))),
            )),
            Some(Refusal::ClassUnknown),
        ),
        (
            "an unknown level",
            adopt(wanted(
                2,
                Amend,
                "2022-05",
                row(|row| row.level = Level(SPACE)),
            )),
            Some(Refusal::ClassUnknown),
        ),
        (
            "an unknown class",
            adopt(wanted(
                2,
                Amend,
                "2022-05",
                row(|row| row.classes.set(SPACE, Some(ClassKey::YES))),
            )),
            Some(Refusal::ClassUnknown),
        ),
        (
            "a bundle in itself",
            adopt(wanted(
                2,
                Amend,
                "2022-05",
                row(|row| row.bundle = Some("p1".to_owned())),
            )),
            Some(Refusal::BundleWrong),
        ),
        (
            "counted twice",
            adopt(wanted(
                2,
                Amend,
                "2022-05",
                row(|row| row.bundle = Some("p2".to_owned())),
            )),
            Some(Refusal::BundleWrong),
        ),
        (
            "a new one",
            adopt(wanted(1, Supplement, "2022-05", new(&|_| {}))),
            None,
        ),
        (
            "a new one in a closed month",
            adopt(wanted(
                1,
                Supplement,
                "2022-04",
                new(&|row| row.entered = month("2022-04")),
            )),
            Some(Refusal::PlanMonthLocked),
        ),
        (
            "a new one that enters before",
            adopt(wanted(
                1,
                Supplement,
                "2022-05",
                new(&|row| row.entered = month("2022-02")),
            )),
            Some(Refusal::PlanMismatch),
        ),
        (
            "a new one that leaves",
            adopt(wanted(1, Exit, "2022-05", new(&|_| {}))),
            Some(Refusal::PlanMismatch),
        ),
        (
            "next year's",
            adopt(wanted(2, Annual, "2023-01", amended())),
            None,
        ),
    ] {
        let mut world = world();
        if version.row.id == "new" {
            world.book = PlanBook::default();
        }
        let found = world.take(may, "lin", &Command::adopt(version));
        assert_eq!(found, expected, "{what}");
    }
}
