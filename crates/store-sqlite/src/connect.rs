//! A connection of SQLite's, as every one of them is set up, and how long it waits for others.

use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, OpenFlags};
use yuebao_store::OpenError;

use crate::failure::refuse;

/// How often a statement looks whether another process has finished. SQLite's own waiting looks ten times
/// a second at last, and a server at work leaves the database free for far less than that between two
/// transactions: whoever looks so seldom may never find it free.
const LOOK_EVERY: Duration = Duration::from_millis(1);

/// How long a statement waits for another process before it gives up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Patience {
    /// Not at all: for a glance.
    None,
    /// Five seconds: for the server, for which people wait.
    Server,
    /// A minute: for everything beside a server, which is at work and comes first.
    Beside,
}

impl Patience {
    /// Has a connection wait so long from now on.
    pub(crate) fn apply(self, conn: &Connection) -> rusqlite::Result<()> {
        match self {
            Self::None => conn.busy_timeout(Duration::ZERO),
            Self::Server => conn.busy_handler(Some(|looks| look_again(looks, 5_000))),
            Self::Beside => conn.busy_handler(Some(|looks| look_again(looks, 60_000))),
        }
    }
}

/// Waits until the next look, of at most so many.
fn look_again(looks: i32, most: i32) -> bool {
    std::thread::sleep(LOOK_EVERY);
    looks < most
}

/// Opens a file.
pub(crate) fn connect(path: &Path, flags: OpenFlags) -> Result<Connection, OpenError> {
    let conn = Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)
        .map_err(|error| refuse(path, &error))?;
    Patience::Server
        .apply(&conn)
        .and_then(|()| conn.pragma_update(None, "foreign_keys", true))
        .and_then(|()| conn.pragma_update(None, "trusted_schema", false))
        .map_err(|error| refuse(path, &error))?;
    conn.set_prepared_statement_cache_capacity(64);
    Ok(conn)
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicBool, Ordering};
    use std::sync::mpsc;
    use std::time::{Duration, Instant};

    use yuebao_store::{Engine as _, transact};

    use crate::DataDir;

    /// How long each transaction of the server takes.
    const HELD: Duration = Duration::from_millis(100);

    /// As `yuebao backup` says at its end that what it has copied is safe, while everybody hands in.
    #[test]
    fn who_writes_beside_a_server_that_hardly_pauses_gets_a_turn() {
        let folder = tempfile::tempdir().unwrap();
        let dir = DataDir::create(folder.path()).unwrap();
        let server = dir.open_database(true).unwrap();
        let written = &AtomicBool::new(false);
        let (holds, has_lock) = mpsc::channel();
        let mut beside = dir.open(None).unwrap();
        std::thread::scope(|scope| {
            scope.spawn(move || {
                while !written.load(Ordering::SeqCst) {
                    server.conn.execute_batch("BEGIN IMMEDIATE").unwrap();
                    let began = Instant::now();
                    holds.send(()).ok();
                    while began.elapsed() < HELD {
                        std::hint::spin_loop();
                    }
                    server.conn.execute_batch("COMMIT").unwrap();
                }
            });
            has_lock.recv().unwrap();
            let done = transact(&mut *beside, |tx| tx.set_meta("key", "value"));
            written.store(true, Ordering::SeqCst);
            done.unwrap();
        });
    }
}
