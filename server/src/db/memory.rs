//! A database that lives in memory: the real schema without a disk, for what is repeated a hundred
//! thousand times.

use std::path::Path;

use rusqlite::backup::Backup;
use rusqlite::{Connection, OpenFlags};

use super::backup::mark;
use super::open::{connect, refuse};
use super::{OpenError, meta, migrate, transact};

const NOWHERE: &str = ":memory:";
const ALL_PAGES: i32 = -1;

/// An empty database of the newest version.
pub fn open() -> Result<Connection, OpenError> {
    let mut conn = empty()?;
    migrate::to_newest(&mut conn).map_err(|error| OpenError::Sqlite {
        path: NOWHERE.into(),
        reason: error.to_string(),
    })?;
    Ok(conn)
}

/// The same database once more, as a file that was copied by hand would be: it does not know that it
/// is a copy.
pub fn copy(source: &Connection) -> Result<Connection, OpenError> {
    let mut target = empty()?;
    let backup = Backup::new(source, &mut target).map_err(failed)?;
    backup.step(ALL_PAGES).map_err(failed)?;
    drop(backup);
    Ok(target)
}

/// As [`back_up`](super::backup::back_up) does it: a copy that is marked as one, and the original
/// told that everything up to there is safe.
pub fn back_up(source: &mut Connection) -> Result<Connection, OpenError> {
    let mut target = copy(source)?;
    let seq = mark(&mut target, Path::new(NOWHERE))?;
    transact(source, |conn| meta::raise_watermark(conn, seq))
        .map_err(|error| super::backup::other(Path::new(NOWHERE), &error))?;
    Ok(target)
}

fn empty() -> Result<Connection, OpenError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE;
    connect(Path::new(NOWHERE), flags)
}

fn failed(error: rusqlite::Error) -> OpenError {
    refuse(Path::new(NOWHERE), &error)
}
