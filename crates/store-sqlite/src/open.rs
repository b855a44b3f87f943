//! Opening the database, and refusing what must not be opened.

use std::path::Path;

use rusqlite::{Connection, OpenFlags};
use yuebao_store::OpenError;

use crate::connect::connect;
use crate::data_dir::private_file;
use crate::failure::refuse;
use crate::unfinished::with_ending;
use crate::{DataDir, Database, migrate};

/// Set by the first migration.
const APPLICATION_ID: i64 = 0x7975_6261;

/// What is left of a log that was longer, in bytes.
const LOG_LEFT: i64 = 16 * 1024 * 1024;

/// How far the log grows before it is folded in, in pages of 4 KiB. An operation touches about
/// eight pages, and at a deadline the same ones again and again: each is folded in once.
const CHECKPOINT_PAGES: i64 = 4_000;

impl DataDir {
    /// Opens the database for writing, makes it if it does not exist, and brings it to the newest
    /// version. An older database is only migrated while no server is at work on it.
    pub(crate) fn open_database(&self, has_lock: bool) -> Result<Database, OpenError> {
        let path = self.database();
        private_file(&path).map_err(|source| OpenError::Io {
            path: path.clone(),
            source,
        })?;
        let mut conn = connect(&path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        let version = examine(&conn, &path)?;
        if version < migrate::newest() {
            let _held = (!has_lock).then(|| self.lock_folder()).transpose()?;
            migrate::to_newest(&mut conn).map_err(|error| OpenError::Engine {
                path: path.clone(),
                reason: error.to_string(),
            })?;
        }
        prepare(&conn).map_err(|error| refuse(&path, &error))?;
        if has_lock {
            return Ok(Database::new(conn));
        }
        Database::beside_a_server(conn).map_err(|error| refuse(&path, &error))
    }

    /// Opens one more connection that can only read.
    pub(crate) fn open_database_to_read(&self) -> Result<Database, OpenError> {
        let path = self.database();
        let conn = connect(&path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        examine(&conn, &path)?;
        Ok(Database::new(conn))
    }

    /// The same, leaving the folder as it is: where nobody is at work there is no log, and none is made.
    pub(crate) fn peek_at_database(&self) -> Result<Database, OpenError> {
        let path = self.database();
        if with_ending(&path, "-wal").exists() {
            return self.open_database_to_read();
        }
        let uri = format!("file:{}?immutable=1", uri_path(&path));
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI;
        let conn = connect(Path::new(&uri), flags)?;
        examine(&conn, &path)?;
        Ok(Database::new(conn))
    }
}

/// A path inside a URI, where three characters mean something else.
fn uri_path(path: &Path) -> String {
    let path = path.to_string_lossy();
    path.replace('%', "%25")
        .replace('?', "%3f")
        .replace('#', "%23")
}

/// The version, if the file is one of ours that this program can work with.
pub(crate) fn examine(conn: &Connection, path: &Path) -> Result<i64, OpenError> {
    let pragma = |name: &str| {
        conn.pragma_query_value(None, name, |row| row.get::<_, i64>(0))
            .map_err(|error| refuse(path, &error))
    };
    let (version, id) = (pragma("user_version")?, pragma("application_id")?);
    let tables: i64 = conn
        .query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))
        .map_err(|error| refuse(path, &error))?;
    let empty = tables == 0 && version == 0;
    if !empty && id != APPLICATION_ID {
        return Err(OpenError::Foreign(path.to_owned()));
    }
    if version > migrate::newest() {
        return Err(OpenError::Newer {
            path: path.to_owned(),
            found: version,
            known: migrate::newest(),
        });
    }
    Ok(version)
}

/// Pages that the writer keeps in memory, in KiB.
const WRITER_CACHE: i64 = 4 * 1024;

fn prepare(conn: &Connection) -> rusqlite::Result<()> {
    // What a savepoint would have to put back is kept in memory: each operation has one, and a file
    // for it is a write a page, needed by nobody after a crash.
    conn.pragma_update(None, "temp_store", "memory")?;
    conn.pragma_update(None, "cache_size", -WRITER_CACHE)?;
    conn.pragma_update(None, "journal_mode", "wal")?;
    conn.pragma_update(None, "wal_autocheckpoint", CHECKPOINT_PAGES)?;
    conn.pragma_update(None, "synchronous", "full")?;
    // What a burst made long is given back to the disk when the log starts over.
    conn.pragma_update(None, "journal_size_limit", LOG_LEFT)
}
