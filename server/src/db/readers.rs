//! A few connections that only read, so that reading never waits for writing.

use std::sync::Mutex;
use std::time::{Duration, Instant};

use rusqlite::{Connection, TransactionBehavior};
use tokio::sync::Semaphore;

use super::{DataDir, DbError, OpenError};

/// The longest that one reading may take.
const LONGEST: Duration = Duration::from_secs(10);

/// After so many steps of SQLite's machine the clock is looked at.
const STEPS: i32 = 10_000;

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
    pub async fn read<T, F>(self: &std::sync::Arc<Self>, work: F) -> Result<T, DbError>
    where
        T: Send + 'static,
        F: FnOnce(&Connection) -> Result<T, DbError> + Send + 'static,
    {
        let pool = std::sync::Arc::clone(self);
        let _permit = pool.free.acquire().await;
        let inner = std::sync::Arc::clone(self);
        let joined = tokio::task::spawn_blocking(move || inner.read_now(work)).await;
        joined.unwrap_or_else(|_| Err(super::json::unreadable("reader", &"it broke down")))
    }

    fn read_now<T>(
        &self,
        work: impl FnOnce(&Connection) -> Result<T, DbError>,
    ) -> Result<T, DbError> {
        let taken = self.idle.lock().ok().and_then(|mut idle| idle.pop());
        let mut conn = taken.ok_or_else(|| super::json::unreadable("reader", &"none is free"))?;
        let done = read_with(&mut conn, LONGEST, work);
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
    let tx = conn.transaction_with_behavior(TransactionBehavior::Deferred)?;
    work(&tx)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use rusqlite::Connection;

    use super::read_with;

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
}
