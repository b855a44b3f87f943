//! Reading one printed figure, exactly and with its printed places.

use super::Printed;
use crate::money::{drop_separators, exact, one_figure, shown};

/// Behind a printed figure that holds what was carried forward from an earlier month (结转).
pub const CARRIED_MARK: &str = "*";
/// The most digits before the point: with them sums stay exact however many rows there are.
const MAX_WHOLE: usize = 15;
/// The most places after the point: 1 分 in 亿元 is ten places.
const MAX_PLACES: u32 = 10;

/// Why a printed figure was not understood. Each says what was there and what to do.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FigureError {
    /// Not a number, or a number with something else in it.
    #[error("“{0}” is not a figure; write digits as printed, for example 5.50")]
    NotANumber(String),
    /// `1e3`: how many places were printed cannot be told.
    #[error("“{0}” has an exponent, which hides the printed places; write the digits out")]
    Exponent(String),
    /// A number with a unit behind it.
    #[error("“{0}” carries a unit; write the number alone, the unit stands once in “unit”")]
    Unit(String),
    /// More digits than any printed table has.
    #[error(
        "“{0}” has too many digits; at most {MAX_WHOLE} before and {MAX_PLACES} after the point"
    )]
    TooLong(String),
    /// true, a list or an object where a figure belongs.
    #[error("{0} stands where a figure belongs; write a number, a text such as \"5.50\", or null")]
    WrongKind(&'static str),
}

impl FigureError {
    /// The same sentence in Chinese.
    pub fn zh(&self) -> String {
        match self {
            Self::NotANumber(text) => format!("“{text}”不是数字，请按印刷原样填写，例如 5.50"),
            Self::Exponent(text) => {
                format!("“{text}”为科学计数法，看不出印刷的小数位数，请写出全部数字")
            }
            Self::Unit(text) => format!("“{text}”带有单位，请只写数字，单位统一写在 unit 中"),
            Self::TooLong(text) => {
                format!("“{text}”位数过多：整数最多 {MAX_WHOLE} 位，小数最多 {MAX_PLACES} 位")
            }
            Self::WrongKind(kind) => {
                format!("应为数字的位置是 {kind}，请填数字、文本（如 \"5.50\"）或 null")
            }
        }
    }
}

impl Printed {
    /// Reads a figure as people print it: full-width digits and thousands separators are
    /// understood, `5.50` keeps its two places, and a figure that holds what was carried forward
    /// may be marked, `900*`. `Ok(None)` for a blank, "/" and "—".
    pub fn read(text: &str) -> Result<Option<Self>, FigureError> {
        let plain =
            one_figure(unmarked(text)).ok_or_else(|| FigureError::NotANumber(shown(text)))?;
        if plain.chars().all(|c| matches!(c, '-' | '/')) {
            return Ok(None);
        }
        let digits = drop_separators(&plain).ok_or_else(|| FigureError::NotANumber(shown(text)))?;
        if !is_number(&digits) {
            return Err(refuse(&digits, text));
        }
        let whole = digits.trim_start_matches(['-', '+', '0']);
        let whole = whole.split_once('.').map_or(whole, |(whole, _)| whole);
        match exact(&digits) {
            Some(value) if value.scale() <= MAX_PLACES && whole.len() <= MAX_WHOLE => {
                Ok(Some(Self { value }))
            }
            _ => Err(FigureError::TooLong(shown(text))),
        }
    }

    /// How many places were printed.
    pub fn places(self) -> u32 {
        self.value.scale()
    }
}

/// Without the mark behind a figure.
fn unmarked(text: &str) -> &str {
    let figure = text.trim_end().strip_suffix(CARRIED_MARK);
    let figure = figure.filter(|figure| figure.ends_with(char::is_numeric));
    figure.unwrap_or(text)
}

fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    !(whole.is_empty() && fraction.is_empty())
        && (whole.bytes().chain(fraction.bytes())).all(|b| b.is_ascii_digit())
}

fn refuse(digits: &str, text: &str) -> FigureError {
    let units = ["亿元", "万元", "元", "亿", "万", "个", "项", "%", "％"];
    let has_unit = |unit: &&str| digits.strip_suffix(*unit).is_some_and(is_number);
    if units.iter().any(has_unit) {
        return FigureError::Unit(shown(text));
    }
    match digits.split_once(['e', 'E']) {
        Some((head, tail)) if is_number(head) && is_number(tail) => {
            FigureError::Exponent(shown(text))
        }
        _ => FigureError::NotANumber(shown(text)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_keep_their_printed_places() {
        for (text, value, places) in [
            ("5.50", "5.50", 2),
            ("2306", "2306", 0),
            ("１９，６１９．５", "19619.5", 1),
            ("1,675", "1675", 0),
            (" -3.0 ", "-3.0", 1),
            ("0.00", "0.00", 2),
            ("900*", "900", 0),
            ("９００.50* ", "900.50", 2),
            ("000000000000000000012.5", "12.5", 1),
            ("12.500000000000000000000000000000", "12.5000000000", 10),
        ] {
            let printed = Printed::read(text).unwrap().unwrap();
            assert_eq!(printed.value.to_string(), value, "{text}");
            assert_eq!(printed.places(), places, "{text}");
        }
    }

    #[test]
    fn blanks_are_not_carried() {
        for text in ["", "  ", "/", "—", "——", "-", "／"] {
            assert_eq!(Printed::read(text), Ok(None), "{text:?}");
        }
    }

    #[test]
    fn what_is_not_a_figure_is_refused_in_words() {
        for (text, part) in [
            ("abc", "not a figure"),
            ("1,5", "not a figure"),
            ("1.2.3", "not a figure"),
            ("*", "not a figure"),
            ("900**", "not a figure"),
            ("*900", "not a figure"),
            ("约20", "not a figure"),
            ("120\n35", "not a figure"),
            ("120、350", "not a figure"),
            ("1e3", "exponent"),
            ("5.5E-2", "exponent"),
            ("637亿元", "unit"),
            ("545 个", "unit"),
            ("15％", "unit"),
            ("1234567890123456", "too many digits"),
            ("0.12345678901", "too many digits"),
            ("0.1234567890123456789012345678901", "too many digits"),
        ] {
            let error = Printed::read(text).unwrap_err();
            assert!(error.to_string().contains(part), "{text}: {error}");
            assert!(!error.zh().is_empty());
        }
    }
}
