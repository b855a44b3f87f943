//! What SQLite alone does with the same rows: the limit of any server that keeps them in it.

use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, ensure};
use rusqlite::{Connection, OpenFlags};

/// Tables that a change to a report does not write to.
const NOT_WRITTEN: &str = "'meta', 'units', 'users', 'sessions', 'projects', 'conflicts'";

/// The rows that one operation leaves behind, by table.
#[derive(Debug)]
pub(crate) struct Rows(Vec<(String, usize)>);

impl Rows {
    /// Measured in a database that a server has written.
    pub(crate) fn of(database: &Path) -> Result<Self> {
        let conn = open(database)?;
        let tables: Vec<String> = conn
            .prepare(&format!(
                "SELECT name FROM sqlite_schema WHERE type = 'table'
                 AND name NOT LIKE 'sqlite_%' AND name NOT IN ({NOT_WRITTEN}) ORDER BY name"
            ))?
            .query_map([], |row| row.get(0))?
            .collect::<Result<_, _>>()?;
        let mut rows = Vec::new();
        for table in tables {
            let columns: Vec<String> = conn
                .prepare("SELECT name FROM pragma_table_info(?1)")?
                .query_map([&table], |row| row.get(0))?
                .collect::<Result<_, _>>()?;
            let lengths = columns
                .iter()
                .map(|column| format!("coalesce(octet_length({column}), 0)"));
            let sum = lengths.collect::<Vec<_>>().join(" + ");
            let bytes: Option<usize> = conn.query_row(
                &format!("SELECT CAST(avg({sum}) AS INTEGER) FROM {table}"),
                [],
                |row| row.get(0),
            )?;
            rows.extend(bytes.map(|bytes| (table, bytes)));
        }
        Ok(Self(rows))
    }

    /// Bytes of all of them.
    pub(crate) fn bytes(&self) -> usize {
        self.0.iter().map(|(_, bytes)| bytes).sum()
    }

    /// For people.
    pub(crate) fn list(&self) -> String {
        let rows = self
            .0
            .iter()
            .map(|(table, bytes)| format!("{table} {bytes}"));
        rows.collect::<Vec<_>>().join(", ")
    }

    /// Inserts such rows for `time`, those of `group` operations a transaction, into tables that
    /// have nothing but them; returns how many operations' worth, and how long it took.
    pub(crate) fn insert(
        &self,
        folder: &Path,
        group: usize,
        time: Duration,
    ) -> Result<(usize, Duration)> {
        let file = folder.join("raw.db");
        for ending in ["", "-wal", "-shm"] {
            let side = folder.join(format!("raw.db{ending}"));
            ensure!(!side.exists(), "{} is there already", side.display());
        }
        let conn = Connection::open(&file)?;
        let mode: String = conn.query_row("PRAGMA journal_mode = wal", [], |row| row.get(0))?;
        ensure!(mode == "wal", "the journal is {mode}");
        conn.pragma_update(None, "synchronous", "full")?;
        let mut inserts = Vec::new();
        for (table, bytes) in &self.0 {
            conn.execute_batch(&format!(
                "CREATE TABLE {table} (id INTEGER PRIMARY KEY, content BLOB) STRICT"
            ))?;
            let insert = conn.prepare(&format!("INSERT INTO {table} (content) VALUES (?1)"))?;
            inserts.push((insert, vec![b'x'; *bytes]));
        }
        let mut done = 0;
        let start = Instant::now();
        while start.elapsed() < time {
            conn.execute_batch("BEGIN IMMEDIATE")?;
            for _ in 0..group {
                for (insert, content) in &mut inserts {
                    insert.execute([&*content])?;
                }
            }
            conn.execute_batch("COMMIT")?;
            done += group;
        }
        let took = start.elapsed();
        drop(inserts);
        conn.close().map_err(|(_, error)| error)?;
        std::fs::remove_file(&file)?;
        Ok((done, took))
    }
}

/// Every operation in the database with the revision that it made, if it made one.
pub(crate) fn operations(database: &Path) -> Result<Vec<(String, Option<u64>)>> {
    let conn = open(database)?;
    let mut select = conn.prepare(
        "SELECT o.op_id, r.rev FROM operations o LEFT JOIN revisions r ON r.op_id = o.op_id",
    )?;
    let rows = select.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn open(database: &Path) -> Result<Connection> {
    Connection::open_with_flags(database, OpenFlags::SQLITE_OPEN_READ_ONLY)
        .with_context(|| database.display().to_string())
}
