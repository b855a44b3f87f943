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
//!
//! Rooms, from the bottom up: `failure`, `columns`, `connect`, `data_dir`, `unfinished`, `log`,
//! `audit_rows`, `first_entries`, `hand_ins`, `migrate`, `database`; the tables `audit`, `conflicts`,
//! `editions`, `feed`, `history`, `import_columns`, `meta`, `operations`, `plans`, `projects`, `publications`, `revisions`, `sessions`,
//! `sign_outs`, `subjects`, `tablets`, `ties`, `undelivered`, `units`, `users`, `everything`; the folder `open`,
//! `backup`, `engine`; beside it `memory`, `testing`.

mod audit;
mod audit_rows;
mod backup;
mod columns;
mod conflicts;
mod connect;
pub mod data_dir;
mod database;
mod editions;
mod engine;
mod everything;
mod failure;
mod feed;
mod first_entries;
mod hand_ins;
mod history;
mod import_columns;
mod log;
pub mod memory;
mod meta;
mod migrate;
mod open;
mod operations;
mod plans;
mod projects;
mod publications;
mod revisions;
mod sessions;
mod sign_outs;
mod subjects;
mod tablets;
pub mod testing;
mod ties;
mod undelivered;
mod unfinished;
mod units;
mod users;

pub use data_dir::{DataDir, ServerLock};
pub use database::Database;
