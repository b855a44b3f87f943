//! Rules and holidays for tests.

use super::{CalendarRule, Holiday, HolidayShift, Holidays};
use crate::period::{Date, parse_day};

/// By day `day`.
pub(super) fn rule(
    day: i8,
    month_offset: i32,
    inclusive: bool,
    shift: HolidayShift,
) -> CalendarRule {
    CalendarRule {
        day: Some(day),
        month_offset,
        inclusive,
        shift,
        ..CalendarRule::default()
    }
}

pub(super) fn days(list: &[&str]) -> Vec<Date> {
    list.iter().map(|day| parse_day(day).unwrap()).collect()
}

pub(super) fn holiday(name: &str, name_en: &str, from: &str, to: &str, worked: &[&str]) -> Holiday {
    Holiday {
        name: name.to_owned(),
        name_en: name_en.to_owned(),
        from: parse_day(from).unwrap(),
        to: parse_day(to).unwrap(),
        worked: days(worked),
        unverified: false,
    }
}

/// The arrangement of 2022 (国办发明电〔2021〕11号), and that of the first days of 2023.
pub(super) fn holidays_2022() -> Holidays {
    let list = [
        ("元旦", "New Year", "2022-01-01", "2022-01-03", &[][..]),
        (
            "春节",
            "Spring Festival",
            "2022-01-31",
            "2022-02-06",
            &["2022-01-29", "2022-01-30"],
        ),
        (
            "清明节",
            "Qingming",
            "2022-04-03",
            "2022-04-05",
            &["2022-04-02"],
        ),
        (
            "劳动节",
            "Labour Day",
            "2022-04-30",
            "2022-05-04",
            &["2022-04-24", "2022-05-07"],
        ),
        (
            "国庆节",
            "National Day",
            "2022-10-01",
            "2022-10-07",
            &["2022-10-08", "2022-10-09"],
        ),
        ("元旦", "New Year", "2023-01-01", "2023-01-02", &[]),
    ];
    Holidays {
        years: vec![2022],
        list: list
            .map(|(name, name_en, from, to, worked)| holiday(name, name_en, from, to, worked))
            .into(),
    }
}
