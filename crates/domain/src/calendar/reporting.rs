//! Which month people report on a day.

use super::deadline::due_in;
use super::{CalendarRule, Holidays, days_left};
use crate::period::{Date, Month};

/// How many days after the last day, or into a month where no day is named, people still fill the
/// report of the month before.
const CATCH_UP_DAYS: i64 = 10;

/// The month that a form opens with on `today`: the one that has just ended while its report is
/// due or barely overdue, else the running one.
pub fn reporting_month(rule: &CalendarRule, holidays: &Holidays, today: Date) -> Month {
    let running = Month::of(today).unwrap_or(Month::FIRST);
    let before = running.previous();
    if rule.month_offset < 1 {
        return running;
    }
    let last_day =
        due_in(rule, holidays, running).map_or(before.last_day(), |deadline| deadline.last_day);
    if days_left(last_day, today) >= -CATCH_UP_DAYS {
        before
    } else {
        running
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::HolidayShift;
    use crate::calendar::testing::{holidays_2022, rule};
    use crate::period::parse_day;

    #[test]
    fn the_form_opens_with_the_month_that_is_due() {
        let next_month = rule(1, 1, true, HolidayShift::None);
        let shifted = rule(1, 1, true, HolidayShift::Next);
        let same_month = rule(25, 0, true, HolidayShift::None);
        let mut no_day = next_month.clone();
        no_day.day = None;
        for (rule, today, month) in [
            (&next_month, "2022-06-01", "2022-05"),
            (&next_month, "2022-06-11", "2022-05"),
            (&next_month, "2022-06-12", "2022-06"),
            (&next_month, "2022-01-03", "2021-12"),
            // the last day was moved to the 5th of May
            (&shifted, "2022-05-15", "2022-04"),
            (&shifted, "2022-05-16", "2022-05"),
            (&same_month, "2022-06-01", "2022-06"),
            (&no_day, "2022-06-10", "2022-05"),
            (&no_day, "2022-06-11", "2022-06"),
        ] {
            let today = parse_day(today).unwrap();
            let shown = reporting_month(rule, &holidays_2022(), today);
            assert_eq!(shown.to_string(), month, "{today}");
        }
    }
}
