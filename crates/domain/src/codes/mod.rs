//! Check characters of project codes and unified social credit codes.
//!
//! [`project`] knows 投资项目统一代码, [`uscc`] knows 统一社会信用代码. Both read what people type or
//! paste, say whether it is a code, and if not, in words why not. [`names`] tells whether two
//! names are the same project's.

pub mod names;
pub mod project;
pub mod uscc;

use crate::money::half_width;
use crate::text::is_invisible;

/// Digits that a spreadsheet's number keeps; the others become zeros.
const DIGITS_OF_A_NUMBER: usize = 15;

/// Whether a code went through a spreadsheet's number: `2.41045E+19`.
fn is_scientific(tidied: &str) -> bool {
    let Some((digits, exponent)) = tidied.split_once('E') else {
        return false;
    };
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let whole = digits.split_once('.').unwrap_or((digits, "0"));
    let exponent = exponent.strip_prefix('+').unwrap_or(exponent);
    is_number(whole.0)
        && is_number(whole.1)
        && is_number(exponent)
        && exponent.len() <= 3
        && (digits.contains('.') || tidied.contains('+'))
}

/// Whether everything behind the fifteenth digit is zero, as a spreadsheet's number leaves it.
fn ends_as_a_number(digits: &str) -> bool {
    let (kept, lost) = digits
        .split_at_checked(DIGITS_OF_A_NUMBER)
        .unwrap_or((digits, ""));
    !lost.is_empty() && kept.bytes().all(|b| b.is_ascii_digit()) && lost.bytes().all(|b| b == b'0')
}

/// Half-width capitals, without blanks, invisible characters and quotes, every dash as `-`.
fn tidy(text: &str) -> String {
    // codes are checked on every key, and nearly always they are tidy already
    let is_tidy = |b: u8| b.is_ascii_digit() || b.is_ascii_uppercase() || b == b'-';
    if text.bytes().all(is_tidy) {
        return text.to_owned();
    }
    text.chars()
        .map(full_to_half)
        .filter(|c| !c.is_whitespace() && !is_invisible(*c) && !is_wrapping(*c))
        .flat_map(char::to_uppercase)
        .collect()
}

/// Spreadsheets wrap codes in these so that they do not become numbers.
fn is_wrapping(c: char) -> bool {
    matches!(c, '\'' | '"' | '=' | '‘' | '’' | '“' | '”' | '`' | '′')
}

fn full_to_half(c: char) -> char {
    match half_width(c) {
        letter @ ('Ａ'..='Ｚ' | 'ａ'..='ｚ') => {
            char::from_u32(letter as u32 - 0xFEE0).unwrap_or(letter)
        }
        '‐' | '‑' | '‒' | '﹣' | '_' | '＿' => '-',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_went_through_a_number_is_known() {
        for text in [
            "2.41045E+19",
            "2.41045142104016E+19",
            "9.14507E+17",
            "9.1E17",
            "2E+19",
        ] {
            assert!(is_scientific(text), "{text}");
        }
        for text in [
            "91350100M000E00Y43",
            "2410-451421",
            "9.1",
            "9E1",
            "12E34567890123456",
            "",
        ] {
            assert!(!is_scientific(text), "{text}");
        }
        assert!(ends_as_a_number("24104514210401600000"));
        assert!(!ends_as_a_number("24104514210401627218"));
        assert!(!ends_as_a_number("241045142104016"));
        assert!(!ends_as_a_number("路"));
    }
}
