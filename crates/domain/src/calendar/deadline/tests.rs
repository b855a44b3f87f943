use proptest::prelude::*;

use super::*;
use crate::calendar::Holiday;
use crate::calendar::testing::{days, holiday, holidays_2022, rule};
use crate::period::{parse_day, show_day};

fn month(text: &str) -> Month {
    text.parse().unwrap()
}

/// The deadline of a month's report as day, day before moving, and reason.
fn told(rule: &CalendarRule, of: &str) -> (String, Option<String>, Option<String>) {
    let found = deadline(rule, &holidays_2022(), month(of), Nature::Continuing).unwrap();
    (
        show_day(found.last_day),
        found.moved_from.map(show_day),
        found.because(Lang::Zh),
    )
}

fn assert_told(rule: &CalendarRule, of: &str, last_day: &str, moved_from: &str, because: &str) {
    let said = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    let expected = (last_day.to_owned(), said(moved_from), said(because));
    assert_eq!(told(rule, of), expected, "{rule:?}");
}

#[test]
fn the_worked_figures_of_2022() {
    use HolidayShift::Next;
    let by_the_1st = rule(1, 1, true, Next);
    let by_the_3rd = rule(3, 1, true, Next);
    assert_told(
        &by_the_1st,
        "2022-04",
        "2022-05-05",
        "2022-05-01",
        "逢劳动节，顺延",
    );
    assert_told(
        &by_the_3rd,
        "2021-12",
        "2022-01-04",
        "2022-01-03",
        "逢元旦，顺延",
    );
    let fifth = CalendarRule {
        working_day: Some(5),
        ..by_the_1st
    };
    assert_told(
        &fifth,
        "2022-09",
        "2022-10-12",
        "",
        "第 5 个工作日，其间国庆节放假",
    );
    assert_told(&fifth, "2022-07", "2022-08-05", "", "第 5 个工作日");
}

#[test]
fn days_follow_day_offset_and_inclusion() {
    for (day, offset, inclusive, of, last_day) in [
        (1, 1, true, "2022-05", "2022-06-01"),
        (1, 1, false, "2022-05", "2022-05-31"),
        (3, 1, true, "2021-12", "2022-01-03"),
        (25, 0, true, "2022-02", "2022-02-25"),
        (28, 0, true, "2022-02", "2022-02-28"),
        // the month has no such day: its last
        (31, 0, true, "2022-04", "2022-04-30"),
        (31, 0, true, "2024-02", "2024-02-29"),
        (31, 0, true, "2023-02", "2023-02-28"),
        (30, 1, false, "2022-01", "2022-02-27"),
    ] {
        let rule = rule(day, offset, inclusive, HolidayShift::None);
        assert_told(&rule, of, last_day, "", "");
    }
}

#[test]
fn a_day_off_is_moved_and_says_why() {
    use HolidayShift::{Next, Previous};
    for (day, offset, inclusive, shift, of, expected) in [
        // Sunday
        (
            25,
            0,
            true,
            Next,
            "2022-09",
            "2022-09-26 2022-09-25 逢周末，顺延",
        ),
        (
            25,
            0,
            true,
            Previous,
            "2022-09",
            "2022-09-23 2022-09-25 逢周末，提前",
        ),
        // a worked Saturday and Sunday stay
        (7, 0, true, Next, "2022-05", "2022-05-07  "),
        (9, 0, true, Next, "2022-10", "2022-10-09  "),
        // past a whole holiday, and back to what is worked before it
        (
            1,
            1,
            true,
            Next,
            "2022-09",
            "2022-10-08 2022-10-01 逢国庆节，顺延",
        ),
        (
            31,
            0,
            true,
            Previous,
            "2022-01",
            "2022-01-30 2022-01-31 逢春节，提前",
        ),
        // exclusive first, moved then
        (
            4,
            1,
            false,
            Next,
            "2021-12",
            "2022-01-04 2022-01-03 逢元旦，顺延",
        ),
        (
            1,
            0,
            false,
            Next,
            "2022-05",
            "2022-05-05 2022-04-30 逢劳动节，顺延",
        ),
        (
            1,
            0,
            false,
            Previous,
            "2022-02",
            "2022-01-30 2022-01-31 逢春节，提前",
        ),
        // two months later
        (
            1,
            2,
            true,
            Next,
            "2022-03",
            "2022-05-05 2022-05-01 逢劳动节，顺延",
        ),
    ] {
        let parts: Vec<&str> = expected.splitn(3, ' ').collect();
        let rule = rule(day, offset, inclusive, shift);
        assert_told(&rule, of, parts[0], parts[1], parts[2]);
    }
}

#[test]
fn december_is_due_in_the_year_after() {
    // the notice for 2023 is not among those seen, and the days say so
    let by_the_1st = rule(1, 1, true, HolidayShift::Next);
    assert_told(
        &by_the_1st,
        "2022-12",
        "2023-01-03",
        "2023-01-01",
        "逢元旦，顺延；未核对节假日",
    );
    let by_the_25th = rule(25, 0, true, HolidayShift::Next);
    assert_told(
        &by_the_25th,
        "2022-12",
        "2022-12-26",
        "2022-12-25",
        "逢周末，顺延",
    );
}

#[test]
fn a_year_without_a_notice_says_so_where_it_matters() {
    let shifted = rule(5, 1, true, HolidayShift::Next);
    assert_told(&shifted, "2030-05", "2030-06-05", "", "未核对节假日");
    let stays = rule(5, 1, true, HolidayShift::None);
    assert_told(&stays, "2030-05", "2030-06-05", "", "");
    let counted = CalendarRule {
        working_day: Some(2),
        ..stays
    };
    assert_told(
        &counted,
        "2030-05",
        "2030-06-04",
        "",
        "第 2 个工作日；未核对节假日",
    );
}

#[test]
fn working_days_are_counted_across_holidays_and_worked_weekends() {
    for (number, inclusive, of, last_day) in [
        (1, true, "2022-09", "2022-10-08"),
        (2, true, "2022-09", "2022-10-09"),
        (5, true, "2022-09", "2022-10-12"),
        (5, false, "2022-09", "2022-10-11"),
        // the working day before the first one
        (1, false, "2022-09", "2022-09-30"),
        (1, true, "2022-04", "2022-05-05"),
        (3, true, "2022-04", "2022-05-07"),
        (4, true, "2022-04", "2022-05-09"),
        // December is counted in January
        (1, true, "2021-12", "2022-01-04"),
        // more than the month has: on into the next
        (17, true, "2022-01", "2022-03-01"),
    ] {
        let rule = CalendarRule {
            working_day: Some(number),
            ..rule(1, 1, inclusive, HolidayShift::None)
        };
        assert_eq!(told(&rule, of).0, last_day, "{number} {inclusive} {of}");
    }
}

#[test]
fn the_jurisdictions_own_days_go_before_every_notice() {
    let own = CalendarRule {
        holidays: days(&["2022-05-05"]),
        workdays: days(&["2022-10-03"]),
        ..rule(1, 1, true, HolidayShift::Next)
    };
    assert_told(
        &own,
        "2022-04",
        "2022-05-06",
        "2022-05-01",
        "逢劳动节、本地放假，顺延",
    );
    assert_told(
        &own,
        "2022-09",
        "2022-10-03",
        "2022-10-01",
        "逢国庆节，顺延",
    );
}

#[test]
fn quarterly_natures_report_at_the_end_of_the_quarter() {
    let rule = CalendarRule {
        quarterly: vec![Nature::Preparatory],
        ..rule(25, 0, true, HolidayShift::None)
    };
    let holidays = Holidays::default();
    for number in 1..=12 {
        let month = Month::new(2022, number).unwrap();
        let due = [3, 6, 9, 12].contains(&number);
        assert_eq!(is_due(&rule, month, Nature::Preparatory), due);
        let found = deadline(&rule, &holidays, month, Nature::Preparatory);
        assert_eq!(found.is_some(), due);
        assert!(is_due(&rule, month, Nature::NewStart));
    }
}

#[test]
fn without_a_day_there_is_no_deadline() {
    let mut rule = rule(1, 1, true, HolidayShift::Next);
    rule.day = None;
    let may = month("2022-05");
    assert_eq!(
        deadline(&rule, &Holidays::default(), may, Nature::NewStart),
        None
    );
    assert!(is_due(&rule, may, Nature::NewStart));
}

#[test]
fn reasons_are_said_in_both_languages() {
    let decided = CalendarRule {
        decided_by: Some(Role::CityOffice),
        ..rule(1, 1, true, HolidayShift::Next)
    };
    let holidays = holidays_2022();
    let of = |rule: &CalendarRule, of: &str, lang| {
        let found = deadline(rule, &holidays, month(of), Nature::NewStart).unwrap();
        found.because(lang).unwrap()
    };
    assert_eq!(
        of(&decided, "2022-05", Lang::Zh),
        "通知未定日期，由市重点办决定"
    );
    assert_eq!(
        of(&decided, "2022-04", Lang::En),
        "decided by the city office, the notice names no day; \
         Labour Day: moved to the next working day"
    );
    let counted = CalendarRule {
        working_day: Some(5),
        ..rule(1, 1, true, HolidayShift::None)
    };
    assert_eq!(
        of(&counted, "2022-09", Lang::En),
        "working day 5, not counting National Day"
    );
    let back = rule(1, 1, true, HolidayShift::Previous);
    assert_eq!(
        of(&back, "2025-10", Lang::En),
        "weekend: moved to the working day before; public holidays not verified"
    );
}

#[test]
fn days_left_count_down_and_below_zero() {
    let last_day = parse_day("2024-03-01").unwrap();
    for (today, left) in [("2024-02-28", 2), ("2024-03-01", 0), ("2024-03-02", -1)] {
        assert_eq!(days_left(last_day, parse_day(today).unwrap()), left);
    }
    assert_eq!(days_left(last_day, parse_day("2023-03-01").unwrap()), 366);
}

/// Holidays of up to ten days, weekend days worked, all around 2022.
fn some_holidays() -> impl Strategy<Value = Holidays> {
    let start = parse_day("2021-12-01").unwrap();
    let one = (
        0_i64..420,
        0_i64..10,
        proptest::collection::vec(0_i64..430, 0..3),
    );
    proptest::collection::vec(one, 0..12).prop_map(move |list| {
        let at = |days: i64| start.checked_add(jiff::Span::new().days(days)).unwrap();
        let made = list.into_iter().map(|(from, length, worked)| {
            let worked = worked.into_iter().map(at);
            let worked = worked.filter(|day| crate::calendar::days::is_weekend(*day));
            Holiday {
                from: at(from),
                to: at(from + length),
                worked: worked.collect(),
                ..holiday("节", "day", "2022-01-01", "2022-01-01", &[])
            }
        });
        Holidays {
            years: vec![2021, 2022, 2023],
            list: made.collect(),
        }
    })
}

fn some_rule() -> impl Strategy<Value = CalendarRule> {
    let shift = prop_oneof![
        Just(HolidayShift::None),
        Just(HolidayShift::Next),
        Just(HolidayShift::Previous)
    ];
    let working_day = proptest::option::of(1_u8..=20);
    (any::<i8>(), 0_i32..=3, any::<bool>(), shift, working_day).prop_map(
        |(day, offset, inclusive, shift, working_day)| CalendarRule {
            working_day,
            ..rule(day, offset, inclusive, shift)
        },
    )
}

fn working_days(days: Days<'_>, from: Date, to: Date) -> usize {
    let all = from.series(jiff::Span::new().days(1));
    all.take_while(|day| *day <= to)
        .filter(|day| days.off(*day).is_none())
        .count()
}

proptest! {
    #[test]
    fn a_moved_day_is_the_nearest_working_day_in_its_direction(
        rule in some_rule(), holidays in some_holidays(), number in 1_i8..=12,
    ) {
        let rule = CalendarRule { working_day: None, ..rule };
        let stays = CalendarRule { shift: HolidayShift::None, ..rule.clone() };
        let month = Month::new(2022, number).unwrap();
        let of = |rule| deadline(rule, &holidays, month, Nature::NewStart).unwrap();
        let (moved, named) = (of(&rule), of(&stays).last_day);
        let days = Days { rule: &rule, holidays: &holidays };
        prop_assert_eq!(moved.moved_from, (moved.last_day != named).then_some(named));
        match rule.shift {
            HolidayShift::None => prop_assert_eq!(moved.last_day, named),
            HolidayShift::Next => {
                prop_assert!(moved.last_day >= named);
                prop_assert_eq!(working_days(days, named, moved.last_day), 1);
            }
            HolidayShift::Previous => {
                prop_assert!(moved.last_day <= named);
                prop_assert_eq!(working_days(days, moved.last_day, named), 1);
            }
        }
        if rule.shift != HolidayShift::None {
            prop_assert_eq!(days.off(moved.last_day), None);
            prop_assert_eq!(moved.passed.is_empty(), moved.moved_from.is_none());
        }
    }

    #[test]
    fn the_nth_working_day_has_n_working_days_up_to_it(
        rule in some_rule(), holidays in some_holidays(), number in 1_i8..=12, nth in 1_u8..=20,
    ) {
        let rule = CalendarRule { working_day: Some(nth), inclusive: true, ..rule };
        let month = Month::new(2022, number).unwrap();
        let last_day = deadline(&rule, &holidays, month, Nature::NewStart).unwrap().last_day;
        let days = Days { rule: &rule, holidays: &holidays };
        let first = month.plus(rule.month_offset).first_day();
        prop_assert_eq!(days.off(last_day), None);
        prop_assert_eq!(working_days(days, first, last_day), usize::from(nth));
        // not inclusive: the working day before it
        let before = CalendarRule { inclusive: false, ..rule.clone() };
        let before = deadline(&before, &holidays, month, Nature::NewStart).unwrap().last_day;
        prop_assert!(before < last_day);
        prop_assert_eq!(working_days(days, before, last_day), 2);
    }

    #[test]
    fn a_later_month_is_never_due_earlier(
        rule in some_rule(), holidays in some_holidays(), number in 1_i8..=12,
    ) {
        let month = Month::new(2022, number).unwrap();
        let of = |month| deadline(&rule, &holidays, month, Nature::NewStart).unwrap().last_day;
        prop_assert!(of(month) <= of(month.plus(1)));
    }

    #[test]
    fn any_rule_is_answered(
        rule in some_rule(), offset in any::<i32>().prop_map(|n| n % 1_000_000),
        year in 2000_i16..3000, number in 1_i8..=12, working_day in any::<Option<u8>>(),
    ) {
        let rule = CalendarRule { month_offset: offset, working_day, ..rule };
        let month = Month::new(year, number).unwrap();
        let found = deadline(&rule, &Holidays::default(), month, Nature::NewStart).unwrap();
        prop_assert!(!found.is_verified || found.because(Lang::Zh).is_none());
    }
}
