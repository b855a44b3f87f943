//! The current row of each subject.

use rusqlite::Row;
use yuebao_domain::operation::{Subject, SubjectKind, report};
use yuebao_domain::period::Month;
use yuebao_store::Result;
use yuebao_store::json::{from_text, from_word, moment, to_text};
use yuebao_store::revisions::tag;
use yuebao_store::subjects::{Current, EarlierReport, ReadSubjects, WriteSubjects, named};

use crate::Database;
use crate::failure::Failure;

const HAND_INS: &str = "subjects.hand_ins";

impl ReadSubjects for Database {
    fn tagged_subject(&self, subject: &Subject) -> Result<Option<(Current, String)>> {
        self.first(
            "SELECT rev, state, boxes, user, received_at, hand_ins FROM subjects
             WHERE subject = ?1",
            [subject.path()],
            |row| {
                let boxes: String = row.get(2)?;
                let current = Current {
                    rev: row.get(0)?,
                    state: from_word("subjects.state", &row.get::<_, String>(1)?)?,
                    values: from_text("subjects.boxes", &boxes)?,
                    user: row.get(3)?,
                    received_at: moment("subjects.received_at", &row.get::<_, String>(4)?)?,
                    hand_ins: hand_ins(row, 5)?,
                };
                Ok((current, tag(&boxes)))
            },
        )
    }

    fn reports_before(&self, project: &str, month: Month) -> Result<Vec<EarlierReport>> {
        self.list(
            "SELECT month, state, boxes FROM subjects
             WHERE project = ?1 AND kind = 'report' AND month < ?2 ORDER BY month",
            (project, month.to_string()),
            |row| {
                Ok(EarlierReport {
                    month: from_word("subjects.month", &row.get::<_, String>(0)?)?,
                    state: from_word("subjects.state", &row.get::<_, String>(1)?)?,
                    boxes: row.get(2)?,
                })
            },
        )
    }

    fn subjects_of_project(&self, project: &str) -> Result<Vec<Subject>> {
        self.list(
            "SELECT subject FROM subjects WHERE project = ?1 ORDER BY kind, month",
            [project],
            path,
        )
    }

    fn subjects_of_month(&self, month: Month) -> Result<Vec<Subject>> {
        self.list(
            "SELECT subject FROM subjects WHERE month = ?1 ORDER BY kind, project, subject",
            [month.to_string()],
            path,
        )
    }

    fn subjects(&self) -> Result<Vec<Subject>> {
        self.list("SELECT subject FROM subjects ORDER BY subject", [], path)
    }

    fn subjects_of_kind(&self, kind: SubjectKind) -> Result<Vec<Subject>> {
        self.list(
            "SELECT subject FROM subjects WHERE kind = ?1 ORDER BY subject",
            [kind.key()],
            path,
        )
    }

    fn under_review(&self) -> Result<Vec<Subject>> {
        self.list(
            "SELECT subject FROM subjects
             WHERE kind = 'report' AND (state = 'submitted' OR state LIKE 'reviewed%')
             ORDER BY subject",
            [],
            path,
        )
    }

    fn count_subjects(&self, kind: SubjectKind) -> Result<u64> {
        self.value(
            "SELECT count(*) FROM subjects WHERE kind = ?1",
            [kind.key()],
        )
    }
}

impl WriteSubjects for Database {
    fn put_subject(&self, subject: &Subject, current: &Current, boxes: &str) -> Result<()> {
        // Mostly there is a row already. A project that is only proposed has none.
        let path = subject.path();
        let (state, at) = (current.state.key(), current.received_at.as_str());
        let hand_ins = current.hand_ins.as_ref();
        let hand_ins = hand_ins.map(|one| to_text(HAND_INS, one)).transpose()?;
        let changed = self.execute(
            "UPDATE subjects SET rev = ?2, state = ?3, boxes = ?4, user = ?5, received_at = ?6,
                 hand_ins = ?7, project = coalesce(project, (SELECT id FROM projects WHERE id = ?8))
             WHERE subject = ?1",
            (
                &path,
                current.rev,
                state,
                boxes,
                &current.user,
                at,
                &hand_ins,
                subject.project(),
            ),
        )?;
        if changed > 0 {
            return Ok(());
        }
        self.execute(
            "INSERT INTO subjects (subject, kind, project, month, rev, state, boxes, user,
                 received_at, hand_ins)
             VALUES (?1, ?2, iif(?2 = 'plan', (SELECT id FROM projects WHERE id = ?3), ?3), ?4, ?5, ?6,
                 ?7, ?8, ?9, ?10)",
            (
                path,
                subject.kind().key(),
                subject.project(),
                subject.month().to_string(),
                current.rev,
                state,
                boxes,
                &current.user,
                at,
                hand_ins,
            ),
        )?;
        Ok(())
    }
}

/// When a report was handed in, from this column.
fn hand_ins(row: &Row<'_>, at: usize) -> Result<Option<report::HandIns>, Failure> {
    let text: Option<String> = row.get(at)?;
    let read = text.map(|text| from_text(HAND_INS, &text));
    Ok(read.transpose()?)
}

fn path(row: &Row<'_>) -> Result<Subject, Failure> {
    Ok(named("subjects.subject", &row.get::<_, String>(0)?)?)
}
