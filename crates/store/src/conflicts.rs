//! The same box with two values: open conflicts, and the settled ones behind them.

use yuebao_domain::ids::{OpId, Timestamp};
use yuebao_domain::merge::Clash;
use yuebao_domain::operation::{OpenConflict, Subject};

use crate::Result;
use crate::hash::digest;
use crate::json::to_text;

/// A conflict to be opened.
#[derive(Debug, Clone)]
pub struct NewConflict<'a> {
    /// What it is in.
    pub subject: &'a Subject,
    /// The boxes and their three values.
    pub clash: &'a Clash,
    /// User name of who gave the first value, and when the server received it.
    pub first: (&'a str, &'a Timestamp),
    /// User name of who gave the second value, and when the server received it.
    pub second: (&'a str, &'a Timestamp),
    /// The operation that opens it.
    pub opened_by: &'a OpId,
}

/// What is asked of conflicts.
pub trait ReadConflicts {
    /// The open conflicts of a subject, oldest first.
    fn open_conflicts(&self, subject: &Subject) -> Result<Vec<OpenConflict>>;

    /// Every conflict of a subject, open or settled: the boxes and their values, oldest first.
    fn conflicts_ever(&self, subject: &Subject) -> Result<Vec<Clash>>;

    /// The highest number that a conflict was ever given, or that is not to be given.
    fn last_conflict(&self) -> Result<u64>;
}

/// What is written of conflicts.
pub trait WriteConflicts: ReadConflicts {
    /// Writes an open conflict under a number, its boxes and values as the text `clash`.
    fn insert_conflict(&self, id: u64, new: &NewConflict<'_>, clash: &str) -> Result<()>;

    /// Settles a conflict; it stays on record. One that is settled already stays as it is.
    fn settle_conflict(&self, id: u64, settled_by: &OpId) -> Result<()>;

    /// Gives no conflict a number up to `last` from here on. Those given between a backup and its
    /// restore are lost, and a device that still settles one must not meet another under its number.
    fn pass_over_conflicts(&self, last: u64) -> Result<()>;

    /// Opens a conflict and returns its number with the hash of its values.
    fn open_conflict(&self, new: &NewConflict<'_>) -> Result<(u64, String)> {
        let clash = to_text("conflicts.clash", new.clash)?;
        let id = self.last_conflict()? + 1;
        self.insert_conflict(id, new, &clash)?;
        Ok((id, digest(&clash)))
    }
}
