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

impl Timestamp {
    /// The same in 北京时间; `None` for what is no time or lacks its zone.
    pub fn in_beijing(&self) -> Option<Beijing> {
        Beijing::read(&self.0)
    }
}
