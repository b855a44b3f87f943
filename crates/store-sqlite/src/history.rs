//! What is on record about one report, as its history is told from it.

use rusqlite::Row;
use yuebao_domain::history::RecordedClash;
use yuebao_domain::operation::Subject;
use yuebao_store::Result;
use yuebao_store::history::{EachMade, MadeRow, ReadHistory, Step};
use yuebao_store::json::{from_text, from_word, moment};

use crate::Database;
use crate::columns::{box_texts, integer};
use crate::failure::Failure;

/// Reads with [`made`], from the column that it begins at.
const MADE: &str = "r.rev, u.shown, n.name, r.received_at, r.made_at, o.operation";

/// Joined to revisions `r`: the operation and who sent it.
const SENT: &str = "JOIN operations o ON o.op_id = r.op_id
     JOIN users u ON u.name = r.user JOIN units n ON n.id = u.unit";

impl ReadHistory for Database {
    fn newest_below(&self, subject: &Subject, before: u64) -> Result<u64> {
        self.value(
            "SELECT coalesce(max(rev), 0) FROM revisions WHERE subject = ?1 AND rev < ?2",
            (subject.path(), integer(before)),
        )
    }

    fn made_revisions(
        &self,
        subject: &Subject,
        first: u64,
        before: u64,
        each: EachMade<'_>,
    ) -> Result<()> {
        self.each(
            &format!(
                "SELECT {MADE}, r.state, r.changes, r.boxes, r.digest FROM revisions r {SENT}
                 WHERE r.subject = ?1 AND r.rev < ?3 AND r.rev >= (SELECT coalesce(max(rev), 0)
                     FROM revisions WHERE subject = ?1 AND rev <= ?2 AND boxes IS NOT NULL)
                 ORDER BY r.rev"
            ),
            (subject.path(), integer(first), integer(before)),
            |row| {
                let state = from_word("revisions.state", &row.get::<_, String>(6)?)?;
                each(made(row, 0)?, state, box_texts(row, 7)?)?;
                Ok(true)
            },
        )
    }

    fn steps_after(&self, seq: u64, limit: usize) -> Result<Vec<Step>> {
        self.list(
            &format!(
                "SELECT r.seq, b.state, r.state, u.shown, r.received_at, o.operation
                 FROM revisions r JOIN operations o ON o.op_id = r.op_id
                 JOIN users u ON u.name = r.user
                 LEFT JOIN revisions b ON b.subject = r.subject AND b.rev = r.rev - 1
                 WHERE r.seq > ?1 ORDER BY r.seq LIMIT {limit}"
            ),
            [integer(seq)],
            |row| {
                let before: Option<String> = row.get(1)?;
                let state = |word: &str| from_word("revisions.state", word);
                Ok(Step {
                    seq: row.get(0)?,
                    before: before.as_deref().map(state).transpose()?,
                    state: state(&row.get::<_, String>(2)?)?,
                    by: row.get(3)?,
                    received_at: moment("revisions.received_at", &row.get::<_, String>(4)?)?,
                    operation: row.get(5)?,
                })
            },
        )
    }

    fn recorded_clashes(&self, subject: &Subject) -> Result<Vec<RecordedClash>> {
        self.list(
            &format!(
                "SELECT c.id, c.clash, opening.rev, {MADE}
                 FROM conflicts c JOIN revisions opening ON opening.op_id = c.opened_by
                 LEFT JOIN (revisions r {SENT}) ON r.op_id = c.settled_by
                 WHERE c.subject = ?1 ORDER BY c.id"
            ),
            [subject.path()],
            |row| {
                let is_settled = row.get::<_, Option<u64>>(3)?.is_some();
                let settled = is_settled.then(|| made(row, 3)).transpose()?;
                Ok(RecordedClash {
                    id: row.get(0)?,
                    clash: from_text("conflicts.clash", &row.get::<_, String>(1)?)?,
                    opened: row.get(2)?,
                    settled: settled
                        .map(MadeRow::read)
                        .transpose()?
                        .map(|(made, _)| made),
                })
            },
        )
    }
}

fn made(row: &Row<'_>, at: usize) -> Result<MadeRow, Failure> {
    Ok(MadeRow {
        rev: row.get(at)?,
        by: row.get(at + 1)?,
        unit: row.get(at + 2)?,
        received_at: moment("revisions.received_at", &row.get::<_, String>(at + 3)?)?,
        // what the device said, whatever it is
        made_at: row.get::<_, String>(at + 4)?.into(),
        operation: row.get(at + 5)?,
    })
}
