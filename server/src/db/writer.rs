//! The one thread that writes.
//!
//! It takes what is queued, runs each job in its own savepoint within one transaction, and tells
//! nobody that anything was written before the commit has reached the disk (WAL with
//! `synchronous=FULL`). Twenty requests at once therefore cost one `fsync`.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;
use std::thread::JoinHandle;

use rusqlite::Connection;
use tokio::sync::{mpsc, oneshot};

use super::DbError;
use super::log::{self, Log};

/// Most jobs that wait; whoever comes after is asked to come again.
const QUEUE: usize = 512;

/// Most jobs in one transaction.
const BATCH: usize = 64;

/// Why nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// Too much is waiting.
    #[error("the write queue is full")]
    Busy,
    /// The server is shutting down.
    #[error("the server is shutting down")]
    Closed,
    /// The job failed, or the commit it was part of.
    #[error(transparent)]
    Db(#[from] DbError),
    /// The commit failed after the job itself had worked, or the job broke down.
    #[error("nothing was written: {0}")]
    Failed(String),
}

/// The queue to the writing thread.
#[derive(Debug)]
pub struct Writer {
    queue: Mutex<Option<mpsc::Sender<Box<dyn Job>>>>,
    thread: Mutex<Option<JoinHandle<()>>>,
}

trait Job: Send {
    /// Works inside the open transaction; true if what it did may be kept.
    fn run(&mut self, conn: &Connection) -> bool;
    /// Learns whether the transaction was committed.
    fn finish(self: Box<Self>, failure: Option<&str>);
}

struct Task<T, F> {
    work: Option<F>,
    done: Option<Result<T, WriteError>>,
    answer: oneshot::Sender<Result<T, WriteError>>,
}

impl<T, F> Job for Task<T, F>
where
    T: Send,
    F: FnOnce(&Connection) -> Result<T, DbError> + Send,
{
    fn run(&mut self, conn: &Connection) -> bool {
        let Some(work) = self.work.take() else {
            return false;
        };
        let done = catch_unwind(AssertUnwindSafe(|| work(conn)))
            .unwrap_or_else(|_| Err(super::json::unreadable("job", &"it broke down")));
        let keep = done.is_ok();
        self.done = Some(done.map_err(WriteError::from));
        keep
    }

    fn finish(self: Box<Self>, failure: Option<&str>) {
        let done = match (self.done, failure) {
            (Some(Err(error)), _) => Err(error),
            (_, Some(failure)) => Err(WriteError::Failed(failure.to_owned())),
            (Some(done), None) => done,
            (None, None) => Err(WriteError::Failed("the job never ran".to_owned())),
        };
        // Whoever asked may have gone; what was written stays written.
        let _ = self.answer.send(done);
    }
}

impl Writer {
    /// Starts the thread, which owns the connection from here on.
    pub fn start(conn: Connection) -> std::io::Result<Self> {
        let (queue, jobs) = mpsc::channel(QUEUE);
        let thread = std::thread::Builder::new()
            .name("writer".to_owned())
            .spawn(move || work_off(conn, jobs))?;
        Ok(Self {
            queue: Mutex::new(Some(queue)),
            thread: Mutex::new(Some(thread)),
        })
    }

    /// Runs `work` in a savepoint; returns after the commit.
    pub async fn write<T, F>(&self, work: F) -> Result<T, WriteError>
    where
        T: Send + 'static,
        F: FnOnce(&Connection) -> Result<T, DbError> + Send + 'static,
    {
        let (answer, done) = oneshot::channel();
        let task = Task {
            work: Some(work),
            done: None,
            answer,
        };
        self.enqueue(Box::new(task))?;
        done.await.unwrap_or(Err(WriteError::Closed))
    }

    /// Jobs that wait.
    pub fn queued(&self) -> usize {
        let queue = self.queue.lock();
        let queue = queue.ok();
        let queue = queue.as_ref().and_then(|queue| queue.as_ref());
        queue.map_or(0, |queue| queue.max_capacity() - queue.capacity())
    }

    /// Takes nothing more, works off what is queued, and closes the connection.
    pub fn close(&self) {
        if let Ok(mut queue) = self.queue.lock() {
            queue.take();
        }
        let thread = self.thread.lock().ok().and_then(|mut thread| thread.take());
        if let Some(thread) = thread
            && thread.join().is_err()
        {
            tracing::error!("the writing thread broke down");
        }
    }

    fn enqueue(&self, job: Box<dyn Job>) -> Result<(), WriteError> {
        let Ok(queue) = self.queue.lock() else {
            return Err(WriteError::Closed);
        };
        let queue = queue.as_ref().ok_or(WriteError::Closed)?;
        queue.try_send(job).map_err(|error| match error {
            mpsc::error::TrySendError::Full(_) => WriteError::Busy,
            mpsc::error::TrySendError::Closed(_) => WriteError::Closed,
        })
    }
}

fn work_off(conn: Connection, mut jobs: mpsc::Receiver<Box<dyn Job>>) {
    let mut log = Log::of(&conn, log::BOUND);
    let mut batch = Vec::with_capacity(BATCH);
    while jobs.blocking_recv_many(&mut batch, BATCH) > 0 {
        let failure = commit_batch(&conn, &mut batch)
            .err()
            .map(|error| error.to_string());
        match &failure {
            None => tracing::debug!(jobs = batch.len(), "committed"),
            Some(failure) => {
                tracing::error!(jobs = batch.len(), failure, "a batch was not written");
            }
        }
        for job in batch.drain(..) {
            job.finish(failure.as_deref());
        }
        log.keep_short(&conn);
    }
    if let Err(error) = conn.execute_batch("PRAGMA wal_checkpoint(TRUNCATE)") {
        tracing::warn!(%error, "the write-ahead log was not folded in; the next start does it");
    }
}

fn commit_batch(conn: &Connection, batch: &mut [Box<dyn Job>]) -> Result<(), DbError> {
    conn.execute_batch("BEGIN IMMEDIATE")?;
    let written = run_all(conn, batch).and_then(|()| Ok(conn.execute_batch("COMMIT")?));
    if written.is_err() && !conn.is_autocommit() {
        conn.execute_batch("ROLLBACK")?;
    }
    written
}

fn run_all(conn: &Connection, batch: &mut [Box<dyn Job>]) -> Result<(), DbError> {
    for job in batch {
        step(conn, "SAVEPOINT job")?;
        let keep = job.run(conn);
        if !keep {
            // Fails, and the batch with it, where SQLite has given up the whole transaction.
            step(conn, "ROLLBACK TO job")?;
        }
        step(conn, "RELEASE job")?;
    }
    Ok(())
}

/// Runs `work` in a savepoint of its own within a transaction that is already open.
pub fn savepoint<T>(
    conn: &Connection,
    work: impl FnOnce(&Connection) -> Result<T, DbError>,
) -> Result<T, DbError> {
    step(conn, "SAVEPOINT step")?;
    let done = work(conn);
    if done.is_err() {
        step(conn, "ROLLBACK TO step")?;
    }
    step(conn, "RELEASE step")?;
    done
}

fn step(conn: &Connection, sql: &str) -> Result<(), DbError> {
    conn.prepare_cached(sql)?.execute([])?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use rusqlite::Connection;

    use super::{WriteError, Writer};

    #[tokio::test]
    async fn a_full_disk_fails_what_does_not_fit_and_nothing_else() {
        let conn = Connection::open_in_memory().unwrap();
        conn.execute_batch("CREATE TABLE t (x); PRAGMA max_page_count = 20")
            .unwrap();
        let writer = Writer::start(conn).unwrap();
        let put = |bytes: u32| {
            writer.write(move |conn| {
                Ok(conn.execute("INSERT INTO t VALUES (zeroblob(?1))", [bytes])?)
            })
        };
        let count = || {
            writer.write(|conn| {
                Ok(conn.query_row("SELECT count(*) FROM t", [], |row| row.get::<_, u64>(0))?)
            })
        };
        put(1000).await.unwrap();
        let (full, small) = tokio::join!(put(1_000_000), put(1000));
        assert!(
            matches!(&full, Err(WriteError::Db(error)) if error.is_passing()),
            "{full:?}"
        );
        // It shared the transaction: it is written, or told that it is not.
        let written = 1 + u64::from(small.is_ok());
        assert_eq!(count().await.unwrap(), written);
        let room = writer.write(|conn| {
            conn.pragma_update(None, "max_page_count", 10_000)?;
            Ok(())
        });
        room.await.unwrap();
        put(1_000_000).await.unwrap();
        assert_eq!(count().await.unwrap(), written + 1);
        writer.close();
    }
}
