//! One figure in a cell: its digits, its sign, and the unit that it may carry itself.

use rust_decimal::Decimal;
use yuebao_domain::crossfoot::Printed;
use yuebao_domain::money;

use super::units::{self, StatedUnit, Unit};
use crate::grid::{Cell, Scaled};
use crate::text::half_width;

/// A figure as it stands in a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Figure {
    /// With the places that are printed.
    value: Decimal,
    /// Its own unit; `None` for the column's.
    unit: Option<Unit>,
}

/// The unit of a column, and whether anything says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct ColumnUnit {
    pub(crate) unit: Unit,
    pub(crate) is_stated: bool,
}

impl From<Unit> for ColumnUnit {
    fn from(unit: Unit) -> Self {
        Self {
            unit,
            is_stated: true,
        }
    }
}

/// An amount as a report keeps it: plain digits of 万元. `Ok(None)` for a blank, `Err` with what
/// stands there if it is not one amount.
pub(crate) fn amount(cell: &Cell, column: ColumnUnit) -> Result<Option<String>, String> {
    let Some(figure) = figure(cell, column)? else {
        return Ok(None);
    };
    let unit = figure.unit.unwrap_or(column.unit);
    let wan = shifted(figure.value, unit.places_to_wan());
    let amount = wan.and_then(|wan| money::parse_plain(&wan.normalize().to_string()).ok());
    amount
        .map(|amount| Some(amount.to_string()))
        .ok_or_else(|| cell.text())
}

/// The figure in the column's own unit, as finely as it is printed; `None` for a blank, `Err` if
/// it is not one figure.
pub(crate) fn printed(cell: &Cell, column: ColumnUnit) -> Result<Option<Printed>, String> {
    let Some(figure) = figure(cell, column)? else {
        return Ok(None);
    };
    let value = match (cell, figure.unit) {
        // beyond ten places there is no printed figure, only what a division left behind
        (Cell::Number(_) | Cell::Scaled(_), None) => {
            Some(money::round(figure.value, 8).normalize())
        }
        (_, None) => Some(figure.value),
        (_, Some(unit)) => in_unit(figure.value, unit, column.unit),
    };
    value
        .map(|value| Some(Printed { value }))
        .ok_or_else(|| cell.text())
}

/// A percentage as it is printed, with or without its sign.
pub(crate) fn percentage(cell: &Cell) -> Option<Printed> {
    let text = match cell {
        Cell::Number(number) | Cell::Percent(number) => {
            money::round(*number, 8).normalize().to_string()
        }
        other => other.text(),
    };
    Printed::read(text.trim().trim_end_matches(['%', '％'])).ok()?
}

/// A figure of one unit as one of another, with the places that it has there.
pub(crate) fn in_unit(value: Decimal, from: Unit, to: Unit) -> Option<Decimal> {
    let places = from.places_to_wan() - to.places_to_wan();
    shifted(value, places).map(|value| {
        if places == 0 {
            value
        } else {
            value.normalize()
        }
    })
}

/// The point moved to the right, or to the left if `places` is negative.
fn shifted(value: Decimal, places: i32) -> Option<Decimal> {
    let factor = Decimal::from(10_i64.checked_pow(places.unsigned_abs())?);
    if places >= 0 {
        return value.checked_mul(factor);
    }
    let mut value = value.normalize();
    value
        .set_scale(value.scale() + places.unsigned_abs())
        .ok()?;
    Some(value)
}

fn figure(cell: &Cell, column: ColumnUnit) -> Result<Option<Figure>, String> {
    let raw = || cell.text();
    match cell {
        Cell::Empty => Ok(None),
        Cell::Number(value) => Ok(Some(Figure {
            value: *value,
            unit: None,
        })),
        Cell::Scaled(scaled) => of_scaled(scaled, column).map(Some).ok_or_else(raw),
        Cell::Text(text) => of_text(text).map_err(|NotOne| raw()),
        Cell::Percent(_) | Cell::Day(_) | Cell::Broken(_) => Err(raw()),
    }
}

/// What is shown counts: in the unit behind it, else in the column's, if somebody would keep
/// figures that way.
fn of_scaled(scaled: &Scaled, column: ColumnUnit) -> Option<Figure> {
    let unit = match scaled.words.as_str() {
        "" => None,
        words => match units::word(words)? {
            StatedUnit::Known(unit) => Some(unit),
            StatedUnit::Unknown(_) => return None,
        },
    };
    let shown_in = unit.unwrap_or(column.unit);
    let is_sure = match scaled.powers {
        0 => true,
        // where nothing says 万元, a format that shows ten thousandths does
        powers if unit.is_none() && !column.is_stated => powers == 4,
        powers => shown_in.is_kept(powers),
    };
    is_sure.then_some(Figure {
        value: scaled.number,
        unit,
    })
}

/// It is not one figure.
struct NotOne;

fn of_text(text: &str) -> Result<Option<Figure>, NotOne> {
    let typed: String = text.chars().map(minus).collect();
    let typed = typed.trim();
    if typed
        .chars()
        .all(|c| matches!(c, '-' | '/') || c.is_whitespace())
    {
        return Ok(None);
    }
    of_typed(typed).map(Some).ok_or(NotOne)
}

fn of_typed(typed: &str) -> Option<Figure> {
    let (is_negative, unsigned) = sign(typed)?;
    let (digits, words) = split(&unsigned)?;
    let unit = match words {
        "" => None,
        words => match units::word(words)? {
            StatedUnit::Known(unit) => Some(unit),
            StatedUnit::Unknown(_) => return None,
        },
    };
    let value = Printed::read(digits).ok()??.value;
    let value = if is_negative { -value } else { value };
    Some(Figure { value, unit })
}

/// ASCII for every way to write a minus.
fn minus(c: char) -> char {
    match half_width(c) {
        '‐' | '‑' | '‒' | '⁻' | '₋' | '➖' => '-',
        '▲' => '△',
        other => other,
    }
}

/// Whether it is negative, and the rest: `-5`, `△5`, `(5)` and `5-` are; two signs are not understood.
fn sign(text: &str) -> Option<(bool, String)> {
    if let Some(inner) = text.strip_prefix('(') {
        let (inner, unit) = inner.split_once(')')?;
        return is_unsigned(inner).then(|| (true, format!("{inner}{unit}")));
    }
    if let Some(rest) = text.strip_prefix(['-', '△']) {
        return is_unsigned(rest).then(|| (true, rest.to_owned()));
    }
    if let Some(rest) = text.strip_suffix('-') {
        return is_unsigned(rest).then(|| (true, rest.to_owned()));
    }
    let rest = text.strip_prefix('+').unwrap_or(text);
    is_unsigned(rest).then(|| (false, rest.to_owned()))
}

fn is_unsigned(text: &str) -> bool {
    !text.contains(['-', '△', '+'])
}

/// The digits, and the words behind or before them: `8600万元`, `8600(万元)`, `人民币8600万元`. Words before
/// do not say the unit alone.
fn split(text: &str) -> Option<(&str, &str)> {
    let text = text.trim_start();
    let own = ["人民币", "RMB", "CNY", "¥", "￥"];
    let bare = own.iter().find_map(|word| text.strip_prefix(word));
    let start = bare.unwrap_or(text).trim_start_matches([' ', ':']);
    let is_figure =
        |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '。') || c.is_whitespace();
    let end = start.find(|c| !is_figure(c)).unwrap_or(start.len());
    let (digits, words) = start.split_at(end);
    let words = words.trim();
    (bare.is_none() || !words.is_empty()).then_some((digits, words))
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

    fn in_wan(cell: &Cell, unit: Unit) -> Result<Option<String>, String> {
        amount(cell, unit.into())
    }

    #[test]
    fn amounts_come_out_in_wan() {
        for (cell, unit, wan) in [
            (text("１，２５０．５"), Unit::WAN, "1250.5"),
            (text("1.5亿元"), Unit::WAN, "15000"),
            (text("1.5 亿"), Unit::WAN, "15000"),
            (text("300万元"), Unit::YI, "300"),
            (text("300\n万元"), Unit::YI, "300"),
            (text("86000千元"), Unit::WAN, "8600"),
            (text("86百万元"), Unit::WAN, "8600"),
            (text("8.6千万元"), Unit::WAN, "8600"),
            (text("8600（万元）"), Unit::YI, "8600"),
            (text("人民币8600万元"), Unit::YI, "8600"),
            (text("￥86,000,000元"), Unit::WAN, "8600"),
            (number("1.5"), Unit::YI, "15000"),
            (number("12500"), Unit::YUAN, "1.25"),
            (text("0"), Unit::WAN, "0"),
            (number("-12.5"), Unit::WAN, "-12.5"),
            (text("120.000000000000000000000000000000"), Unit::WAN, "120"),
            (
                text("0.012000000000000000000000000000000000"),
                Unit::YI,
                "120",
            ),
        ] {
            assert_eq!(
                in_wan(&cell, unit).unwrap().as_deref(),
                Some(wan),
                "{cell:?}"
            );
        }
        for blank in ["", " ", "/", "—", "——", "-", "／", "－"] {
            assert_eq!(in_wan(&text(blank), Unit::WAN), Ok(None), "{blank}");
        }
    }

    #[test]
    fn what_is_not_one_figure_is_refused() {
        for cell in [
            text("约 300"),
            text("12.34%"),
            Cell::Broken("#REF!".to_owned()),
            number("33.3333333333333"),
            text("120\n35"),
            text("120\r\n350"),
            text("120 350"),
            text("120　350"),
            text("120、350"),
            text("120；350"),
            text("120/350"),
            text("120+35"),
            text("①120②35"),
            text("1.05E+03"),
            text("☆1888"),
            text("#1888"),
            text("▼1888"),
            text("--1888"),
            text("△-1888"),
            text("(-1888)"),
            text("（"),
            text("△"),
            text("100万美元"),
            text("USD100"),
            text("¥8600"),
            text("8600万元以上"),
            text("8600万元120"),
        ] {
            assert_eq!(in_wan(&cell, Unit::WAN), Err(cell.text()), "{cell:?}");
        }
    }

    #[test]
    fn every_minus_is_one() {
        for negative in [
            "-1888",
            "－1888",
            "−1888",
            "—1888",
            "–1888",
            "﹣1888",
            "‑1888",
            "- 1,888",
            "△1888",
            "▲1,888",
            "△ 1888",
            "(1888)",
            "（1,888.00）",
            "1888-",
            "1,888－",
            "（1888）万元",
            "（1888万元）",
            "△1888万元",
        ] {
            let found = in_wan(&text(negative), Unit::WAN);
            assert_eq!(found, Ok(Some("-1888".to_owned())), "{negative}");
            let found = printed(&text(negative), Unit::WAN.into()).unwrap().unwrap();
            assert_eq!(found.value, Decimal::from(-1888), "{negative}");
        }
    }

    #[test]
    fn a_format_that_scales_counts_as_it_is_shown() {
        let cell = |number: &str, powers, words: &str| {
            Cell::Scaled(Scaled {
                number: number.parse().unwrap(),
                powers,
                words: words.to_owned(),
            })
        };
        let unsaid = ColumnUnit::default();
        for (cell, column, wan) in [
            (cell("8600", 4, ""), Unit::WAN.into(), Some("8600")),
            (cell("8600", 4, ""), unsaid, Some("8600")),
            (cell("0.86", 0, "亿元"), unsaid, Some("8600")),
            (cell("8600", 4, "万"), Unit::YI.into(), Some("8600")),
            (cell("0.86", 8, ""), Unit::YI.into(), Some("8600")),
            (cell("0.86", 4, ""), Unit::YI.into(), Some("8600")),
            // shown in millions, or in thousands, of what
            (cell("86", 6, ""), unsaid, None),
            (cell("86000", 3, ""), unsaid, None),
            (cell("8600", 4, ""), Unit::YUAN.into(), None),
            (cell("8600", 0, "个"), unsaid, None),
            (cell("8600", 0, "万美元"), unsaid, None),
        ] {
            let found = amount(&cell, column).ok().flatten();
            assert_eq!(found.as_deref(), wan, "{cell:?} {column:?}");
        }
    }

    #[test]
    fn figures_are_as_printed() {
        let shown = |cell: &Cell, unit: Unit| {
            let found = printed(cell, unit.into()).unwrap();
            found.map(|printed| printed.value.to_string())
        };
        assert_eq!(shown(&text("5.50"), Unit::WAN).as_deref(), Some("5.50"));
        assert_eq!(shown(&text("1.5亿元"), Unit::WAN).as_deref(), Some("15000"));
        assert_eq!(shown(&text("300万元"), Unit::YI).as_deref(), Some("0.03"));
        assert_eq!(
            shown(&number("33.3333333333333"), Unit::WAN).as_deref(),
            Some("33.33333333")
        );
        assert_eq!(shown(&text(" "), Unit::WAN), None);
        let percent = |cell: &Cell| percentage(cell).map(|printed| printed.value.to_string());
        let half = Cell::Percent("45.12".parse().unwrap());
        assert_eq!(percent(&half).as_deref(), Some("45.12"));
        assert_eq!(percent(&text("45.10%")).as_deref(), Some("45.10"));
        assert_eq!(percent(&text("约四成")), None);
    }
}
