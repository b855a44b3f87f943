//! What is on record about one report, as its history is told from it.

use rusqlite::{Connection, Row};
use yuebao_domain::history::{RecordedClash, Revision};
use yuebao_domain::period::Month;
use yuebao_domain::wire::v1::{Made, Operation};

use super::DbError;
use super::json::{from_text, from_word};

/// Reads as [`Made`] with [`made`], from the column that it begins at.
const MADE: &str = "r.rev, u.shown, n.name, r.received_at, r.made_at, o.operation";

/// Joined to revisions `r`: the operation and who sent it.
const SENT: &str = "JOIN operations o ON o.op_id = r.op_id
     JOIN users u ON u.name = r.user JOIN units n ON n.id = u.unit";

/// How many bytes of boxes are told at once, give or take one revision.
const PAGE: usize = 4 * 1024 * 1024;

/// At most `limit` revisions below `before`, oldest first, and whether the page was full before.
pub fn revisions(
    conn: &Connection,
    project: &str,
    month: Month,
    before: Option<u64>,
    limit: usize,
) -> Result<(Vec<Revision>, bool), DbError> {
    let mut select = conn.prepare_cached(&format!(
        "SELECT {MADE}, r.state, r.boxes FROM revisions r {SENT}
         WHERE r.project = ?1 AND r.month = ?2 AND r.rev < ?3 ORDER BY r.rev DESC LIMIT ?4"
    ))?;
    let whole = |number: u64| i64::try_from(number).unwrap_or(i64::MAX);
    let mut rows = select.query((
        project,
        month.to_string(),
        whole(before.unwrap_or(u64::MAX)),
        whole(limit as u64),
    ))?;
    let mut revisions = Vec::new();
    let mut bytes = 0;
    // Two at least: one is told, by what it changed of the other.
    while bytes <= PAGE || revisions.len() < 2 {
        let Some(row) = rows.next()? else {
            revisions.reverse();
            return Ok((revisions, false));
        };
        let (made, operation) = made(row, 0)?;
        let boxes: String = row.get(7)?;
        bytes += boxes.len();
        revisions.push(Revision {
            made,
            state: from_word("revisions.state", &row.get::<_, String>(6)?)?,
            values: from_text("revisions.boxes", &boxes)?,
            comment: operation.reason,
        });
    }
    revisions.reverse();
    Ok((revisions, true))
}

/// Every conflict and amendment of a report, with what opened and what settled it.
pub fn clashes(
    conn: &Connection,
    project: &str,
    month: Month,
) -> Result<Vec<RecordedClash>, DbError> {
    let mut select = conn.prepare_cached(&format!(
        "SELECT c.id, c.clash, opening.rev, {MADE}
         FROM conflicts c JOIN revisions opening ON opening.op_id = c.opened_by
         LEFT JOIN (revisions r {SENT}) ON r.op_id = c.settled_by
         WHERE c.project = ?1 AND c.month = ?2 ORDER BY c.id"
    ))?;
    let mut rows = select.query((project, month.to_string()))?;
    let mut clashes = Vec::new();
    while let Some(row) = rows.next()? {
        let is_settled = row.get::<_, Option<u64>>(3)?.is_some();
        clashes.push(RecordedClash {
            id: row.get(0)?,
            clash: from_text("conflicts.clash", &row.get::<_, String>(1)?)?,
            opened: row.get(2)?,
            settled: is_settled
                .then(|| made(row, 3).map(|(made, _)| made))
                .transpose()?,
        });
    }
    Ok(clashes)
}

fn made(row: &Row<'_>, at: usize) -> Result<(Made, Operation), DbError> {
    let operation: Operation = from_text("operations.operation", &row.get::<_, String>(at + 5)?)?;
    let made = Made {
        rev: row.get(at)?,
        kind: operation.kind,
        by: row.get(at + 1)?,
        unit: row.get(at + 2)?,
        received_at: row.get(at + 3)?,
        made_at: row.get(at + 4)?,
    };
    Ok((made, operation))
}
