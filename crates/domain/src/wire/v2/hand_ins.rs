//! When a report was handed in, on its way to a device.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::ids::Timestamp;
use crate::operation::report;

/// Every time that a report was handed in since it was empty or void.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct HandIns {
    /// The first.
    pub first: HandIn,
    /// Each return since, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub returns: Vec<SentBack>,
}

/// One hand-in that the server took.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct HandIn {
    /// When the server received it, RFC 3339.
    pub received_at: Timestamp,
    /// When the device says that it was made, RFC 3339.
    pub made_at: Timestamp,
}

/// A return after a hand-in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SentBack {
    /// When the server received it, RFC 3339.
    pub at: Timestamp,
    /// The hand-in that followed; absent as long as the report is being corrected.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub corrected: Option<HandIn>,
}

/// The same fields on both sides, moved.
macro_rules! moved {
    ($name:ident { $($field:ident: $move:expr),* }) => {
        impl From<report::$name> for $name {
            fn from(from: report::$name) -> Self {
                Self { $($field: $move(from.$field)),* }
            }
        }

        impl From<$name> for report::$name {
            fn from(from: $name) -> Self {
                Self { $($field: $move(from.$field)),* }
            }
        }
    };
}

moved!(HandIn {
    received_at: std::convert::identity,
    made_at: std::convert::identity
});
moved!(SentBack {
    at: std::convert::identity,
    corrected: inside
});
moved!(HandIns {
    first: Into::into,
    returns: each
});

fn inside<A: Into<B>, B>(from: Option<A>) -> Option<B> {
    from.map(Into::into)
}

fn each<A: Into<B>, B>(from: Vec<A>) -> Vec<B> {
    from.into_iter().map(Into::into).collect()
}
