//! Each report, merged again from its operations: the revisions follow from each other, and the
//! last of them is the current row.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use rusqlite::{Connection, OptionalExtension};
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
    let mut operations = Operations::new(conn, project, month);
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
            let op_id: String = row.get(1)?;
            if !follows(&op_id, &mut operations, &revisions, rev, &boxes)? {
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

/// The operations on one report by identifier, each read once.
struct Operations<'a> {
    conn: &'a Connection,
    project: &'a str,
    month: &'a str,
    read: BTreeMap<String, Option<Rc<Operation>>>,
}

impl<'a> Operations<'a> {
    fn new(conn: &'a Connection, project: &'a str, month: &'a str) -> Self {
        Self {
            conn,
            project,
            month,
            read: BTreeMap::new(),
        }
    }

    fn get(&mut self, op_id: &str) -> Result<Option<Rc<Operation>>, DbError> {
        if let Some(read) = self.read.get(op_id) {
            return Ok(read.clone());
        }
        let mut select = self.conn.prepare_cached(
            "SELECT operation FROM operations WHERE op_id = ?1 AND project = ?2 AND month = ?3",
        )?;
        let text: Option<String> = select
            .query_row((op_id, self.project, self.month), |row| row.get(0))
            .optional()?;
        let operation = text
            .map(|text| from_text("operations.operation", &text).map(Rc::new))
            .transpose()?;
        self.read.insert(op_id.to_owned(), operation.clone());
        Ok(operation)
    }
}

/// Whether `boxes` is what an operation makes of the revision before. Where everything it changed
/// waits in conflicts, that is the revision before as it was.
fn follows(
    op_id: &str,
    operations: &mut Operations<'_>,
    revisions: &Revisions,
    rev: u64,
    boxes: &FieldValues,
) -> Result<bool, DbError> {
    let (Some(operation), Some(before)) = (operations.get(op_id)?, revisions.get(&(rev - 1)))
    else {
        return Ok(false);
    };
    if operation.kind.is_verdict() || before == boxes {
        return Ok(before == boxes);
    }
    let Some(base) = base(&operation, operations, revisions)? else {
        return Ok(false);
    };
    let view = apply(&base, &operation.changes);
    Ok(three_way(&base, before, &view).values == *boxes)
}

/// What was on the screen before the change.
fn base(
    operation: &Operation,
    operations: &mut Operations<'_>,
    revisions: &Revisions,
) -> Result<Option<FieldValues>, DbError> {
    let mut chain = Vec::new();
    let mut passed = BTreeSet::new();
    let mut next = operation.previous.clone();
    while let Some(op_id) = next.take() {
        let Some(previous) = operations.get(&op_id)? else {
            break;
        };
        if !previous.shares_base_with(operation) || !passed.insert(op_id) {
            break;
        }
        next.clone_from(&previous.previous);
        chain.push(previous);
    }
    let Some(start) = revisions.get(&operation.base_rev) else {
        return Ok(None);
    };
    let oldest_first = chain.iter().rev();
    Ok(Some(
        oldest_first.fold(start.clone(), |values, previous| {
            apply(&values, &previous.changes)
        }),
    ))
}
