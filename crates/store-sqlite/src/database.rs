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

use crate::failure::{Failure, failed};
use crate::log::{self, Log};
use crate::open::{BUSY_TIMEOUT, refuse};

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
}

impl fmt::Debug for Database {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Database({:?})", self.conn.path().unwrap_or_default())
    }
}

impl Database {
    pub(crate) fn new(conn: Connection) -> Self {
        let log = Log::of(&conn, log::BOUND);
        Self { conn, log }
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
        let began = Instant::now();
        let mut left = GLANCE;
        let timeout = match limit {
            Limit::Glance => Duration::ZERO,
            Limit::Patient | Limit::Unlimited => BUSY_TIMEOUT,
        };
        self.conn.busy_timeout(timeout)?;
        match limit {
            // Steps are counted over all statements, a little more or less.
            Limit::Glance => self.conn.progress_handler(
                GLANCE_STEPS,
                Some(move || {
                    left = left.saturating_sub(1);
                    left == 0
                }),
            ),
            Limit::Patient => {
                (self.conn).progress_handler(STEPS, Some(move || began.elapsed() > LONGEST))
            }
            Limit::Unlimited => self.conn.progress_handler(0, None::<fn() -> bool>),
        }
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
