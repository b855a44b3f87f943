//! Protocol version 2: as version 1, and about every subject. JSON over HTTP below `/api/v2`.
//!
//! | endpoint | request | answer |
//! |---|---|---|
//! | `POST sync` | [`SyncRequest`] | [`SyncAnswer`] |
//! | `GET admin/register` | | [`admin::Register`] |
//! | `POST admin/tasks` | [`admin::Task`] | [`admin::Done`] |
//! | `POST admin/accounts` | a file | [`admin::Imported`] |
//! | `GET console` | | [`console::Console`] |
//! | `POST import` | a file | [`import::Import`] |
//! | `POST import/columns` | [`import::ImportColumns`] | |
//!
//! What else there is, is protocol 1's.
//!
//! Who reads goes on with what is understood: an unknown field is passed over, an entry with an unknown
//! word (another subject, a state) is set aside and counted, and never costs the rest of the answer.

pub mod admin;
mod answer;
pub mod console;
mod course;
mod hand_ins;
mod held;
pub mod import;
mod operation;

pub use answer::{ChangeSet, SyncAnswer};
pub use course::{Course, CourseStep};
pub use hand_ins::{HandIn, HandIns, SentBack};
pub use held::Held;
pub use operation::{Command, MAX_DOCUMENTS, MAX_LISTED, Operation, Receipt, Subject};

use super::v1::{MAX_NAME, MAX_OPERATIONS};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The protocol that this module describes.
pub const PROTOCOL: u32 = 2;

/// Push and pull in one round trip. The server reads `O` one by one, so that one operation that
/// cannot be read does not hold up the others.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "SyncRequestV2")]
pub struct SyncRequest<O = Operation> {
    /// [`PROTOCOL`].
    #[schemars(extend("const" = PROTOCOL))]
    pub protocol: u32,
    /// Echoed in the answer: a body without it does not come from the server.
    #[schemars(length(min = 1, max = MAX_NAME))]
    pub nonce: String,
    /// The device.
    #[schemars(length(min = 1, max = MAX_NAME))]
    pub device: String,
    /// The epoch that the device knows; absent the first time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub epoch: Option<u64>,
    /// Everything up to here has been received; 0 the first time.
    #[serde(default)]
    pub cursor: u64,
    /// The [`SyncAnswer::mark`] that came with the cursor; absent the first time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(length(max = MAX_NAME))]
    pub mark: Option<String>,
    /// How many stored operations the device could not read and has set aside; absent from a program
    /// that does not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub set_aside: Option<u32>,
    /// In the order in which they were made.
    #[serde(default = "Vec::new")]
    #[schemars(default, length(max = MAX_OPERATIONS))]
    pub operations: Vec<O>,
}
