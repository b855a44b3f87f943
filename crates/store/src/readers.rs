//! A few connections that only read, so that reading never waits for writing.
//!
//! A reading belongs on a thread that may be blocked. Most look at a dozen rows, though, and getting
//! there and back costs ten times as much: [`Readers::glance`] tries those where they are asked for.

use std::sync::{Arc, Mutex};

use tokio::sync::Semaphore;

use crate::json::unreadable;
use crate::{Limit, ReadConnection, ReadTransaction, Result, read};

/// The pool.
#[derive(Debug)]
pub struct Readers {
    idle: Mutex<Vec<Box<dyn ReadConnection>>>,
    free: Semaphore,
}

impl Readers {
    /// Lends these connections.
    pub fn new(connections: Vec<Box<dyn ReadConnection>>) -> Self {
        Self {
            free: Semaphore::new(connections.len()),
            idle: Mutex::new(connections),
        }
    }

    /// Runs `work` on one consistent state. Blocking work stays off the async threads.
    pub async fn read<T, F>(self: &Arc<Self>, work: F) -> Result<T>
    where
        T: Send + 'static,
        F: FnOnce(&dyn ReadTransaction) -> Result<T> + Send + 'static,
    {
        let _permit = self.free.acquire().await;
        let inner = Arc::clone(self);
        let reading = move || inner.lend(Limit::Patient, work);
        let joined = tokio::task::spawn_blocking(reading).await;
        joined.unwrap_or_else(|_| Err(unreadable("reader", &"it broke down")))
    }

    /// The same for what usually needs a few rows: done at once on this thread, and begun anew as
    /// [`Self::read`] does it where it turns out to be more, or has to wait.
    pub async fn glance<T, F>(self: &Arc<Self>, work: F) -> Result<T>
    where
        T: Send + 'static,
        F: Fn(&dyn ReadTransaction) -> Result<T> + Send + 'static,
    {
        let permit = self.free.acquire().await;
        match self.lend(Limit::Glance, &work) {
            Err(error) if error.is_too_slow() || error.is_passing() => {}
            done => return done,
        }
        drop(permit);
        self.read(work).await
    }

    fn lend<T>(
        &self,
        limit: Limit,
        work: impl FnOnce(&dyn ReadTransaction) -> Result<T>,
    ) -> Result<T> {
        let taken = self.idle.lock().ok().and_then(|mut idle| idle.pop());
        let mut conn = taken.ok_or_else(|| unreadable("reader", &"none is free"))?;
        let done = read(&mut *conn, limit, work);
        if let Ok(mut idle) = self.idle.lock() {
            idle.push(conn);
        }
        done
    }
}
