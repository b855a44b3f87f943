//! Each subject, decided again from its operations: the revisions follow from each other, and the
//! last of them is the current row.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use rusqlite::{Connection, OptionalExtension};
use yuebao_domain::merge::three_way;
use yuebao_domain::operation::{Command, Operation, Subject};
use yuebao_domain::question::Question;
use yuebao_domain::report::{FieldValues, apply};

use super::{Trouble, Verified};
use crate::db::json::from_text;
use crate::db::revisions::Stored;
use crate::db::subjects::{self, named};
use crate::db::{DbError, audit};

/// What each revision of a report held, by number; 0 is the empty one.
type Revisions = BTreeMap<u64, FieldValues>;

pub(super) fn look(conn: &Connection, verified: &mut Verified) -> Result<(), DbError> {
    compare_current(conn, verified)?;
    let mut select = conn.prepare("SELECT subject FROM subjects ORDER BY project, month, kind")?;
    let mut rows = select.query([])?;
    while let Some(row) = rows.next()? {
        let path: String = row.get(0)?;
        verified.reports += 1;
        let replayed =
            named("subjects.subject", &path).and_then(|subject| replay(conn, &subject, verified));
        if let Err(error) = replayed {
            if error.is_passing() {
                return Err(error);
            }
            verified.note(Trouble::Unreadable, format!("{}: {error}", shown(&path)));
        }
    }
    Ok(())
}

/// The current row against the last revision, and whether devices hear of it.
fn compare_current(conn: &Connection, verified: &mut Verified) -> Result<(), DbError> {
    let mut select = conn.prepare(
        "SELECT c.subject, r.rev IS NOT NULL AND c.state = r.state
             AND coalesce(c.boxes = r.boxes, 1)
             AND c.user = r.user AND c.received_at = r.received_at
             AND c.rev = (SELECT max(rev) FROM revisions l WHERE l.subject = c.subject),
             f.seq IS NOT NULL AND f.seq >= coalesce(r.seq, 0), c.boxes, r.digest
         FROM subjects c
         LEFT JOIN revisions r ON r.subject = c.subject AND r.rev = c.rev
         LEFT JOIN feed f ON f.kind = 'subject' AND f.project = c.project
             AND f.subject = c.subject AND f.unit = ''",
    )?;
    let mut rows = select.query([])?;
    while let Some(row) = rows.next()? {
        let place = shown(&row.get::<_, String>(0)?);
        let (boxes, digest): (String, Option<String>) = (row.get(3)?, row.get(4)?);
        let is_other = digest.is_some_and(|digest| digest != audit::digest(&boxes));
        if is_other || !row.get::<_, bool>(1)? {
            verified.note(Trouble::CurrentDiffers, place.clone());
        }
        if !row.get::<_, bool>(2)? {
            verified.note(Trouble::NotTold, place);
        }
    }
    Ok(())
}

/// A path as people read it.
fn shown(path: &str) -> String {
    let path = path.strip_prefix("report/").unwrap_or(path);
    path.replace('/', " ")
}

fn replay(conn: &Connection, subject: &Subject, verified: &mut Verified) -> Result<(), DbError> {
    let path = subject.path();
    let mut operations = Operations::new(conn, &path);
    let mut revisions = Revisions::from([(0, FieldValues::new())]);
    let mut select = conn.prepare_cached(
        "SELECT rev, op_id, changes, boxes, digest FROM revisions WHERE subject = ?1 ORDER BY rev",
    )?;
    let mut rows = select.query([&path])?;
    let mut before = 0;
    // Behind a revision that is wrong or missing nothing can be said until one has all boxes.
    let mut is_lost = false;
    while let Some(row) = rows.next()? {
        let rev: u64 = row.get(0)?;
        let place = format!("{} rev {rev}", shown(&path));
        let stored = Stored::read(row, 2)?;
        is_lost &= !stored.is_whole();
        let digest = stored.digest().to_owned();
        let empty = FieldValues::new();
        let values = stored.on(revisions.get(&before).unwrap_or(&empty));
        let is_whole = audit::digest(&subjects::boxes(&values)?) == digest;
        if rev == before + 1 {
            let op_id: String = row.get(1)?;
            let is_right = is_lost
                || (is_whole && follows(&op_id, &mut operations, &revisions, rev, &values)?);
            if !is_right {
                verified.note(Trouble::ReplayDiffers, place);
                is_lost = !is_whole;
            }
        } else {
            let missing = before + 1;
            verified.note(
                Trouble::RevisionMissing,
                format!("{} rev {missing}", shown(&path)),
            );
            is_lost = true;
        }
        verified.revisions += 1;
        revisions.insert(rev, values);
        before = rev;
    }
    Ok(())
}

/// The operations on one subject by identifier, each read once.
struct Operations<'a> {
    conn: &'a Connection,
    subject: &'a str,
    read: BTreeMap<String, Option<Rc<Operation>>>,
}

impl<'a> Operations<'a> {
    const fn new(conn: &'a Connection, subject: &'a str) -> Self {
        Self {
            conn,
            subject,
            read: BTreeMap::new(),
        }
    }

    fn get(&mut self, op_id: &str) -> Result<Option<Rc<Operation>>, DbError> {
        if let Some(read) = self.read.get(op_id) {
            return Ok(read.clone());
        }
        let mut select = self
            .conn
            .prepare_cached("SELECT operation FROM operations WHERE op_id = ?1 AND subject = ?2")?;
        let text: Option<String> = select
            .query_row((op_id, self.subject), |row| row.get(0))
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
    if let Command::Question(command) = &operation.command {
        return Ok(Question::follows(before, command, boxes));
    }
    if operation.command.is_verdict() || before == boxes {
        return Ok(before == boxes);
    }
    let Some(base) = base(&operation, operations, revisions)? else {
        return Ok(false);
    };
    let view = apply(&base, operation.command.changes());
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
            apply(&values, previous.command.changes())
        }),
    ))
}
