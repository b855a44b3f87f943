//! The current row of each report.

use rusqlite::{Connection, OptionalExtension};
use yuebao_domain::merge::State;
use yuebao_domain::period::Month;
use yuebao_domain::report::FieldValues;

use super::json::{from_text, from_word, to_text, to_word};
use super::{DbError, revisions};

/// A report as it stands.
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

/// One report.
pub fn find(conn: &Connection, project: &str, month: Month) -> Result<Option<Current>, DbError> {
    Ok(find_tagged(conn, project, month)?.map(|(current, _)| current))
}

/// One report, and the tag of its boxes.
pub fn find_tagged(
    conn: &Connection,
    project: &str,
    month: Month,
) -> Result<Option<(Current, String)>, DbError> {
    let mut select = conn.prepare_cached(
        "SELECT rev, state, boxes, user, received_at FROM reports
         WHERE project = ?1 AND month = ?2",
    )?;
    let mut rows = select.query((project, month.to_string()))?;
    let Some(row) = rows.next()? else {
        return Ok(None);
    };
    let boxes: String = row.get(2)?;
    let current = Current {
        rev: row.get(0)?,
        state: from_word("reports.state", &row.get::<_, String>(1)?)?,
        values: from_text("reports.boxes", &boxes)?,
        user: row.get(3)?,
        received_at: row.get(4)?,
    };
    Ok(Some((current, revisions::tag(&boxes))))
}

/// The boxes as they are stored, here and in [`revisions`].
pub fn boxes(values: &FieldValues) -> Result<String, DbError> {
    to_text("reports.boxes", values)
}

/// Writes the current row; `boxes` are those of `current`.
pub fn put(
    conn: &Connection,
    project: &str,
    month: Month,
    current: &Current,
    boxes: &str,
) -> Result<(), DbError> {
    conn.prepare_cached(
        "INSERT INTO reports (project, month, rev, state, boxes, user, received_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
         ON CONFLICT (project, month) DO UPDATE SET rev = excluded.rev, state = excluded.state,
             boxes = excluded.boxes, user = excluded.user, received_at = excluded.received_at",
    )?
    .execute((
        project,
        month.to_string(),
        current.rev,
        to_word("reports.state", &current.state)?,
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
        "SELECT month, boxes, state FROM reports
         WHERE project = ?1 AND month < ?2 ORDER BY month",
    )?;
    let mut rows = select.query((project, month.to_string()))?;
    let mut reports = Vec::new();
    while let Some(row) = rows.next()? {
        let state: State = from_word("reports.state", &row.get::<_, String>(2)?)?;
        if state.counts() {
            reports.push((
                from_word("reports.month", &row.get::<_, String>(0)?)?,
                from_text("reports.boxes", &row.get::<_, String>(1)?)?,
            ));
        }
    }
    Ok(reports)
}

/// The months for which a project has a report.
pub fn months(conn: &Connection, project: &str) -> Result<Vec<Month>, DbError> {
    let mut select =
        conn.prepare_cached("SELECT month FROM reports WHERE project = ?1 ORDER BY month")?;
    let mut rows = select.query([project])?;
    let mut months = Vec::new();
    while let Some(row) = rows.next()? {
        months.push(from_word("reports.month", &row.get::<_, String>(0)?)?);
    }
    Ok(months)
}

/// How many reports there are.
pub fn count(conn: &Connection) -> Result<u64, DbError> {
    let count = conn
        .query_row("SELECT count(*) FROM reports", [], |row| row.get(0))
        .optional()?;
    Ok(count.unwrap_or(0))
}
