//! The store on SQLite: all SQL of the product, one module a table, and what stands around them.
//!
//! | module | holds |
//! |---|---|
//! | `database` | a connection: transactions, savepoints, prepared statements, how long a reading may take |
//! | [`data_dir`] | the folder, its permissions, the lock that keeps a second server out |
//! | `open` | opening, and refusing what must not be opened |
//! | `migrate` | the schema's versions |
//! | `log` | the write-ahead log, kept short |
//! | `everything` | every row, for verifying |
//! | `backup` | copies that can be restored |
//! | [`memory`] | the same without a disk |
//! | [`testing`] | a database file under other hands |

mod audit;
mod backup;
mod conflicts;
pub mod data_dir;
mod database;
mod engine;
mod everything;
mod failure;
mod feed;
mod first_entries;
mod history;
mod log;
pub mod memory;
mod meta;
mod migrate;
mod open;
mod operations;
mod projects;
mod revisions;
mod sessions;
mod sign_outs;
mod subjects;
pub mod testing;
mod unfinished;
mod units;
mod users;

pub use data_dir::{DataDir, ServerLock};
pub use database::Database;
