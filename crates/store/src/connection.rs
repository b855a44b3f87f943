//! A connection to a database, and the lock that keeps a second server out.

use std::fmt::Debug;

use crate::json::unreadable;
use crate::{Error, OpenError, ReadTransaction, Result, WriteTransaction};

/// A connection that reads.
pub trait ReadConnection: Debug + Send {
    /// Asks outside of a transaction: each question finds its own state.
    fn reading(&self) -> &dyn ReadTransaction;

    /// Runs `work` on one consistent state, and breaks it off at the limit: the state that somebody
    /// reads is kept for as long.
    fn read(
        &mut self,
        limit: Limit,
        work: &mut dyn FnMut(&dyn ReadTransaction) -> Result<()>,
    ) -> Result<()>;
}

/// How long a reading may take before it is broken off with an error that
/// [is too slow](crate::Error::is_too_slow).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Limit {
    /// Less than a millisecond, and it waits for nobody.
    Glance,
    /// Ten seconds.
    Patient,
    /// As long as it takes: for a program of its own.
    Unlimited,
}

/// Runs `work` on one consistent state.
pub fn read<T>(
    conn: &mut dyn ReadConnection,
    limit: Limit,
    work: impl FnOnce(&dyn ReadTransaction) -> Result<T>,
) -> Result<T> {
    let (mut work, mut found) = (Some(work), None);
    conn.read(limit, &mut |tx| {
        found = work.take().map(|work| work(tx)).transpose()?;
        Ok(())
    })?;
    found.ok_or_else(|| unreadable("connection", &"nothing was asked"))
}

/// A connection that writes as well.
pub trait Connection: ReadConnection {
    /// Writes within the transaction that was begun; outside of one, each call is one of its own.
    fn writing(&self) -> &dyn WriteTransaction;

    /// Begins a transaction that writes. There is one at a time; another writer's is waited for.
    fn begin(&mut self) -> Result<()>;

    /// Makes what was written durable: once this returns it is there after a power failure.
    fn commit(&mut self) -> Result<()>;

    /// Undoes what was written.
    fn roll_back(&mut self) -> Result<()>;

    /// Between two transactions: whatever keeps the engine in order in the long run.
    fn tidy_up(&mut self);

    /// Sees to it that a copy of the database's main file alone has what was committed by now.
    fn fold_in(&mut self) -> Result<()>;

    /// Looks whether the database is damaged as such; reads all of it.
    fn examine(&self) -> Result<(), OpenError>;

    /// Says goodbye, and leaves the place as tidy as can be.
    fn close(self: Box<Self>);
}

/// Keeps a second server out for as long as it lives, and goes with the process that has it. Where
/// others can begin to write after it was lost, an engine fences: a writer's commits fail once there is
/// a later one.
pub trait Lock: Debug + Send + Sync {
    /// What the server that was last at work here has left.
    fn last_runs(&self) -> Vec<String>;

    /// Leaves that, all of the same length, so that a new one takes the place of an old one.
    fn leave(&self, runs: [&str; 2]) -> std::io::Result<()>;
}

/// Runs `work` in one transaction and commits it; anything that fails leaves nothing behind.
pub fn transact<T, E>(
    conn: &mut dyn Connection,
    work: impl FnOnce(&dyn WriteTransaction) -> Result<T, E>,
) -> Result<T, E>
where
    E: From<Error>,
{
    conn.begin()?;
    let done = work(conn.writing()).and_then(|value| {
        conn.commit()?;
        Ok(value)
    });
    if done.is_err() && conn.writing().is_open() {
        // The first failure says why.
        let _ = conn.roll_back();
    }
    done
}
