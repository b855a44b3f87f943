//! For tests alone: a database file under other hands than the product's, in SQL. Nothing of the
//! product calls it.

use std::path::Path;

use rusqlite::Connection;
use rusqlite::types::ValueRef;

use crate::connect::Patience;
use crate::{Database, migrate};

/// A connection that can do anything to a file, as any other program could. It is told nothing of
/// triggers and references, unless the file itself holds to them.
#[derive(Debug)]
pub struct Raw(Connection);

/// What SQLite says.
pub type Said<T> = Result<T, rusqlite::Error>;

impl Raw {
    /// Opens a file, which is made if it is not there.
    pub fn open(file: &Path) -> Said<Self> {
        let conn = Connection::open(file)?;
        Patience::Beside.apply(&conn)?;
        Ok(Self(conn))
    }

    /// The same as the product opens it: references between tables are held to.
    pub fn open_strict(file: &Path) -> Said<Self> {
        let raw = Self::open(file)?;
        raw.0.pragma_update(None, "foreign_keys", true)?;
        Ok(raw)
    }

    /// Runs any number of statements.
    pub fn run(&self, sql: &str) -> Said<()> {
        self.0.execute_batch(sql)
    }

    /// All rows of a query, each value as text: a blob in hexadecimal digits, nothing as `-`.
    pub fn rows(&self, sql: &str) -> Said<Vec<Vec<String>>> {
        let mut select = self.0.prepare(sql)?;
        let columns = select.column_count();
        let mut rows = select.query([])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let values = (0..columns).map(|column| Ok(shown(row.get_ref(column)?)));
            found.push(values.collect::<Said<_>>()?);
        }
        Ok(found)
    }

    /// The first column of a query.
    pub fn column(&self, sql: &str) -> Said<Vec<String>> {
        let rows = self.rows(sql)?.into_iter();
        Ok(rows.filter_map(|row| row.into_iter().next()).collect())
    }

    /// The one value of a query; empty where there is none.
    pub fn value(&self, sql: &str) -> Said<String> {
        Ok(self.column(sql)?.into_iter().next().unwrap_or_default())
    }
}

fn shown(value: ValueRef<'_>) -> String {
    match value {
        ValueRef::Null => "-".to_owned(),
        ValueRef::Integer(number) => number.to_string(),
        ValueRef::Real(number) => number.to_string(),
        ValueRef::Text(text) => String::from_utf8_lossy(text).into_owned(),
        ValueRef::Blob(bytes) => hex::encode(bytes),
    }
}

/// The newest version of the schema that this program knows.
pub fn newest_version() -> i64 {
    migrate::newest()
}

/// Hides what is held of months, so that none of them is locked for whoever asks. What refers to them
/// refers to nothing meanwhile.
pub fn hide_months(database: &Database) -> Said<()> {
    let hide = "PRAGMA foreign_keys = OFF;
                UPDATE subjects SET subject = 'hidden/' || subject WHERE kind = 'month'";
    database.conn.execute_batch(hide)
}

/// Shows them again.
pub fn show_months(database: &Database) -> Said<()> {
    let show = "UPDATE subjects SET subject = substr(subject, length('hidden/') + 1)
                WHERE subject LIKE 'hidden/%';
                PRAGMA foreign_keys = ON";
    database.conn.execute_batch(show)
}

/// Loses every second value of a conflict, open or settled.
pub fn drop_conflicts(database: &Database) -> Said<()> {
    database.conn.execute_batch("DELETE FROM conflicts")
}
