//! What the server asks of a store, in its own words, and what every engine has in common. No engine is
//! named here: SQLite's is `yuebao-store-sqlite`.
//!
//! | module | holds |
//! |---|---|
//! | [`transaction`] | [`ReadTransaction`] and [`WriteTransaction`]: what is asked and written of one state |
//! | [`subjects`] … [`history`] | the small traits that they are put together of, one a subject, with their rows |
//! | [`audit`] | what was done, in a chain of hashes |
//! | `connection` | [`Connection`]s to a database, and the [`Lock`] that keeps a second server out |
//! | [`identity`] | who a database is when a server begins to work on it |
//! | [`engine`] | [`Engine`]: a place for one database |
//! | [`writer`] | the one thread that writes, with group commit |
//! | [`readers`] | the pool that reads |
//! | [`last_run`] | whether the database is the one that was last at work in its place |
//! | [`everything`] | every row, as an engine tells it for verifying |
//! | [`verify`] | whether all of it is what it says it is |
//!
//! Rooms, from the bottom up: `error`, `hash`, `json`; one subject each `feed`, `operations`,
//! `revisions`, `subjects`, `conflicts`, `history`, `projects`, `units`, `meta`, `audit`, `users`,
//! `sign_outs`, `sessions`, `tablets`, `import_columns`, `undelivered`, `editions`, `publications`, `everything`; together `plans`, `ties`, `transaction`,
//! `identity`; what an engine is
//! `connection`, `last_run`, `verify`, `engine`; what a server does with it `readers`, `writer`.
//!
//! # What a second engine has to do
//!
//! It answers the methods that have no body, [`Engine`], [`Connection`] and [`Lock`], and passes
//! `yuebao-store-suite`. Everything with a body, the queue, the pool, the chain of the audit log, what
//! is kept of a revision and the verification come with this crate. On a database that others can reach
//! as well, such as `PostgreSQL`, it sees to this itself:
//!
//! - **One writer.** [`Connection::begin`] takes a lock that all writers share. A writer that lost its
//!   connection may still believe that it has it: the lock's epoch grows with each holder, is kept in a
//!   row, and each [`Connection::commit`] fails where that row names a later one.
//! - **Numbers come from the writer.** The feed, conflicts and audit entries are numbered here, inside
//!   the transaction, one above the highest that was ever given: [`feed::ReadFeed::last_seq`],
//!   [`conflicts::ReadConflicts::last_conflict`], [`audit::ReadAudit::last_entry_given`]. They stay where
//!   rows are taken away, so that they are kept apart from the rows. A sequence of the database does not
//!   do: it gives numbers outside of transactions, which come to light in another order.
//! - **What is there already is said by name.** Each table has one unique key, and writing says which one
//!   it means: `ON CONFLICT (…)`, never whatever happens to be violated. What must not be there twice (an
//!   operation, a revision, an entry) is an error and undoes its savepoint.
//! - **Nobody changes what is on record.** No method changes or deletes a revision or an entry. Triggers
//!   and grants are a second guard; the third is [`verify`], which finds what came past both.
//! - **Asking twice does no harm.** A commit whose answer was lost may have happened: the job's operations
//!   are sent again and found by their identifiers, so an engine repeats nothing of itself.
//! - **Failures have a nature** ([`Nature`]): what may pass (a lost connection, a full disk, somebody
//!   else's lock), what took too long, what will not pass.
//! - **Text is compared by bytes**: orders and equalities of identifiers are those of Rust's `str`.

pub mod audit;
pub mod conflicts;
mod connection;
pub mod editions;
pub mod engine;
mod error;
pub mod everything;
pub mod feed;
pub mod hash;
pub mod history;
pub mod identity;
pub mod import_columns;
pub mod json;
pub mod last_run;
pub mod meta;
pub mod operations;
pub mod plans;
pub mod projects;
pub mod publications;
pub mod readers;
pub mod revisions;
pub mod sessions;
pub mod sign_outs;
pub mod subjects;
pub mod tablets;
pub mod ties;
pub mod transaction;
pub mod undelivered;
pub mod units;
pub mod users;
pub mod verify;
pub mod writer;

pub use connection::{Connection, Limit, Lock, ReadConnection, read, transact};
pub use engine::{Backup, Engine, Restored};
pub use error::{Error, Nature, OpenError, WriteError};
pub use readers::Readers;
pub use transaction::{ReadTransaction, Savepoints, WriteTransaction, savepoint};
pub use writer::Writer;

/// What most of this crate returns.
pub type Result<T, E = Error> = std::result::Result<T, E>;
