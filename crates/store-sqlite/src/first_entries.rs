//! The audit log of a database from before there was one: its first link is bound to the server's
//! identity, its first entries are the accounts and what was decided until then.

use rusqlite::{Connection, OptionalExtension as _};
use yuebao_store::audit::{Decisions, What, detail, genesis, link};
use yuebao_store::meta::SERVER_ID;
use yuebao_store::{Error, Result};

use crate::audit_rows::{conflict, decision};
use crate::failure::Failure;

/// As the tables of the first version have it.
const DECISIONS: &str = "SELECT o.op_id, o.received_at, o.user, o.device,
         'report/' || o.project || '/' || o.month, o.content, o.result,
         r.rev, r.state, NULL, r.boxes, NULL
     FROM operations o LEFT JOIN revisions r ON r.op_id = o.op_id
     ORDER BY o.received_at, r.seq, o.op_id";

/// Begins the log of a database whose table for it was just made.
pub(crate) fn enter(conn: &Connection) -> Result<()> {
    let run = || -> Result<(), Failure> {
        let server_id = server_id(conn)?;
        let mut log = Log {
            conn,
            last: genesis(&server_id),
        };
        enter_accounts(conn, &mut log)?;
        enter_operations(conn, &mut log)
    };
    run().map_err(Error::from)
}

/// The server's identifier, given now if need be.
fn server_id(conn: &Connection) -> Result<String, Failure> {
    let known: Option<String> = conn
        .query_row(
            "SELECT value FROM meta WHERE key = ?1",
            [SERVER_ID],
            |row| row.get(0),
        )
        .optional()?;
    if let Some(known) = known {
        return Ok(known);
    }
    let new = uuid::Uuid::new_v4().to_string();
    conn.execute(
        "INSERT INTO meta (key, value) VALUES (?1, ?2)",
        [SERVER_ID, &new],
    )?;
    Ok(new)
}

fn enter_accounts(conn: &Connection, log: &mut Log<'_>) -> Result<(), Failure> {
    let mut select =
        conn.prepare("SELECT name, role, unit, disabled, created_at FROM users ORDER BY name")?;
    let mut rows = select.query([])?;
    while let Some(row) = rows.next()? {
        let text = |column| row.get::<_, String>(column);
        let (name, at) = (text(0)?, text(4)?);
        let rights = detail(&(text(1)?, text(2)?))?;
        log.append(&at, What::AccountAdded, &name, &rights)?;
        if row.get(3)? {
            log.append(&at, What::AccountDisabled, &name, &detail(&())?)?;
        }
    }
    Ok(())
}

fn enter_operations(conn: &Connection, log: &mut Log<'_>) -> Result<(), Failure> {
    let mut decisions = Decisions::default();
    let mut select =
        conn.prepare("SELECT id, clash, opened_by, settled_by FROM conflicts ORDER BY id")?;
    let mut rows = select.query([])?;
    while let Some(row) = rows.next()? {
        decisions.note(conflict(row)?);
    }
    let mut select = conn.prepare(DECISIONS)?;
    let mut rows = select.query([])?;
    while let Some(row) = rows.next()? {
        let row = decision(row)?;
        let detail = decisions.detail(&row)?;
        log.append(&row.received_at, What::Operation, &row.op_id, &detail)?;
    }
    Ok(())
}

/// The log, with the hash of its last entry.
struct Log<'a> {
    conn: &'a Connection,
    last: Vec<u8>,
}

impl Log<'_> {
    fn append(&mut self, at: &str, what: What, subject: &str, detail: &str) -> Result<(), Failure> {
        self.last = link(&self.last, [at, what.key(), subject, detail]);
        self.conn.execute(
            "INSERT INTO audit (at, what, subject, detail, hash) VALUES (?1, ?2, ?3, ?4, ?5)",
            (at, what.key(), subject, detail, &self.last),
        )?;
        Ok(())
    }
}
