//! The months that titles, headers, sheets, files and cells speak of. What is not one month — a
//! quarter, a half-year, two months — is told apart from it, and nothing is made of it.

mod decide;
mod scan;

use crate::text::in_digits;
pub(crate) use decide::{Decided, MonthSource, decide};

use scan::{Mention, Span, mentions};
use yuebao_domain::period::Month;

use crate::grid::Cell;
use crate::values::date::{PartialDate, from_number, may_be_october};

/// What a text says of the month that it is about.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct StatedMonth {
    pub(crate) year: Option<i16>,
    pub(crate) month: Option<NamedMonth>,
    /// Whether the year stands alone, as in 2022年重大项目.
    pub(crate) is_year_alone: bool,
}

/// One month, or what is none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum NamedMonth {
    /// The last of the months from `from` on.
    Month { from: i8, number: i8 },
    /// A quarter, a half-year, or several months; as it stands there.
    Unclear(String),
}

impl StatedMonth {
    /// The month, if it is one.
    pub(crate) fn number(&self) -> Option<i8> {
        match self.month {
            Some(NamedMonth::Month { number, .. }) => Some(number),
            _ => None,
        }
    }
}

/// What a title, the name of a sheet or of a file says: its one month, or its year.
pub(crate) fn in_heading(text: &str) -> StatedMonth {
    let text = in_digits(text);
    let found: Vec<Mention> = (mentions(&text).into_iter())
        .filter_map(|mention| about_the_table(mention, &text))
        .collect();
    let spans: Vec<&Mention> = found.iter().filter(|m| m.span.is_some()).collect();
    let Some(first) = spans.first() else {
        return StatedMonth {
            year: only_year(&found, &text),
            month: None,
            is_year_alone: true,
        };
    };
    let year = spans.iter().find_map(|mention| mention.year);
    let is_same = |mention: &&Mention| {
        mention.end_month().is_some()
            && mention.end_month() == first.end_month()
            && (mention.year.is_none() || mention.year == year)
    };
    let month = if spans.len() == 1 || spans.iter().all(is_same) {
        named(first)
    } else {
        let texts: Vec<&str> = spans.iter().map(|m| m.text.as_str()).collect();
        NamedMonth::Unclear(texts.join("、"))
    };
    let only = || only_year(&found, &text);
    StatedMonth {
        is_year_alone: year.is_none(),
        year: year.or_else(only),
        month: Some(month),
    }
}

/// What a column's header says: 7 of `1-7月完成` and of `7月完成`, with the span as it is.
pub(crate) fn in_header(text: &str) -> StatedMonth {
    let text = in_digits(text);
    let found = mentions(&text);
    let span = found.iter().find(|mention| mention.span.is_some());
    StatedMonth {
        year: found.iter().find_map(|mention| mention.year),
        month: span.map(named),
        is_year_alone: span.is_none(),
    }
}

/// Why a cell of a column 月份 names no month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum NoMonth {
    /// It is 2022.1, which a spreadsheet makes of 2022.10 as well.
    JanuaryOrOctober(i16),
    /// A quarter, a year, several months, or none at all.
    Unclear,
}

/// The month that a cell of a column 月份 names. `year` is that of months without one; in a text
/// file every cell may have been a number.
pub(crate) fn in_cell(
    cell: &Cell,
    year: Option<i16>,
    is_text_file: bool,
) -> Result<Month, NoMonth> {
    let text = in_digits(&cell.text());
    if let Some(year) = may_be_october(cell, is_text_file) {
        return Err(NoMonth::JanuaryOrOctober(year));
    }
    let alone = text.trim_end_matches('月').parse::<i8>().ok();
    if let (Some(number), Some(year)) = (alone, year)
        && text.len() <= 5
    {
        return Month::new(year, number).ok_or(NoMonth::Unclear);
    }
    match cell {
        Cell::Day(day) => Month::of(*day).ok_or(NoMonth::Unclear),
        Cell::Number(number) => match from_number(*number) {
            Some(partial_date @ (PartialDate::Month(_) | PartialDate::Day(_))) => {
                partial_date.month()
            }
            _ => None,
        }
        .ok_or(NoMonth::Unclear),
        _ => (in_text(&text, year).or_else(|| of_serial(&text))).ok_or(NoMonth::Unclear),
    }
}

/// A date that a spreadsheet exported as the number of its day.
fn of_serial(text: &str) -> Option<Month> {
    let number = text.parse().ok().filter(|_| text.len() == 5)?;
    from_number(number)?.month()
}

fn in_text(text: &str, year: Option<i16>) -> Option<Month> {
    let found = mentions(text);
    let [only] = found.as_slice() else {
        return None;
    };
    let NamedMonth::Month { number, .. } = named(only) else {
        return None;
    };
    Month::new(only.year.or(year)?, number)
}

/// 填报日期 is when it was filled in, mostly in the month after; 截至7月31日 is the month.
fn about_the_table(mut mention: Mention, text: &str) -> Option<Mention> {
    let before = text.get(..mention.at)?.trim_end_matches([':', '为', '(']);
    let is_cut_off = ["截至", "截止", "截止日期", "截至日期", "截止时间", "截止至"]
        .iter()
        .any(|word| before.ends_with(word));
    let is_other_day =
        before.ends_with("日期") || before.ends_with("时间") || before.ends_with("印发");
    if is_other_day && !is_cut_off {
        return None;
    }
    if let Some(day) = mention.day
        && !(is_cut_off && day >= 20)
    {
        mention.span = None;
    }
    Some(mention)
}

/// The year that a text speaks of without a month; not that of a document's number or of a batch.
fn only_year(found: &[Mention], text: &str) -> Option<i16> {
    let is_other = |mention: &&Mention| {
        let before = text.get(..mention.at).unwrap_or_default();
        let after = text.get(mention.end..).unwrap_or_default();
        before.ends_with(['〔', '[']) || after.starts_with('第') || after.starts_with(']')
    };
    let mut in_digits = found.iter().filter(|m| !is_other(m)).filter_map(|m| m.year);
    let first = in_digits.next();
    match first {
        Some(first) => in_digits.all(|year| year == first).then_some(first),
        None => None,
    }
}

fn named(mention: &Mention) -> NamedMonth {
    let unclear = || NamedMonth::Unclear(mention.text.clone());
    match mention.span {
        Some(Span::Months { from, to }) => {
            let is_part = matches!((from, to), (4, 6) | (7, 9 | 12) | (10, 12));
            let runs_back = from > to && !mention.crosses_years;
            if is_part || runs_back {
                unclear()
            } else {
                NamedMonth::Month { from, number: to }
            }
        }
        Some(Span::Part) | None => unclear(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str) -> (Option<i16>, Option<i8>) {
        let said = in_heading(text);
        (said.year, said.number())
    }

    #[test]
    fn months_are_named_in_many_ways() {
        for (text, expected) in [
            ("2022年5月重大项目月报表", (Some(2022), Some(5))),
            ("2022年1-5月重大项目进展", (Some(2022), Some(5))),
            ("2022年1—12月", (Some(2022), Some(12))),
            ("2022年1月至7月", (Some(2022), Some(7))),
            ("2022年1月—7月", (Some(2022), Some(7))),
            ("2022年1月至2022年7月", (Some(2022), Some(7))),
            ("2021年12月-2022年7月", (Some(2022), Some(7))),
            ("2022年1~7月", (Some(2022), Some(7))),
            ("2022年1一7月", (Some(2022), Some(7))),
            ("2022年 1 － 7 月", (Some(2022), Some(7))),
            ("2022.01-2022.07", (Some(2022), Some(7))),
            ("2022.1-7", (Some(2022), Some(7))),
            ("202201-202207", (Some(2022), Some(7))),
            ("2022-05", (Some(2022), Some(5))),
            ("2022_05", (Some(2022), Some(5))),
            ("月报202205", (Some(2022), Some(5))),
            ("22年7月", (Some(2022), Some(7))),
            ("２０２２年７月", (Some(2022), Some(7))),
            ("二〇二二年七月", (Some(2022), Some(7))),
            ("二零二二年七月份", (Some(2022), Some(7))),
            ("二○二二年一至七月", (Some(2022), Some(7))),
            ("二O二二年十二月", (Some(2022), Some(12))),
            ("二〇二二年一月至七月", (Some(2022), Some(7))),
            ("2022年七月份", (Some(2022), Some(7))),
            ("2022年度7月", (Some(2022), Some(7))),
            ("2022年元月", (Some(2022), Some(1))),
            ("5月", (None, Some(5))),
            ("十二月", (None, Some(12))),
            ("十一月份", (None, Some(11))),
            ("1-5月", (None, Some(5))),
            ("一至五月", (None, Some(5))),
            ("3-5月", (None, Some(5))),
            ("钦政办〔2022〕12号", (None, None)),
            ("2022年度重大项目", (Some(2022), None)),
            ("2021-2023年重大项目7月报", (None, Some(7))),
            ("2020年第一批重大项目2022年7月进展", (Some(2022), Some(7))),
            ("Sheet1", (None, None)),
            ("月报表 填报日期：2022年6月3日", (None, None)),
            ("2022年5月 填报时间：2022年6月", (Some(2022), Some(5))),
            ("截至2022年7月31日", (Some(2022), Some(7))),
            ("2022年7月（20220803报送）", (Some(2022), Some(7))),
            ("13月", (None, None)),
            ("总投资5000万元以上", (None, None)),
            ("单位：万元月报", (None, None)),
            ("2022年12个项目", (Some(2022), None)),
        ] {
            assert_eq!(said(text), expected, "{text}");
        }
    }

    #[test]
    fn what_is_not_one_month_is_not_made_one() {
        for text in [
            "2022年二季度",
            "2022年第2季度",
            "2022年上半年",
            "下半年",
            "2022Q2",
            "2022年前三季度",
            "2022年4-6月",
            "2022年6、7月",
            "2022年6月 2022年7月",
            "2022年7月（较2021年7月）",
            "2022年7-1月",
        ] {
            let found = in_heading(text);
            assert!(
                matches!(found.month, Some(NamedMonth::Unclear(_))),
                "{text}: {found:?}"
            );
        }
    }

    fn month(cell: &Cell) -> Result<String, NoMonth> {
        in_cell(cell, Some(2022), false).map(|month| month.to_string())
    }

    #[test]
    fn cells_name_a_month_or_are_asked_about() {
        let text = |text: &str| Cell::Text(text.to_owned());
        let number = |digits: &str| Cell::Number(digits.parse().unwrap());
        for (cell, expected) in [
            (text("7月"), "2022-07"),
            (text("7"), "2022-07"),
            (text("07"), "2022-07"),
            (number("7"), "2022-07"),
            (text("七月份"), "2022-07"),
            (text("2022年五月"), "2022-05"),
            (text("二〇二一年七月"), "2021-07"),
            (text("2022年1-7月"), "2022-07"),
            (text("1月至7月"), "2022-07"),
            (text("1—7月"), "2022-07"),
            (text("2022-07"), "2022-07"),
            (text("2022/7/31"), "2022-07"),
            (text("2022.10"), "2022-10"),
            (text("2022.1"), "2022-01"),
            (number("2022.7"), "2022-07"),
            (number("2022.12"), "2022-12"),
            (number("202207"), "2022-07"),
            (number("44743"), "2022-07"),
        ] {
            assert_eq!(month(&cell), Ok(expected.to_owned()), "{cell:?}");
        }
        for cell in [
            text("二季度"),
            text("2022年二季度"),
            text("上半年"),
            text("2022年"),
            text("2022"),
            number("2022"),
            text("13月"),
            number("0"),
            text("6、7月"),
            text("2022年4-6月"),
            text("年底"),
            text("Q2"),
        ] {
            assert_eq!(month(&cell), Err(NoMonth::Unclear), "{cell:?}");
        }
        assert_eq!(
            month(&number("2022.1")),
            Err(NoMonth::JanuaryOrOctober(2022))
        );
        let in_text_file = in_cell(&text("2022.1"), Some(2022), true);
        assert_eq!(in_text_file, Err(NoMonth::JanuaryOrOctober(2022)));
    }
}
