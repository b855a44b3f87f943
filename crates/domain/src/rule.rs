//! What names a rule, and how much its findings weigh.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::text::{Words, words};

/// The field's own three grades (联网直报). They order from worst to mildest.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// 强制性: must be corrected, cannot be submitted.
    Mandatory,
    /// 核实性: may be submitted only with a written explanation (情况说明).
    Verify,
    /// 提示性: shown, never blocks.
    Hint,
}

impl Severity {
    /// The grade in words.
    pub const fn label(self) -> Words {
        match self {
            Self::Mandatory => words("强制性", "must be corrected"),
            Self::Verify => words("核实性", "to be explained"),
            Self::Hint => words("提示性", "hint"),
        }
    }
}

/// A rule's code: a letter and three digits, such as `M103`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct RuleCode([u8; 4]);

impl RuleCode {
    /// The code of a rule in the catalogue.
    ///
    /// # Panics
    /// In a constant, so at compile time, if the code is misspelt.
    pub const fn new(code: &'static str) -> Self {
        let b = code.as_bytes();
        assert!(b.len() == 4 && b[0].is_ascii_uppercase());
        assert!(b[1].is_ascii_digit() && b[2].is_ascii_digit() && b[3].is_ascii_digit());
        Self([b[0], b[1], b[2], b[3]])
    }

    /// The code as text.
    pub fn as_str(&self) -> &str {
        str::from_utf8(&self.0).unwrap_or("????")
    }
}

// As one number: compared letter by letter, the codes took a fifth of the time of a check.
impl Ord for RuleCode {
    fn cmp(&self, other: &Self) -> Ordering {
        u32::from_be_bytes(self.0).cmp(&u32::from_be_bytes(other.0))
    }
}

impl PartialOrd for RuleCode {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for RuleCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for RuleCode {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match *text.as_bytes() {
            [letter, a, b, c]
                if letter.is_ascii_uppercase() && [a, b, c].iter().all(u8::is_ascii_digit) =>
            {
                Ok(Self([letter, a, b, c]))
            }
            _ => Err(format!("“{text}” is not a rule code; write it as M103")),
        }
    }
}

impl Serialize for RuleCode {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for RuleCode {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(from)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}
