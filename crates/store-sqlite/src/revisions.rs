//! Every state that a subject ever had. Append-only, which the schema's triggers hold as well.

use rusqlite::params;
use yuebao_domain::operation::{Giver, Subject};
use yuebao_store::Result;
use yuebao_store::json::{from_word, moment, op_id};
use yuebao_store::revisions::{
    self, BoxTexts, EachGiven, EachMove, EachRow, Given, Move, NewRevision, ReadRevisions,
    Reviewed, WriteRevisions,
};

use crate::Database;
use crate::columns::{box_texts, integer};

impl ReadRevisions for Database {
    fn revisions_from_whole(&self, subject: &Subject, rev: u64, each: EachRow<'_>) -> Result<()> {
        self.each(
            "SELECT rev, state, op_id, changes, boxes, digest FROM revisions
             WHERE subject = ?1 AND rev >= (SELECT coalesce(max(rev), 0) FROM revisions
                 WHERE subject = ?1 AND rev <= ?2 AND boxes IS NOT NULL)
             ORDER BY rev",
            (subject.path(), integer(rev)),
            |row| {
                Ok(each(revisions::Row {
                    rev: row.get(0)?,
                    state: from_word("revisions.state", &row.get::<_, String>(1)?)?,
                    op_id: op_id("revisions.op_id", &row.get::<_, String>(2)?)?,
                    boxes: box_texts(row, 3)?,
                })?)
            },
        )
    }

    fn givers(&self, subject: &Subject, each: EachGiven<'_>) -> Result<()> {
        self.each(
            "SELECT user, received_at, changes, boxes, digest FROM revisions
             WHERE subject = ?1 ORDER BY rev DESC",
            [subject.path()],
            |row| {
                let giver = Giver {
                    user: row.get(0)?,
                    at: moment("revisions.received_at", &row.get::<_, String>(1)?)?,
                };
                let boxes = box_texts(row, 2)?;
                Ok(each(Given { giver, boxes })?)
            },
        )
    }

    fn stands_since(&self, subject: &Subject) -> Result<u64> {
        let mut since = 0;
        let mut stands: Option<String> = None;
        self.each(
            "SELECT rev, state FROM revisions WHERE subject = ?1 ORDER BY rev DESC",
            [subject.path()],
            |row| {
                let state: String = row.get(1)?;
                let is_same = *stands.get_or_insert_with(|| state.clone()) == state;
                if is_same {
                    since = row.get(0)?;
                }
                Ok(is_same)
            },
        )?;
        Ok(since)
    }

    fn filers(&self, subject: &Subject) -> Result<Vec<String>> {
        self.list(
            "SELECT DISTINCT r.user FROM revisions r JOIN operations o ON o.op_id = r.op_id
             WHERE r.subject = ?1
                 AND (json_extract(o.operation, '$.kind') IN ('set', 'submit')
                     OR json_extract(o.operation, '$.kind') = 'resolve'
                         AND r.state NOT LIKE 'reviewed%')
                 AND r.rev > (SELECT coalesce(max(rev), 0) FROM revisions
                     WHERE subject = ?1 AND state = 'accepted')
             ORDER BY r.user",
            [subject.path()],
            |row| Ok(row.get(0)?),
        )
    }

    fn moves(&self, subject: &Subject, each: EachMove<'_>) -> Result<()> {
        self.each(
            "SELECT r.state, u.shown, r.received_at, o.operation, o.result
             FROM revisions r JOIN operations o ON o.op_id = r.op_id JOIN users u ON u.name = r.user
             WHERE r.subject = ?1 ORDER BY r.rev DESC",
            [subject.path()],
            |row| {
                Ok(each(Move {
                    state: from_word("revisions.state", &row.get::<_, String>(0)?)?,
                    by: row.get(1)?,
                    at: moment("revisions.received_at", &row.get::<_, String>(2)?)?,
                    operation: row.get(3)?,
                    receipt: row.get(4)?,
                })?)
            },
        )
    }

    fn reviewed(&self, subject: &Subject, rev: u64) -> Result<Option<Reviewed>> {
        self.first(
            "SELECT u.shown, r.received_at, o.operation
             FROM revisions r JOIN operations o ON o.op_id = r.op_id JOIN users u ON u.name = r.user
             WHERE r.subject = ?1 AND r.rev = ?2",
            (subject.path(), rev),
            |row| {
                Ok(Reviewed {
                    by: row.get(0)?,
                    at: moment("revisions.received_at", &row.get::<_, String>(1)?)?,
                    operation: row.get(2)?,
                })
            },
        )
    }
}

impl WriteRevisions for Database {
    fn insert_revision(&self, new: &NewRevision<'_>, boxes: &BoxTexts) -> Result<()> {
        self.execute(
            "INSERT INTO revisions (seq, subject, rev, state, changes, boxes, digest, op_id, user,
                 device, received_at, made_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
            params![
                new.seq,
                new.subject.path(),
                new.rev,
                new.state.key(),
                boxes.changes,
                boxes.boxes,
                boxes.digest,
                new.op_id.as_str(),
                new.user,
                new.device,
                new.received_at.as_str(),
                new.made_at.as_str(),
            ],
        )?;
        Ok(())
    }
}
