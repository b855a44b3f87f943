//! A connection, and the few ways in which the modules of this crate ask it. Statements are prepared
//! once each and kept.

use std::fmt;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use rusqlite::types::FromSql;
use rusqlite::{Connection, Params, Row};
use yuebao_store::{
    Connection as StoreConnection, Limit, OpenError, ReadConnection, ReadTransaction, Result,
    Savepoints, WriteTransaction,
};

use crate::connect::Patience;
use crate::failure::{Failure, failed, refuse};
use crate::log::{self, Log};

/// The longest that one reading may take, and after how many steps of SQLite's machine the clock is
/// looked at.
const LONGEST: Duration = Duration::from_secs(10);
const STEPS: i32 = 10_000;

/// A glance may take so many times [`GLANCE_STEPS`], less than a millisecond.
const GLANCE: u8 = 4;
const GLANCE_STEPS: i32 = 1_000;

/// One connection to a database.
pub struct Database {
    pub(crate) conn: Connection,
    log: Log,
    patience: Patience,
}

impl fmt::Debug for Database {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Database({:?})", self.conn.path().unwrap_or_default())
    }
}

impl Database {
    pub(crate) fn new(conn: Connection) -> Self {
        let log = Log::of(&conn, log::BOUND);
        let patience = Patience::Server;
        Self {
            conn,
            log,
            patience,
        }
    }

    /// The same for somebody who writes beside a server.
    pub(crate) fn beside_a_server(conn: Connection) -> rusqlite::Result<Self> {
        let patience = Patience::Beside;
        patience.apply(&conn)?;
        Ok(Self {
            patience,
            ..Self::new(conn)
        })
    }

    /// Runs a statement that gives no rows; returns how many it changed.
    pub(crate) fn execute(&self, sql: &str, params: impl Params) -> Result<usize> {
        let run = || self.conn.prepare_cached(sql)?.execute(params);
        run().map_err(failed)
    }

    /// Goes through rows until `each` has enough.
    pub(crate) fn each(
        &self,
        sql: &str,
        params: impl Params,
        mut each: impl FnMut(&Row<'_>) -> Result<bool, Failure>,
    ) -> Result<()> {
        let run = || -> Result<(), Failure> {
            let mut select = self.conn.prepare_cached(sql)?;
            let mut rows = select.query(params)?;
            while let Some(row) = rows.next()? {
                if !each(row)? {
                    break;
                }
            }
            Ok(())
        };
        Ok(run()?)
    }

    /// All rows.
    pub(crate) fn list<T>(
        &self,
        sql: &str,
        params: impl Params,
        mut read: impl FnMut(&Row<'_>) -> Result<T, Failure>,
    ) -> Result<Vec<T>> {
        let mut found = Vec::new();
        self.each(sql, params, |row| {
            found.push(read(row)?);
            Ok(true)
        })?;
        Ok(found)
    }

    /// The first row.
    pub(crate) fn first<T>(
        &self,
        sql: &str,
        params: impl Params,
        mut read: impl FnMut(&Row<'_>) -> Result<T, Failure>,
    ) -> Result<Option<T>> {
        let mut found = None;
        self.each(sql, params, |row| {
            found = Some(read(row)?);
            Ok(false)
        })?;
        Ok(found)
    }

    /// The value of a statement that always gives one.
    pub(crate) fn value<T: FromSql>(&self, sql: &str, params: impl Params) -> Result<T> {
        let run = || {
            let mut select = self.conn.prepare_cached(sql)?;
            select.query_row(params, |row| row.get(0))
        };
        run().map_err(failed)
    }

    /// The highest number that `AUTOINCREMENT` or this program ever gave in a table.
    pub(crate) fn last_number(&self, table: &str) -> Result<u64> {
        self.value(
            "SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = ?1",
            [table],
        )
    }

    fn run(&self, sql: &str) -> Result<()> {
        self.execute(sql, []).map(drop)
    }

    fn limit(&self, limit: Limit) -> rusqlite::Result<()> {
        let mut left = GLANCE;
        let patience = match limit {
            Limit::Glance => Patience::None,
            Limit::Patient | Limit::Unlimited => self.patience,
        };
        patience.apply(&self.conn)?;
        match limit {
            // Steps are counted over all statements, a little more or less.
            Limit::Glance => self.conn.progress_handler(
                GLANCE_STEPS,
                Some(move || {
                    left = left.saturating_sub(1);
                    left == 0
                }),
            ),
            Limit::Patient => self.break_off_after(LONGEST),
            Limit::Unlimited => self.conn.progress_handler(0, None::<fn() -> bool>),
        }
    }

    fn break_off_after(&self, longest: Duration) -> rusqlite::Result<()> {
        let began = Instant::now();
        (self.conn).progress_handler(STEPS, Some(move || began.elapsed() > longest))
    }
}

impl ReadConnection for Database {
    fn reading(&self) -> &dyn ReadTransaction {
        self
    }

    fn read(
        &mut self,
        limit: Limit,
        work: &mut dyn FnMut(&dyn ReadTransaction) -> Result<()>,
    ) -> Result<()> {
        self.limit(limit).map_err(failed)?;
        let state = self.conn.unchecked_transaction().map_err(failed)?;
        let done = work(&*self);
        drop(state);
        if limit != Limit::Unlimited {
            self.limit(Limit::Unlimited).map_err(failed)?;
        }
        done
    }
}

impl StoreConnection for Database {
    fn writing(&self) -> &dyn WriteTransaction {
        self
    }

    fn begin(&mut self) -> Result<()> {
        self.run("BEGIN IMMEDIATE")
    }

    fn commit(&mut self) -> Result<()> {
        self.run("COMMIT")
    }

    fn roll_back(&mut self) -> Result<()> {
        self.run("ROLLBACK")
    }

    fn tidy_up(&mut self) {
        self.log.keep_short(&self.conn);
    }

    fn fold_in(&mut self) -> Result<()> {
        let folded = self.conn.execute_batch("PRAGMA wal_checkpoint(PASSIVE)");
        folded.map_err(failed)
    }

    fn examine(&self) -> Result<(), OpenError> {
        let path = PathBuf::from(self.conn.path().unwrap_or_default());
        let said: String = (self.conn)
            .query_row("PRAGMA quick_check(1)", [], |row| row.get(0))
            .map_err(|error| refuse(&path, &error))?;
        match said.as_str() {
            "ok" => Ok(()),
            _ => Err(OpenError::Corrupt { path, reason: said }),
        }
    }

    fn close(self: Box<Self>) {
        let folded = self.conn.execute_batch("PRAGMA wal_checkpoint(TRUNCATE)");
        if let Err(error) = folded {
            tracing::warn!(%error, "the write-ahead log was not folded in; the next start does it");
        }
    }
}

impl Savepoints for Database {
    fn set_savepoint(&self) -> Result<()> {
        self.run("SAVEPOINT step")
    }

    fn undo_to_savepoint(&self) -> Result<()> {
        self.run("ROLLBACK TO step")
    }

    fn release_savepoint(&self) -> Result<()> {
        self.run("RELEASE step")
    }

    fn is_open(&self) -> bool {
        !self.conn.is_autocommit()
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::time::Duration;

    use rusqlite::Connection;
    use yuebao_store::units::ReadUnits as _;
    use yuebao_store::{Error, Limit, ReadConnection as _, Readers, WriteError, Writer};

    use super::Database;
    use crate::{DataDir, memory};

    #[test]
    fn a_reading_without_end_is_broken_off_and_the_connection_goes_on() {
        let mut database = memory::open().unwrap();
        database.break_off_after(Duration::from_millis(1)).unwrap();
        let endless = "WITH RECURSIVE n (x) AS (SELECT 1 UNION ALL SELECT x FROM n)
                       SELECT count(*) FROM n";
        let error = database.value::<u64>(endless, []).unwrap_err();
        assert!(error.is_too_slow(), "{error}");
        let read = database.read(Limit::Patient, &mut |tx| tx.units().map(drop));
        read.unwrap();
        assert!(database.conn.is_autocommit(), "nothing is held any more");
        assert_eq!(database.units().unwrap(), []);
    }

    fn readers() -> (tempfile::TempDir, Arc<Readers>) {
        let folder = tempfile::tempdir().unwrap();
        let dir = DataDir::create(&folder.path().join("data")).unwrap();
        dir.open_database(false).unwrap();
        let reader = dir.open_database_to_read().unwrap();
        (folder, Arc::new(Readers::new(vec![Box::new(reader)])))
    }

    #[tokio::test]
    async fn a_glance_waits_for_nobody() {
        let (_folder, readers) = readers();
        let here = std::thread::current().id();
        let looked = readers.glance(move |_| {
            if std::thread::current().id() != here {
                return Ok("elsewhere");
            }
            let busy = rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_BUSY);
            Err(super::failed(rusqlite::Error::SqliteFailure(busy, None)))
        });
        assert_eq!(looked.await.unwrap(), "elsewhere");
    }

    #[tokio::test]
    async fn a_full_disk_fails_what_does_not_fit_and_nothing_else() {
        let conn = Connection::open_in_memory().unwrap();
        let table = "CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);
                     PRAGMA max_page_count = 20";
        conn.execute_batch(table).unwrap();
        let writer = Writer::start(Box::new(Database::new(conn))).unwrap();
        let put = |key: &'static str, bytes: usize| {
            writer.write(move |tx| tx.set_meta(key, &"x".repeat(bytes)))
        };
        let there = |key: &'static str| writer.write(move |tx| Ok(tx.meta(key)?.is_some()));
        put("first", 1000).await.unwrap();
        let (full, small) = tokio::join!(put("large", 1_000_000), put("small", 1000));
        assert!(
            matches!(&full, Err(WriteError::Store(error)) if error.is_passing()),
            "{full:?}"
        );
        // It shared the transaction: it is written, or told that it is not.
        assert_eq!(there("small").await.unwrap(), small.is_ok());
        assert!(there("first").await.unwrap());
        assert!(!there("large").await.unwrap());
        put("later", 1000).await.unwrap();
        assert!(there("later").await.unwrap());
        writer.close();
    }

    #[test]
    fn what_is_said_of_a_failure_is_what_sqlite_says() {
        let conn = Connection::open_in_memory().unwrap();
        let error: Error = Database::new(conn).units().unwrap_err();
        assert_eq!(error.to_string(), "database: no such table: units");
        assert!(!error.is_passing() && !error.is_too_slow());
    }

    #[test]
    fn what_is_committed_is_on_the_disk() {
        let folder = tempfile::tempdir().unwrap();
        let dir = DataDir::create(folder.path()).unwrap();
        let database = dir.open_database(false).unwrap();
        let pragma = |name: &str| -> String {
            let read = (database.conn)
                .pragma_query_value(None, name, |row| row.get::<_, rusqlite::types::Value>(0));
            format!("{:?}", read.unwrap())
        };
        assert_eq!(pragma("synchronous"), "Integer(2)", "FULL");
        assert_eq!(pragma("journal_mode"), "Text(\"wal\")");
        assert_eq!(pragma("foreign_keys"), "Integer(1)");
    }
}
