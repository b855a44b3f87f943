//! What can be asked and written of one consistent state.
//!
//! Both are object safe: what decides takes `&dyn ReadTransaction` or `&dyn WriteTransaction` and
//! knows no engine. Each is put together of small traits, one a subject; their methods without a body
//! are what an engine has to answer, those with one are the same for all engines.

use crate::Result;
use crate::audit::{ReadAudit, WriteAudit};
use crate::conflicts::{ReadConflicts, WriteConflicts};
use crate::editions::{ReadEditions, WriteEditions};
use crate::everything::ReadEverything;
use crate::feed::{ReadFeed, WriteFeed};
use crate::history::ReadHistory;
use crate::import_columns::{ReadColumns, WriteColumns};
use crate::meta::{ReadMeta, WriteMeta};
use crate::operations::{ReadOperations, WriteOperations};
use crate::plans::{ReadPlans, WritePlans};
use crate::projects::{ReadProjects, WriteProjects};
use crate::publications::{ReadPublications, WritePublications};
use crate::revisions::{ReadRevisions, WriteRevisions};
use crate::sessions::{ReadSessions, WriteSessions};
use crate::sign_outs::{ReadSignOuts, WriteSignOuts};
use crate::subjects::{ReadSubjects, WriteSubjects};
use crate::tablets::{ReadTablets, WriteTablets};
use crate::ties::{ReadTies, WriteTies};
use crate::undelivered::ReadUndelivered;
use crate::units::{ReadUnits, WriteUnits};
use crate::users::{ReadUsers, WriteUsers};

/// All that can be asked.
pub trait ReadTransaction:
    ReadSubjects
    + ReadOperations
    + ReadRevisions
    + ReadFeed
    + ReadConflicts
    + ReadProjects
    + ReadPlans
    + ReadUnits
    + ReadTies
    + ReadUsers
    + ReadSessions
    + ReadSignOuts
    + ReadTablets
    + ReadColumns
    + ReadUndelivered
    + ReadMeta
    + ReadAudit
    + ReadHistory
    + ReadEditions
    + ReadPublications
    + ReadEverything
{
}

impl<T> ReadTransaction for T where
    T: ReadSubjects
        + ReadOperations
        + ReadRevisions
        + ReadFeed
        + ReadConflicts
        + ReadProjects
        + ReadPlans
        + ReadUnits
        + ReadTies
        + ReadUsers
        + ReadSessions
        + ReadSignOuts
        + ReadTablets
        + ReadColumns
        + ReadUndelivered
        + ReadMeta
        + ReadAudit
        + ReadHistory
        + ReadEditions
        + ReadPublications
        + ReadEverything
{
}

/// All that can be written.
pub trait WriteTransaction:
    ReadTransaction
    + WriteSubjects
    + WriteOperations
    + WriteRevisions
    + WriteFeed
    + WriteConflicts
    + WriteProjects
    + WritePlans
    + WriteUnits
    + WriteTies
    + WriteUsers
    + WriteSessions
    + WriteSignOuts
    + WriteTablets
    + WriteColumns
    + WriteMeta
    + WriteAudit
    + WriteEditions
    + WritePublications
    + Savepoints
{
}

impl<T> WriteTransaction for T where
    T: ReadTransaction
        + WriteSubjects
        + WriteOperations
        + WriteRevisions
        + WriteFeed
        + WriteConflicts
        + WriteProjects
        + WritePlans
        + WriteUnits
        + WriteTies
        + WriteUsers
        + WriteSessions
        + WriteSignOuts
        + WriteTablets
        + WriteColumns
        + WriteMeta
        + WriteAudit
        + WriteEditions
        + WritePublications
        + Savepoints
{
}

/// Points within a transaction to which it can go back. They nest; each call is about the last one.
pub trait Savepoints {
    /// Sets one.
    fn set_savepoint(&self) -> Result<()>;

    /// Undoes what came after the last one, which stays set. Fails where the engine has given up the
    /// whole transaction.
    fn undo_to_savepoint(&self) -> Result<()>;

    /// Forgets the last one; what came after it belongs to the transaction.
    fn release_savepoint(&self) -> Result<()>;

    /// Whether a transaction is open: an engine may have given it up after a failure.
    fn is_open(&self) -> bool;
}

/// Runs `work` in a savepoint of its own within a transaction that is already open.
pub fn savepoint<T>(
    tx: &dyn WriteTransaction,
    work: impl FnOnce(&dyn WriteTransaction) -> Result<T>,
) -> Result<T> {
    tx.set_savepoint()?;
    let done = work(tx);
    if done.is_err() {
        tx.undo_to_savepoint()?;
    }
    tx.release_savepoint()?;
    done
}
