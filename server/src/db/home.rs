//! Whether the database is the one that was last at work in this folder.
//!
//! A file that was copied by hand without its log, or an older one that was put back, opens without
//! a complaint: nothing in it tells what it lacks. So the database and the folder carry the same
//! mark, another one after each start and stop. Where they differ, the database counts as restored
//! from a backup: a new epoch begins, and tablets send again what it does not have.

use rusqlite::Connection;

use super::{DbError, ServerLock, meta, transact};

/// Whether the database was last at work elsewhere, or was not the last to be at work here.
pub fn is_from_elsewhere(conn: &Connection, lock: &ServerLock) -> Result<bool, DbError> {
    // Without a mark no server was ever at work on it.
    let mark = meta::mark(conn)?;
    Ok(mark.is_some_and(|mark| !lock.marks().contains(&mark)))
}

/// Treats the database as restored from a backup, whatever it is.
pub fn count_as_restored(conn: &Connection) -> Result<(), DbError> {
    meta::mark_as_backup(conn)
}

/// The same as [`renew`] when a server begins, with the mark in the database's file itself: a copy of
/// that file alone has it too.
pub fn begin(conn: &mut Connection, lock: &ServerLock, mark: &str) -> Result<(), DbError> {
    transact(conn, |conn| renew(conn, lock, mark))?;
    Ok(conn.execute_batch("PRAGMA wal_checkpoint(PASSIVE)")?)
}

/// Gives database and folder a new mark. The folder takes the old one as well, since only one of
/// the two may be written when the power goes.
pub fn renew(conn: &Connection, lock: &ServerLock, mark: &str) -> Result<(), DbError> {
    let old = meta::mark(conn)?;
    let both = [old.as_deref().unwrap_or(mark), mark];
    if let Err(error) = lock.leave(both) {
        tracing::warn!(%error, "the data folder's mark was not renewed");
        return Ok(());
    }
    meta::set_mark(conn, mark)
}
