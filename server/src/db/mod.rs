//! All SQL of the product: one module a table, and what stands around them.
//!
//! | module | holds |
//! |---|---|
//! | [`data_dir`] | the folder, its permissions, the lock that keeps a second server out |
//! | [`open`] | opening, and refusing what must not be opened |
//! | [`migrate`] | the schema's versions |
//! | [`writer`] | the one thread that writes, with group commit |
//! | [`readers`] | the pool that reads |
//! | [`audit`] | what was done, in a chain of hashes |
//! | [`verify`] | whether all of it is what it says it is |
//! | [`home`] | whether the database is the one that was last at work in the folder |
//! | [`backup`] | copies that can be restored |
//! | [`memory`] | the same without a disk |
//!
//! Architecture invariant: no SQL and nothing that only SQLite has appears outside this module,
//! except the opaque [`rusqlite::Connection`] that is passed through.

pub mod audit;
pub mod backup;
pub mod conflicts;
pub mod data_dir;
mod error;
pub mod feed;
pub mod history;
pub mod home;
mod json;
mod log;
pub mod memory;
pub mod meta;
pub mod migrate;
pub mod open;
pub mod operations;
pub mod projects;
pub mod readers;
pub mod revisions;
pub mod sessions;
pub mod sign_outs;
pub mod subjects;
mod unfinished;
pub mod units;
pub mod users;
pub mod verify;
pub mod writer;

pub use data_dir::{DataDir, ServerLock};
pub use error::{DbError, OpenError};
pub use readers::Readers;
pub use rusqlite::Connection;
pub use writer::{WriteError, Writer, savepoint};

/// Runs `work` in one transaction and commits it; anything that fails leaves nothing behind.
pub fn transact<T, E>(
    conn: &mut Connection,
    work: impl FnOnce(&Connection) -> Result<T, E>,
) -> Result<T, E>
where
    E: From<DbError>,
{
    let tx = conn
        .transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)
        .map_err(DbError::from)?;
    let value = work(&tx)?;
    tx.commit().map_err(DbError::from)?;
    Ok(value)
}
