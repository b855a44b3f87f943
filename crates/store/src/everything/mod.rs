//! What an engine answers so that it can be verified: every page and reference looked at, every row told.

mod fault;

use crate::Result;
use crate::audit::{ConflictRow, DecisionRow};
use crate::revisions::BoxTexts;

pub use fault::{Fault, Trouble};

/// Which version of the schema a database has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Schema {
    /// None: nothing was ever written.
    Empty,
    /// An older one than this program writes.
    Older,
    /// This program's.
    Newest,
}

/// An entry of the audit log.
#[derive(Debug, Clone, Copy)]
pub struct EntryRow<'a> {
    /// Its number.
    pub seq: u64,
    /// When it was entered.
    pub at: &'a str,
    /// [`crate::audit::What::key`].
    pub what: &'a str,
    /// What it is about.
    pub subject: &'a str,
    /// More about it, as JSON.
    pub detail: &'a str,
    /// Its hash.
    pub hash: &'a [u8],
}

/// What is stored of an operation, and when others say that it came.
#[derive(Debug, Clone)]
pub struct ContentRow {
    /// Its identifier.
    pub op_id: String,
    /// The operation as it is stored.
    pub operation: String,
    /// The hash that was taken of it.
    pub content: Vec<u8>,
    /// When it was received.
    pub received_at: String,
    /// The same as the audit log has it.
    pub entered_at: Option<String>,
    /// The same as the revision that it made has it.
    pub revised_at: Option<String>,
}

/// A subject's current row beside the revision of its number.
#[derive(Debug, Clone)]
pub struct CurrentRow {
    /// Path of the subject.
    pub path: String,
    /// Number, state, user and time of receipt.
    pub stands: (u64, String, String, String),
    /// All boxes, as they are stored.
    pub boxes: String,
    /// The revision of the same number.
    pub revision: Option<LastRevision>,
    /// The highest number of any of its revisions.
    pub newest: Option<u64>,
    /// The number under which the feed tells of it.
    pub told: Option<u64>,
}

/// What is compared of a revision with a current row.
#[derive(Debug, Clone)]
pub struct LastRevision {
    /// Number, state, user and time of receipt.
    pub stands: (u64, String, String, String),
    /// Its number in the feed when it was made.
    pub seq: u64,
    /// What it says of the boxes.
    pub boxes: BoxTexts,
}

/// A revision to be decided again.
#[derive(Debug, Clone)]
pub struct RevisionRow {
    /// Its number.
    pub rev: u64,
    /// Where the subject stood.
    pub state: String,
    /// The operation that made it.
    pub op_id: String,
    /// When it was received.
    pub received_at: String,
    /// When the device says that it was made.
    pub made_at: String,
    /// What it says of the boxes.
    pub boxes: BoxTexts,
}

/// Called with one row after the other.
type Each<'a, T> = &'a mut dyn FnMut(T) -> Result<()>;

/// Everything, row by row.
pub trait ReadEverything {
    /// The version of the schema.
    fn schema(&self) -> Result<Schema>;

    /// Looks at what only the engine knows: whether its files are whole ([`Trouble::Page`]) and every
    /// row that another refers to is there ([`Trouble::Reference`]).
    fn check_storage(&self, note: &mut dyn FnMut(Trouble, String)) -> Result<()>;

    /// The audit log in its order.
    fn each_entry(&self, each: &mut dyn FnMut(EntryRow<'_>) -> Result<()>) -> Result<()>;

    /// Every conflict by its number.
    fn each_conflict(&self, each: Each<'_, ConflictRow>) -> Result<()>;

    /// Every operation with the revision that it made.
    fn each_decision(&self, each: Each<'_, DecisionRow>) -> Result<()>;

    /// Every operation as it is stored.
    fn each_content(&self, each: Each<'_, ContentRow>) -> Result<()>;

    /// Every current row.
    fn each_current(&self, each: Each<'_, CurrentRow>) -> Result<()>;

    /// The paths of all subjects, by project, month and kind.
    fn paths(&self) -> Result<Vec<String>>;

    /// The revisions of a subject by their number.
    fn each_revision(&self, path: &str, each: Each<'_, RevisionRow>) -> Result<()>;

    /// An operation on a subject, as it is stored.
    fn operation_text(&self, op_id: &str, path: &str) -> Result<Option<String>>;
}
