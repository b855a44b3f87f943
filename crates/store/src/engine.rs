//! What an engine is: a place with one database in it.

use std::fmt::Debug;
use std::path::{Path, PathBuf};

use crate::audit::{self, What};
use crate::verify::Verified;
use crate::{Connection, Lock, OpenError, ReadConnection, transact};

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
