//! Money from above and bonds: what is carried of whoever has not reported, and what is asked for.

use super::*;
use crate::profile_file::builtin;
use crate::publish::Status;

const CENTRAL: [(&str, &str); 5] = [
    ("central_issued_on", "2022-01-31"),
    ("central_issued", "300"),
    ("central_paid", "200"),
    ("actual_start", "2022-04-30"),
    ("since_start", "50"),
];

fn ten(at: &str, projects: Vec<Project>) -> Source {
    let mut source = source(at, projects);
    source.profile = builtin("qinzhou-ten-2022").unwrap();
    source
}

fn of(source: &Source, id: &str) -> Table {
    let document = proofread(lists(source, Lang::Zh), &source.profile, Lang::Zh).unwrap();
    table(&document, id).clone()
}

fn silent(id: &str) -> Project {
    project(id, Nature::Continuing, "100")
}

const PAID: [&str; 5] = ["name", "issued", "paid", "payment_rate", "state"];

/// What was issued and paid does not come undone because a report is missing.
#[test]
fn who_has_not_reported_stays_in_the_totals_with_a_mark() {
    let told = [
        "合计 | 400.00* | 340.00* | 85.0 | ",
        "a项目 | 300.00* | 200.00* | 66.7 | 本月未报，按5月月报",
        "b项目 | 100.00 | 140.00 | 140.0 | ",
    ];
    let b = || {
        with(
            "b",
            &[
                ("central_issued", "100"),
                ("central_paid", "140"),
                ("actual_start", "2022-04-30"),
            ],
        )
    };
    let carried = silent("a").carried("2022-05", &CENTRAL);
    let made = of(&ten("2022-06", vec![carried, b()]), "central");
    assert_eq!(shown(&made, &PAID), told);

    // an edition carries no money: the edition of the month before has it
    let mut closed = ten("2022-06", vec![silent("a"), b()]);
    closed.status = Status::Final {
        edition: 1,
        at: "2022-07-05T02:00:00.000Z".to_owned(),
        plan: crate::plan::PlanBasis::Adjusted,
        digest: "0".repeat(64),
    };
    closed.previous = Some(Box::new(ten("2022-05", vec![with("a", &CENTRAL)])));
    assert_eq!(shown(&of(&closed, "central"), &PAID), told);
}

#[test]
fn money_from_above_is_told_with_how_much_of_the_whole_is_built() {
    let mut a = with("a", &CENTRAL);
    a.plan.total_investment = crate::publish::testing::wan("200");
    let only_a_day = with("b", &[("central_issued_on", "2022-05-31")]);
    let made = of(&ten("2022-05", vec![a, only_a_day]), "central");
    let columns = [
        "name",
        "issued_on",
        "issued",
        "since_start",
        "total_completion",
    ];
    let rows = shown(&made, &columns);
    assert_eq!(rows[1], "a项目 | 2022-01-31 | 300.00 | 50.00 | 25.0");
    assert!(
        rows[2].starts_with("b项目 | 2022-05-31 | — | —"),
        "{rows:?}"
    );
    assert_eq!(
        made.notes,
        [
            "共2项，已开工1项，逾期未开工0项。",
            "要求：下达后3个月内开工，年底前支付率达到85%。"
        ]
    );
}

/// 钦州十条措施 七: 85 % by the end of the year, inclusive.
#[test]
fn in_december_it_is_told_who_has_not_paid_enough() {
    let paid = |id: &str, paid: &str| {
        with(
            id,
            &[
                ("central_issued", "400"),
                ("central_paid", paid),
                ("actual_start", "2022-04-30"),
            ],
        )
    };
    let projects = || vec![paid("a", "340"), paid("b", "339.999999"), paid("c", "")];
    let states = |at: &str| {
        let made = of(&ten(at, projects()), "central");
        shown(&made, &["name", "state"])[1..].to_vec()
    };
    assert_eq!(
        states("2022-12"),
        ["a项目 | ", "b项目 | 支付率未达到85%", "c项目 | "]
    );
    assert_eq!(states("2022-11"), ["a项目 | ", "b项目 | ", "c项目 | "]);
}

/// 钦州十条措施 一, 五: how many have started, and what of the first half year is not used up by August.
#[test]
fn bonds_are_told_with_the_starts_and_with_who_has_not_used_them_up() {
    let bond = |id: &str, issued: &str, used: &str, start: &str| {
        with(
            id,
            &[
                ("bond_issued", issued),
                ("bond_used", used),
                ("actual_start", start),
            ],
        )
    };
    let mut june = ten(
        "2022-06",
        vec![
            bond("a", "100", "10", "2022-03-01"),
            bond("b", "100", "10", ""),
        ],
    );
    for month in ["2022-07", "2022-08"] {
        let (a, b) = match month {
            "2022-07" => ("80", "80"),
            _ => ("89.99", "90"),
        };
        let mut next = ten(
            month,
            vec![
                bond("a", "500", a, "2022-03-01"),
                bond("b", "100", b, ""),
                bond("c", "50", "", ""),
            ],
        );
        next.previous = Some(Box::new(june));
        june = next;
    }
    let made = of(&june, "bonds");
    assert_eq!(
        shown(&made, &["name", "payment_rate", "started", "state"]),
        [
            "合计 | 27.7 |  | ",
            "a项目 | 18.0 | 2022-03-01 | 逾期未用完",
            "b项目 | 90.0 |  | ",
            "c项目 | — |  | ",
        ]
    );
    assert_eq!(
        made.notes,
        [
            "共3项，已开工1项，开工率33.3%，逾期未用完1项。",
            "要求：6月底前发行的，8月底前使用率达到90%。"
        ]
    );
    let july = of(june.previous.as_deref().unwrap(), "bonds");
    assert!(
        july.notes[0].ends_with("逾期未用完0项。"),
        "{:?}",
        july.notes
    );
}
