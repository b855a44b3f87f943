//! Texts that a spreadsheet would take for a formula: in CSV they are written with an apostrophe before
//! them, as people do it by hand, and are read without it.

use std::borrow::Cow;

/// What would be taken for a formula, or hides the sign that begins one; also in full width, as
/// spreadsheets for Chinese take it.
const BEGINNINGS: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

/// The text as it is written to CSV.
pub fn quoted(text: &str) -> Cow<'_, str> {
    if is_formula(text) {
        format!("'{text}").into()
    } else {
        text.into()
    }
}

/// The text that CSV was written from.
pub fn unquoted(text: &str) -> &str {
    match text.strip_prefix('\'') {
        Some(rest) if is_formula(rest) => rest,
        _ => text,
    }
}

/// Whether it begins as a formula does, behind whatever apostrophes it has of its own.
fn is_formula(text: &str) -> bool {
    text.trim_start_matches('\'').starts_with(BEGINNINGS)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn formulas_alone_are_quoted() {
        for (text, written) in [
            ("=1+1", "'=1+1"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("-甲路", "'-甲路"),
            ("\t=1", "'\t=1"),
            ("＝1", "'＝1"),
            ("'=1", "''=1"),
            ("甲=乙", "甲=乙"),
            ("'甲'", "'甲'"),
            ("", ""),
        ] {
            assert_eq!(quoted(text), written);
            assert_eq!(unquoted(written), text);
        }
    }

    proptest! {
        #[test]
        fn what_is_written_is_no_formula_and_is_read_as_it_was(text in "['=+@＝－\t\r\n甲a-]{0,6}") {
            let written = quoted(&text);
            prop_assert!(!written.starts_with(BEGINNINGS), "{written}");
            prop_assert_eq!(unquoted(&written), text.as_str());
        }
    }
}
