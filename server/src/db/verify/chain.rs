//! The audit log, link by link.

use rusqlite::{Connection, OptionalExtension};

use super::{Trouble, Verified};
use crate::accounts::hex;
use crate::db::{DbError, audit, meta};

pub(super) fn look(conn: &Connection, verified: &mut Verified) -> Result<(), DbError> {
    let mut previous = audit::genesis(&meta::server_id(conn)?);
    let mut select =
        conn.prepare("SELECT seq, at, what, subject, detail, hash FROM audit ORDER BY seq")?;
    let mut rows = select.query([])?;
    let mut next: u64 = 1;
    while let Some(row) = rows.next()? {
        let seq: u64 = row.get(0)?;
        let text = |column| row.get_ref(column)?.as_str().map_err(rusqlite::Error::from);
        let columns = [text(1)?, text(2)?, text(3)?, text(4)?];
        let stored: Vec<u8> = row.get(5)?;
        let is_next = seq == next;
        if !is_next {
            verified.note(Trouble::EntryMissing, format!("audit {next}"));
        }
        if is_next && audit::link(&previous, columns) != stored {
            verified.note(Trouble::LinkBroken, format!("audit {seq}"));
        }
        // Goes on from what is stored, so that one broken link is named once.
        previous = stored;
        next = seq + 1;
        verified.entries += 1;
    }
    let given: Option<u64> = conn
        .query_row(
            "SELECT seq FROM sqlite_sequence WHERE name = 'audit'",
            [],
            |row| row.get(0),
        )
        .optional()?;
    if given.unwrap_or(0) >= next {
        verified.note(Trouble::EndMissing, format!("audit {next}"));
    }
    verified.head = hex(&previous);
    Ok(())
}
