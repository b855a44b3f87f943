//! The rows that the audit log's entries are put together of, in the columns of its two readers.

use rusqlite::Row;
use yuebao_store::Result;
use yuebao_store::audit::{ConflictRow, DecisionRow};

use crate::columns::box_texts;
use crate::failure::Failure;

/// Number, clash, who opened it and who settled it.
pub(crate) fn conflict(row: &Row<'_>) -> Result<ConflictRow, Failure> {
    Ok(ConflictRow {
        id: row.get(0)?,
        clash: row.get(1)?,
        opened_by: row.get(2)?,
        settled_by: row.get(3)?,
    })
}

/// Operation, receipt and revision.
pub(crate) fn decision(row: &Row<'_>) -> Result<DecisionRow, Failure> {
    let rev: Option<u64> = row.get(7)?;
    let revision = match rev {
        Some(rev) => Some((rev, row.get(8)?, box_texts(row, 9)?)),
        None => None,
    };
    Ok(DecisionRow {
        op_id: row.get(0)?,
        received_at: row.get(1)?,
        user: row.get(2)?,
        device: row.get(3)?,
        subject: row.get(4)?,
        content: row.get(5)?,
        receipt: row.get(6)?,
        revision,
    })
}
