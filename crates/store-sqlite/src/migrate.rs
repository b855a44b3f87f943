//! The versions of the schema, counted in SQLite's `user_version`. Files are only ever added.

use rusqlite::Connection;
use rusqlite_migration::{HookError, M, Migrations};

use crate::{first_entries, hand_ins};

/// The newest version that this program knows.
const NEWEST: usize = 15;

/// All steps, oldest first.
fn steps() -> [M<'static>; NEWEST] {
    [
        M::up(include_str!("../migrations/0001_schema.sql")),
        M::up_with_hook(include_str!("../migrations/0002_audit.sql"), |tx| {
            first_entries::enter(tx).map_err(|error| HookError::Hook(error.to_string()))
        }),
        M::up(include_str!("../migrations/0003_feed_by_project.sql")),
        M::up(include_str!("../migrations/0004_sign_on.sql")),
        M::up(include_str!("../migrations/0005_wide_rows.sql")),
        M::up(include_str!("../migrations/0006_spellings_and_devices.sql")),
        M::up(include_str!("../migrations/0007_subjects.sql")),
        M::up(include_str!("../migrations/0008_ties.sql")),
        M::up(include_str!("../migrations/0009_months.sql")),
        M::up_with_hook(include_str!("../migrations/0010_hand_ins.sql"), |tx| {
            hand_ins::fill(tx).map_err(|error| HookError::Hook(error.to_string()))
        }),
        M::up(include_str!("../migrations/0011_tablets.sql")),
        M::up(include_str!("../migrations/0012_undelivered.sql")),
        M::up(include_str!("../migrations/0013_import_columns.sql")),
        M::up(include_str!("../migrations/0014_plan_versions.sql")),
        M::up(include_str!("../migrations/0015_published_documents.sql")),
    ]
}

/// The newest version that this program knows.
pub(crate) fn newest() -> i64 {
    i64::try_from(NEWEST).unwrap_or(i64::MAX)
}

/// The version of a database; 0 for an empty one.
pub(crate) fn version(conn: &Connection) -> rusqlite::Result<i64> {
    conn.pragma_query_value(None, "user_version", |row| row.get(0))
}

/// Brings a database to the newest version, all steps or none of the failing one. Meanwhile a table
/// may be put in the place of another that rows refer to.
pub(crate) fn to_newest(conn: &mut Connection) -> Result<(), rusqlite_migration::Error> {
    conn.pragma_update(None, "foreign_keys", false)?;
    let done = Migrations::new(steps().into()).to_latest(conn);
    conn.pragma_update(None, "foreign_keys", true)?;
    done
}

#[cfg(test)]
mod tests {
    use super::{Migrations, steps};

    #[test]
    fn every_step_is_valid_sql() {
        Migrations::new(steps().into()).validate().unwrap();
    }
}
