//! Backups that can be restored: taken online, verified, and marked so that restoring one begins
//! a new epoch.

use std::io::Read as _;
use std::path::Path;
use std::time::Duration;

use rusqlite::backup::Backup;
use rusqlite::{Connection, OpenFlags};

use yuebao_store::meta::{ReadMeta as _, WriteMeta as _};
use yuebao_store::verify::{Verified, verify};
use yuebao_store::{self as store, OpenError, Restored, transact};

use crate::connect::connect;
use crate::data_dir::private_file;
use crate::failure::refuse;
use crate::open::examine;
use crate::unfinished::{Unfinished, with_ending};
use crate::{DataDir, Database};

/// A copy of the database in `file`, of which nobody is told yet.
pub(crate) fn take(dir: &DataDir, file: &Path) -> Result<store::Backup, OpenError> {
    let unfinished = Unfinished::beside(file)?;
    let source = dir.open_database(false)?;
    copy(&source.conn, unfinished.path())?;
    let taken = seal(unfinished.path())?;
    unfinished.finish()?;
    Ok(taken)
}

/// The identifier of the server that a database, or a copy of one, belongs to.
pub(crate) fn server_of(file: &Path) -> Result<String, OpenError> {
    let conn = connect(file, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    examine(&conn, file)?;
    Database::new(conn)
        .server_id()
        .map_err(|error| other(file, &error))
}

/// Puts a backup in place as the database of `dir`, which must not have one. The file is copied
/// first and opened afterwards: it may lie where nothing can be written, and one that was copied by
/// hand brings a log that has to be folded in.
pub(crate) fn restore(dir: &DataDir, file: &Path) -> Result<Restored, OpenError> {
    let _lock = dir.lock_folder()?;
    let unfinished = Unfinished::beside(&dir.database())?;
    let restored = fetch(file, unfinished.path())?;
    let conn = connect(unfinished.path(), OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    if examine(&conn, file)? == 0 {
        return Err(OpenError::Missing(file.to_owned()));
    }
    let mut database = Database::new(conn);
    undamaged(&mut database, file)?;
    into_one_file(&database.conn, file)?;
    // So is one that was copied by hand, the best there may be. It belongs to no folder any more: to
    // the server it is what was put here on purpose, not a file from elsewhere.
    database
        .count_as_restored()
        .and_then(|()| database.clear_last_run())
        .map_err(|error| other(file, &error))?;
    drop(database);
    unfinished.finish()?;
    Ok(restored)
}

/// What may stand beside a database that was copied by hand, and belongs to it.
const LOGS: [&str; 2] = ["-wal", "-journal"];

/// Where SQLite's header says whether a log belongs to the file, and the value that says so.
const WRITE_VERSION: u64 = 18;
const WITH_LOG: u8 = 2;

/// Copies a database file and its logs as they are.
fn fetch(file: &Path, to: &Path) -> Result<Restored, OpenError> {
    let logs = LOGS.map(|ending| (with_ending(file, ending), with_ending(to, ending)));
    let before = states(file);
    copy_bytes(file, to)?;
    for (from, to) in logs.iter().filter(|(from, _)| from.exists()) {
        copy_bytes(from, to)?;
    }
    if states(file) != before {
        return Err(OpenError::Changing(file.to_owned()));
    }
    let mut head = Vec::new();
    std::fs::File::open(to)
        .and_then(|file| file.take(WRITE_VERSION + 1).read_to_end(&mut head))
        .map_err(|source| io(to, source))?;
    Ok(Restored {
        by_hand: head.len() as u64 > WRITE_VERSION && head.last() == Some(&WITH_LOG),
        with_log: logs.iter().any(|(from, _)| from.exists()),
    })
}

/// Length and time of change of a file and its logs, by which a server at work on them is noticed.
fn states(file: &Path) -> Vec<Option<(u64, std::time::SystemTime)>> {
    let state = |ending: &&str| {
        let found = std::fs::metadata(with_ending(file, ending)).ok()?;
        Some((found.len(), found.modified().ok()?))
    };
    ["", LOGS[0], LOGS[1]].iter().map(state).collect()
}

/// With the permissions of our own files, whatever those of the source are.
fn copy_bytes(from: &Path, to: &Path) -> Result<(), OpenError> {
    let mut source = std::fs::File::open(from).map_err(|source| io(from, source))?;
    let mut target = private_file(to).map_err(|source| io(to, source))?;
    std::io::copy(&mut source, &mut target).map_err(|source| io(from, source))?;
    Ok(())
}

fn io(path: &Path, source: std::io::Error) -> OpenError {
    let path = path.to_owned();
    OpenError::Io { path, source }
}

fn copy(source: &Connection, file: &Path) -> Result<(), OpenError> {
    private_file(file).map_err(|source| io(file, source))?;
    let mut target = connect(file, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    let backup = Backup::new(source, &mut target).map_err(|error| refuse(file, &error))?;
    // In one step: between two steps a server that writes would make it begin again, for ever.
    backup
        .run_to_completion(i32::MAX, Duration::from_millis(5), None)
        .map_err(|error| refuse(file, &error))
}

/// Makes the copy a single file without side files, marks it, and checks it.
fn seal(file: &Path) -> Result<store::Backup, OpenError> {
    let conn = connect(file, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    into_one_file(&conn, file)?;
    let mut database = Database::new(conn);
    let seq = mark(&mut database, file)?;
    let verified = undamaged(&mut database, file)?;
    Ok(store::Backup { seq, verified })
}

fn into_one_file(conn: &Connection, file: &Path) -> Result<(), OpenError> {
    conn.pragma_update(None, "journal_mode", "delete")
        .and_then(|()| conn.pragma_update(None, "synchronous", "full"))
        .map_err(|error| refuse(file, &error))
}

/// Says in a copy that it is one, and up to where it goes.
pub(crate) fn mark(database: &mut Database, file: &Path) -> Result<u64, OpenError> {
    transact(database, |tx| tx.seal_backup()).map_err(|error| other(file, &error))
}

/// Verifies a database; an error if it is damaged.
fn undamaged(database: &mut Database, file: &Path) -> Result<Verified, OpenError> {
    let verified = verify(database).map_err(|error| other(file, &error))?;
    if verified.is_damaged() {
        let places = verified.faults.iter().map(|fault| fault.place.as_str());
        return Err(OpenError::Corrupt {
            path: file.to_owned(),
            reason: places.collect::<Vec<_>>().join("; "),
        });
    }
    Ok(verified)
}

pub(crate) fn other(path: &Path, error: &store::Error) -> OpenError {
    OpenError::Engine {
        path: path.to_owned(),
        reason: error.to_string(),
    }
}
