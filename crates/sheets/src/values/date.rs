//! What a cell holds, read as a day, a month or a year.

use rust_decimal::Decimal;
use yuebao_domain::period::{Date, Month, show_day};

use crate::grid::Cell;
use crate::text;

/// A month, or a day of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PartialDate {
    /// 2022 年.
    Year(i16),
    /// 2022.5.
    Month(Month),
    /// 2022-05-08.
    Day(Date),
}

impl PartialDate {
    /// The month; of a year alone its last, by which the thing is to be done.
    pub(crate) fn month(self) -> Option<Month> {
        match self {
            Self::Year(year) => Month::new(year, 12),
            Self::Month(month) => Some(month),
            Self::Day(day) => Month::of(day),
        }
    }

    /// The day as a report keeps it: of a month its first, or its last.
    pub(crate) fn day(self, is_end: bool) -> Option<String> {
        match self {
            Self::Year(_) => None,
            Self::Month(month) if is_end => Some(show_day(month.last_day())),
            Self::Month(month) => Some(show_day(month.first_day())),
            Self::Day(day) => Some(show_day(day)),
        }
    }
}

/// All moments that a cell names, in their order: `2021.3—2023.12` names two. `Err` with what
/// stands there if it names none.
pub(crate) fn partial_dates(cell: &Cell) -> Result<Vec<PartialDate>, String> {
    let raw = cell.text();
    match cell {
        Cell::Day(day) => Ok(vec![PartialDate::Day(*day)]),
        Cell::Number(number) => from_number(*number).map(|m| vec![m]).ok_or(raw),
        Cell::Empty => Ok(Vec::new()),
        Cell::Percent(_) | Cell::Broken(_) => Err(raw),
        Cell::Text(_) | Cell::Scaled(_) => {
            let found = text_dates(&raw);
            if found.is_empty() && !raw.is_empty() {
                Err(raw)
            } else {
                Ok(found)
            }
        }
    }
}

/// 45123 is a day (of the 1900 system), 2022.5 a month, 20220508 a day, 202205 a month.
pub(crate) fn from_number(number: Decimal) -> Option<PartialDate> {
    let text = number.normalize().to_string();
    if let Ok(serial) = text.parse::<i32>()
        && (20_000..100_000).contains(&serial)
    {
        return from_serial(serial).map(PartialDate::Day);
    }
    match text_dates(&text).as_slice() {
        [only] => Some(*only),
        _ => None,
    }
}

/// Day 25569 is 1970-01-01.
fn from_serial(serial: i32) -> Option<Date> {
    let days = i64::from(serial) - 25_569;
    let span = jiff::Span::new().try_days(days).ok()?;
    Date::constant(1970, 1, 1).checked_add(span).ok()
}

fn text_dates(text: &str) -> Vec<PartialDate> {
    let text = text::in_digits(text);
    // a quarter has a year in it, but is not the year
    if text.contains("季度") || text.contains("半年") {
        return Vec::new();
    }
    let groups = digit_groups(&text);
    let mut found = Vec::new();
    let mut rest = groups.iter().peekable();
    while let Some((_, group)) = rest.next() {
        let number = |group: &String| group.parse::<i32>().ok();
        match (group.len(), number(group)) {
            (4, Some(year @ 1990..=2999)) => {
                let mut next = |between: &[&str]| {
                    let fits = |(before, digits): &&(String, String)| {
                        digits.len() <= 2 && between.contains(&before.as_str())
                    };
                    let (sign, digits) = rest.next_if(fits)?;
                    Some((sign.as_str(), number(digits)?))
                };
                let month = next(&[".", "-", "/", "年", "、"]);
                // a day stands behind the same sign; 2022年1-7月 has none
                let day =
                    month.and_then(|(sign, _)| next(&[if sign == "年" { "月" } else { sign }]));
                found.extend(partial_date(year, month.map(|m| m.1), day.map(|d| d.1)));
            }
            (5, Some(serial @ 20_000..=99_999)) => {
                found.extend(from_serial(serial).map(PartialDate::Day));
            }
            (6, Some(n)) => found.extend(partial_date(n / 100, Some(n % 100), None)),
            (8, Some(n)) => {
                found.extend(partial_date(n / 10_000, Some(n / 100 % 100), Some(n % 100)));
            }
            _ => {}
        }
    }
    found
}

/// The runs of digits, each with what stands before it.
fn digit_groups(text: &str) -> Vec<(String, String)> {
    let mut groups: Vec<(String, String)> = vec![(String::new(), String::new())];
    for c in text.chars() {
        let Some((before, digits)) = groups.last_mut() else {
            continue;
        };
        if c.is_ascii_digit() {
            digits.push(c);
        } else if digits.is_empty() {
            before.push(c);
        } else {
            groups.push((c.to_string(), String::new()));
        }
    }
    groups.retain(|(_, digits)| !digits.is_empty());
    groups
}

fn partial_date(year: i32, month: Option<i32>, day: Option<i32>) -> Option<PartialDate> {
    let year = i16::try_from(year).ok()?;
    let Some(month) = month else {
        return Month::new(year, 1).map(|_| PartialDate::Year(year));
    };
    let month = i8::try_from(month).ok()?;
    match day {
        None => Month::new(year, month).map(PartialDate::Month),
        Some(day) => Date::new(year, month, i8::try_from(day).ok()?)
            .ok()
            .map(PartialDate::Day),
    }
}

/// The year of 2022.1, which a spreadsheet makes of 2022.10 as well. In a text file every cell may have
/// been a number.
pub(crate) fn may_be_october(cell: &Cell, is_text_file: bool) -> Option<i16> {
    let text = match cell {
        Cell::Number(number) => number.normalize().to_string(),
        Cell::Text(text) if is_text_file => text.trim().to_owned(),
        _ => return None,
    };
    let year = text.strip_suffix(".1").filter(|year| year.len() == 4)?;
    year.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> Cell {
        Cell::Text(text.to_owned())
    }

    fn number(digits: &str) -> Cell {
        Cell::Number(digits.parse().unwrap())
    }

    #[test]
    fn months_and_days_as_people_write_them() {
        for (cell, shown) in [
            (number("45123"), "2023-07-16"),
            (text("45123"), "2023-07-16"),
            (number("2022.5"), "2022-05"),
            (text("2022.10"), "2022-10"),
            (text("2022年5月"), "2022-05"),
            (text("２０２２年５月８日"), "2022-05-08"),
            (text("2022/5/8"), "2022-05-08"),
            (text("2022年5月底"), "2022-05"),
            (number("202205"), "2022-05"),
            (number("20220508"), "2022-05-08"),
            (text("2022年"), "2022"),
            (text("2022年五月"), "2022-05"),
            (text("二〇二二年七月"), "2022-07"),
            (text("二○二一年十二月三十日"), "2021-12-30"),
            (text("2022年1-7月"), "2022-01"),
            (text("2022年底"), "2022"),
            (text("2021.3—2023.12"), "2021-03 2023-12"),
            (text("2021-2023"), "2021 2023"),
            (text("2021年3月至2023年12月"), "2021-03 2023-12"),
            (text("2021/3/2022/4"), "2021-03 2022-04"),
        ] {
            let found = partial_dates(&cell).unwrap();
            let show = |partial_date: &PartialDate| match partial_date {
                PartialDate::Year(year) => year.to_string(),
                PartialDate::Month(month) => month.to_string(),
                PartialDate::Day(day) => show_day(*day),
            };
            let found: Vec<String> = found.iter().map(show).collect();
            assert_eq!(found.join(" "), shown, "{cell:?}");
        }
        for cell in [
            text("下半年"),
            text("2022年下半年"),
            text("2022年二季度"),
            text("2022.13"),
            number("1.5"),
            text("5月"),
        ] {
            assert!(partial_dates(&cell).is_err(), "{cell:?}");
        }
        assert_eq!(partial_dates(&text(" ")), Ok(Vec::new()));
        assert_eq!(may_be_october(&number("2022.1"), false), Some(2022));
        assert_eq!(may_be_october(&text("2022.1"), false), None);
        assert_eq!(may_be_october(&text("2022.1"), true), Some(2022));
        assert_eq!(may_be_october(&text("2022.10"), true), None);
    }
}
