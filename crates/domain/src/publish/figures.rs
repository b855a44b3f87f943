//! How the figures of a document are printed, and the words around them.

use rust_decimal::Decimal;

use super::document::{Column, ColumnKind};
use super::{Cell, Status};
use crate::aggregate::{AmountUnit, Print};
use crate::beijing::Beijing;
use crate::money::{Money, group_digits};
use crate::period::{Date, Month};
use crate::profile::Profile;
use crate::text::{Lang, words};

/// How figures are printed.
#[derive(Debug, Clone, Copy)]
pub(super) struct Figures {
    pub(super) print: Print,
}

impl Figures {
    /// As the jurisdiction prints in this unit.
    pub(super) fn new(unit: AmountUnit, profile: &Profile) -> Self {
        Self {
            print: Print::new(unit, profile.decimals),
        }
    }

    /// An amount, exact in the unit of the table.
    pub(super) fn amount(self, amount: Option<Money>) -> Cell {
        let exact = amount.map(|amount| match self.print.unit {
            AmountUnit::Wan => amount.wan(),
            AmountUnit::Yi => amount.yi(),
        });
        Cell::number(exact, |exact| self.amount_text(exact))
    }

    /// An amount in the unit of the table, as it is printed.
    pub(super) fn amount_text(self, exact: Decimal) -> String {
        let printed = crate::money::printed(exact, self.print.amount_places);
        group_digits(&printed.to_string())
    }

    /// A percentage, or a difference of two.
    pub(super) fn percent(self, percent: Option<Decimal>) -> Cell {
        Cell::number(percent, |percent| self.print.percent(percent).to_string())
    }

    /// What the unit is called.
    pub(super) const fn unit(self) -> &'static str {
        match self.print.unit {
            AmountUnit::Wan => "万元",
            AmountUnit::Yi => "亿元",
        }
    }
}

/// A column of figures with so many places; of short words without any, and of texts if it is wide.
pub(super) fn head(
    key: &'static str,
    title: &str,
    unit: &str,
    places: Option<u32>,
    width: u8,
) -> Column {
    let kind = match places {
        None if matches!(key, "number" | "rank") => ColumnKind::Ordinal,
        Some(_) => ColumnKind::Figure,
        None if width < 6 => ColumnKind::Word,
        None => ColumnKind::Text,
    };
    Column {
        key: key.into(),
        title: title.to_owned(),
        group: String::new(),
        unit: unit.to_owned(),
        kind,
        places,
        width,
    }
}

/// 2022年5月.
pub(super) fn month_text(month: Month, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("{}年{}月", month.year(), month.number()),
        Lang::En => month.to_string(),
    }
}

/// 2022年5月31日.
pub(super) fn day_text(day: Date, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("{}年{}月{}日", day.year(), day.month(), day.day()),
        Lang::En => crate::period::show_day(day),
    }
}

/// 1—5月, of January 1月.
pub(super) fn months_text(month: Month, lang: Lang) -> String {
    match (lang, month.is_january()) {
        (Lang::Zh, true) => "1月".to_owned(),
        (Lang::Zh, false) => format!("1—{}月", month.number()),
        (Lang::En, true) => "January".to_owned(),
        (Lang::En, false) => format!("months 1–{}", month.number()),
    }
}

/// 口径: what the figures are made of.
pub(super) fn basis_text(status: &Status, lang: Lang) -> String {
    match status {
        Status::Provisional => words(
            "口径：暂计数，尚未封账，以封账后的数为准。",
            "Basis: provisional, the month is not closed.",
        )
        .get(lang)
        .to_owned(),
        Status::Final {
            edition,
            at,
            plan,
            digest,
        } => {
            let plan = plan.label().get(lang);
            let at = Beijing::read(at).map_or_else(|| at.clone(), |at| at.to_string());
            match lang {
                Lang::Zh => format!(
                    "口径：封账数第{edition}版（{at}封账，{plan}，校验码{}）。",
                    short(digest)
                ),
                Lang::En => format!(
                    "Basis: edition {edition} of the closed month (closed {at}, {plan}, digest {}).",
                    short(digest)
                ),
            }
        }
    }
}

/// As much of a digest as somebody compares by eye.
fn short(digest: &str) -> &str {
    digest.get(..16).unwrap_or(digest)
}

/// 一、总体情况.
pub(super) fn numbered(number: usize, text: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("{}、{text}", numeral(number)),
        Lang::En => format!("{number}. {text}"),
    }
}

/// 一, 二 … 十一, as headings count; figures from a hundred on.
pub(super) fn numeral(number: usize) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let digit = |at: usize| DIGITS.get(at).copied().unwrap_or_default();
    match (number / 10, number % 10) {
        (0, 0) => "零".to_owned(),
        (0, ones) => digit(ones).to_owned(),
        (1, ones) => format!("十{}", digit(ones)),
        (tens @ 2..=9, ones) => format!("{}十{}", digit(tens), digit(ones)),
        _ => number.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_counted_as_people_do() {
        for (number, told) in [
            (0, "零"),
            (1, "一"),
            (10, "十"),
            (11, "十一"),
            (20, "二十"),
            (99, "九十九"),
            (100, "100"),
        ] {
            assert_eq!(numeral(number), told);
        }
    }
}
