//! Keeps the write-ahead log short. SQLite folds it in as it goes, but starts it over only at a
//! moment at which nobody reads from it; under load such a moment may never come of itself.

use std::fs;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use rusqlite::Connection;

use crate::connect::Patience;

/// Above so many bytes the writer waits for readers to finish and starts the log over.
pub(crate) const BOUND: u64 = 64 * 1024 * 1024;

/// How long it waits for them; writing stands still for that time.
const PATIENCE: Duration = Duration::from_millis(200);

/// Not tried again before so much time has passed.
const PAUSE: Duration = Duration::from_secs(1);

/// The log beside a database.
#[derive(Debug)]
pub(crate) struct Log {
    file: Option<PathBuf>,
    bound: u64,
    tried: Option<Instant>,
}

impl Log {
    /// The log of this connection's database; in memory there is none.
    pub(crate) fn of(conn: &Connection, bound: u64) -> Self {
        let path = conn.path().filter(|path| !path.is_empty());
        Self {
            file: path.map(|path| format!("{path}-wal").into()),
            bound,
            tried: None,
        }
    }

    /// Starts the log over if it has grown too long. Who reads on longer than we wait does not stop
    /// the writing: it is tried again.
    pub(crate) fn keep_short(&mut self, conn: &Connection) {
        let length = (self.file.as_ref())
            .and_then(|file| fs::metadata(file).ok())
            .map_or(0, |file| file.len());
        let rests = self.tried.is_some_and(|tried| tried.elapsed() < PAUSE);
        if length <= self.bound || rests {
            return;
        }
        self.tried = Some(Instant::now());
        match start_over(conn) {
            Ok(true) => self.tried = None,
            Ok(false) => tracing::warn!(length, "somebody reads on; the log stays long for now"),
            Err(error) => tracing::warn!(%error, length, "the log was not folded in"),
        }
    }
}

fn start_over(conn: &Connection) -> rusqlite::Result<bool> {
    conn.busy_timeout(PATIENCE)?;
    let blocked = conn.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| {
        row.get::<_, bool>(0)
    });
    Patience::Server.apply(conn)?;
    Ok(!blocked?)
}

#[cfg(test)]
mod tests {
    use rusqlite::Connection;

    use super::Log;

    #[test]
    fn the_log_is_started_over_once_nobody_reads_from_it_any_more() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("yuebao.db");
        let [writer, reader] = [(); 2].map(|()| Connection::open(&path).unwrap());
        writer
            .pragma_update(None, "journal_mode", "wal")
            .and_then(|()| writer.execute_batch("CREATE TABLE t (x)"))
            .unwrap();
        reader
            .execute_batch("BEGIN; SELECT count(*) FROM t")
            .unwrap();
        let mut log = Log::of(&writer, 100_000);
        let length = || path.with_extension("db-wal").metadata().unwrap().len();
        while length() <= 100_000 {
            writer
                .execute_batch("INSERT INTO t VALUES (randomblob(4000))")
                .unwrap();
        }
        log.keep_short(&writer);
        assert!(length() > 100_000, "the reader still needs it");
        writer
            .execute_batch("INSERT INTO t VALUES (randomblob(4000))")
            .unwrap();
        reader.execute_batch("COMMIT").unwrap();
        log.tried = None;
        log.keep_short(&writer);
        assert_eq!(length(), 0);
    }
}
