//! Every page, every reference from one table to another, and every row, for verifying.

use rusqlite::Row;
use yuebao_store::Result;
use yuebao_store::audit::{ConflictRow, DecisionRow};
use yuebao_store::everything::{
    ContentRow, CurrentRow, EntryRow, LastRevision, ReadEverything, RevisionRow, Schema, Trouble,
};

use crate::audit_rows::{conflict, decision};
use crate::columns::box_texts;
use crate::failure::failed;
use crate::{Database, migrate};

/// Most damaged places that are named.
const MOST: usize = 20;

/// Reads with [`decision`].
const DECISIONS: &str = "SELECT o.op_id, o.received_at, o.user, o.device, o.subject, o.content,
         o.result, r.rev, r.state, r.changes, r.boxes, r.digest
     FROM operations o LEFT JOIN revisions r ON r.op_id = o.op_id
     ORDER BY o.received_at, r.seq, o.op_id";

impl ReadEverything for Database {
    fn schema(&self) -> Result<Schema> {
        let version = migrate::version(&self.conn).map_err(failed)?;
        Ok(match version {
            0 => Schema::Empty,
            version if version == migrate::newest() => Schema::Newest,
            _ => Schema::Older,
        })
    }

    fn check_storage(&self, note: &mut dyn FnMut(Trouble, String)) -> Result<()> {
        let mut is_damaged = false;
        self.each(&format!("PRAGMA integrity_check({MOST})"), [], |row| {
            let said: String = row.get(0)?;
            if said != "ok" {
                is_damaged = true;
                note(Trouble::Page, said);
            }
            Ok(true)
        })?;
        if is_damaged {
            return Ok(());
        }
        self.each(
            r#"SELECT "table", "parent", count(*) FROM pragma_foreign_key_check GROUP BY 1, 2"#,
            [],
            |row| {
                let (table, parent): (String, String) = (row.get(0)?, row.get(1)?);
                let count: u64 = row.get(2)?;
                note(Trouble::Reference, format!("{table} → {parent} ({count})"));
                Ok(true)
            },
        )
    }

    fn each_entry(&self, each: &mut dyn FnMut(EntryRow<'_>) -> Result<()>) -> Result<()> {
        self.each(
            "SELECT seq, at, what, subject, detail, hash FROM audit ORDER BY seq",
            [],
            |row| {
                let text = |column| row.get_ref(column)?.as_str().map_err(rusqlite::Error::from);
                each(EntryRow {
                    seq: row.get(0)?,
                    at: text(1)?,
                    what: text(2)?,
                    subject: text(3)?,
                    detail: text(4)?,
                    hash: row.get_ref(5)?.as_blob().map_err(rusqlite::Error::from)?,
                })?;
                Ok(true)
            },
        )
    }

    fn each_conflict(&self, each: &mut dyn FnMut(ConflictRow) -> Result<()>) -> Result<()> {
        let sql = "SELECT id, clash, opened_by, settled_by FROM conflicts ORDER BY id";
        self.each(sql, [], |row| {
            each(conflict(row)?)?;
            Ok(true)
        })
    }

    fn each_decision(&self, each: &mut dyn FnMut(DecisionRow) -> Result<()>) -> Result<()> {
        self.each(DECISIONS, [], |row| {
            each(decision(row)?)?;
            Ok(true)
        })
    }

    fn each_content(&self, each: &mut dyn FnMut(ContentRow) -> Result<()>) -> Result<()> {
        self.each(
            "SELECT o.op_id, o.operation, o.content, o.received_at, a.at, r.received_at
             FROM operations o
             LEFT JOIN revisions r ON r.op_id = o.op_id
             LEFT JOIN (SELECT subject, at FROM audit WHERE what = 'operation') a
                 ON a.subject = o.op_id",
            [],
            |row| {
                each(ContentRow {
                    op_id: row.get(0)?,
                    operation: row.get(1)?,
                    content: row.get(2)?,
                    received_at: row.get(3)?,
                    entered_at: row.get(4)?,
                    revised_at: row.get(5)?,
                })?;
                Ok(true)
            },
        )
    }

    fn each_current(&self, each: &mut dyn FnMut(CurrentRow) -> Result<()>) -> Result<()> {
        self.each(
            "SELECT c.subject, c.boxes, c.rev, c.state, c.user, c.received_at,
                 r.rev, r.state, r.user, r.received_at, r.seq, r.changes, r.boxes, r.digest,
                 (SELECT max(rev) FROM revisions l WHERE l.subject = c.subject), f.seq
             FROM subjects c
             LEFT JOIN revisions r ON r.subject = c.subject AND r.rev = c.rev
             LEFT JOIN feed f ON f.kind IN ('subject', 'shared')
                 AND f.project = coalesce(c.project,
                     -- of a project that is only proposed the path alone names it: plan/new/2022-01
                     iif(c.kind = 'plan', substr(c.subject, 6, length(c.subject) - 13), ''))
                 AND f.subject = c.subject AND f.unit = ''",
            [],
            |row| {
                let has_revision = row.get::<_, Option<u64>>(6)?.is_some();
                each(CurrentRow {
                    path: row.get(0)?,
                    boxes: row.get(1)?,
                    stands: stands(row, 2)?,
                    revision: has_revision.then(|| last(row)).transpose()?,
                    newest: row.get(14)?,
                    told: row.get(15)?,
                })?;
                Ok(true)
            },
        )
    }

    fn paths(&self) -> Result<Vec<String>> {
        let sql = "SELECT subject FROM subjects ORDER BY project, month, kind";
        self.list(sql, [], |row| Ok(row.get(0)?))
    }

    fn each_revision(
        &self,
        path: &str,
        each: &mut dyn FnMut(RevisionRow) -> Result<()>,
    ) -> Result<()> {
        self.each(
            "SELECT rev, state, op_id, received_at, made_at, changes, boxes, digest FROM revisions
             WHERE subject = ?1 ORDER BY rev",
            [path],
            |row| {
                each(RevisionRow {
                    rev: row.get(0)?,
                    state: row.get(1)?,
                    op_id: row.get(2)?,
                    received_at: row.get(3)?,
                    made_at: row.get(4)?,
                    boxes: box_texts(row, 5)?,
                })?;
                Ok(true)
            },
        )
    }

    fn operation_text(&self, op_id: &str, path: &str) -> Result<Option<String>> {
        self.first(
            "SELECT operation FROM operations WHERE op_id = ?1 AND subject = ?2",
            (op_id, path),
            |row| Ok(row.get(0)?),
        )
    }
}

/// Number, state, user and time of receipt, from the column that they begin at.
fn stands(row: &Row<'_>, at: usize) -> rusqlite::Result<(u64, String, String, String)> {
    Ok((
        row.get(at)?,
        row.get(at + 1)?,
        row.get(at + 2)?,
        row.get(at + 3)?,
    ))
}

fn last(row: &Row<'_>) -> rusqlite::Result<LastRevision> {
    Ok(LastRevision {
        stands: stands(row, 6)?,
        seq: row.get(10)?,
        boxes: box_texts(row, 11)?,
    })
}
