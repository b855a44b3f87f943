//! Every operation that was decided, with its receipt. Identifiers never expire.

use yuebao_domain::ids::Timestamp;
use yuebao_domain::operation::{Operation, Receipt, Recorded};

use crate::Result;
use crate::json::to_text;

/// An operation to be written.
#[derive(Debug, Clone, Copy)]
pub struct NewOperation<'a> {
    /// Who sent it.
    pub user: &'a str,
    /// The device that sent it.
    pub device: &'a str,
    /// As sent.
    pub operation: &'a Operation,
    /// The same as [`text`] writes it.
    pub text: &'a str,
    /// Hash of it.
    pub content: &'a [u8],
    /// As answered.
    pub receipt: &'a Receipt,
    /// The server's time.
    pub received_at: &'a Timestamp,
}

/// What is asked of operations.
pub trait ReadOperations {
    /// One operation, if it was decided before.
    fn operation(&self, op_id: &str) -> Result<Option<Recorded>>;
}

/// What is written of operations.
pub trait WriteOperations: ReadOperations {
    /// Writes what was decided. An identifier that is there already is an error: nothing is decided
    /// twice, whatever was asked twice.
    fn add_operation(&self, new: &NewOperation<'_>) -> Result<()>;
}

/// An operation as it is stored, in an order that does not depend on how it was sent.
pub fn text(operation: &Operation) -> Result<String> {
    to_text("operations.operation", operation)
}
