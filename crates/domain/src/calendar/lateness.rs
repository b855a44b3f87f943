//! Whether a report came in time.

use super::days_left;
use crate::beijing::Beijing;
use crate::period::Date;

/// How a report that has come stands to its deadline.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lateness {
    /// It came on the last day or before.
    OnTime,
    /// It came so many days later (迟 d 天), at least one.
    Late(u32),
}

/// What came until 24:00 of the last day, Beijing time, is in time; the first moment of the day after
/// is a day late, wherever the server stands and whatever zone the time was written in.
pub fn lateness(last_day: Date, received_at: Beijing) -> Lateness {
    match u32::try_from(-days_left(last_day, received_at.day)) {
        Ok(days) if days > 0 => Lateness::Late(days),
        _ => Lateness::OnTime,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::period::parse_day;

    #[test]
    fn the_last_day_ends_at_midnight_in_beijing() {
        for (received, expected) in [
            ("2022-05-01T00:00:00+08:00", Lateness::OnTime),
            ("2022-05-05T23:59:59+08:00", Lateness::OnTime),
            ("2022-05-05T15:59:59.999Z", Lateness::OnTime),
            ("2022-05-05T16:00:00Z", Lateness::Late(1)),
            ("2022-05-06T00:00:00+08:00", Lateness::Late(1)),
            // still the 5th where it was written
            ("2022-05-05T23:30:00-05:00", Lateness::Late(1)),
            // already the 6th where it was written
            ("2022-05-06T04:30:00+13:00", Lateness::OnTime),
            ("2022-05-08T00:00:00+08:00", Lateness::Late(3)),
            ("2023-05-05T12:00:00+08:00", Lateness::Late(365)),
        ] {
            let last_day = parse_day("2022-05-05").unwrap();
            let moment = Beijing::read(received).unwrap();
            assert_eq!(lateness(last_day, moment), expected, "{received}");
        }
        // across the end of a year, and of February in a leap year
        for (last_day, received, days) in [
            ("2021-12-31", "2022-01-02T08:00:00+08:00", 2),
            ("2024-02-28", "2024-03-01T08:00:00+08:00", 2),
            ("2023-02-28", "2023-03-01T08:00:00+08:00", 1),
        ] {
            let last_day = parse_day(last_day).unwrap();
            let moment = Beijing::read(received).unwrap();
            assert_eq!(lateness(last_day, moment), Lateness::Late(days));
        }
    }

    proptest! {
        #[test]
        fn a_day_later_is_a_day_later(days in 0_i64..20_000, hour in 0_u8..24) {
            let last_day = parse_day("2022-05-05").unwrap();
            let day = last_day.checked_add(jiff::Span::new().days(days)).unwrap();
            let moment = Beijing { day, hour, minute: 0, second: 0 };
            let expected = match u32::try_from(days).unwrap() {
                0 => Lateness::OnTime,
                days => Lateness::Late(days),
            };
            prop_assert_eq!(lateness(last_day, moment), expected);
        }
    }
}
