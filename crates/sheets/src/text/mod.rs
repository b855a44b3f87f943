//! Texts of cells without what people put around them: width, blanks, marks, brackets.

mod numerals;

use yuebao_domain::text::is_invisible;

pub(crate) use numerals::in_digits;
pub(crate) use yuebao_domain::text::{quoted, unquoted};

/// Half-width, without blanks and the marks that stand before names.
pub(crate) fn tidy(text: &str) -> String {
    let text: String = text
        .chars()
        .map(half_width)
        .filter(|c| !c.is_whitespace() && !is_invisible(*c))
        .collect();
    text.trim_start_matches(is_bullet).to_owned()
}

/// The same for an answer, of which a mark alone (√) is a whole one.
pub(crate) fn answer(text: &str) -> String {
    let words = tidy(text);
    if words.is_empty() {
        return text.trim().to_owned();
    }
    words
}

/// A name as it is shown: marks before it go, blanks at the ends go.
pub(crate) fn name(text: &str) -> String {
    let text: String = text.chars().filter(|c| !is_invisible(*c)).collect();
    let joined: Vec<&str> = text.split_whitespace().collect();
    joined
        .join(" ")
        .trim_start_matches(|c: char| is_bullet(c) || c.is_whitespace())
        .to_owned()
}

/// ASCII for the full-width forms.
pub(crate) fn half_width(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        '\u{3000}' => ' ',
        '—' | '–' | '−' | '―' | '─' | '﹣' => '-',
        other => other,
    }
}

fn is_bullet(c: char) -> bool {
    matches!(
        c,
        '☆' | '★'
            | '*'
            | '▲'
            | '△'
            | '●'
            | '○'
            | '◆'
            | '◇'
            | '■'
            | '□'
            | '#'
            | '※'
            | '√'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lose_their_marks_only() {
        for (text, shown) in [
            ("☆甲路", "甲路"),
            (" ★ 乙厂（一期）\n工程 ", "乙厂（一期） 工程"),
            ("\u{feff}丙#路", "丙#路"),
            ("☆", ""),
        ] {
            assert_eq!(name(text), shown);
        }
    }
}
