//! Backups that can be restored: taken online, verified, and marked so that restoring one begins
//! a new epoch.

use std::path::Path;
use std::time::Duration;

use rusqlite::backup::Backup;
use rusqlite::{Connection, OpenFlags};

use super::audit::{self, What};
use super::data_dir::private_file;
use super::open::{connect, examine, refuse};
use super::unfinished::Unfinished;
use super::verify::{Verified, verify};
use super::{DataDir, OpenError, feed, meta, transact};
use crate::clock::Now;

/// A backup that was taken.
#[derive(Debug, Clone)]
pub struct Taken {
    /// Everything up to this sequence number is in it.
    pub seq: u64,
    /// What verifying it found. A copy with damaged pages is no backup; one whose log was tampered
    /// with is still the best there is, and says so.
    pub verified: Verified,
}

/// Copies the database into `file`, which must not exist, opens the copy and verifies it, and only
/// then says in the original that everything up to there is safe. Works beside a running server.
pub fn back_up(dir: &DataDir, file: &Path, now: Now) -> Result<Taken, OpenError> {
    let unfinished = Unfinished::beside(file)?;
    let mut source = dir.open(None)?;
    copy(&source, unfinished.path())?;
    let taken = seal(unfinished.path())?;
    unfinished.finish()?;
    transact(&mut source, |conn| {
        meta::raise_watermark(conn, taken.seq)?;
        audit::append(conn, &now.rfc3339(), What::Backup, "", &taken.seq)
    })
    .map_err(|error| other(&dir.database(), &error))?;
    Ok(taken)
}

/// Puts a backup in place as the database of `dir`, which must not have one.
pub fn restore(dir: &DataDir, file: &Path) -> Result<(), OpenError> {
    let _lock = dir.lock()?;
    let unfinished = Unfinished::beside(&dir.database())?;
    let source = connect(file, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    if examine(&source, file)? == 0 {
        return Err(OpenError::Missing(file.to_owned()));
    }
    undamaged(&source, file)?;
    copy(&source, unfinished.path())?;
    let conn = in_one_file(unfinished.path())?;
    // So is one that was copied by hand, the best there may be.
    meta::mark_as_backup(&conn).map_err(|error| other(file, &error))?;
    drop(conn);
    unfinished.finish()
}

fn copy(source: &Connection, file: &Path) -> Result<(), OpenError> {
    private_file(file).map_err(|source| OpenError::Io {
        path: file.to_owned(),
        source,
    })?;
    let mut target = connect(file, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    let backup = Backup::new(source, &mut target).map_err(|error| refuse(file, &error))?;
    // In one step: between two steps a server that writes would make it begin again, for ever.
    backup
        .run_to_completion(i32::MAX, Duration::from_millis(5), None)
        .map_err(|error| refuse(file, &error))
}

/// Makes the copy a single file without side files, marks it, and checks it.
fn seal(file: &Path) -> Result<Taken, OpenError> {
    let mut conn = in_one_file(file)?;
    let seq = mark(&mut conn, file)?;
    let verified = undamaged(&conn, file)?;
    Ok(Taken { seq, verified })
}

fn in_one_file(file: &Path) -> Result<Connection, OpenError> {
    let conn = connect(file, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    conn.pragma_update(None, "journal_mode", "delete")
        .and_then(|()| conn.pragma_update(None, "synchronous", "full"))
        .map_err(|error| refuse(file, &error))?;
    Ok(conn)
}

/// Says in a copy that it is one, and up to where it goes.
pub(super) fn mark(conn: &mut Connection, file: &Path) -> Result<u64, OpenError> {
    transact(conn, |conn| {
        let seq = feed::last(conn)?;
        meta::raise_watermark(conn, seq)?;
        meta::mark_as_backup(conn)?;
        Ok::<_, super::DbError>(seq)
    })
    .map_err(|error| other(file, &error))
}

/// Verifies a database; an error if it is damaged.
pub(super) fn undamaged(conn: &Connection, file: &Path) -> Result<Verified, OpenError> {
    let verified = verify(conn).map_err(|error| other(file, &error))?;
    if verified.is_damaged() {
        let places = verified.faults.iter().map(|fault| fault.place.as_str());
        return Err(OpenError::Corrupt {
            path: file.to_owned(),
            reason: places.collect::<Vec<_>>().join("; "),
        });
    }
    Ok(verified)
}

pub(super) fn other(path: &Path, error: &super::DbError) -> OpenError {
    OpenError::Sqlite {
        path: path.to_owned(),
        reason: error.to_string(),
    }
}
