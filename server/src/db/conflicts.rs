//! The same box with two values: open conflicts, and the settled ones behind them.

use rusqlite::Connection;
use yuebao_domain::merge::Clash;
use yuebao_domain::operation::{OpenConflict, Subject};

use super::json::{from_text, to_text};
use super::{DbError, audit, users};

/// A conflict to be opened.
#[derive(Debug, Clone)]
pub struct NewConflict<'a> {
    /// What it is in.
    pub subject: &'a Subject,
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
        "INSERT INTO conflicts (subject, clash, first_user, first_at, second_user, second_at,
             opened_by)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?
    .execute((
        new.subject.path(),
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

/// The open conflicts of a subject, oldest first.
pub fn open_of(conn: &Connection, subject: &Subject) -> Result<Vec<OpenConflict>, DbError> {
    let mut select = conn.prepare_cached(
        "SELECT id, clash, first_user, first_at, second_user, second_at FROM conflicts
         WHERE subject = ?1 AND settled_by IS NULL ORDER BY id",
    )?;
    let mut rows = select.query([subject.path()])?;
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

/// Every conflict of a subject, open or settled: the boxes and their values, oldest first.
pub fn ever(conn: &Connection, subject: &Subject) -> Result<Vec<Clash>, DbError> {
    let mut select =
        conn.prepare_cached("SELECT clash FROM conflicts WHERE subject = ?1 ORDER BY id")?;
    let mut rows = select.query([subject.path()])?;
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
