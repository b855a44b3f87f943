//! What of a long table is drawn.

use super::table::Sight;

#[test]
fn of_a_long_table_what_is_in_sight_is_drawn_and_of_a_short_one_all() {
    let at = |top: i32| Sight {
        top,
        height: 600,
        row: 40,
    };
    for (top, count, drawn) in [
        (0, 80, (0, 80)),
        (0, 1_132, (0, 40)),
        (4_000, 1_132, (80, 140)),
        (45_280, 1_132, (1_100, 1_132)),
        // a document that is shorter than the one before
        (45_280, 100, (80, 100)),
    ] {
        assert_eq!(at(top).drawn(count), drawn, "{top} of {count}");
    }
}

#[test]
fn scrolling_by_a_row_draws_nothing_anew() {
    let at = |top: i32| Sight {
        top,
        height: 600,
        row: 40,
    };
    let is_same = |one: i32, other: i32| at(one).draws_the_same(at(other), 1_132);
    assert!(is_same(4_000, 4_040));
    assert!(!is_same(4_000, 5_000));
    let changes = (0..400).filter(|row| !is_same(row * 40, row * 40 + 40));
    assert_eq!(changes.count(), 39, "twice each twenty rows");
    let higher = Sight { row: 48, ..at(0) };
    assert!(!at(0).draws_the_same(higher, 1_132), "gaps are higher");
}

#[test]
fn every_row_in_sight_is_drawn_wherever_it_is_scrolled_to() {
    for row in [0, 1, 31, 48] {
        for top in (0..60_000).step_by(97) {
            let sight = Sight {
                top,
                height: 700,
                row,
            };
            let (first, last) = sight.drawn(1_132);
            let (from, to) = (top / row.max(1), (top + 700) / row.max(1));
            let (from, to) = (from.min(1_131), to.min(1_131));
            assert!(first <= usize::try_from(from).unwrap());
            assert!(last > usize::try_from(to).unwrap());
        }
    }
}
