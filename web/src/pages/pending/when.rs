//! Times as offices write them.

use yuebao_domain::period::{Date, parse_day, show_day};
use yuebao_domain::text::Lang;

/// 北京时间, the one legal time of the country, whatever a tablet's clock is set to; in minutes.
const BEIJING: i32 = 8 * 60;
const DAY: i32 = 24 * 60;

/// An RFC 3339 time as `6月1日 09:12` (`2022-06-01 09:12`); what is no time, as it is.
pub(crate) fn show(rfc3339: &str, lang: Lang) -> String {
    let Some((day, minutes)) = beijing(rfc3339) else {
        return rfc3339.to_owned();
    };
    let (hour, minute) = (minutes / 60, minutes % 60);
    match lang {
        Lang::Zh => format!("{}月{}日 {hour:02}:{minute:02}", day.month(), day.day()),
        Lang::En => format!("{} {hour:02}:{minute:02}", show_day(day)),
    }
}

/// Day and minute of the day.
fn beijing(text: &str) -> Option<(Date, i32)> {
    let (day, time) = text.split_once(['T', ' '])?;
    let day = parse_day(day).ok()?;
    let at = time.find(['Z', 'z', '+', '-'])?;
    let (clock, zone) = time.split_at(at);
    let minutes = clock_minutes(clock)? + BEIJING - zone_minutes(zone)?;
    let moved = match minutes.div_euclid(DAY) {
        0 => day,
        1 => day.tomorrow().ok()?,
        -1 => day.yesterday().ok()?,
        _ => return None,
    };
    Some((moved, minutes.rem_euclid(DAY)))
}

/// `09:12`, and whatever follows.
fn clock_minutes(clock: &str) -> Option<i32> {
    let mut parts = clock.split(':').map(str::parse::<i32>);
    let (hours, minutes) = (parts.next()?.ok()?, parts.next()?.ok()?);
    ((0..24).contains(&hours) && (0..60).contains(&minutes)).then_some(hours * 60 + minutes)
}

fn zone_minutes(zone: &str) -> Option<i32> {
    match zone.split_at_checked(1)? {
        ("Z" | "z", "") => Some(0),
        ("+", clock) => clock_minutes(clock),
        ("-", clock) => clock_minutes(clock).map(|minutes| -minutes),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_shown_in_beijing_time() {
        for (text, zh, en) in [
            ("2022-05-31T17:12:00Z", "6月1日 01:12", "2022-06-01 01:12"),
            (
                "2022-06-01T01:12:30.123Z",
                "6月1日 09:12",
                "2022-06-01 09:12",
            ),
            (
                "2022-06-01T09:12:30+08:00",
                "6月1日 09:12",
                "2022-06-01 09:12",
            ),
            (
                "2022-06-01T05:00:00+13:30",
                "5月31日 23:30",
                "2022-05-31 23:30",
            ),
            (
                "2022-06-01T23:30:00-02:00",
                "6月2日 09:30",
                "2022-06-02 09:30",
            ),
        ] {
            assert_eq!(show(text, Lang::Zh), zh);
            assert_eq!(show(text, Lang::En), en);
        }
    }

    #[test]
    fn what_is_no_time_is_shown_as_it_is() {
        for text in [
            "",
            "yesterday",
            "2022-06-01",
            "2022-06-01T25:00Z",
            "2022-06-01T09:12",
        ] {
            assert_eq!(show(text, Lang::Zh), text);
        }
    }
}
