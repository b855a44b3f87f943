//! What a cell holds, read as a month, a day, an amount, a code.

use rust_decimal::Decimal;
use yuebao_domain::money;
use yuebao_domain::period::{Date, Month, show_day};

use super::grid::Cell;
use super::plain::{half_width, tidy};

/// The unit that a column or a table states.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Unit {
    /// 元.
    Yuan,
    /// 万元.
    #[default]
    Wan,
    /// 亿元.
    Yi,
}

impl Unit {
    /// The unit that stands somewhere in a text.
    pub(crate) fn in_text(text: &str) -> Option<Self> {
        let text = tidy(text);
        [("亿元", Self::Yi), ("万元", Self::Wan)]
            .into_iter()
            .find_map(|(word, unit)| text.contains(word).then_some(unit))
            .or_else(|| {
                let alone = ["(元)", "单位:元", "单位元"];
                alone
                    .iter()
                    .any(|word| text.contains(word))
                    .then_some(Self::Yuan)
            })
    }

    fn suffix(self) -> &'static str {
        match self {
            Self::Yuan => "元",
            Self::Wan => "万元",
            Self::Yi => "亿元",
        }
    }
}

/// An amount as a report keeps it: plain digits of 万元. `Ok(None)` for a blank, `Err` with what
/// stands there if it is no amount.
pub(crate) fn amount(cell: &Cell, unit: Unit) -> Result<Option<String>, String> {
    let raw = cell.text();
    let text = tidy(&raw);
    let has_unit = text.ends_with(['元', '亿', '万']);
    let typed = if has_unit || text.is_empty() || text.chars().all(|c| matches!(c, '-' | '/')) {
        text
    } else {
        format!("{text}{}", unit.suffix())
    };
    match money::parse(&typed) {
        Ok(amount) => Ok(amount.map(|amount| amount.to_string())),
        Err(_) => Err(raw),
    }
}

/// The figure as printed, in the column's own unit, for totals; `None` if it is no plain figure.
pub(crate) fn figure(cell: &Cell) -> Option<String> {
    let text = match cell {
        // beyond ten places there is no printed figure, only what a division left behind
        Cell::Number(number) | Cell::Percent(number) => {
            money::round(*number, 8).normalize().to_string()
        }
        other => tidy(&other.text()),
    };
    let text = text.trim_end_matches('%').to_owned();
    (!text.is_empty()).then_some(text)
}

/// A month, or a day of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Moment {
    /// 2022 年.
    Year(i16),
    /// 2022.5.
    Month(Month),
    /// 2022-05-08.
    Day(Date),
}

impl Moment {
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
pub(crate) fn moments(cell: &Cell) -> Result<Vec<Moment>, String> {
    let raw = cell.text();
    match cell {
        Cell::Day(day) => Ok(vec![Moment::Day(*day)]),
        Cell::Number(number) => number_moment(*number).map(|m| vec![m]).ok_or(raw),
        Cell::Empty => Ok(Vec::new()),
        Cell::Percent(_) | Cell::Broken(_) => Err(raw),
        Cell::Text(text) => {
            let found = text_moments(text);
            if found.is_empty() && !text.trim().is_empty() {
                Err(raw)
            } else {
                Ok(found)
            }
        }
    }
}

/// 45123 is a day (of the 1900 system), 2022.5 a month, 20220508 a day, 202205 a month.
fn number_moment(number: Decimal) -> Option<Moment> {
    let text = number.normalize().to_string();
    if let Ok(serial) = text.parse::<i32>()
        && (20_000..100_000).contains(&serial)
    {
        return from_serial(serial).map(Moment::Day);
    }
    match text_moments(&text).as_slice() {
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

fn text_moments(text: &str) -> Vec<Moment> {
    let groups = digit_groups(text);
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
                    number(&rest.next_if(fits)?.1)
                };
                let month = next(&[".", "-", "/", "年", "、"]);
                let day = month.and_then(|_| next(&[".", "-", "/", "月", "、"]));
                found.extend(moment(year, month, day));
            }
            (5, Some(serial @ 20_000..=99_999)) => {
                found.extend(from_serial(serial).map(Moment::Day));
            }
            (6, Some(n)) => found.extend(moment(n / 100, Some(n % 100), None)),
            (8, Some(n)) => found.extend(moment(n / 10_000, Some(n / 100 % 100), Some(n % 100))),
            _ => {}
        }
    }
    found
}

/// The runs of digits, each with what stands before it.
fn digit_groups(text: &str) -> Vec<(String, String)> {
    let mut groups: Vec<(String, String)> = vec![(String::new(), String::new())];
    for c in text.chars().map(half_width).filter(|c| !c.is_whitespace()) {
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

fn moment(year: i32, month: Option<i32>, day: Option<i32>) -> Option<Moment> {
    let year = i16::try_from(year).ok()?;
    let Some(month) = month else {
        return Month::new(year, 1).map(|_| Moment::Year(year));
    };
    let month = i8::try_from(month).ok()?;
    match day {
        None => Month::new(year, month).map(Moment::Month),
        Some(day) => Date::new(year, month, i8::try_from(day).ok()?)
            .ok()
            .map(Moment::Day),
    }
}

/// Whether a spreadsheet may have dropped the zero of October: the number 2022.1.
pub(crate) fn may_be_october(cell: &Cell) -> bool {
    match cell {
        Cell::Number(number) => {
            let text = number.normalize().to_string();
            text.len() == 6 && text.ends_with(".1")
        }
        _ => false,
    }
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
    fn amounts_come_out_in_wan() {
        for (cell, unit, wan) in [
            (text("１，２５０．５"), Unit::Wan, "1250.5"),
            (text("1.5亿元"), Unit::Wan, "15000"),
            (text("1.5 亿"), Unit::Wan, "15000"),
            (text("300万元"), Unit::Yi, "300"),
            (number("1.5"), Unit::Yi, "15000"),
            (number("12500"), Unit::Yuan, "1.25"),
            (text("0"), Unit::Wan, "0"),
            (number("-12.5"), Unit::Wan, "-12.5"),
        ] {
            assert_eq!(
                amount(&cell, unit).unwrap().as_deref(),
                Some(wan),
                "{cell:?}"
            );
        }
        for blank in ["", " ", "/", "—", "——", "-", "／"] {
            assert_eq!(amount(&text(blank), Unit::Wan), Ok(None), "{blank}");
        }
        for (cell, raw) in [
            (text("约 300"), "约 300"),
            (text("12.34%"), "12.34%"),
            (Cell::Broken("#REF!".to_owned()), "#REF!"),
            (number("33.3333333333333"), "33.3333333333333"),
        ] {
            assert_eq!(amount(&cell, Unit::Wan), Err(raw.to_owned()));
        }
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
            (text("2021.3—2023.12"), "2021-03 2023-12"),
            (text("2021-2023"), "2021 2023"),
            (text("2021年3月至2023年12月"), "2021-03 2023-12"),
            (text("2021/3/2022/4"), "2021-03 2022-04"),
        ] {
            let found = moments(&cell).unwrap();
            let show = |moment: &Moment| match moment {
                Moment::Year(year) => year.to_string(),
                Moment::Month(month) => month.to_string(),
                Moment::Day(day) => show_day(*day),
            };
            let found: Vec<String> = found.iter().map(show).collect();
            assert_eq!(found.join(" "), shown, "{cell:?}");
        }
        for cell in [text("下半年"), text("2022.13"), number("1.5"), text("5月")] {
            assert!(moments(&cell).is_err(), "{cell:?}");
        }
        assert_eq!(moments(&text(" ")), Ok(Vec::new()));
        assert!(may_be_october(&number("2022.1")) && !may_be_october(&text("2022.1")));
    }

    #[test]
    fn units_are_found_in_headers_and_titles() {
        for (words, unit) in [
            ("总投资（亿元）", Some(Unit::Yi)),
            ("单位：万元", Some(Unit::Wan)),
            ("金额单位:元", Some(Unit::Yuan)),
            ("单元", None),
            ("总投资", None),
        ] {
            assert_eq!(Unit::in_text(words), unit, "{words}");
        }
    }

    #[test]
    fn figures_are_as_printed() {
        assert_eq!(figure(&text("5.50")).as_deref(), Some("5.50"));
        assert_eq!(
            figure(&Cell::Percent("45.12".parse().unwrap())).as_deref(),
            Some("45.12")
        );
        assert_eq!(figure(&text("45.10%")).as_deref(), Some("45.10"));
        assert_eq!(
            figure(&number("33.3333333333333")).as_deref(),
            Some("33.33333333")
        );
        assert_eq!(figure(&text(" ")), None);
    }
}
