//! Places in the text of a file.

use super::Complaint;

/// 1–64 letters, digits, `-` and `_`.
pub fn is_identifier(text: &str) -> bool {
    (1..=64).contains(&text.len())
        && text
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'))
}

/// One entry of a list in the file: its text, and where that begins.
#[derive(Debug, Clone)]
pub(super) struct Entry<'a> {
    pub(super) path: String,
    pub(super) line: usize,
    pub(super) text: &'a str,
    /// Whether all of it could be read.
    pub(super) is_whole: bool,
}

impl<'a> Entry<'a> {
    /// `part` is a piece of `whole`.
    pub(super) fn new(path: String, whole: &'a str, part: &'a str) -> Self {
        let offset = (part.as_ptr() as usize).saturating_sub(whole.as_ptr() as usize);
        Self {
            path,
            line: line_at(whole, offset),
            text: part,
            is_whole: true,
        }
    }

    /// A complaint about one key of the entry, at the line where the key stands.
    pub(super) fn complain(&self, key: &str, words: impl Into<String>) -> Complaint {
        let found = self.text.find(&format!("\"{key}\""));
        Complaint {
            line: self.line + found.map_or(0, |offset| line_at(self.text, offset) - 1),
            path: match (self.path.as_str(), key) {
                ("", key) => key.to_owned(),
                (path, "") => path.to_owned(),
                (path, key) => format!("{path}.{key}"),
            },
            words: words.into(),
        }
    }
}

/// The line of a byte, from 1.
pub(super) fn line_at(text: &str, offset: usize) -> usize {
    1 + text.get(..offset).unwrap_or(text).matches('\n').count()
}
