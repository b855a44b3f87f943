//! Words in both languages, kept side by side so that neither can be forgotten.

mod csv;
mod formula;

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

pub use csv::{csv, csv_of_cells};
pub use formula::{quoted, unquoted};

/// The languages that every text exists in. Chinese is the default.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub enum Lang {
    /// 简体中文.
    #[default]
    #[serde(rename = "zh-CN")]
    Zh,
    /// English.
    #[serde(rename = "en")]
    En,
}

impl Lang {
    /// `en…` is English, everything else Chinese.
    pub fn from_tag(tag: &str) -> Self {
        if tag.to_ascii_lowercase().starts_with("en") {
            Self::En
        } else {
            Self::Zh
        }
    }
}

/// A fixed text in Chinese and English.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Words {
    /// Chinese.
    pub zh: &'static str,
    /// English.
    pub en: &'static str,
}

impl Words {
    /// The text in `lang`.
    pub const fn get(self, lang: Lang) -> &'static str {
        match lang {
            Lang::Zh => self.zh,
            Lang::En => self.en,
        }
    }
}

/// Short for [`Words`].
pub const fn words(zh: &'static str, en: &'static str) -> Words {
    Words { zh, en }
}

/// Whether a sign is not seen and says nothing: what pages, chat programs, fonts and old systems
/// leave in texts that are copied from them. Line ends and tabs are no such signs.
pub const fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\0'..='\u{8}'
            | '\u{b}'
            | '\u{c}'
            | '\u{e}'..='\u{1f}'
            | '\u{7f}'..='\u{84}'
            | '\u{86}'..='\u{9f}'
            // soft hyphen, joiners, marks of direction and of joining
            | '\u{ad}'
            | '\u{34f}'
            | '\u{61c}'
            | '\u{115f}'
            | '\u{1160}'
            | '\u{17b4}'
            | '\u{17b5}'
            | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{3164}'
            | '\u{ffa0}'
            // choices of a glyph, the byte order mark, places of annotations
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}'
            | '\u{fff0}'..='\u{fffb}'
            | '\u{e0000}'..='\u{e0fff}'
            // private use: another font shows another thing
            | '\u{e000}'..='\u{f8ff}'
            | '\u{f0000}'..='\u{fffff}'
            | '\u{100000}'..='\u{10ffff}'
    )
}

/// Whether there is something in a text that is not seen.
pub fn has_marks(text: &str) -> bool {
    // figures, days and choices, of which thousands are read when a store is opened
    let is_plain = |b: u8| matches!(b, b' '..=b'~');
    !text.bytes().all(is_plain) && text.chars().any(is_invisible)
}

/// The text without what is not seen in it ([`is_invisible`]).
pub fn clean(text: &str) -> Cow<'_, str> {
    // texts are cleaned on every key, and nearly always there is nothing to clean
    if has_marks(text) {
        Cow::Owned(text.chars().filter(|c| !is_invisible(*c)).collect())
    } else {
        Cow::Borrowed(text)
    }
}

/// What a cell was meant to say that was wrapped so that a spreadsheet takes it for a text: `2410…` of
/// `="2410…"` and of `'2410…`. `None` if it is not wrapped.
pub fn unwrapped(text: &str) -> Option<String> {
    let trimmed = text.trim();
    if let Some(formula) = trimmed.strip_prefix('=') {
        let inner = |quote| formula.strip_prefix(quote)?.strip_suffix(quote);
        return inner('"')
            .or_else(|| inner('\''))
            .map(|inner| inner.replace("\"\"", "\""));
    }
    // a pair of them are quotation marks of a text
    let inner = trimmed.strip_prefix(['\'', '＇'])?;
    (!inner.contains(['\'', '＇'])).then(|| inner.to_owned())
}

/// What somebody typed into a line or pasted into it: without what is not seen, unwrapped.
pub fn typed(text: &str) -> Cow<'_, str> {
    let cleaned = clean(text);
    match unwrapped(&cleaned) {
        Some(inner) => Cow::Owned(inner),
        None => cleaned,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wrappers_go_and_quotation_marks_stay() {
        for (text, inner) in [
            ("=\"2410-451421-04-01-627218\"", "2410-451421-04-01-627218"),
            (" =\"a\"\"b\" ", "a\"b"),
            ("='120'", "120"),
            ("'120", "120"),
            ("＇甲路", "甲路"),
            ("\u{200b}'1\u{ad}20", "120"),
        ] {
            assert_eq!(typed(text), inner, "{text}");
        }
        for text in [
            "120",
            "'十四五'重大工程",
            "=A1+B1",
            "=\"a",
            "=\"",
            "甲'路",
            "",
            " 甲 ",
        ] {
            assert!(matches!(typed(text), Cow::Borrowed(_)), "{text}");
        }
    }

    #[test]
    fn what_is_not_seen_goes_and_what_is_seen_stays() {
        for mark in [
            '\0',
            '\u{1a}',
            '\u{7f}',
            '\u{ad}',
            '\u{61c}',
            '\u{180e}',
            '\u{200b}',
            '\u{200d}',
            '\u{200f}',
            '\u{202a}',
            '\u{202e}',
            '\u{2060}',
            '\u{2066}',
            '\u{2069}',
            '\u{206f}',
            '\u{fe0e}',
            '\u{fe0f}',
            '\u{feff}',
            '\u{e000}',
            '\u{f0a7}',
            '\u{f8ff}',
            '\u{100001}',
        ] {
            assert_eq!(
                clean(&format!("{mark}甲{mark}路 1{mark}20{mark}")),
                "甲路 120",
                "{mark:?}"
            );
        }
        for text in [
            "",
            "甲路（一期）\n工程\t１２０",
            "☆ 甲·乙—丙",
            "𠮷野",
            "①㎡℃",
            "a\u{a0}b\u{3000}c",
        ] {
            assert!(matches!(clean(text), Cow::Borrowed(_)), "{text}");
        }
    }
}
