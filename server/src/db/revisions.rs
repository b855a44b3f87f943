//! Every state that a report ever had. Append-only.

use rusqlite::{Connection, OptionalExtension};
use yuebao_domain::merge::{Group, State};
use yuebao_domain::period::Month;
use yuebao_domain::report::FieldValues;
use yuebao_domain::wire::v1::{Operation, Review};

use super::json::{from_text, from_word, to_word};
use super::{DbError, audit};

/// A revision to be written.
#[derive(Debug, Clone)]
pub struct NewRevision<'a> {
    /// From the feed, in the same transaction.
    pub seq: u64,
    /// Project id.
    pub project: &'a str,
    /// Reported month.
    pub month: Month,
    /// Counts the report's revisions, from 1.
    pub rev: u64,
    /// Where the report stands from here on.
    pub state: State,
    /// All boxes, as [`super::reports::boxes`] writes them.
    pub boxes: &'a str,
    /// The operation that made it.
    pub op_id: &'a str,
    /// User name of who sent it.
    pub user: &'a str,
    /// The device that sent it.
    pub device: &'a str,
    /// The server's time, RFC 3339.
    pub received_at: &'a str,
    /// The device's time; shown only.
    pub made_at: &'a str,
}

/// Appends a revision.
pub fn append(conn: &Connection, new: &NewRevision<'_>) -> Result<(), DbError> {
    conn.prepare_cached(
        "INSERT INTO revisions (seq, project, month, rev, state, boxes, op_id, user, device,
             received_at, made_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
    )?
    .execute(rusqlite::params![
        new.seq,
        new.project,
        new.month.to_string(),
        new.rev,
        to_word("revisions.state", &new.state)?,
        new.boxes,
        new.op_id,
        new.user,
        new.device,
        new.received_at,
        new.made_at,
    ])?;
    Ok(())
}

/// What [`yuebao_domain::wire::v1::ReportState::tag`] says of boxes as they are stored: equal for
/// equal boxes only.
pub fn tag(boxes: &str) -> String {
    let mut digest = audit::digest(boxes);
    digest.truncate(32);
    digest
}

/// The boxes as they were in revision `rev`; empty in revision 0, `None` if there is none, or none
/// with this tag.
pub fn snapshot(
    conn: &Connection,
    project: &str,
    month: Month,
    rev: u64,
    seen: Option<&str>,
) -> Result<Option<FieldValues>, DbError> {
    if rev == 0 {
        return Ok(Some(FieldValues::new()));
    }
    let Ok(rev) = i64::try_from(rev) else {
        return Ok(None);
    };
    let mut select = conn.prepare_cached(
        "SELECT boxes FROM revisions WHERE project = ?1 AND month = ?2 AND rev = ?3",
    )?;
    let text: Option<String> = select
        .query_row((project, month.to_string(), rev), |row| row.get(0))
        .optional()?;
    let text = text.filter(|text| seen.is_none_or(|seen| seen == tag(text)));
    text.map(|text| from_text("revisions.boxes", &text))
        .transpose()
}

/// One of a report's revisions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revision {
    /// Its number.
    pub rev: u64,
    /// Where the report stood.
    pub state: State,
    /// All boxes.
    pub values: FieldValues,
    /// The operation that made it.
    pub op_id: String,
}

/// Every revision of a report above `rev`, oldest first.
pub fn after(
    conn: &Connection,
    project: &str,
    month: Month,
    rev: u64,
) -> Result<Vec<Revision>, DbError> {
    let mut select = conn.prepare_cached(
        "SELECT rev, state, boxes, op_id FROM revisions
         WHERE project = ?1 AND month = ?2 AND rev > ?3 ORDER BY rev",
    )?;
    let mut rows = select.query((project, month.to_string(), rev))?;
    let mut revisions = Vec::new();
    while let Some(row) = rows.next()? {
        revisions.push(Revision {
            rev: row.get(0)?,
            state: from_word("revisions.state", &row.get::<_, String>(1)?)?,
            values: from_text("revisions.boxes", &row.get::<_, String>(2)?)?,
            op_id: row.get(3)?,
        });
    }
    Ok(revisions)
}

/// Who gave a group of boxes the value it has now, and when the server received that.
pub fn last_change_of(
    conn: &Connection,
    project: &str,
    month: Month,
    group: &Group,
) -> Result<Option<(String, String)>, DbError> {
    let mut select = conn.prepare_cached(
        "SELECT boxes, user, received_at FROM revisions
         WHERE project = ?1 AND month = ?2 ORDER BY rev DESC",
    )?;
    let mut rows = select.query((project, month.to_string()))?;
    let mut found: Option<(FieldValues, (String, String))> = None;
    while let Some(row) = rows.next()? {
        let values: FieldValues = from_text("revisions.boxes", &row.get::<_, String>(0)?)?;
        let part = group.part(&values);
        if found.as_ref().is_some_and(|(now, _)| *now != part) {
            break;
        }
        found = Some((part, (row.get(1)?, row.get(2)?)));
    }
    Ok(found.map(|(_, who)| who))
}

/// The revision since which a report stands where it stands; 0 if there is no report.
pub fn since(conn: &Connection, project: &str, month: Month) -> Result<u64, DbError> {
    let mut select = conn.prepare_cached(
        "SELECT rev, state FROM revisions WHERE project = ?1 AND month = ?2 ORDER BY rev DESC",
    )?;
    let mut rows = select.query((project, month.to_string()))?;
    let mut since = 0;
    let mut stands: Option<String> = None;
    while let Some(row) = rows.next()? {
        let state: String = row.get(1)?;
        if stands.get_or_insert_with(|| state.clone()) != &state {
            break;
        }
        since = row.get(0)?;
    }
    Ok(since)
}

/// Whether a user has given a report any of the values that wait for a review, or handed it in.
pub fn has_filed(
    conn: &Connection,
    project: &str,
    month: Month,
    user: &str,
) -> Result<bool, DbError> {
    let mut select = conn.prepare_cached(
        "SELECT EXISTS (
             SELECT 1 FROM revisions r JOIN operations o ON o.op_id = r.op_id
             WHERE r.project = ?1 AND r.month = ?2 AND r.user = ?3
                 AND json_extract(o.operation, '$.kind') IN ('set', 'submit', 'resolve')
                 AND r.rev > (SELECT coalesce(max(rev), 0) FROM revisions
                     WHERE project = ?1 AND month = ?2 AND state = 'accepted'))",
    )?;
    Ok(select.query_row((project, month.to_string(), user), |row| row.get(0))?)
}

/// How a report came to be returned, accepted or void, if it is.
pub fn review_of(
    conn: &Connection,
    project: &str,
    month: Month,
    state: State,
) -> Result<Option<Review>, DbError> {
    if matches!(state, State::Draft | State::Submitted) {
        return Ok(None);
    }
    let rev = since(conn, project, month)?;
    let mut select = conn.prepare_cached(
        "SELECT u.shown, r.received_at, o.operation
         FROM revisions r JOIN operations o ON o.op_id = r.op_id JOIN users u ON u.name = r.user
         WHERE r.project = ?1 AND r.month = ?2 AND r.rev = ?3",
    )?;
    let mut rows = select.query((project, month.to_string(), rev))?;
    let Some(row) = rows.next()? else {
        return Ok(None);
    };
    let operation: Operation = from_text("operations.operation", &row.get::<_, String>(2)?)?;
    Ok(Some(Review {
        rev,
        by: row.get(0)?,
        at: row.get(1)?,
        comment: operation.reason,
    }))
}
