//! Check characters of project codes and unified social credit codes.
//!
//! [`project`] knows 投资项目统一代码, [`uscc`] knows 统一社会信用代码. Both read what people type or
//! paste, say whether it is a code, and if not, in words why not. [`names`] tells whether two
//! names are the same project's.

pub mod names;
pub mod project;
pub mod uscc;

use crate::money::half_width;

/// Half-width capitals, without blanks, invisible characters and quotes, every dash as `-`.
fn tidy(text: &str) -> String {
    // codes are checked on every key, and nearly always they are tidy already
    let is_tidy = |b: u8| b.is_ascii_digit() || b.is_ascii_uppercase() || b == b'-';
    if text.bytes().all(is_tidy) {
        return text.to_owned();
    }
    text.chars()
        .map(full_to_half)
        .filter(|c| !c.is_whitespace() && !c.is_control() && !is_wrapping(*c))
        .flat_map(char::to_uppercase)
        .collect()
}

/// Spreadsheets wrap codes in these so that they do not become numbers; pages add invisible ones.
fn is_wrapping(c: char) -> bool {
    matches!(
        c,
        '\'' | '"' | '‘' | '’' | '“' | '”' | '\u{200b}'..='\u{200f}' | '\u{feff}'
    )
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
