//! Every operation that was decided, with its receipt.

use rusqlite::Connection;
use yuebao_domain::operation::{Operation, Receipt, Recorded};

use super::DbError;
use super::json::{from_text, to_text};

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
    /// The server's time, RFC 3339.
    pub received_at: &'a str,
}

/// An operation as it is stored, in an order that does not depend on how it was sent.
pub fn text(operation: &Operation) -> Result<String, DbError> {
    to_text("operations.operation", operation)
}

/// Writes what was decided.
pub fn add(conn: &Connection, new: &NewOperation<'_>) -> Result<(), DbError> {
    conn.prepare_cached(
        "INSERT INTO operations (op_id, user, device, subject, content, operation, result,
             received_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
    )?
    .execute(rusqlite::params![
        new.operation.op_id,
        new.user,
        new.device,
        new.operation.subject.path(),
        new.content,
        new.text,
        to_text("operations.result", new.receipt)?,
        new.received_at,
    ])?;
    Ok(())
}

/// One operation, if it was decided before.
pub fn find(conn: &Connection, op_id: &str) -> Result<Option<Recorded>, DbError> {
    let mut select =
        conn.prepare_cached("SELECT user, operation, result FROM operations WHERE op_id = ?1")?;
    let mut rows = select.query([op_id])?;
    let Some(row) = rows.next()? else {
        return Ok(None);
    };
    Ok(Some(Recorded {
        user: row.get(0)?,
        operation: from_text("operations.operation", &row.get::<_, String>(1)?)?,
        receipt: from_text("operations.result", &row.get::<_, String>(2)?)?,
    }))
}
