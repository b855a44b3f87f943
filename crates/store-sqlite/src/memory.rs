//! A database that lives in memory: the real schema without a disk, for what is repeated a hundred
//! thousand times.

use std::path::Path;

use rusqlite::backup::Backup;
use rusqlite::{Connection, OpenFlags};
use yuebao_store::{OpenError, transact};

use crate::backup::{mark, other};
use crate::connect::connect;
use crate::failure::refuse;
use crate::{Database, migrate};

const NOWHERE: &str = ":memory:";
const ALL_PAGES: i32 = -1;

/// An empty database of the newest version.
pub fn open() -> Result<Database, OpenError> {
    let mut conn = empty()?;
    migrate::to_newest(&mut conn).map_err(|error| OpenError::Engine {
        path: NOWHERE.into(),
        reason: error.to_string(),
    })?;
    Ok(Database::new(conn))
}

/// The same database once more, as a file that was copied by hand would be: it does not know that it
/// is a copy.
pub fn copy(source: &Database) -> Result<Database, OpenError> {
    let mut target = empty()?;
    let backup = Backup::new(&source.conn, &mut target).map_err(failed)?;
    backup.step(ALL_PAGES).map_err(failed)?;
    drop(backup);
    Ok(Database::new(target))
}

/// As [`back_up`](yuebao_store::Engine::back_up) does it: a copy that is marked as one, and the
/// original told that everything up to there is safe.
pub fn back_up(source: &mut Database) -> Result<Database, OpenError> {
    let mut target = copy(source)?;
    let seq = mark(&mut target, Path::new(NOWHERE))?;
    transact(source, |tx| tx.raise_watermark(seq))
        .map_err(|error| other(Path::new(NOWHERE), &error))?;
    Ok(target)
}

fn empty() -> Result<Connection, OpenError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE;
    connect(Path::new(NOWHERE), flags)
}

fn failed(error: rusqlite::Error) -> OpenError {
    refuse(Path::new(NOWHERE), &error)
}
