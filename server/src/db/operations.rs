//! Every operation that was decided, with its result.

use rusqlite::Connection;
use yuebao_domain::wire::v1::{Operation, OperationResult};

use super::DbError;
use super::json::{from_text, to_text};

/// An operation that was decided.
#[derive(Debug, Clone)]
pub struct Decided {
    /// Who sent it.
    pub user: String,
    /// Hash of what was sent.
    pub content: Vec<u8>,
    /// As sent.
    pub operation: Operation,
    /// As answered.
    pub result: OperationResult,
}

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
    pub result: &'a OperationResult,
    /// The server's time, RFC 3339.
    pub received_at: &'a str,
}

/// An operation as it is stored, in an order that does not depend on how it was sent.
pub fn text(operation: &Operation) -> Result<String, DbError> {
    to_text("operations.operation", operation)
}

/// Writes what was decided.
pub fn add(conn: &Connection, new: &NewOperation<'_>) -> Result<(), DbError> {
    let operation = new.operation;
    conn.prepare_cached(
        "INSERT INTO operations (op_id, user, device, project, month, base_rev, previous, content,
             operation, result, received_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
    )?
    .execute(rusqlite::params![
        operation.op_id,
        new.user,
        new.device,
        operation.project,
        operation.month.to_string(),
        i64::try_from(operation.base_rev).unwrap_or(i64::MAX),
        operation.previous,
        new.content,
        new.text,
        to_text("operations.result", new.result)?,
        new.received_at,
    ])?;
    Ok(())
}

/// One operation, if it was decided before.
pub fn find(conn: &Connection, op_id: &str) -> Result<Option<Decided>, DbError> {
    let mut select = conn.prepare_cached(
        "SELECT user, content, operation, result FROM operations WHERE op_id = ?1",
    )?;
    let mut rows = select.query([op_id])?;
    let Some(row) = rows.next()? else {
        return Ok(None);
    };
    Ok(Some(Decided {
        user: row.get(0)?,
        content: row.get(1)?,
        operation: from_text("operations.operation", &row.get::<_, String>(2)?)?,
        result: from_text("operations.result", &row.get::<_, String>(3)?)?,
    }))
}
