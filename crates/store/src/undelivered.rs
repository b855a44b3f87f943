//! What tablets could not deliver, as far as the server knows: operations that were refused, and values
//! that wait in a conflict, by who sent them.

use yuebao_domain::operation::{Refusal, Subject};

use crate::Result;

/// Something that was sent and is not in the report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Undelivered {
    /// Who sent it.
    pub user: String,
    /// From which device.
    pub device: String,
    /// About what.
    pub subject: Subject,
    /// When it came, RFC 3339.
    pub at: String,
    /// What became of it.
    pub why: Why,
}

/// What became of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// It was refused, and its sender has sent nothing about the same since that was taken: for this
    /// reason, unless what was found says it.
    Refused(Option<Refusal>),
    /// It waits beside another value, until somebody decides.
    Waits,
}

/// What is asked about it.
pub trait ReadUndelivered {
    /// What came since a moment (RFC 3339, in UTC) and was refused, and what waits, whenever it came:
    /// at most `limit`, the newest first.
    fn undelivered(&self, since: &str, limit: usize) -> Result<Vec<Undelivered>>;
}
