//! The one thread that writes.
//!
//! It takes what is queued, runs each job in its own savepoint within one transaction, and tells
//! nobody that anything was written before the commit has reached the disk. Twenty requests at once
//! therefore cost one `fsync`.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;
use std::thread::JoinHandle;

use tokio::sync::{mpsc, oneshot};

use crate::json::unreadable;
use crate::{Connection, Result, WriteError, WriteTransaction};

/// Most jobs that wait; whoever comes after is asked to come again.
const QUEUE: usize = 512;

/// Most jobs in one transaction.
const BATCH: usize = 64;

/// The queue to the writing thread.
#[derive(Debug)]
pub struct Writer {
    queue: Mutex<Option<mpsc::Sender<Box<dyn Job>>>>,
    thread: Mutex<Option<JoinHandle<()>>>,
}

trait Job: Send {
    /// Works inside the open transaction; true if what it did may be kept.
    fn run(&mut self, tx: &dyn WriteTransaction) -> bool;
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
    F: FnOnce(&dyn WriteTransaction) -> Result<T> + Send,
{
    fn run(&mut self, tx: &dyn WriteTransaction) -> bool {
        let Some(work) = self.work.take() else {
            return false;
        };
        let done = catch_unwind(AssertUnwindSafe(|| work(tx)))
            .unwrap_or_else(|_| Err(unreadable("job", &"it broke down")));
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
    pub fn start(conn: Box<dyn Connection>) -> std::io::Result<Self> {
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
        F: FnOnce(&dyn WriteTransaction) -> Result<T> + Send + 'static,
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

    /// Has `work` run in its turn, and waits for nothing: what comes of it nobody hears.
    pub fn write_unheard<F>(&self, work: F) -> Result<(), WriteError>
    where
        F: FnOnce(&dyn WriteTransaction) -> Result<()> + Send + 'static,
    {
        let (answer, _) = oneshot::channel();
        self.enqueue(Box::new(Task {
            work: Some(work),
            done: None,
            answer,
        }))
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

fn work_off(mut conn: Box<dyn Connection>, mut jobs: mpsc::Receiver<Box<dyn Job>>) {
    let mut batch = Vec::with_capacity(BATCH);
    while jobs.blocking_recv_many(&mut batch, BATCH) > 0 {
        let failure = commit_batch(&mut *conn, &mut batch)
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
        conn.tidy_up();
    }
    conn.close();
}

fn commit_batch(conn: &mut dyn Connection, batch: &mut [Box<dyn Job>]) -> Result<()> {
    conn.begin()?;
    let written = run_all(conn.writing(), batch).and_then(|()| conn.commit());
    if written.is_err() && conn.writing().is_open() {
        conn.roll_back()?;
    }
    written
}

fn run_all(tx: &dyn WriteTransaction, batch: &mut [Box<dyn Job>]) -> Result<()> {
    for job in batch {
        tx.set_savepoint()?;
        let keep = job.run(tx);
        if !keep {
            // Fails, and the batch with it, where the engine has given up the whole transaction.
            tx.undo_to_savepoint()?;
        }
        tx.release_savepoint()?;
    }
    Ok(())
}
