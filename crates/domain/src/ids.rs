//! Names and times as types of their own: what names an operation names nothing else, and a time is
//! no words. Each is kept as it was written, since what is sent again has to be the same text.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::beijing::Beijing;

macro_rules! text_type {
    ($(#[$about:meta])* $name:ident) => {
        $(#[$about])*
        #[derive(
            Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
        )]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            /// As it is written.
            pub fn as_str(&self) -> &str {
                &self.0
            }

            /// Whether nothing is written.
            pub fn is_empty(&self) -> bool {
                self.0.is_empty()
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl From<String> for $name {
            fn from(text: String) -> Self {
                Self(text)
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self(text.to_owned())
            }
        }

        impl From<$name> for String {
            fn from(name: $name) -> Self {
                name.0
            }
        }

        impl PartialEq<str> for $name {
            fn eq(&self, other: &str) -> bool {
                self.0 == other
            }
        }

        impl PartialEq<&str> for $name {
            fn eq(&self, other: &&str) -> bool {
                self.0 == *other
            }
        }
    };
}

text_type! {
    /// Names an operation: a UUID (v7) in its usual spelling; made on the device, never used twice.
    OpId
}

text_type! {
    /// Stands for exactly the boxes of one revision, whatever its number; only the server can make one.
    Tag
}

text_type! {
    /// A moment, RFC 3339, in whatever zone the clock was that wrote it.
    Timestamp
}

impl OpId {
    /// The name that a text is; `None` for what is no UUID.
    pub fn read(text: &str) -> Option<Self> {
        const HYPHENS: [usize; 4] = [8, 13, 18, 23];
        let fits = |(at, byte): (usize, u8)| {
            if HYPHENS.contains(&at) {
                byte == b'-'
            } else {
                byte.is_ascii_hexdigit()
            }
        };
        let is_uuid = text.len() == 36 && text.bytes().enumerate().all(fits);
        is_uuid.then(|| text.into())
    }
}

impl Timestamp {
    /// The moment that a text is; `None` for what is no time or lacks its zone.
    pub fn read(text: &str) -> Option<Self> {
        Beijing::read(text).map(|_| text.into())
    }

    /// The same in 北京时间; `None` for what is no time or lacks its zone.
    pub fn in_beijing(&self) -> Option<Beijing> {
        Beijing::read(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_name_and_no_moment_is_told() {
        let id = "0190a0a0-0000-7000-8000-00000000000a";
        assert_eq!(OpId::read(id).map(String::from).as_deref(), Some(id));
        for wrong in [
            "",
            "op-1",
            &id[1..],
            &id.replace('-', "0"),
            &id.replace('a', "g"),
        ] {
            assert_eq!(OpId::read(wrong), None, "{wrong}");
        }
        let moment = "2022-06-05T02:00:00.000Z";
        let read = Timestamp::read(moment);
        assert_eq!(read.map(String::from).as_deref(), Some(moment));
        for wrong in ["", "yesterday", "2022-06-05", "2022-06-05T02:00:00"] {
            assert_eq!(Timestamp::read(wrong), None, "{wrong}");
        }
    }
}
