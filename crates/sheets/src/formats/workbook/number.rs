//! A number and its format: a date, a percentage, or a number.

use rust_decimal::Decimal;
use yuebao_domain::period::Date;

use super::number_format;
use crate::grid::Cell;

/// What a number is shown as.
pub(super) fn cell(number: f64, format: &str, is_1904: bool) -> Cell {
    let Some(exact) = exact(number) else {
        return Cell::Broken(number.to_string());
    };
    match Shown::of(format) {
        Shown::Day => {
            day(exact, is_1904).map_or_else(|| Cell::Broken(exact.to_string()), Cell::Day)
        }
        Shown::Hundredfold => Cell::Percent(exact.saturating_mul(Decimal::ONE_HUNDRED).normalize()),
        Shown::WithSign => Cell::Percent(exact),
        Shown::Plain => number_format::shown(exact, format),
    }
}

/// A binary number to the fifteen digits that a spreadsheet keeps: 0.1 + 0.2 is 0.3.
pub(super) fn exact(number: f64) -> Option<Decimal> {
    let digits = format!("{number:.14e}");
    Decimal::from_scientific(&digits)
        .ok()
        .map(|d| d.normalize())
}

enum Shown {
    Plain,
    /// A date, a time of day or a duration.
    Day,
    /// `0.00%`: 0.5833 is shown as 58.33%.
    Hundredfold,
    /// `0.00"%"`: 58.33 is shown as 58.33%.
    WithSign,
}

impl Shown {
    /// By the signs of the first part of a format that are no words, colours or conditions.
    fn of(format: &str) -> Self {
        let mut signs = format.chars();
        let mut shown = Self::Plain;
        while let Some(sign) = signs.next() {
            match sign {
                ';' => break,
                '"' => {
                    let words = signs.by_ref().take_while(|c| *c != '"');
                    if words.filter(|c| is_percent(*c)).count() > 0 {
                        shown = Self::WithSign;
                    }
                }
                '\\' if signs.next().is_some_and(is_percent) => shown = Self::WithSign,
                '\\' => {}
                '_' | '*' => {
                    signs.next();
                }
                '[' => {
                    let inner: String = signs.by_ref().take_while(|c| *c != ']').collect();
                    let is_lapse = |c: char| matches!(c.to_ascii_lowercase(), 'h' | 'm' | 's');
                    if !inner.is_empty() && inner.chars().all(is_lapse) {
                        return Self::Day;
                    }
                }
                '%' => return Self::Hundredfold,
                '％' => shown = Self::WithSign,
                _ if matches!(sign.to_ascii_lowercase(), 'y' | 'm' | 'd' | 'h' | 's') => {
                    return Self::Day;
                }
                _ => {}
            }
        }
        shown
    }
}

fn is_percent(c: char) -> bool {
    matches!(c, '%' | '％')
}

/// The day that a spreadsheet counts as this.
fn day(serial: Decimal, is_1904: bool) -> Option<Date> {
    let days = i64::try_from(serial.floor()).ok()?;
    let (start, days) = match (is_1904, days) {
        (true, 0..) => (Date::constant(1904, 1, 1), days),
        // the first of these spreadsheets took 1900 for a leap year
        (false, 1..=59) => (Date::constant(1899, 12, 31), days),
        (false, 61..) => (Date::constant(1899, 12, 30), days),
        _ => return None,
    };
    let days = i32::try_from(days).ok().filter(|days| *days < 3_000_000)?;
    let span = jiff::Span::new().try_days(days).ok()?;
    start.checked_add(span).ok().filter(|day| day.year() < 3000)
}

/// The formats that have a number and no text in the file (ECMA-376 18.8.30).
pub(super) fn builtin(id: u32) -> &'static str {
    match id {
        1 => "0",
        2 => "0.00",
        3 => "#,##0",
        4 => "#,##0.00",
        9 => "0%",
        10 => "0.00%",
        11 => "0.00E+00",
        12 => "# ?/?",
        13 => "# ??/??",
        14 | 27..=31 | 36 | 50..=54 | 57 | 58 => "yyyy-mm-dd",
        15 => "d-mmm-yy",
        16 => "d-mmm",
        17 => "mmm-yy",
        18..=21 | 32..=35 | 45 | 47 | 55 | 56 => "h:mm:ss",
        22 => "yyyy-mm-dd h:mm",
        37 | 38 => "#,##0;(#,##0)",
        39 | 40 => "#,##0.00;(#,##0.00)",
        41 | 42 => "_ * #,##0_ ;_ * -#,##0_ ;_ * \"-\"_ ;_ @_ ",
        43 | 44 => "_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * \"-\"??_ ;_ @_ ",
        46 => "[h]:mm:ss",
        48 => "##0.0E+0",
        49 => "@",
        _ => "General",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn binary_numbers_come_out_as_they_are_shown() {
        for (number, shown) in [
            (0.300_000_000_000_000_04, "0.3"),
            (1250.5, "1250.5"),
            (1_212.680_08, "1212.68008"),
            (45123.0, "45123"),
            (-3.0, "-3"),
            (1e21, "1000000000000000000000"),
            (33.333_333_333_333_336, "33.3333333333333"),
            (0.0, "0"),
        ] {
            assert_eq!(exact(number).unwrap().to_string(), shown);
        }
        for number in [f64::NAN, f64::INFINITY, 1e300] {
            assert_eq!(exact(number), None);
        }
    }

    #[test]
    fn a_format_makes_a_percentage_a_day_or_neither() {
        let percent = |digits: &str| Cell::Percent(digits.parse().unwrap());
        for format in ["0%", "0.00%", "0.00 %;[Red]-0.00%", "[>=1]0%;0.0%"] {
            assert_eq!(cell(0.5833, format, false), percent("58.33"), "{format}");
        }
        for format in [
            "0.00\"%\"",
            "0.00\\%",
            "0.00\" ％\"",
            "0.00％",
            "0.0_%\"%\"",
        ] {
            assert_eq!(cell(58.33, format, false), percent("58.33"), "{format}");
        }
        for format in [
            "General",
            "0.00",
            "#,##0.00_ ",
            "0.00;0.00%",
            "0_%",
            "\"m\"0.00",
            "G/通用格式",
            "0.00E+00",
            "[Red]0.00",
            "[$¥-804]#,##0",
            "_ * #,##0_ ;_ * \"-\"_ ",
            "0*d",
            "[DBNum1]0",
            "@",
            "",
            "\"",
            "[",
        ] {
            let number = Cell::Number("58.33".parse().unwrap());
            assert_eq!(cell(58.33, format, false), number, "{format}");
        }
        let day = Cell::Day(Date::constant(2022, 7, 1));
        for format in [
            "yyyy-mm-dd",
            "yyyy\"年\"m\"月\"",
            "m/d/yy h:mm",
            "[$-804]yyyy年m月d日;@",
            "mmm-yy",
            "DD/MM/YY",
        ] {
            assert_eq!(cell(44743.25, format, false), day, "{format}");
            assert_eq!(cell(43281.0, format, true), day, "{format}");
        }
        assert_eq!(
            cell(59.0, "d", false),
            Cell::Day(Date::constant(1900, 2, 28))
        );
        assert_eq!(
            cell(61.0, "d", false),
            Cell::Day(Date::constant(1900, 3, 1))
        );
        for wrong in [0.5, 60.0, -1.0, 1e9, 1e300] {
            assert!(
                matches!(cell(wrong, "yyyy", false), Cell::Broken(_)),
                "{wrong}"
            );
        }
    }

    #[test]
    fn formats_by_number_are_of_the_right_kind() {
        for id in [14, 22, 27, 36, 46, 50, 58] {
            assert!(
                matches!(cell(44743.0, builtin(id), false), Cell::Day(_)),
                "{id}"
            );
        }
        for id in [9, 10] {
            assert!(
                matches!(cell(0.5, builtin(id), false), Cell::Percent(_)),
                "{id}"
            );
        }
        for id in [0, 1, 2, 3, 4, 11, 12, 37, 40, 41, 44, 48, 49, 164] {
            assert!(
                matches!(cell(0.5, builtin(id), false), Cell::Number(_)),
                "{id}"
            );
        }
    }
}
