//! What changed last: the order in which devices hear of it.
//!
//! A sequence number is given inside the transaction that writes, and there is one writer at a
//! time, so whoever has read up to a committed number has missed nothing below it.

use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};
use yuebao_domain::period::Month;

use super::DbError;
use super::json::from_word;
use crate::sight::Sight;

/// What changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Key<'a> {
    /// The profile.
    Profile,
    /// A unit.
    Unit(&'a str),
    /// A plan row.
    Project(&'a str),
    /// A report.
    Report(&'a str, Month),
    /// A project that a unit no longer leads.
    Gone {
        /// Which project.
        project: &'a str,
        /// The unit that led it.
        unit: &'a str,
    },
}

/// One entry above a cursor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its number.
    pub seq: u64,
    /// What changed.
    pub what: What,
}

/// What changed, as read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// The profile.
    Profile,
    /// Some unit.
    Unit,
    /// A plan row.
    Project(String),
    /// A report.
    Report(String, Month),
    /// A project is no longer led by a unit in sight.
    Gone(String),
}

/// Numbers a change; an earlier number of the same key is given up.
pub fn touch(conn: &Connection, key: Key<'_>) -> Result<u64, DbError> {
    let none = String::new;
    let (kind, project, month, unit) = match key {
        Key::Profile => ("profile", "", none(), ""),
        Key::Unit(unit) => ("unit", "", none(), unit),
        Key::Project(project) => ("project", project, none(), ""),
        Key::Report(project, month) => ("report", project, month.to_string(), ""),
        Key::Gone { project, unit } => ("gone", project, none(), unit),
    };
    conn.prepare_cached(
        "INSERT OR REPLACE INTO feed (kind, project, month, unit) VALUES (?1, ?2, ?3, ?4)",
    )?
    .execute((kind, project, month, unit))?;
    Ok(u64::try_from(conn.last_insert_rowid()).unwrap_or(0))
}

/// The highest number that was ever given.
pub fn last(conn: &Connection) -> Result<u64, DbError> {
    let mut select = conn.prepare_cached("SELECT coalesce(max(seq), 0) FROM feed")?;
    Ok(select.query_row([], |row| row.get(0))?)
}

/// At most `limit` entries above `cursor` that concern whoever has this sight, in order.
pub fn after(
    conn: &Connection,
    cursor: u64,
    sight: &Sight,
    limit: usize,
) -> Result<Vec<Entry>, DbError> {
    let (in_sight, units) = match sight {
        Sight::Everything => ("TRUE".to_owned(), Vec::new()),
        Sight::Units(units) => (
            format!("{{}} IN ({})", vec!["?"; units.len()].join(", ")),
            units.iter().cloned().collect(),
        ),
        Sight::Nothing => ("FALSE".to_owned(), Vec::new()),
    };
    let led = in_sight.replace("{}", "p.unit");
    let was_led = in_sight.replace("{}", "f.unit");
    let sql = format!(
        "SELECT f.seq, f.kind, f.project, f.month
         FROM feed f LEFT JOIN projects p ON p.id = f.project
         WHERE f.seq > ? AND CASE f.kind
             WHEN 'profile' THEN TRUE
             WHEN 'unit' THEN TRUE
             WHEN 'gone' THEN {was_led} AND NOT ({led})
             ELSE {led} END
         ORDER BY f.seq LIMIT ?"
    );
    let text = |unit: &String| Value::Text(unit.clone());
    let mut params = vec![integer(cursor)];
    for _ in 0..3 {
        params.extend(units.iter().map(text));
    }
    params.push(integer(limit as u64));
    let mut select = conn.prepare_cached(&sql)?;
    let mut rows = select.query(params_from_iter(params))?;
    let mut entries = Vec::new();
    while let Some(row) = rows.next()? {
        let (kind, project): (String, String) = (row.get(1)?, row.get(2)?);
        let what = match kind.as_str() {
            "profile" => What::Profile,
            "unit" => What::Unit,
            "project" => What::Project(project),
            "gone" => What::Gone(project),
            _ => What::Report(project, from_word("feed.month", &row.get::<_, String>(3)?)?),
        };
        entries.push(Entry {
            seq: row.get(0)?,
            what,
        });
    }
    Ok(entries)
}

fn integer(number: u64) -> Value {
    Value::Integer(i64::try_from(number).unwrap_or(i64::MAX))
}
