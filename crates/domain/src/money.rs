//! Amounts in 万元, exact to six decimal places (1 分 = 10⁻⁶ 万元).
//!
//! People type `１，２５０．５ 万元`, `0.3亿` or `—`. [`parse`] understands these or says
//! in words why not; nothing is guessed and nothing is rounded on the way in.

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, Neg, Sub};

use rust_decimal::{Decimal, RoundingStrategy};
use serde::{Deserialize, Serialize};

use crate::deserialize::from_text;

/// The finest amount that exists: 1 分 = 10⁻⁶ 万元.
pub const MAX_DECIMALS: u32 = 6;

/// The largest amount understood, in 万元 (10¹² 万元): anything above is a slip of the finger.
const LIMIT: i64 = 1_000_000_000_000;
/// Of ten, from 0 to [`MAX_DECIMALS`].
const POWERS: [i64; 7] = [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000];

/// An exact amount in 万元 (ten thousand yuan). On the wire it is a string such as `"1212.68008"`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Money(Decimal);

impl Money {
    /// Nothing at all, which is not the same as "not reported".
    pub const ZERO: Self = Self(Decimal::ZERO);

    /// An amount of `value` 万元.
    pub fn from_wan(value: Decimal) -> Self {
        Self(value.normalize())
    }

    /// The amount in 万元.
    pub fn wan(self) -> Decimal {
        self.0
    }

    /// The amount in 亿元, unrounded.
    pub fn yi(self) -> Decimal {
        self.0 / Decimal::from(10_000)
    }

    /// Decimal places that carry information (`1.50` has one).
    pub fn decimals(self) -> u32 {
        self.0.normalize().scale()
    }

    /// In 分, and with how many places of 万元 it was said. `None` for what nobody can have typed, finer
    /// or larger.
    pub(crate) fn fen(self) -> Option<(i64, u8)> {
        let parts = self.0.unpack();
        let factor = POWERS.get(MAX_DECIMALS.checked_sub(parts.scale)? as usize)?;
        let most = LIMIT * POWERS.get(parts.scale as usize)?;
        let digits = i64::from(parts.mid) << 32 | i64::from(parts.lo);
        if parts.hi != 0 || !(0..=most).contains(&digits) {
            return None;
        }
        let fen = digits * factor;
        let places = u8::try_from(parts.scale).ok()?;
        Some((if parts.negative { -fen } else { fen }, places))
    }

    /// A sum of such, with the most places that one of them has.
    pub(crate) fn from_fen(fen: i64, places: u8) -> Self {
        let idle = MAX_DECIMALS.saturating_sub(places.into());
        let mantissa = fen / POWERS[idle as usize];
        // so few places always fit
        Self(Decimal::try_new(mantissa, places.into()).unwrap_or(Decimal::MAX))
    }

    /// True below zero.
    pub fn is_negative(self) -> bool {
        self.0.is_sign_negative() && !self.0.is_zero()
    }

    /// True at zero.
    pub fn is_zero(self) -> bool {
        self.0.is_zero()
    }

    /// Without its sign: how far two amounts are apart.
    #[must_use]
    pub fn abs(self) -> Self {
        Self(self.0.abs())
    }

    /// This amount times an exact factor (a tolerance, a share). Saturates at the decimal range.
    #[must_use]
    pub fn times(self, factor: Decimal) -> Self {
        Self(self.0.saturating_mul(factor).normalize())
    }

    /// `self ÷ whole × 100`, unrounded; `None` for a zero denominator, printed as "—".
    pub fn percent_of(self, whole: Self) -> Option<Decimal> {
        percent_of(self.0, whole.0)
    }

    /// With thousands separators and at least `decimals` places, for example `1,250.00`.
    /// Further places that carry information are kept: a figure is never shown rounded by accident.
    pub fn grouped(self, decimals: u32) -> String {
        let places = decimals.max(self.decimals());
        group_digits(&format!("{:.*}", places as usize, self.0))
    }
}

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0.normalize(), f)
    }
}

impl Add for Money {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl Sub for Money {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}

impl Neg for Money {
    type Output = Self;
    fn neg(self) -> Self {
        Self(-self.0)
    }
}

impl Sum for Money {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        amounts.fold(Self::ZERO, Add::add)
    }
}

impl Serialize for Money {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Money {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from_text(from, parse_plain)
    }
}

/// `part ÷ whole × 100`, unrounded; `None` for a zero denominator.
pub fn percent_of(part: Decimal, whole: Decimal) -> Option<Decimal> {
    part.checked_div(whole)?.checked_mul(Decimal::ONE_HUNDRED)
}

/// Rounds for printing: half away from zero, as tables are printed, at `decimals` places.
pub fn round(value: Decimal, decimals: u32) -> Decimal {
    value.round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero)
}

/// The same with all its places: 5 with one place is `5.0`.
pub fn printed(value: Decimal, decimals: u32) -> Decimal {
    let mut printed = round(value, decimals);
    printed.rescale(decimals);
    printed
}

/// Why a typed amount was not understood. Each says what was typed and what to do.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AmountError {
    /// Not a number at all, or a number with something else in it.
    #[error("“{0}” is not an amount; type digits, for example 1250.5")]
    NotANumber(String),
    /// Finer than 1 分.
    #[error("“{0}” has more than {MAX_DECIMALS} decimal places; 1 分 is 0.000001 万元")]
    TooFine(String),
    /// Beyond 10¹² 万元.
    #[error("“{0}” is too large for an amount in 万元")]
    TooLarge(String),
}

impl AmountError {
    /// The same sentence in Chinese.
    pub fn zh(&self) -> String {
        match self {
            Self::NotANumber(text) => format!("“{text}”不是金额，请填数字，例如 1250.5"),
            Self::TooFine(text) => {
                format!("“{text}”小数超过 {MAX_DECIMALS} 位；1 分 = 0.000001 万元")
            }
            Self::TooLarge(text) => format!("“{text}”数额过大，请核对单位（万元）"),
        }
    }
}

/// Reads what a person typed into an amount box whose unit is 万元.
///
/// `Ok(None)` for an empty box, "/" and "—". Understands full-width digits, thousands
/// separators, and the suffixes 元, 万元, 万, 亿元, 亿. Two figures, on two lines or listed, are none.
pub fn parse(typed: &str) -> Result<Option<Money>, AmountError> {
    let text = one_figure(typed).ok_or_else(|| AmountError::NotANumber(shown(typed)))?;
    if text.is_empty() || text.chars().all(|c| matches!(c, '-' | '/')) {
        return Ok(None);
    }
    let (digits, factor) = strip_unit(&text);
    let plain = drop_separators(digits).ok_or_else(|| AmountError::NotANumber(shown(typed)))?;
    let number: Decimal = exact(&plain).ok_or_else(|| reject(&plain, typed))?;
    let amount = number
        .checked_mul(factor)
        .ok_or_else(|| AmountError::TooLarge(shown(typed)))?
        .normalize();
    within_limits(amount, typed).map(Some)
}

/// Reads an amount as it travels on the wire: plain digits, no separators, no unit.
pub fn parse_plain(text: &str) -> Result<Money, AmountError> {
    let number = exact(text).ok_or_else(|| reject(text, text))?;
    within_limits(number.normalize(), text)
}

/// Reads an amount that was computed from others: it may be larger and finer than any that is typed.
pub(crate) fn computed<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Money, D::Error> {
    from_text(from, |text| {
        let number = exact(text).map(|number| Money(number.normalize()));
        number.ok_or_else(|| reject(text, text))
    })
}

fn within_limits(amount: Decimal, typed: &str) -> Result<Money, AmountError> {
    if amount.scale() > MAX_DECIMALS {
        Err(AmountError::TooFine(shown(typed)))
    } else if amount.abs() > Decimal::from(LIMIT) {
        Err(AmountError::TooLarge(shown(typed)))
    } else {
        Ok(Money(amount))
    }
}

/// `Decimal::from_str` also takes underscores and rounds beyond 28 digits; amounts are digits only.
pub(crate) fn exact(text: &str) -> Option<Decimal> {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let all_digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    if (whole.is_empty() && fraction.is_empty()) || !all_digits(whole) || !all_digits(fraction) {
        return None;
    }
    Decimal::from_str_exact(without_idle_zeros(text, fraction)).ok()
}

/// Zeros that no table prints, behind the finest place of 分 in 亿元, do not make a figure finer.
fn without_idle_zeros<'a>(text: &'a str, fraction: &str) -> &'a str {
    const PRINTED: usize = 10;
    let idle = fraction.len() - fraction.trim_end_matches('0').len();
    let most = fraction.len().saturating_sub(PRINTED);
    &text[..text.len() - idle.min(most)]
}

fn reject(plain: &str, typed: &str) -> AmountError {
    let digits = plain.bytes().filter(u8::is_ascii_digit).count();
    let fraction = plain.split_once('.').map_or(0, |(_, part)| part.len());
    match digits {
        n if n <= 24 => AmountError::NotANumber(shown(typed)),
        _ if fraction > MAX_DECIMALS as usize => AmountError::TooFine(shown(typed)),
        _ => AmountError::TooLarge(shown(typed)),
    }
}

/// What was typed, cut to a length that fits a sentence.
pub(crate) fn shown(typed: &str) -> String {
    let mut text: String = typed.trim().chars().take(24).collect();
    if typed.trim().chars().count() > 24 {
        text.push('…');
    }
    text
}

/// Half-width and without blanks; `None` if a blank or a line's end stands between two digits,
/// for joined they would be a third figure.
pub(crate) fn one_figure(typed: &str) -> Option<String> {
    let mut text = String::new();
    let mut is_after_blank = false;
    for c in typed.trim().chars().map(half_width) {
        if c.is_whitespace() {
            is_after_blank = true;
            continue;
        }
        let is_figure = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',');
        if is_after_blank && is_figure(c) && text.ends_with(is_figure) {
            return None;
        }
        is_after_blank = false;
        text.push(c);
    }
    Some(text)
}

pub(crate) fn half_width(c: char) -> char {
    match c {
        '０'..='９' | '．' | '，' | '＋' | '－' | '／' => {
            char::from_u32(c as u32 - 0xFEE0).unwrap_or(c)
        }
        '。' => '.',
        '—' | '–' | '−' | '―' => '-',
        other => other,
    }
}

fn strip_unit(text: &str) -> (&str, Decimal) {
    let units = [
        ("亿元", Decimal::from(10_000)),
        ("万元", Decimal::ONE),
        ("亿", Decimal::from(10_000)),
        ("万", Decimal::ONE),
        ("元", Decimal::new(1, 4)),
    ];
    for (suffix, factor) in units {
        if let Some(rest) = text.strip_suffix(suffix) {
            return (rest, factor);
        }
    }
    (text, Decimal::ONE)
}

/// Thousands separators must stand where thousands are, else `1,5` would silently become 15.
pub(crate) fn drop_separators(text: &str) -> Option<String> {
    if !text.contains(',') {
        return Some(text.to_owned());
    }
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let mut groups = whole.trim_start_matches(['-', '+']).split(',');
    let first = groups.next()?;
    let in_place = (1..=3).contains(&first.len()) && groups.all(|group| group.len() == 3);
    (in_place && !fraction.contains(',')).then(|| text.replace(',', ""))
}

pub(crate) fn group_digits(plain: &str) -> String {
    let (sign, rest) = plain
        .strip_prefix('-')
        .map_or(("", plain), |rest| ("-", rest));
    let (whole, fraction) = rest.split_once('.').unwrap_or((rest, ""));
    let mut out = String::from(sign);
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i) % 3 == 0 {
            out.push(',');
        }
        out.push(digit);
    }
    if !fraction.is_empty() {
        out.push('.');
        out.push_str(fraction);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wan(text: &str) -> Money {
        parse_plain(text).unwrap()
    }

    #[test]
    fn what_people_type_is_understood() {
        for (typed, expected) in [
            ("1250.5", "1250.5"),
            ("１，２５０．５", "1250.5"),
            ("1,234,567", "1234567"),
            (" 300 万元 ", "300"),
            ("0.3亿", "3000"),
            ("0.3 亿元", "3000"),
            ("12500元", "1.25"),
            ("－20", "-20"),
            ("1212.680080", "1212.68008"),
            ("+5", "5"),
            (".5", "0.5"),
            ("12。5", "12.5"),
            ("- 20", "-20"),
            ("1250.500000000000000000000000000000", "1250.5"),
            ("3.000000000000000000000000000000亿元", "30000"),
            ("1000000000000", "1000000000000"),
        ] {
            assert_eq!(parse(typed), Ok(Some(wan(expected))), "{typed}");
        }
    }

    #[test]
    fn blanks_are_absent_not_zero() {
        for typed in ["", "  ", "/", "—", "-", "——"] {
            assert_eq!(parse(typed), Ok(None), "{typed:?}");
        }
        assert_eq!(parse("0"), Ok(Some(Money::ZERO)));
    }

    #[test]
    fn what_is_not_an_amount_is_refused_in_words() {
        for typed in [
            "abc",
            "12a",
            "1,5",
            "1,2345",
            "1e3",
            "1.2.3",
            "1_000",
            "万元",
            "--5",
            "约20",
            "120\n35",
            "120 350",
            "120\u{3000}350",
            "1, 250",
            "120、350",
            "△1888",
            "(1888)",
            "1888-",
        ] {
            let error = parse(typed).unwrap_err();
            assert!(
                matches!(error, AmountError::NotANumber(_)),
                "{typed}: {error}"
            );
            assert!(error.zh().contains(typed), "{typed}");
        }
        for fine in ["0.0000001".to_owned(), format!("0.{}", "1".repeat(29))] {
            let error = parse(&fine).unwrap_err();
            assert!(matches!(error, AmountError::TooFine(_)), "{fine}: {error}");
        }
        for large in ["9".repeat(30) + ".123456", "1000000000000.1".to_owned()] {
            let error = parse(&large).unwrap_err();
            assert!(
                matches!(error, AmountError::TooLarge(_)),
                "{large}: {error}"
            );
        }
        assert!(matches!(
            parse(&("9".repeat(24) + "x")),
            Err(AmountError::NotANumber(_))
        ));
        assert!(matches!(
            parse("9999999999999"),
            Err(AmountError::TooLarge(_))
        ));
        assert!(matches!(
            parse(&"9".repeat(60)),
            Err(AmountError::TooLarge(_))
        ));
    }

    #[test]
    fn amounts_print_with_separators_and_are_never_rounded_by_accident() {
        assert_eq!(wan("1250").grouped(2), "1,250.00");
        assert_eq!(wan("-1234567.125").grouped(2), "-1,234,567.125");
        assert_eq!(wan("0").grouped(0), "0");
    }

    #[test]
    fn what_was_typed_is_cut_to_fit_a_sentence() {
        assert_eq!(shown(&"字".repeat(24)), "字".repeat(24));
        for length in [25, 26] {
            assert_eq!(shown(&"字".repeat(length)), "字".repeat(24) + "…");
        }
    }

    #[test]
    fn an_amount_is_taken_back_by_its_negative() {
        assert_eq!(-wan("5.5"), wan("-5.5"));
        assert_eq!(wan("5.5") + -wan("5.5"), Money::ZERO);
    }

    #[test]
    fn a_zero_denominator_has_no_percentage() {
        assert_eq!(wan("5").percent_of(Money::ZERO), None);
        assert_eq!(wan("5").percent_of(wan("8")), Some(Decimal::new(625, 1)));
    }

    #[test]
    fn json_is_a_string_and_numbers_are_refused() {
        assert_eq!(serde_json::to_string(&wan("1.50")).unwrap(), "\"1.5\"");
        assert!(serde_json::from_str::<Money>("1.5").is_err());
    }
}
