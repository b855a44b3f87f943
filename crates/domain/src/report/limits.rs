//! How much one report may hold. The form says so in words ([`crate::check`], C016 and C017), and the
//! server takes nothing beyond it.

use super::{FieldKey, FieldValue, FieldValues};

/// Longest text of one box or of one part of an entry, and longest comment, in characters.
pub const MAX_TEXT: usize = 10_000;
/// Most boxes and entries of a report, and most that one operation changes.
pub const MAX_BOXES: usize = 300;
/// Most parts of one entry.
pub const MAX_PARTS: usize = 40;
/// Most text of a report as a whole, in bytes of UTF-8: some 100,000 Chinese characters. One operation
/// may have to carry all of it, and each of its revisions is stored.
pub const MAX_BYTES: usize = 300_000;

/// Whether a text is too long for a box.
pub fn is_too_long(text: &str) -> bool {
    text.len() > MAX_TEXT && text.chars().count() > MAX_TEXT
}

/// Whether the server takes this value as it is.
pub fn fits(value: &FieldValue) -> bool {
    match value {
        FieldValue::Text(text) => !is_too_long(text),
        FieldValue::Record(parts) => {
            parts.len() <= MAX_PARTS && parts.values().all(|text| !is_too_long(text))
        }
    }
}

/// How much text a value is, in bytes.
pub fn bytes(value: &FieldValue) -> usize {
    match value {
        FieldValue::Text(text) => text.len(),
        FieldValue::Record(parts) => parts.values().map(String::len).sum(),
    }
}

/// How much a report holds, as far as that matters.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Extent {
    /// Boxes and entries.
    pub boxes: usize,
    /// Bytes of text.
    pub bytes: usize,
    /// Boxes and entries with a text that is too long, and how many characters it has.
    pub too_long: Vec<(FieldKey, usize)>,
}

impl Extent {
    /// Of these values.
    pub fn of(values: &FieldValues) -> Self {
        let too_long = values.iter().filter(|(_, value)| !fits(value));
        Self {
            boxes: values.len(),
            bytes: values.values().map(bytes).sum(),
            too_long: too_long
                .map(|(key, value)| (key.clone(), longest(value)))
                .collect(),
        }
    }
}

fn longest(value: &FieldValue) -> usize {
    let length = |text: &String| text.chars().count();
    match value {
        FieldValue::Text(text) => length(text),
        FieldValue::Record(parts) => parts.values().map(length).max().unwrap_or_default(),
    }
}
