//! What is on record about one report, as its history is told from it.

use std::collections::VecDeque;

use rusqlite::{Connection, Row};
use yuebao_domain::history::{RecordedClash, Revision};
use yuebao_domain::operation::{Operation, State, Subject, size};
use yuebao_domain::report::{self, CommandKind, FieldValues};
use yuebao_domain::wire::v1::Made;

use super::DbError;
use super::json::{from_text, from_word};
use super::revisions::Stored;

/// Reads as [`Made`] with [`made`], from the column that it begins at.
const MADE: &str = "r.rev, u.shown, n.name, r.received_at, r.made_at, o.operation";

/// Joined to revisions `r`: the operation and who sent it.
const SENT: &str = "JOIN operations o ON o.op_id = r.op_id
     JOIN users u ON u.name = r.user JOIN units n ON n.id = u.unit";

/// How many bytes of boxes are told at once, give or take one revision.
const PAGE: usize = 4 * 1024 * 1024;

/// The newest revisions below `before`, at most `limit` of them, oldest first, and whether older ones
/// were left out because the page was full.
pub fn revisions(
    conn: &Connection,
    subject: &Subject,
    before: Option<u64>,
    limit: usize,
) -> Result<(Vec<Revision>, bool), DbError> {
    let whole = |number: u64| i64::try_from(number).unwrap_or(i64::MAX);
    let path = subject.path();
    let before = whole(before.unwrap_or(u64::MAX));
    let newest: i64 = conn
        .prepare_cached(
            "SELECT coalesce(max(rev), 0) FROM revisions WHERE subject = ?1 AND rev < ?2",
        )?
        .query_row((&path, before), |row| row.get(0))?;
    let first = newest.saturating_sub(whole(limit as u64)) + 1;
    let mut select = conn.prepare_cached(&format!(
        "SELECT {MADE}, r.state, r.changes, r.boxes, r.digest FROM revisions r {SENT}
         WHERE r.subject = ?1 AND r.rev < ?3 AND r.rev >= (SELECT coalesce(max(rev), 0)
             FROM revisions WHERE subject = ?1 AND rev <= ?2 AND boxes IS NOT NULL)
         ORDER BY r.rev"
    ))?;
    let mut rows = select.query((&path, first, before))?;
    let mut values = FieldValues::new();
    let mut revisions = VecDeque::new();
    let (mut bytes, mut is_full) = (0, false);
    while let Some(row) = rows.next()? {
        values = Stored::read(row, 7)?.on(&values);
        let (made, operation) = made(row, 0)?;
        if whole(made.rev) < first {
            continue;
        }
        let state: State = from_word("revisions.state", &row.get::<_, String>(6)?)?;
        bytes += size(&values).1;
        revisions.push_back(Revision {
            made,
            state: state.of_report().unwrap_or(report::State::Draft),
            values: values.clone(),
            comment: operation.command.words().map(str::to_owned),
        });
        // Two at least: one is told, by what it changed of the other.
        while bytes > PAGE && revisions.len() > 2 {
            let oldest = revisions.pop_front();
            bytes -= oldest.map_or(0, |oldest| size(&oldest.values).1);
            is_full = true;
        }
    }
    Ok((revisions.into(), is_full))
}

/// Every conflict and amendment of a report, with what opened and what settled it.
pub fn clashes(conn: &Connection, subject: &Subject) -> Result<Vec<RecordedClash>, DbError> {
    let mut select = conn.prepare_cached(&format!(
        "SELECT c.id, c.clash, opening.rev, {MADE}
         FROM conflicts c JOIN revisions opening ON opening.op_id = c.opened_by
         LEFT JOIN (revisions r {SENT}) ON r.op_id = c.settled_by
         WHERE c.subject = ?1 ORDER BY c.id"
    ))?;
    let mut rows = select.query([subject.path()])?;
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
    let command = operation.command.of_report();
    let made = Made {
        rev: row.get(at)?,
        kind: command.map_or(CommandKind::Set, |command| command.kind),
        by: row.get(at + 1)?,
        unit: row.get(at + 2)?,
        received_at: row.get(at + 3)?,
        made_at: row.get(at + 4)?,
    };
    Ok((made, operation))
}
