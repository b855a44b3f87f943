//! Values in more than one column, or in another form than SQLite's own.

use rusqlite::Row;
use yuebao_store::revisions::BoxTexts;

/// As SQLite counts.
pub(crate) fn integer(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// What a row has in the columns `changes, boxes, digest`, from the column that they begin at.
pub(crate) fn box_texts(row: &Row<'_>, at: usize) -> rusqlite::Result<BoxTexts> {
    Ok(BoxTexts {
        changes: row.get(at)?,
        boxes: row.get(at + 1)?,
        digest: row.get(at + 2)?,
    })
}
