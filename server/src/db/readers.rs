//! A few connections that only read, so that reading never waits for writing.

use std::sync::Mutex;

use rusqlite::{Connection, TransactionBehavior};
use tokio::sync::Semaphore;

use super::{DataDir, DbError, OpenError};

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
        let done = read_with(&mut conn, work);
        if let Ok(mut idle) = self.idle.lock() {
            idle.push(conn);
        }
        done
    }
}

fn read_with<T>(
    conn: &mut Connection,
    work: impl FnOnce(&Connection) -> Result<T, DbError>,
) -> Result<T, DbError> {
    let tx = conn.transaction_with_behavior(TransactionBehavior::Deferred)?;
    work(&tx)
}
