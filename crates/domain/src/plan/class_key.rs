//! Keys of classifications (分类): a profile names them, plan rows carry them, code compares them.

use std::borrow::Cow;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::schema;

/// Longest key, in characters.
const LONGEST: usize = 32;

/// A key that a profile gives to a category, a level, a class or one of its values: 1 to 32 lower-case
/// letters, digits and `_`.
// Copied and compared as it is: totals of a million reports are divided by it. What is left of the room
// is zero, so that the bytes order as the text does.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ClassKey([u8; LONGEST]);

impl ClassKey {
    /// The key of a flag that is set.
    pub const YES: Self = Self::known("yes");
    /// The key of a flag that is not.
    pub const NO: Self = Self::known("no");

    /// The key written so; `None` if it is no key.
    pub const fn new(text: &str) -> Option<Self> {
        let mut room = [0; LONGEST];
        let (mut rest, mut left): (&[u8], &mut [u8]) = (text.as_bytes(), &mut room);
        if rest.is_empty() {
            return None;
        }
        while let Some((byte, others)) = rest.split_first() {
            let is_right = byte.is_ascii_lowercase() || byte.is_ascii_digit() || *byte == b'_';
            let Some((place, after)) = left.split_first_mut() else {
                return None;
            };
            if !is_right {
                return None;
            }
            *place = *byte;
            (rest, left) = (others, after);
        }
        Some(Self(room))
    }

    /// A key that is written in code.
    ///
    /// # Panics
    /// In a constant, so at compile time, if it is no key.
    pub(super) const fn known(text: &'static str) -> Self {
        let key = Self::new(text);
        assert!(key.is_some());
        match key {
            Some(key) => key,
            None => Self([0; LONGEST]),
        }
    }

    /// What stands for it: of two keys, never the same.
    pub(crate) const fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// The key as text.
    pub fn as_str(&self) -> &str {
        let end = self.0.iter().position(|byte| *byte == 0);
        let text = self.0.get(..end.unwrap_or(LONGEST));
        text.and_then(|text| str::from_utf8(text).ok())
            .unwrap_or_default()
    }
}

impl fmt::Debug for ClassKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Display for ClassKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Serialize for ClassKey {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for ClassKey {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = String::deserialize(from)?;
        Self::new(&text).ok_or_else(|| {
            let shown: String = text.chars().take(2 * LONGEST).collect();
            D::Error::custom(format_args!(
                "“{shown}”不是键：用 1 至 32 个小写字母、数字和“_” / “{shown}” is no key: use 1 to 32 \
                 lower-case letters, digits and “_”"
            ))
        })
    }
}

impl JsonSchema for ClassKey {
    fn schema_name() -> Cow<'static, str> {
        "ClassKey".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        schema::text(
            "A key that the profile gives to a category, a level, a class or a value.",
            "^[a-z0-9_]{1,32}$",
            "industry",
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_short_and_plain() {
        for (text, is_key) in [
            ("a", true),
            ("new_energy", true),
            ("0", true),
            ("_", true),
            ("abcdefghijklmnopqrstuvwxyz012345", true),
            ("abcdefghijklmnopqrstuvwxyz0123456", false),
            ("", false),
            ("Industry", false),
            ("new-energy", false),
            ("new energy", false),
            ("产业", false),
            ("a\0", false),
        ] {
            let key = ClassKey::new(text);
            assert_eq!(key.is_some(), is_key, "{text}");
            let read = serde_json::from_value::<ClassKey>(text.into());
            assert_eq!(read.as_ref().ok(), key.as_ref(), "{text}");
            if let Some(key) = key {
                assert_eq!(key.as_str(), text);
                assert_eq!(key.to_string(), text);
                assert_eq!(serde_json::to_value(key).unwrap(), text);
            }
        }
    }

    #[test]
    fn keys_order_as_their_texts_do() {
        let texts = ["0", "_", "a", "a0", "a_", "aa", "ab", "b"];
        for one in texts {
            for other in texts {
                let key = |text| ClassKey::new(text).unwrap();
                assert_eq!(key(one).cmp(&key(other)), one.cmp(other), "{one} {other}");
            }
        }
    }

    #[test]
    fn what_is_no_key_is_told() {
        let read = serde_json::from_str::<ClassKey>("\"产业\"").unwrap_err();
        let said = read.to_string();
        assert!(
            said.contains("“产业”不是键") && said.contains("“产业” is no key"),
            "{said}"
        );
    }
}
