//! The same box with two values: open conflicts, and the settled ones behind them.

use rusqlite::Connection;
use yuebao_domain::merge::Clash;
use yuebao_domain::period::Month;
use yuebao_domain::wire::v1::OpenConflict;

use super::json::{from_text, to_text};
use super::{DbError, audit, users};

/// A conflict to be opened.
#[derive(Debug, Clone)]
pub struct NewConflict<'a> {
    /// Project id.
    pub project: &'a str,
    /// Reported month.
    pub month: Month,
    /// The boxes and their three values.
    pub clash: &'a Clash,
    /// User name of who gave the first value, and when the server received it.
    pub first: (&'a str, &'a str),
    /// User name of who gave the second value, and when the server received it.
    pub second: (&'a str, &'a str),
    /// The operation that opens it.
    pub opened_by: &'a str,
}

/// Opens a conflict and returns its identifier with the hash of its values.
pub fn open(conn: &Connection, new: &NewConflict<'_>) -> Result<(u64, String), DbError> {
    let clash = to_text("conflicts.clash", new.clash)?;
    conn.prepare_cached(
        "INSERT INTO conflicts (project, month, clash, first_user, first_at, second_user,
             second_at, opened_by)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
    )?
    .execute((
        new.project,
        new.month.to_string(),
        &clash,
        new.first.0,
        new.first.1,
        new.second.0,
        new.second.1,
        new.opened_by,
    ))?;
    let id = u64::try_from(conn.last_insert_rowid()).unwrap_or(0);
    Ok((id, audit::digest(&clash)))
}

/// Settles a conflict; it stays on record.
pub fn settle(conn: &Connection, id: u64, settled_by: &str) -> Result<(), DbError> {
    conn.prepare_cached(
        "UPDATE conflicts SET settled_by = ?2 WHERE id = ?1 AND settled_by IS NULL",
    )?
    .execute((id, settled_by))?;
    Ok(())
}

/// The open conflicts of a report, oldest first.
pub fn open_of(
    conn: &Connection,
    project: &str,
    month: Month,
) -> Result<Vec<OpenConflict>, DbError> {
    let mut select = conn.prepare_cached(
        "SELECT id, clash, first_user, first_at, second_user, second_at FROM conflicts
         WHERE project = ?1 AND month = ?2 AND settled_by IS NULL ORDER BY id",
    )?;
    let mut rows = select.query((project, month.to_string()))?;
    let mut conflicts = Vec::new();
    while let Some(row) = rows.next()? {
        let second_user: String = row.get(4)?;
        conflicts.push(OpenConflict {
            id: row.get(0)?,
            clash: from_text("conflicts.clash", &row.get::<_, String>(1)?)?,
            first_by: users::shown(conn, &row.get::<_, String>(2)?)?,
            first_at: row.get(3)?,
            second_by: users::shown(conn, &second_user)?,
            second_user,
            second_at: row.get(5)?,
        });
    }
    Ok(conflicts)
}

/// Every conflict of a report, open or settled: the boxes and their values, oldest first.
pub fn ever(conn: &Connection, project: &str, month: Month) -> Result<Vec<Clash>, DbError> {
    let mut select = conn.prepare_cached(
        "SELECT clash FROM conflicts WHERE project = ?1 AND month = ?2 ORDER BY id",
    )?;
    let mut rows = select.query((project, month.to_string()))?;
    let mut clashes = Vec::new();
    while let Some(row) = rows.next()? {
        clashes.push(from_text("conflicts.clash", &row.get::<_, String>(0)?)?);
    }
    Ok(clashes)
}

/// Gives no conflict an identifier below `first` from here on. Those given between a backup and its
/// restore are lost, and a device that still settles one must not meet another under its number.
pub(super) fn number_from(conn: &Connection, first: u64) -> Result<(), DbError> {
    conn.execute(
        "UPDATE sqlite_sequence SET seq = max(seq, ?1) WHERE name = 'conflicts'",
        [first],
    )?;
    conn.execute(
        "INSERT INTO sqlite_sequence (name, seq) SELECT 'conflicts', ?1
         WHERE NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = 'conflicts')",
        [first],
    )?;
    Ok(())
}
