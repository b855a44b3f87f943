//! The versions of the schema, counted in SQLite's `user_version`. Files are only ever added.

use rusqlite::Connection;
use rusqlite_migration::{M, Migrations};

const STEPS: &[M<'_>] = &[M::up(include_str!("../../migrations/0001_schema.sql"))];

/// All steps, oldest first.
const MIGRATIONS: Migrations<'_> = Migrations::from_slice(STEPS);

/// The newest version that this program knows.
pub fn newest() -> i64 {
    i64::try_from(STEPS.len()).unwrap_or(i64::MAX)
}

/// The version of a database; 0 for an empty one.
pub fn version(conn: &Connection) -> rusqlite::Result<i64> {
    conn.pragma_query_value(None, "user_version", |row| row.get(0))
}

/// Brings a database to the newest version, all steps or none of the failing one.
pub(super) fn to_newest(conn: &mut Connection) -> Result<(), rusqlite_migration::Error> {
    MIGRATIONS.to_latest(conn)
}

#[cfg(test)]
mod tests {
    use super::MIGRATIONS;

    #[test]
    fn every_step_is_valid_sql() {
        MIGRATIONS.validate().unwrap();
    }
}
