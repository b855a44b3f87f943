use proptest::prelude::*;

use super::*;
use crate::filing::testing::{day, hand_in, hand_ins, month, project, qinzhou};
use crate::filing::{Case, Decided};
use crate::operation::report::HandIns;
use crate::plan::{Nature, PlanRow};
use crate::units::Unit;

fn units() -> Vec<Unit> {
    let units = [
        ("city", None),
        ("county", Some("city")),
        ("bureau", Some("county")),
        ("office", Some("city")),
    ];
    let unit = |(id, parent): (&str, Option<&str>)| Unit {
        id: id.to_owned(),
        name: id.to_owned(),
        parent: parent.map(str::to_owned),
        area: None,
    };
    units.map(unit).into()
}

fn all_of(counts: &Counts) -> Vec<usize> {
    Column::ALL.map(|column| counts.of(column)).into()
}

#[test]
fn a_month_and_its_year_are_counted_by_the_units_below() {
    let profile = qinzhou();
    let plans = [
        ("a", "bureau"),
        ("b", "bureau"),
        ("c", "county"),
        ("d", "office"),
        ("e", "elsewhere"),
    ]
    .map(|(id, unit)| project(id, unit, Nature::Continuing));
    let [road, bridge, tunnel, port, dam] = &plans;
    let in_time = hand_ins(
        hand_in("2022-05-01T09:00:00+08:00", "2022-05-01T09:00:00+08:00"),
        &[],
    );
    let late = hand_ins(
        hand_in("2022-05-07T09:00:00+08:00", "2022-05-07T09:00:00+08:00"),
        &[],
    );
    let sent_back = hand_ins(
        hand_in("2022-05-01T09:00:00+08:00", "2022-05-01T09:00:00+08:00"),
        &[("2022-05-03T09:00:00+08:00", None)],
    );
    let case = |plan, of: &str, state, hand_ins, is_locked| Case {
        plan,
        month: month(of),
        state,
        hand_ins,
        decided: Decided {
            is_locked,
            ..Decided::default()
        },
    };
    let cases = [
        case(
            road,
            "2022-04",
            Some(State::Accepted),
            Some(&in_time),
            false,
        ),
        case(
            bridge,
            "2022-04",
            Some(State::Submitted),
            Some(&late),
            false,
        ),
        case(
            tunnel,
            "2022-04",
            Some(State::Returned),
            Some(&sent_back),
            false,
        ),
        case(port, "2022-04", Some(State::Draft), None, false),
        case(dam, "2022-04", None, None, false),
        // March is locked
        case(road, "2022-03", Some(State::Accepted), Some(&in_time), true),
        case(port, "2022-03", Some(State::Draft), None, true),
        // another year, and a month to come
        case(road, "2021-12", None, None, true),
        case(road, "2022-05", None, None, false),
    ];
    let today = day("2022-05-10");
    let entries = cases.map(|case| Entry::of(&case, &profile, today));
    let units = units();
    let tree = Tree::of(&units);
    let table = board(&entries, &tree, "city", month("2022-04"));
    let lines: Vec<_> = (table.units.iter())
        .map(|line| (line.unit.as_str(), all_of(&line.month), all_of(&line.year)))
        .collect();
    // 应报, 已报, 审定, 退回, 迟报, 未报, 缺报
    assert_eq!(
        lines,
        [
            // March's report came in May
            (
                "county",
                vec![3, 2, 1, 1, 1, 0, 0],
                vec![4, 3, 2, 1, 2, 0, 0]
            ),
            (
                "office",
                vec![1, 0, 0, 0, 0, 1, 0],
                vec![2, 0, 0, 0, 0, 1, 1]
            ),
            ("", vec![1, 0, 0, 0, 0, 1, 0], vec![1, 0, 0, 0, 0, 1, 0]),
        ]
    );
    assert_eq!(all_of(&table.total.month), [5, 2, 1, 1, 1, 2, 0]);
    assert_eq!(all_of(&table.total.year), [7, 3, 2, 1, 2, 2, 1]);
    // a county's own board
    let table = board(&entries, &tree, "county", month("2022-04"));
    let lines = table.units.iter();
    let lines: Vec<_> = lines
        .map(|line| (line.unit.as_str(), line.month.of(Column::Due)))
        .collect();
    assert_eq!(
        lines,
        [("bureau", 2), ("county", 1), ("office", 1), ("", 1)]
    );
}

#[test]
fn a_supervisors_board_is_that_of_the_unit_above_all_that_report() {
    let profile = qinzhou();
    let plans = ["bureau", "office"].map(|unit| project(unit, unit, Nature::Continuing));
    let of = |plan| {
        let case = Case {
            plan,
            month: month("2022-04"),
            state: None,
            hand_ins: None,
            decided: Decided::default(),
        };
        Entry::of(&case, &profile, day("2022-05-10"))
    };
    let entries: Vec<_> = plans.iter().map(of).collect();
    let units = units();
    let tree = Tree::of(&units);
    for (own, top) in [("office", "city"), ("county", "city"), ("city", "city")] {
        assert_eq!(top_of(&entries, &tree, own), top, "{own}");
    }
    assert_eq!(top_of(&entries[..1], &tree, "county"), "county");
    assert_eq!(top_of(&entries, &tree, "elsewhere"), "elsewhere");
    assert_eq!(top_of(&[], &tree, "county"), "county");
}

/// Anything that can be the case with one project in one month.
#[derive(Debug, Clone)]
struct Any {
    plan: PlanRow,
    month: u8,
    state: Option<State>,
    hand_ins: Option<HandIns>,
    decided: Decided,
}

fn any() -> impl Strategy<Value = Any> {
    let state = prop::option::of(prop::sample::select(State::ALL.to_vec()));
    let moment = |day: u8| format!("2022-05-{day:02}T09:00:00+08:00");
    let returns = prop::collection::vec((1_u8..28, prop::option::of(1_u8..28)), 0..3);
    let came = prop::option::of((1_u8..28, 1_u8..28, returns)).prop_map(move |came| {
        came.map(|(made, received, returns)| {
            let returns: Vec<_> = (returns.into_iter())
                .map(|(at, again)| (moment(at), again.map(moment)))
                .collect();
            let returns: Vec<_> = returns
                .iter()
                .map(|(at, again)| (at.as_str(), again.as_deref()))
                .collect();
            hand_ins(hand_in(&moment(made), &moment(received)), &returns)
        })
    });
    let unit = prop::sample::select(vec!["county", "bureau", "office", "elsewhere"]);
    let nature = prop::sample::select(Nature::ALL.to_vec());
    let decided = (any_bool(), any_bool(), prop::option::of(1_u8..28));
    (unit, nature, 1_u8..6, state, came, decided).prop_map(
        |(unit, nature, number, state, hand_ins, (is_locked, is_excused, until))| Any {
            plan: project("x", unit, nature),
            month: number,
            state,
            hand_ins,
            decided: Decided {
                extended_until: until.map(|until| day(&format!("2022-05-{until:02}"))),
                is_excused,
                is_locked,
            },
        },
    )
}

fn any_bool() -> impl Strategy<Value = bool> {
    prop::bool::ANY
}

proptest! {
    /// Whatever is the case, each project that is due counts once in 应报, and in exactly one of 已报,
    /// 退回, 未报 and 缺报; the units come to the total.
    #[test]
    fn every_project_counts_once(all in prop::collection::vec(any(), 0..30), today in 1_u8..28) {
        let mut profile = qinzhou();
        profile.calendar.quarterly = vec![Nature::Preparatory];
        let today = day(&format!("2022-05-{today:02}"));
        let entries: Vec<Entry<'_>> = all
            .iter()
            .map(|one| {
                let case = Case {
                    plan: &one.plan,
                    month: Month::new(2022, i8::try_from(one.month).unwrap()).unwrap(),
                    state: one.state,
                    hand_ins: one.hand_ins.as_ref(),
                    decided: one.decided,
                };
                Entry::of(&case, &profile, today)
            })
            .collect();
        let units = units();
        let table = board(&entries, &Tree::of(&units), "city", month("2022-05"));
        let due = entries.iter().filter(|entry| entry.mark != Mark::NotDue).count();
        prop_assert_eq!(table.total.year.of(Column::Due), due);
        for line in table.units.iter().chain([&table.total]) {
            for counts in [&line.month, &line.year] {
                let parts = [Column::Reported, Column::Returned, Column::Open, Column::Missing];
                let parts: usize = parts.into_iter().map(|column| counts.of(column)).sum();
                prop_assert_eq!(parts, counts.of(Column::Due));
                prop_assert!(counts.of(Column::Accepted) <= counts.of(Column::Reported));
                let late = counts.of(Column::Late);
                prop_assert!(late <= counts.of(Column::Reported) + counts.of(Column::Returned));
            }
        }
        for column in Column::ALL {
            let of = |line: &Line| (line.month.of(column), line.year.of(column));
            let sum = table.units.iter().map(of).fold((0, 0), |a, b| (a.0 + b.0, a.1 + b.1));
            prop_assert_eq!(sum, of(&table.total));
        }
    }
}
