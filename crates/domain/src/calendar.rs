//! When a month's report is due: day, month offset, inclusive or not, holiday shift, quarterly natures.

use jiff::civil::Weekday;
use serde::{Deserialize, Serialize};

use crate::period::{Date, Month, written};
use crate::plan::Nature;

/// The due day of a monthly report, as a jurisdiction states it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CalendarRule {
    /// Day of the month; absent where the notice gives none (柳政办〔2022〕5号).
    #[serde(default)]
    pub day: Option<i8>,
    /// 0: in the reported month itself; 1: in the month after.
    pub month_offset: i32,
    /// Whether the day itself is still in time.
    pub inclusive: bool,
    /// What happens when the last day is not a working day.
    pub shift: HolidayShift,
    /// Natures that report only in March, June, September and December.
    #[serde(default)]
    pub quarterly: Vec<Nature>,
    /// Public holidays that fall on weekdays.
    #[serde(default, with = "written::days")]
    pub holidays: Vec<Date>,
    /// Weekend days that are worked (调休).
    #[serde(default, with = "written::days")]
    pub workdays: Vec<Date>,
}

/// What happens to a last day that is not a working day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HolidayShift {
    /// It stays.
    None,
    /// The next working day.
    Next,
    /// The working day before.
    Previous,
}

/// Until when a report is in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Deadline {
    /// The last day on which it is.
    pub last_day: Date,
}

/// Whether a project of this nature reports in `month` at all: natures that report by the quarter
/// do so in March, June, September and December.
pub fn is_due(rule: &CalendarRule, month: Month, nature: Nature) -> bool {
    !rule.quarterly.contains(&nature) || month.number() % 3 == 0
}

/// Until when the report of `month` is in time; `None` if none is due or no day is given.
///
/// A day that the due month does not have (the 31st in April) means its last day. A day that is
/// not inclusive leaves the day before it, which is then moved if it is no working day.
pub fn deadline(rule: &CalendarRule, month: Month, nature: Nature) -> Option<Deadline> {
    if !is_due(rule, month, nature) {
        return None;
    }
    let due = month.plus(rule.month_offset).first_day();
    let day = rule.day?.clamp(1, due.days_in_month());
    let stated = Date::new(due.year(), due.month(), day).ok()?;
    let last = if rule.inclusive {
        stated
    } else {
        stated.yesterday().ok()?
    };
    Some(Deadline {
        last_day: rule.moved(last),
    })
}

/// Days from `today` to the deadline: 0 on the last day, negative once it has passed.
pub fn days_left(deadline: Deadline, today: Date) -> i64 {
    today.duration_until(deadline.last_day).as_hours() / 24
}

impl CalendarRule {
    fn is_working_day(&self, day: Date) -> bool {
        let weekend = matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday);
        self.workdays.contains(&day) || !(weekend || self.holidays.contains(&day))
    }

    fn moved(&self, mut day: Date) -> Date {
        while !self.is_working_day(day) {
            let neighbour = match self.shift {
                HolidayShift::None => return day,
                HolidayShift::Next => day.tomorrow(),
                HolidayShift::Previous => day.yesterday(),
            };
            match neighbour {
                Ok(neighbour) => day = neighbour,
                Err(_) => return day,
            }
        }
        day
    }
}

/// How many days into a month people still fill the report of the month before, where the
/// notice names no day.
const CATCH_UP_DAYS: i8 = 10;

/// The month that a form opens with on `today`: the one that has just ended while its report is
/// due or barely overdue, else the running one.
pub fn reporting_month(rule: &CalendarRule, today: Date) -> Month {
    let running = Month::of(today).unwrap_or(Month::FIRST);
    let last_day = rule.day.unwrap_or(0).saturating_add(CATCH_UP_DAYS);
    if rule.month_offset >= 1 && today.day() <= last_day {
        running.previous()
    } else {
        running
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::period::{parse_day, show_day};

    fn rule(day: i8, month_offset: i32, inclusive: bool, shift: HolidayShift) -> CalendarRule {
        let days = |list: &[&str]| list.iter().map(|day| parse_day(day).unwrap()).collect();
        CalendarRule {
            day: Some(day),
            month_offset,
            inclusive,
            shift,
            quarterly: vec![Nature::Preparatory],
            // Sunday the 1st is worked; Monday to Wednesday are free
            holidays: days(&["2024-09-02", "2024-09-03", "2024-09-04"]),
            workdays: days(&["2024-09-01"]),
        }
    }

    fn last_day(rule: &CalendarRule, month: &str) -> String {
        let deadline = deadline(rule, month.parse().unwrap(), Nature::Continuing).unwrap();
        show_day(deadline.last_day)
    }

    #[test]
    fn deadlines_follow_day_offset_inclusion_and_shift() {
        use HolidayShift::{Next, None, Previous};
        for (day, offset, inclusive, shift, month, expected) in [
            (1, 1, true, None, "2022-05", "2022-06-01"),
            (1, 1, false, None, "2022-05", "2022-05-31"),
            (3, 1, true, None, "2021-12", "2022-01-03"),
            (25, 0, true, None, "2022-02", "2022-02-25"),
            (28, 0, true, None, "2022-02", "2022-02-28"),
            // the month has no such day: its last
            (31, 0, true, None, "2022-04", "2022-04-30"),
            (31, 0, true, None, "2024-02", "2024-02-29"),
            (30, 1, false, None, "2022-01", "2022-02-27"),
            // Saturday and Sunday
            (1, 1, true, None, "2022-04", "2022-05-01"),
            (1, 1, true, Next, "2022-04", "2022-05-02"),
            (1, 1, true, Previous, "2022-04", "2022-04-29"),
            // a worked Sunday stays, a free Monday moves past the holidays or back to it
            (1, 1, true, Next, "2024-08", "2024-09-01"),
            (2, 1, true, Next, "2024-08", "2024-09-05"),
            (4, 1, true, Previous, "2024-08", "2024-09-01"),
            // exclusive first, moved then
            (3, 1, false, Next, "2024-08", "2024-09-05"),
            (2, 1, false, Previous, "2024-08", "2024-09-01"),
        ] {
            let rule = rule(day, offset, inclusive, shift);
            assert_eq!(
                last_day(&rule, month),
                expected,
                "{day} {offset} {inclusive} {shift:?}"
            );
        }
    }

    #[test]
    fn quarterly_natures_report_at_the_end_of_the_quarter() {
        let rule = rule(25, 0, true, HolidayShift::None);
        for number in 1..=12 {
            let month = Month::new(2022, number).unwrap();
            let due = [3, 6, 9, 12].contains(&number);
            assert_eq!(is_due(&rule, month, Nature::Preparatory), due);
            assert_eq!(deadline(&rule, month, Nature::Preparatory).is_some(), due);
            assert!(is_due(&rule, month, Nature::NewStart));
        }
    }

    #[test]
    fn without_a_day_there_is_no_deadline() {
        let mut rule = rule(1, 1, true, HolidayShift::Next);
        rule.day = None;
        let month = Month::new(2022, 5).unwrap();
        assert_eq!(deadline(&rule, month, Nature::NewStart), None);
        assert!(is_due(&rule, month, Nature::NewStart));
    }

    #[test]
    fn days_left_count_down_and_below_zero() {
        let deadline = Deadline {
            last_day: parse_day("2024-03-01").unwrap(),
        };
        for (today, left) in [("2024-02-28", 2), ("2024-03-01", 0), ("2024-03-02", -1)] {
            assert_eq!(days_left(deadline, parse_day(today).unwrap()), left);
        }
        assert_eq!(days_left(deadline, parse_day("2023-03-01").unwrap()), 366);
    }

    proptest! {
        #[test]
        fn a_shifted_deadline_is_a_working_day_and_never_far(
            day in any::<i8>(), offset in any::<i32>().prop_map(|n| n % 1_000_000),
            inclusive in any::<bool>(), next in any::<bool>(),
            year in 2000_i16..3000, number in 1_i8..=12,
        ) {
            let shift = if next { HolidayShift::Next } else { HolidayShift::Previous };
            let shifted = rule(day, offset, inclusive, shift);
            let plain = rule(day, offset, inclusive, HolidayShift::None);
            let month = Month::new(year, number).unwrap();
            let at = |rule| deadline(rule, month, Nature::NewStart).unwrap();
            prop_assert!(shifted.is_working_day(at(&shifted).last_day));
            let moved = days_left(at(&shifted), at(&plain).last_day);
            let reach = if next { 0..=4 } else { -4..=0 };
            prop_assert!(reach.contains(&moved), "{moved}");
        }
    }

    #[test]
    fn the_form_opens_with_the_month_that_is_due() {
        let next_month = rule(1, 1, true, HolidayShift::None);
        let same_month = rule(25, 0, true, HolidayShift::None);
        for (rule, today, month) in [
            (&next_month, "2022-06-01", "2022-05"),
            (&next_month, "2022-06-11", "2022-05"),
            (&next_month, "2022-06-12", "2022-06"),
            (&next_month, "2022-01-03", "2021-12"),
            (&same_month, "2022-06-01", "2022-06"),
        ] {
            let today = parse_day(today).unwrap();
            assert_eq!(reporting_month(rule, today).to_string(), month, "{today}");
        }
    }
}
