//! A connection of SQLite's, as every one of them is set up.

use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, OpenFlags};
use yuebao_store::OpenError;

use crate::failure::refuse;

/// How long a statement waits for another process before it gives up.
pub(crate) const BUSY_TIMEOUT: Duration = Duration::from_secs(5);

/// Opens a file.
pub(crate) fn connect(path: &Path, flags: OpenFlags) -> Result<Connection, OpenError> {
    let conn = Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)
        .map_err(|error| refuse(path, &error))?;
    conn.busy_timeout(BUSY_TIMEOUT)
        .and_then(|()| conn.pragma_update(None, "foreign_keys", true))
        .and_then(|()| conn.pragma_update(None, "trusted_schema", false))
        .map_err(|error| refuse(path, &error))?;
    conn.set_prepared_statement_cache_capacity(64);
    Ok(conn)
}
