//! Times as people read them: in 北京时间 (UTC+8), the one legal time of the country, wherever the
//! tablet or the server that wrote them stands and whatever zone it is set to.

use std::fmt;

use crate::period::{Date, parse_day, show_day};

/// Minutes by which it is ahead of UTC.
pub const AHEAD: i32 = 8 * 60;
const DAY: i32 = 24 * 60;

/// A moment on the calendar and the clock of Beijing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Beijing {
    /// The day.
    pub day: Date,
    /// Hour of the day.
    pub hour: u8,
    /// Minute of the hour.
    pub minute: u8,
    /// Second of the minute.
    pub second: u8,
}

impl Beijing {
    /// The moment that RFC 3339 writes so; `None` for what is no time, or lacks its zone.
    pub fn read(rfc3339: &str) -> Option<Self> {
        let (day, time) = rfc3339.split_once(['T', 't', ' '])?;
        let day = parse_day(day).ok()?;
        let (clock, zone) = time.split_at(time.find(['Z', 'z', '+', '-'])?);
        let (minutes, second) = clock_of(clock)?;
        let minutes = minutes + AHEAD - zone_of(zone)?;
        let day = match minutes.div_euclid(DAY) {
            0 => day,
            1 => day.tomorrow().ok()?,
            -1 => day.yesterday().ok()?,
            _ => return None,
        };
        let minutes = minutes.rem_euclid(DAY);
        Some(Self {
            day,
            hour: u8::try_from(minutes / 60).ok()?,
            minute: u8::try_from(minutes % 60).ok()?,
            second,
        })
    }

    /// `09:12`.
    pub fn clock(self) -> String {
        format!("{:02}:{:02}", self.hour, self.minute)
    }
}

/// `2022-06-01 09:12:30`.
impl fmt::Display for Beijing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} {}:{:02}",
            show_day(self.day),
            self.clock(),
            self.second
        )
    }
}

/// Minutes of the day and seconds of `09:12`, `09:12:30` or `09:12:30.123`.
fn clock_of(clock: &str) -> Option<(i32, u8)> {
    let mut parts = clock.split(':');
    let mut part = |below: u8| {
        let digits = parts.next()?.split('.').next()?;
        digits.parse().ok().filter(|number| *number < below)
    };
    let (hours, minutes) = (part(24)?, part(60)?);
    Some((
        i32::from(hours) * 60 + i32::from(minutes),
        part(61).unwrap_or(0),
    ))
}

/// Minutes ahead of UTC.
fn zone_of(zone: &str) -> Option<i32> {
    match zone.split_at_checked(1)? {
        ("Z" | "z", "") => Some(0),
        ("+", clock) => Some(clock_of(clock)?.0),
        ("-", clock) => Some(-clock_of(clock)?.0),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::Beijing;

    #[test]
    fn a_time_of_any_zone_is_read_in_beijing_time() {
        for (text, read) in [
            ("2022-05-31T17:12:00Z", "2022-06-01 01:12:00"),
            ("2022-06-01T01:12:30.123Z", "2022-06-01 09:12:30"),
            ("2022-06-01T09:12:30+08:00", "2022-06-01 09:12:30"),
            ("2022-06-01T05:00:00+13:30", "2022-05-31 23:30:00"),
            ("2022-06-01T23:30:00-02:00", "2022-06-02 09:30:00"),
            ("2021-12-31T16:00:00Z", "2022-01-01 00:00:00"),
            ("2024-02-28T20:15:59-00:00", "2024-02-29 04:15:59"),
            ("2016-12-31T23:59:60Z", "2017-01-01 07:59:60"),
            ("2022-06-01 01:12Z", "2022-06-01 09:12:00"),
        ] {
            let moment = Beijing::read(text).map(|moment| moment.to_string());
            assert_eq!(moment.as_deref(), Some(read), "{text}");
        }
    }

    #[test]
    fn what_is_no_time_or_has_no_zone_is_not_guessed() {
        for text in [
            "",
            "yesterday",
            "2022-06-01",
            "2022-06-01T25:00Z",
            "2022-06-01T09:60Z",
            "2022-06-01T09:12",
            "2022-13-01T09:12Z",
            "2022-06-01T09:12Zürich",
            "+",
        ] {
            assert_eq!(Beijing::read(text), None, "{text}");
        }
    }
}
