//! Each report, merged again from its operations: the revisions follow from each other, and the
//! last of them is the current row.

use std::collections::BTreeMap;

use rusqlite::Connection;
use yuebao_domain::merge::three_way;
use yuebao_domain::report::{FieldValues, apply};
use yuebao_domain::wire::v1::Operation;

use super::{Trouble, Verified};
use crate::db::DbError;
use crate::db::json::from_text;

/// What each revision of a report held, by number; 0 is the empty one.
type Revisions = BTreeMap<u64, FieldValues>;

pub(super) fn look(conn: &Connection, verified: &mut Verified) -> Result<(), DbError> {
    compare_current(conn, verified)?;
    let mut select = conn.prepare("SELECT project, month FROM reports ORDER BY project, month")?;
    let mut rows = select.query([])?;
    while let Some(row) = rows.next()? {
        let (project, month): (String, String) = (row.get(0)?, row.get(1)?);
        verified.reports += 1;
        if let Err(error) = replay(conn, &project, &month, verified) {
            if error.is_passing() {
                return Err(error);
            }
            verified.note(Trouble::Unreadable, format!("{project} {month}: {error}"));
        }
    }
    Ok(())
}

/// The current row against the last revision, and whether devices hear of it.
fn compare_current(conn: &Connection, verified: &mut Verified) -> Result<(), DbError> {
    let mut select = conn.prepare(
        "SELECT c.project, c.month, r.rev IS NOT NULL AND c.state = r.state AND c.boxes = r.boxes
             AND c.user = r.user AND c.received_at = r.received_at
             AND c.rev = (SELECT max(rev) FROM revisions l
                          WHERE l.project = c.project AND l.month = c.month),
             f.seq IS NOT NULL AND f.seq >= coalesce(r.seq, 0)
         FROM reports c
         LEFT JOIN revisions r
             ON r.project = c.project AND r.month = c.month AND r.rev = c.rev
         LEFT JOIN feed f
             ON f.kind = 'report' AND f.project = c.project AND f.month = c.month AND f.unit = ''",
    )?;
    let mut rows = select.query([])?;
    while let Some(row) = rows.next()? {
        let place = format!("{} {}", row.get::<_, String>(0)?, row.get::<_, String>(1)?);
        if !row.get::<_, bool>(2)? {
            verified.note(Trouble::CurrentDiffers, place.clone());
        }
        if !row.get::<_, bool>(3)? {
            verified.note(Trouble::NotTold, place);
        }
    }
    Ok(())
}

fn replay(
    conn: &Connection,
    project: &str,
    month: &str,
    verified: &mut Verified,
) -> Result<(), DbError> {
    let operations = operations(conn, project, month)?;
    let mut revisions = Revisions::from([(0, FieldValues::new())]);
    let mut select = conn.prepare_cached(
        "SELECT rev, op_id, boxes FROM revisions WHERE project = ?1 AND month = ?2 ORDER BY rev",
    )?;
    let mut rows = select.query((project, month))?;
    let mut before = 0;
    while let Some(row) = rows.next()? {
        let rev: u64 = row.get(0)?;
        let place = format!("{project} {month} rev {rev}");
        let boxes: FieldValues = from_text("revisions.boxes", &row.get::<_, String>(2)?)?;
        if rev == before + 1 {
            let operation = operations.get(&row.get::<_, String>(1)?);
            let follows = operation
                .is_some_and(|operation| follows(operation, &operations, &revisions, rev, &boxes));
            if !follows {
                verified.note(Trouble::ReplayDiffers, place);
            }
        } else {
            let missing = before + 1;
            verified.note(
                Trouble::RevisionMissing,
                format!("{project} {month} rev {missing}"),
            );
        }
        verified.revisions += 1;
        revisions.insert(rev, boxes);
        before = rev;
    }
    Ok(())
}

/// The operations on one report, by identifier.
fn operations(
    conn: &Connection,
    project: &str,
    month: &str,
) -> Result<BTreeMap<String, Operation>, DbError> {
    let mut select = conn.prepare_cached(
        "SELECT op_id, operation FROM operations WHERE project = ?1 AND month = ?2",
    )?;
    let mut rows = select.query((project, month))?;
    let mut operations = BTreeMap::new();
    while let Some(row) = rows.next()? {
        let operation = from_text("operations.operation", &row.get::<_, String>(1)?)?;
        operations.insert(row.get(0)?, operation);
    }
    Ok(operations)
}

/// Whether `boxes` is what an operation makes of the revision before. Where everything it changed
/// waits in conflicts, that is the revision before as it was.
fn follows(
    operation: &Operation,
    operations: &BTreeMap<String, Operation>,
    revisions: &Revisions,
    rev: u64,
    boxes: &FieldValues,
) -> bool {
    let Some(before) = revisions.get(&(rev - 1)) else {
        return false;
    };
    if operation.kind.is_verdict() || before == boxes {
        return before == boxes;
    }
    let Some(base) = base(operation, operations, revisions) else {
        return false;
    };
    let view = apply(&base, &operation.changes);
    three_way(&base, before, &view).values == *boxes
}

/// What was on the screen before the change.
fn base(
    operation: &Operation,
    operations: &BTreeMap<String, Operation>,
    revisions: &Revisions,
) -> Option<FieldValues> {
    let mut chain = Vec::new();
    let mut next = operation.previous.as_ref();
    while let Some(previous) = next.and_then(|op_id| operations.get(op_id)) {
        if !previous.shares_base_with(operation) || chain.len() > operations.len() {
            break;
        }
        chain.push(&previous.changes);
        next = previous.previous.as_ref();
    }
    let start = revisions.get(&operation.base_rev)?.clone();
    let oldest_first = chain.into_iter().rev();
    Some(oldest_first.fold(start, |values, changes| apply(&values, changes)))
}
