//! The current row of each subject.

use rusqlite::{Connection, OptionalExtension};
use yuebao_domain::operation::{ReportKey, State, Subject, SubjectKind};
use yuebao_domain::period::Month;
use yuebao_domain::report::{self, FieldValues};

use super::json::{from_text, from_word, to_text, unreadable};
use super::{DbError, revisions};

/// A subject as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Current {
    /// Grows by one with each change.
    pub rev: u64,
    /// Where it stands.
    pub state: State,
    /// The boxes.
    pub values: FieldValues,
    /// User name of who changed it last.
    pub user: String,
    /// When the last change was received, RFC 3339.
    pub received_at: String,
}

/// One subject.
pub fn find(conn: &Connection, subject: &Subject) -> Result<Option<Current>, DbError> {
    Ok(find_tagged(conn, subject)?.map(|(current, _)| current))
}

/// One report.
pub fn report(conn: &Connection, project: &str, month: Month) -> Result<Option<Current>, DbError> {
    let project = project.to_owned();
    find(conn, &ReportKey { project, month }.into())
}

/// One subject, and the tag of its boxes.
pub fn find_tagged(
    conn: &Connection,
    subject: &Subject,
) -> Result<Option<(Current, String)>, DbError> {
    let mut select = conn.prepare_cached(
        "SELECT rev, state, boxes, user, received_at FROM subjects WHERE subject = ?1",
    )?;
    let mut rows = select.query([subject.path()])?;
    let Some(row) = rows.next()? else {
        return Ok(None);
    };
    let boxes: String = row.get(2)?;
    let current = Current {
        rev: row.get(0)?,
        state: from_word("subjects.state", &row.get::<_, String>(1)?)?,
        values: from_text("subjects.boxes", &boxes)?,
        user: row.get(3)?,
        received_at: row.get(4)?,
    };
    Ok(Some((current, revisions::tag(&boxes))))
}

/// The boxes as they are stored, here and in [`revisions`].
pub fn boxes(values: &FieldValues) -> Result<String, DbError> {
    to_text("subjects.boxes", values)
}

/// Writes the current row; `boxes` are those of `current`.
pub fn put(
    conn: &Connection,
    subject: &Subject,
    current: &Current,
    boxes: &str,
) -> Result<(), DbError> {
    let report = subject.report();
    conn.prepare_cached(
        "INSERT INTO subjects (subject, kind, project, month, rev, state, boxes, user, received_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
         ON CONFLICT (subject) DO UPDATE SET rev = excluded.rev, state = excluded.state,
             boxes = excluded.boxes, user = excluded.user, received_at = excluded.received_at",
    )?
    .execute((
        subject.path(),
        subject.kind().key(),
        &report.project,
        report.month.to_string(),
        current.rev,
        current.state.key(),
        boxes,
        &current.user,
        &current.received_at,
    ))?;
    Ok(())
}

/// The reports of a project before `month` that count, oldest first.
pub fn counted_before(
    conn: &Connection,
    project: &str,
    month: Month,
) -> Result<Vec<(Month, FieldValues)>, DbError> {
    let mut select = conn.prepare_cached(
        "SELECT month, boxes, state FROM subjects
         WHERE project = ?1 AND kind = 'report' AND month < ?2 ORDER BY month",
    )?;
    let mut rows = select.query((project, month.to_string()))?;
    let mut reports = Vec::new();
    while let Some(row) = rows.next()? {
        let state: State = from_word("subjects.state", &row.get::<_, String>(2)?)?;
        if state.of_report().is_some_and(report::State::counts) {
            reports.push((
                from_word("subjects.month", &row.get::<_, String>(0)?)?,
                from_text("subjects.boxes", &row.get::<_, String>(1)?)?,
            ));
        }
    }
    Ok(reports)
}

/// Everything that a project has.
pub fn of_project(conn: &Connection, project: &str) -> Result<Vec<Subject>, DbError> {
    let mut select = conn
        .prepare_cached("SELECT subject FROM subjects WHERE project = ?1 ORDER BY kind, month")?;
    let mut rows = select.query([project])?;
    let mut subjects = Vec::new();
    while let Some(row) = rows.next()? {
        subjects.push(named("subjects.subject", &row.get::<_, String>(0)?)?);
    }
    Ok(subjects)
}

/// Every subject.
pub fn all(conn: &Connection) -> Result<Vec<Subject>, DbError> {
    let mut select = conn.prepare_cached("SELECT subject FROM subjects ORDER BY subject")?;
    let mut rows = select.query([])?;
    let mut subjects = Vec::new();
    while let Some(row) = rows.next()? {
        subjects.push(named("subjects.subject", &row.get::<_, String>(0)?)?);
    }
    Ok(subjects)
}

/// The subject of a stored path.
pub(super) fn named(column: &str, path: &str) -> Result<Subject, DbError> {
    Subject::from_path(path).ok_or_else(|| unreadable(column, &path))
}

/// How many there are of a kind.
pub fn count(conn: &Connection, kind: SubjectKind) -> Result<u64, DbError> {
    let count = conn
        .query_row(
            "SELECT count(*) FROM subjects WHERE kind = ?1",
            [kind.key()],
            |row| row.get(0),
        )
        .optional()?;
    Ok(count.unwrap_or(0))
}
