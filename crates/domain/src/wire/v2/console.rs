//! What the office sees of tablets: when each was last heard of, and what it could not deliver.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::admin::Tablet;
use crate::ids::Timestamp;
use crate::wire::v1::Unit;

/// The longest time that is looked back over, in months.
pub const MAX_MONTHS: u32 = 36;
/// What is looked back over if nothing else is asked for, in months.
pub const MONTHS: u32 = 3;

/// What is asked for with the address.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct ConsoleQuery {
    /// How many months are looked back over, 1 to [`MAX_MONTHS`].
    #[serde(default = "usual")]
    pub months: u32,
}

const fn usual() -> u32 {
    MONTHS
}

/// What is known of tablets.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Console {
    /// The units of those who are named.
    pub units: Vec<Unit>,
    /// Who they are.
    pub people: Vec<ConsolePerson>,
    /// Tablets, by user and device.
    pub tablets: Vec<Tablet>,
    /// What was sent and is not in the reports, the newest first: refused since [`Console::since`], or
    /// in a conflict that is open, whenever it came.
    pub undelivered: Vec<Undelivered>,
    /// From when on refusals are told; absent from a server that tells all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<Timestamp>,
    /// Whether more could not be delivered than is told.
    #[serde(default)]
    pub cut: bool,
}

/// Somebody with a tablet, or who has sent something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ConsolePerson {
    /// User name.
    pub user: String,
    /// Name on screen.
    pub name: String,
    /// Unit, by identifier.
    pub unit: String,
}

/// Something that was sent and is not in a report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Undelivered {
    /// Who sent it.
    pub user: String,
    /// From which device.
    pub device: String,
    /// Project id; empty for what is about none.
    pub project: String,
    /// Its name.
    pub name: String,
    /// Month.
    pub month: String,
    /// When it came.
    pub at: Timestamp,
    /// `refused` or `waits` (in a conflict, until somebody decides).
    pub why: String,
    /// Why it was refused, in Chinese and English.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub words: String,
}
