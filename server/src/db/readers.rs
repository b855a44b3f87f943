//! A few connections that only read, so that reading never waits for writing.
//!
//! A reading belongs on a thread that may be blocked. Most look at a dozen rows, though, and getting
//! there and back costs ten times as much: [`Readers::glance`] tries those where they are asked for.

use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use rusqlite::{Connection, TransactionBehavior};
use tokio::sync::Semaphore;

use super::open::BUSY_TIMEOUT;
use super::{DataDir, DbError, OpenError};

/// The longest that one reading may take.
const LONGEST: Duration = Duration::from_secs(10);

/// After so many steps of SQLite's machine the clock is looked at.
const STEPS: i32 = 10_000;

/// A glance may take so many times [`BRIEF_STEPS`], less than a millisecond.
const BRIEF: u8 = 4;
const BRIEF_STEPS: i32 = 1_000;

/// The pool.
#[derive(Debug)]
pub struct Readers {
    idle: Mutex<Vec<Connection>>,
    free: Semaphore,
}

impl Readers {
    /// Opens `size` connections.
    pub fn open(dir: &DataDir, size: usize) -> Result<Self, OpenError> {
        let idle = (0..size)
            .map(|_| dir.open_reader())
            .collect::<Result<Vec<_>, _>>()?;
        Ok(Self {
            idle: Mutex::new(idle),
            free: Semaphore::new(size),
        })
    }

    /// Runs `work` on one consistent state of the database. Blocking work stays off the async threads.
    pub async fn read<T, F>(self: &Arc<Self>, work: F) -> Result<T, DbError>
    where
        T: Send + 'static,
        F: FnOnce(&Connection) -> Result<T, DbError> + Send + 'static,
    {
        let _permit = self.free.acquire().await;
        let inner = Arc::clone(self);
        let reading = move || inner.lend(|conn| read_with(conn, LONGEST, work));
        let joined = tokio::task::spawn_blocking(reading).await;
        joined.unwrap_or_else(|_| Err(super::json::unreadable("reader", &"it broke down")))
    }

    /// The same for what usually needs a few rows: done at once on this thread, and begun anew as
    /// [`Self::read`] does it where it turns out to be more, or has to wait.
    pub async fn glance<T, F>(self: &Arc<Self>, work: F) -> Result<T, DbError>
    where
        T: Send + 'static,
        F: Fn(&Connection) -> Result<T, DbError> + Send + 'static,
    {
        let permit = self.free.acquire().await;
        match self.lend(|conn| glance_with(conn, BRIEF, &work)) {
            Err(error) if error.is_too_slow() || error.is_passing() => {}
            done => return done,
        }
        drop(permit);
        self.read(work).await
    }

    fn lend<T>(
        &self,
        work: impl FnOnce(&mut Connection) -> Result<T, DbError>,
    ) -> Result<T, DbError> {
        let taken = self.idle.lock().ok().and_then(|mut idle| idle.pop());
        let mut conn = taken.ok_or_else(|| super::json::unreadable("reader", &"none is free"))?;
        let done = work(&mut conn);
        if let Ok(mut idle) = self.idle.lock() {
            idle.push(conn);
        }
        done
    }
}

/// A reading keeps what was written since it began in the log, so it is broken off in the end.
fn read_with<T>(
    conn: &mut Connection,
    longest: Duration,
    work: impl FnOnce(&Connection) -> Result<T, DbError>,
) -> Result<T, DbError> {
    let began = Instant::now();
    conn.progress_handler(STEPS, Some(move || began.elapsed() > longest))?;
    conn.busy_timeout(BUSY_TIMEOUT)?;
    let tx = conn.transaction_with_behavior(TransactionBehavior::Deferred)?;
    work(&tx)
}

/// Waits for nobody. Steps are counted over all statements, a little more or less.
fn glance_with<T>(
    conn: &mut Connection,
    mut brief: u8,
    work: impl FnOnce(&Connection) -> Result<T, DbError>,
) -> Result<T, DbError> {
    let too_long = move || {
        brief = brief.saturating_sub(1);
        brief == 0
    };
    conn.progress_handler(BRIEF_STEPS, Some(too_long))?;
    conn.busy_timeout(Duration::ZERO)?;
    let tx = conn.transaction_with_behavior(TransactionBehavior::Deferred)?;
    work(&tx)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::time::Duration;

    use rusqlite::Connection;

    use super::{Readers, read_with};
    use crate::db::DataDir;

    #[test]
    fn a_reading_without_end_is_broken_off_and_the_connection_goes_on() {
        let mut conn = Connection::open_in_memory().unwrap();
        let count = |conn: &Connection, sql: &str| -> Result<u64, super::DbError> {
            Ok(conn.query_row(sql, [], |row| row.get(0))?)
        };
        let endless = "WITH RECURSIVE n (x) AS (SELECT 1 UNION ALL SELECT x FROM n)
                       SELECT count(*) FROM n";
        let error = read_with(&mut conn, Duration::from_millis(1), |conn| {
            count(conn, endless)
        })
        .unwrap_err();
        assert!(error.is_too_slow(), "{error}");
        assert!(conn.is_autocommit(), "nothing is held any more");
        let one = read_with(&mut conn, Duration::from_mins(1), |conn| {
            count(conn, "SELECT 1")
        });
        assert_eq!(one.unwrap(), 1);
    }

    fn readers() -> (tempfile::TempDir, Arc<Readers>) {
        let folder = tempfile::tempdir().unwrap();
        let dir = DataDir::create(&folder.path().join("data")).unwrap();
        dir.open(None).unwrap();
        (folder, Arc::new(Readers::open(&dir, 1).unwrap()))
    }

    #[tokio::test]
    async fn a_glance_that_turns_out_long_is_done_elsewhere_and_gives_the_same() {
        let (_folder, readers) = readers();
        let here = std::thread::current().id();
        let count = |most: u64| {
            readers.glance(move |conn| {
                let sql = "WITH RECURSIVE n (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n)
                           SELECT count(*) FROM (SELECT x FROM n LIMIT ?1)";
                let count: u64 = conn.query_row(sql, [most], |row| row.get(0))?;
                Ok((count, std::thread::current().id() == here))
            })
        };
        assert_eq!(count(10).await.unwrap(), (10, true));
        assert_eq!(count(50_000).await.unwrap(), (50_000, false));
        assert_eq!(count(10).await.unwrap(), (10, true));
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
            Err(rusqlite::Error::SqliteFailure(busy, None).into())
        });
        assert_eq!(looked.await.unwrap(), "elsewhere");
    }
}
