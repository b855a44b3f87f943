//! Every page, and every reference from one table to another.

use rusqlite::Connection;

use super::{Trouble, Verified};
use crate::db::DbError;

/// Most damaged places that are named.
const MOST: usize = 20;

pub(super) fn look(conn: &Connection, verified: &mut Verified) -> Result<(), DbError> {
    let mut select = conn.prepare(&format!("PRAGMA integrity_check({MOST})"))?;
    let mut rows = select.query([])?;
    while let Some(row) = rows.next()? {
        let said: String = row.get(0)?;
        if said != "ok" {
            verified.note(Trouble::Page, said);
        }
    }
    if verified.is_damaged() {
        return Ok(());
    }
    let mut select = conn.prepare(
        r#"SELECT "table", "parent", count(*) FROM pragma_foreign_key_check GROUP BY 1, 2"#,
    )?;
    let mut rows = select.query([])?;
    while let Some(row) = rows.next()? {
        let (table, parent, count): (String, String, u64) = (row.get(0)?, row.get(1)?, row.get(2)?);
        verified.note(Trouble::Reference, format!("{table} → {parent} ({count})"));
    }
    Ok(())
}
