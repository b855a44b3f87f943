//! What changed last: the order in which devices hear of it.
//!
//! A sequence number is given inside the transaction that writes, and there is one writer at a
//! time, so whoever has read up to a committed number has missed nothing below it.

use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};
use yuebao_domain::operation::Subject;

use super::DbError;
use super::subjects::named;
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
    /// A subject.
    Subject(&'a Subject),
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
    /// A subject.
    Subject(Subject),
    /// A project is no longer led by a unit in sight.
    Gone(String),
}

/// Numbers a change; an earlier number of the same key is given up.
pub fn touch(conn: &Connection, key: Key<'_>) -> Result<u64, DbError> {
    let none = String::new;
    let (kind, project, subject, unit) = match key {
        Key::Profile => ("profile", "", none(), ""),
        Key::Unit(unit) => ("unit", "", none(), unit),
        Key::Project(project) => ("project", project, none(), ""),
        Key::Subject(subject) => {
            let project = subject.report().project.as_str();
            ("subject", project, subject.path(), "")
        }
        Key::Gone { project, unit } => ("gone", project, none(), unit),
    };
    conn.prepare_cached(
        "INSERT OR REPLACE INTO feed (kind, project, subject, unit) VALUES (?1, ?2, ?3, ?4)",
    )?
    .execute((kind, project, subject, unit))?;
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
    let mut params = vec![integer(cursor)];
    if let Sight::Units(units) = sight {
        params.extend(units.iter().map(|unit| Value::Text(unit.clone())));
    }
    let mut select = conn.prepare_cached(&query(sight, limit))?;
    let mut rows = select.query(params_from_iter(params))?;
    let mut entries = Vec::new();
    while let Some(row) = rows.next()? {
        let (kind, project): (String, String) = (row.get(1)?, row.get(2)?);
        let what = match kind.as_str() {
            "profile" => What::Profile,
            "unit" => What::Unit,
            "project" => What::Project(project),
            "gone" => What::Gone(project),
            _ => What::Subject(named("feed.subject", &row.get::<_, String>(3)?)?),
        };
        entries.push(Entry {
            seq: row.get(0)?,
            what,
        });
    }
    Ok(entries)
}

/// `?1` is the cursor, the units in sight follow. The limit is part of the text: SQLite plans anew
/// with every value that is bound to one.
fn query(sight: &Sight, limit: usize) -> String {
    let columns = "f.seq, f.kind, f.project, f.subject";
    match sight {
        Sight::Everything => format!(
            "SELECT {columns} FROM feed f LEFT JOIN projects p ON p.id = f.project
             WHERE f.seq > ?1 AND (f.kind IN ('profile', 'unit') OR p.id IS NOT NULL AND f.kind <> 'gone')
             ORDER BY f.seq LIMIT {limit}"
        ),
        Sight::Nothing => format!(
            "SELECT {columns} FROM feed f WHERE f.seq > ?1 AND f.kind IN ('profile', 'unit', 'gone')
             AND f.kind <> 'gone' ORDER BY f.seq LIMIT {limit}"
        ),
        // From the projects in sight to what is new about them: what is new elsewhere costs nothing.
        Sight::Units(units) => {
            let numbers = (0..units.len()).map(|at| format!("?{}", at + 2));
            let seen = numbers.collect::<Vec<_>>().join(", ");
            format!(
                "SELECT {columns} FROM projects p CROSS JOIN feed f ON f.project = p.id
                 WHERE p.unit IN ({seen}) AND f.kind IN ('project', 'subject') AND f.seq > ?1
                 UNION ALL
                 SELECT {columns} FROM feed f INDEXED BY feed_for_all
                 LEFT JOIN projects p ON p.id = f.project
                 WHERE f.kind IN ('profile', 'unit', 'gone') AND f.seq > ?1
                   AND (f.kind <> 'gone' OR f.unit IN ({seen}) AND NOT p.unit IN ({seen}))
                 ORDER BY 1 LIMIT {limit}"
            )
        }
    }
}

fn integer(number: u64) -> Value {
    Value::Integer(i64::try_from(number).unwrap_or(i64::MAX))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::query;
    use crate::db::memory;
    use crate::sight::Sight;

    #[test]
    fn what_others_report_is_not_looked_at() {
        let conn = memory::open().unwrap();
        let sight = Sight::Units(BTreeSet::from(["a".to_owned(), "b".to_owned()]));
        let mut explain = conn
            .prepare(&format!("EXPLAIN QUERY PLAN {}", query(&sight, 400)))
            .unwrap();
        let steps: Vec<String> = explain
            .query_map((0, "a", "b"), |row| row.get("detail"))
            .unwrap()
            .collect::<Result<_, _>>()
            .unwrap();
        let way = |word: &str| steps.iter().any(|step| step.contains(word));
        assert!(way("projects_by_unit (unit=?)"), "{steps:#?}");
        assert!(way("feed_by_project (project=? AND seq>?)"), "{steps:#?}");
        assert!(way("feed_for_all (seq>?)"), "{steps:#?}");
    }
}
