//! What an engine is: a place with one database in it, and connections to it.

use std::fmt::Debug;
use std::path::{Path, PathBuf};

use crate::audit::{self, What};
use crate::json::unreadable;
use crate::verify::Verified;
use crate::{OpenError, ReadTransaction, Result, WriteTransaction, transact};

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

/// A place for one database.
pub trait Engine: Debug + Send + Sync {
    /// Where the database is, for messages.
    fn place(&self) -> PathBuf;

    /// Keeps a second server out.
    fn lock(&self) -> Result<Box<dyn Lock>, OpenError>;

    /// Opens the database for writing, makes it if there is none, and brings it to the newest version.
    /// An older one is only brought there while no server is at work on it: the caller has `lock`, or
    /// it is taken meanwhile.
    fn open(&self, lock: Option<&dyn Lock>) -> Result<Box<dyn Connection>, OpenError>;

    /// Opens one more connection that can only read.
    fn open_reader(&self) -> Result<Box<dyn ReadConnection>, OpenError>;

    /// The same, leaving the place exactly as it is.
    fn peek(&self) -> Result<Box<dyn ReadConnection>, OpenError>;

    /// Copies the database into `file`, which must not exist, seals the copy
    /// ([`crate::meta::WriteMeta::seal_backup`]) and verifies it. Works beside a running server, and
    /// nobody is told of it yet.
    fn take_backup(&self, file: &Path) -> Result<Backup, OpenError>;

    /// The identifier of the server that a backup belongs to.
    fn server_of(&self, file: &Path) -> Result<String, OpenError>;

    /// Puts a backup in place as the database, which must not be there, so that it
    /// [counts as restored](crate::meta::WriteMeta::count_as_restored). One with damage is refused.
    fn restore(&self, file: &Path) -> Result<Restored, OpenError>;

    /// The identifier of the server that the database belongs to.
    fn server(&self) -> Result<String, OpenError> {
        let conn = self.open_reader()?;
        conn.reading()
            .server_id()
            .map_err(|error| self.failed(&error))
    }

    /// What went wrong with the database, as a whole.
    fn failed(&self, error: &crate::Error) -> OpenError {
        OpenError::Engine {
            path: self.place(),
            reason: error.to_string(),
        }
    }

    /// Says in the original that everything up to a backup, which must still be there, is safe:
    /// devices may forget it.
    fn acknowledge(&self, file: &Path, backup: &Backup, at: &str) -> Result<(), OpenError> {
        if !file.is_file() {
            return Err(OpenError::Missing(file.to_owned()));
        }
        let mut conn = self.open(None)?;
        transact(&mut *conn, |tx| {
            tx.raise_watermark(backup.seq)?;
            audit::append(tx, at, What::Backup, "", &backup.seq)
        })
        .map_err(|error: crate::Error| self.failed(&error))
    }

    /// Takes a backup and acknowledges it. `at` is now, RFC 3339.
    fn back_up(&self, file: &Path, at: &str) -> Result<Backup, OpenError> {
        let backup = self.take_backup(file)?;
        self.acknowledge(file, &backup, at)?;
        Ok(backup)
    }
}

/// A backup that was taken.
#[derive(Debug, Clone)]
pub struct Backup {
    /// Everything up to this sequence number is in it.
    pub seq: u64,
    /// What verifying it found. A copy with damaged pages is no backup; one whose log was tampered
    /// with is still the best there is, and says so.
    pub verified: Verified,
}

/// What was put back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Restored {
    /// Whether the file was copied by hand, not written by [`Engine::take_backup`].
    pub by_hand: bool,
    /// Whether it came with its log.
    pub with_log: bool,
}
