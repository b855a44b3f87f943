//! What was done, in an order that cannot be changed unseen: each entry carries a hash over itself
//! and over the hash of the entry before. Written in the transaction that does it.

use std::collections::BTreeMap;

use rusqlite::{Connection, OptionalExtension};
use serde::Serialize;
use serde_json::value::RawValue;
use sha2::{Digest, Sha256};
use yuebao_domain::operation::{Outcome, Receipt, State};

use super::json::{from_text, from_word, to_text};
use super::revisions::Stored;
use super::subjects::named;
use super::{DbError, meta};
use crate::accounts::hex;

/// Begins what is hashed, so that no hash of anything else is ever one of these.
const DOMAIN: &[u8] = b"yuebao audit 1\n";

/// What was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// An operation was decided.
    Operation,
    /// Somebody logged in.
    Login,
    /// Somebody gave a wrong password for an account that exists.
    LoginFailed,
    /// Somebody logged out.
    Logout,
    /// An account was added.
    AccountAdded,
    /// An account was given another role or unit.
    AccountChanged,
    /// An account was switched off.
    AccountDisabled,
    /// An account was switched on again.
    AccountEnabled,
    /// An account got another password.
    PasswordSet,
    /// All logins of an account were ended.
    LoginsEnded,
    /// Somebody came with a token of the portal. Further tokens of the same session there are not
    /// entered again.
    SignedOn,
    /// The portal ended a session, or everything of a person.
    SignedOut,
    /// An account became one that somebody from the portal is expected for, or that person's.
    AccountLinked,
    /// An account got another name on screen.
    AccountRenamed,
    /// A unit was added or changed.
    Unit,
    /// A row of the plan was added or changed.
    Project,
    /// A profile was put in force.
    Profile,
    /// A backup was taken and verified.
    Backup,
    /// A backup was put in place of the database: a new epoch.
    Restored,
}

impl What {
    /// Every one.
    pub const ALL: [Self; 19] = [
        Self::Operation,
        Self::Login,
        Self::LoginFailed,
        Self::Logout,
        Self::AccountAdded,
        Self::AccountChanged,
        Self::AccountDisabled,
        Self::AccountEnabled,
        Self::PasswordSet,
        Self::LoginsEnded,
        Self::SignedOn,
        Self::SignedOut,
        Self::AccountLinked,
        Self::AccountRenamed,
        Self::Unit,
        Self::Project,
        Self::Profile,
        Self::Backup,
        Self::Restored,
    ];

    /// The word that is stored.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Operation => "operation",
            Self::Login => "login",
            Self::LoginFailed => "login_failed",
            Self::Logout => "logout",
            Self::AccountAdded => "account_added",
            Self::AccountChanged => "account_changed",
            Self::AccountDisabled => "account_disabled",
            Self::AccountEnabled => "account_enabled",
            Self::PasswordSet => "password_set",
            Self::LoginsEnded => "logins_ended",
            Self::SignedOn => "signed_on",
            Self::SignedOut => "signed_out",
            Self::AccountLinked => "account_linked",
            Self::AccountRenamed => "account_renamed",
            Self::Unit => "unit",
            Self::Project => "project",
            Self::Profile => "profile",
            Self::Backup => "backup",
            Self::Restored => "restored",
        }
    }
}

/// What is entered about an operation. The order of its parts is part of the format.
#[derive(Debug, Clone, Serialize)]
pub struct Decision<'a> {
    /// Who sent it.
    pub user: &'a str,
    /// The device that sent it.
    pub device: &'a str,
    /// Project id.
    pub project: &'a str,
    /// Month.
    pub month: &'a str,
    /// What tells the subject from others of its kind; empty for a report.
    #[serde(skip_serializing_if = "str::is_empty")]
    pub id: &'a str,
    /// Hash of what was sent.
    pub content: String,
    /// What became of it.
    pub outcome: Outcome,
    /// The revision that it made.
    pub rev: Option<u64>,
    /// Where the report stood afterwards.
    pub state: Option<State>,
    /// Hash of the boxes afterwards.
    pub boxes: Option<String>,
    /// Conflicts that it opened, each with the hash of its values.
    pub opened: Vec<(u64, String)>,
    /// Conflicts that it settled.
    pub settled: Vec<u64>,
}

/// Appends an entry. `subject` is the operation, account, unit or project that it is about.
pub fn append(
    conn: &Connection,
    at: &str,
    what: What,
    subject: &str,
    detail: &impl Serialize,
) -> Result<(), DbError> {
    let last: Option<Vec<u8>> = conn
        .prepare_cached("SELECT hash FROM audit ORDER BY seq DESC LIMIT 1")?
        .query_row([], |row| row.get(0))
        .optional()?;
    let previous = match last {
        Some(hash) => hash,
        None => genesis(&meta::server_id(conn)?),
    };
    let detail = to_text("audit.detail", detail)?;
    let hash = link(&previous, [at, what.key(), subject, &detail]);
    conn.prepare_cached(
        "INSERT INTO audit (at, what, subject, detail, hash) VALUES (?1, ?2, ?3, ?4, ?5)",
    )?
    .execute((at, what.key(), subject, detail, hash))?;
    Ok(())
}

/// An entry, as it is shown.
#[derive(Debug, Serialize)]
pub struct Entry {
    /// Its number.
    pub seq: i64,
    /// When it was entered (RFC 3339, UTC).
    pub at: String,
    /// [`What::key`].
    pub what: String,
    /// The operation, account, unit or project that it is about.
    pub subject: String,
    /// More about it, as JSON.
    pub detail: Box<RawValue>,
    /// Its hash in hexadecimal digits.
    pub hash: String,
}

/// Which entries are asked for.
#[derive(Debug, Clone, Copy)]
pub struct Wanted<'a> {
    /// Only of this kind.
    pub what: Option<What>,
    /// Only about this operation, account, unit or project.
    pub about: Option<&'a str>,
    /// At most so many, the newest.
    pub most: u32,
}

/// The newest entries, oldest of them first.
pub fn entries(conn: &Connection, wanted: &Wanted<'_>) -> Result<Vec<Entry>, DbError> {
    let mut select = conn.prepare(
        "SELECT seq, at, what, subject, detail, hash FROM audit
         WHERE (?1 IS NULL OR what = ?1) AND (?2 IS NULL OR subject = ?2
             OR ?2 IN (json_extract(detail, '$.user'), json_extract(detail, '$.project')))
         ORDER BY seq DESC LIMIT ?3",
    )?;
    let mut rows = select.query((wanted.what.map(What::key), wanted.about, wanted.most))?;
    let mut entries = Vec::new();
    while let Some(row) = rows.next()? {
        entries.push(Entry {
            seq: row.get(0)?,
            at: row.get(1)?,
            what: row.get(2)?,
            subject: row.get(3)?,
            detail: from_text("audit.detail", &row.get::<_, String>(4)?)?,
            hash: hex(&row.get::<_, Vec<u8>>(5)?),
        });
    }
    entries.reverse();
    Ok(entries)
}

/// Bytes of a hash in a mark.
const MARK_BYTES: usize = 16;

/// Stands for everything that was done so far: the last entry's number and hash. `None` before the
/// first entry.
pub fn mark(conn: &Connection) -> Result<Option<String>, DbError> {
    let last: Option<(i64, Vec<u8>)> = conn
        .prepare_cached("SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1")?
        .query_row([], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    Ok(last.map(|(seq, hash)| written(seq, &hash)))
}

/// Whether a mark was given by this database, or by the one that it is a later state of. Where a
/// copy was put back, the entry of that number is missing or another.
pub fn knows(conn: &Connection, mark: &str) -> Result<bool, DbError> {
    let Some((seq, _)) = mark.split_once(':') else {
        return Ok(false);
    };
    let Ok(seq) = seq.parse::<i64>() else {
        return Ok(false);
    };
    let hash: Option<Vec<u8>> = conn
        .prepare_cached("SELECT hash FROM audit WHERE seq = ?1")?
        .query_row([seq], |row| row.get(0))
        .optional()?;
    Ok(hash.is_some_and(|hash| written(seq, &hash) == mark))
}

fn written(seq: i64, hash: &[u8]) -> String {
    format!("{seq}:{}", hex(&hash[..hash.len().min(MARK_BYTES)]))
}

/// The hash that stands before the first entry.
pub(super) fn genesis(server_id: &str) -> Vec<u8> {
    link(b"", [server_id])
}

/// The hash of an entry that follows `previous`.
pub(super) fn link<const N: usize>(previous: &[u8], columns: [&str; N]) -> Vec<u8> {
    let mut hash = Sha256::new();
    hash.update(DOMAIN);
    hash.update(previous);
    for column in columns {
        // Each with its length, so that nothing can move from one column to the next.
        hash.update((column.len() as u64).to_le_bytes());
        hash.update(column);
    }
    hash.finalize().to_vec()
}

/// The hash of a stored text.
pub fn digest(text: &str) -> String {
    hex(&Sha256::digest(text))
}

/// What the tables say about each operation, as it is entered: identifier, time of receipt, and the
/// detail as text. In the order in which they were decided.
pub(super) fn decisions(
    conn: &Connection,
    each: impl FnMut(&str, &str, &Decision<'_>) -> Result<(), DbError>,
) -> Result<(), DbError> {
    let sql = "SELECT o.op_id, o.received_at, o.user, o.device, o.subject, o.content, o.result,
             r.rev, r.state, r.changes, r.boxes, r.digest
         FROM operations o LEFT JOIN revisions r ON r.op_id = o.op_id
         ORDER BY o.received_at, r.seq, o.op_id";
    decisions_of(conn, sql, each)
}

/// The same of a database of the first version, which is to be entered.
fn decisions_of_first_version(
    conn: &Connection,
    each: impl FnMut(&str, &str, &Decision<'_>) -> Result<(), DbError>,
) -> Result<(), DbError> {
    let sql = "SELECT o.op_id, o.received_at, o.user, o.device,
             'report/' || o.project || '/' || o.month, o.content, o.result,
             r.rev, r.state, NULL, r.boxes, NULL
         FROM operations o LEFT JOIN revisions r ON r.op_id = o.op_id
         ORDER BY o.received_at, r.seq, o.op_id";
    decisions_of(conn, sql, each)
}

fn decisions_of(
    conn: &Connection,
    sql: &str,
    mut each: impl FnMut(&str, &str, &Decision<'_>) -> Result<(), DbError>,
) -> Result<(), DbError> {
    let mut opened: BTreeMap<String, Vec<(u64, String)>> = BTreeMap::new();
    let mut settled: BTreeMap<String, Vec<u64>> = BTreeMap::new();
    let mut select =
        conn.prepare("SELECT id, clash, opened_by, settled_by FROM conflicts ORDER BY id")?;
    let mut rows = select.query([])?;
    while let Some(row) = rows.next()? {
        let (id, clash): (u64, String) = (row.get(0)?, row.get(1)?);
        opened
            .entry(row.get(2)?)
            .or_default()
            .push((id, digest(&clash)));
        if let Some(by) = row.get(3)? {
            settled.entry(by).or_default().push(id);
        }
    }
    let mut select = conn.prepare(sql)?;
    let mut rows = select.query([])?;
    while let Some(row) = rows.next()? {
        let text = |column| row.get::<_, String>(column);
        let (op_id, at) = (text(0)?, text(1)?);
        let subject = named("operations.subject", &text(4)?)?;
        let receipt: Receipt = from_text("operations.result", &text(6)?)?;
        let rev: Option<u64> = row.get(7)?;
        let state: Option<String> = row.get(8)?;
        let boxes = rev.map(|_| Stored::read(row, 9)).transpose()?;
        let decision = Decision {
            user: &text(2)?,
            device: &text(3)?,
            project: &subject.report().project,
            month: &subject.report().month.to_string(),
            id: subject.id(),
            content: hex(&row.get::<_, Vec<u8>>(5)?),
            outcome: receipt.outcome,
            rev,
            state: (state.as_deref())
                .map(|word| from_word("revisions.state", word))
                .transpose()?,
            boxes: boxes.map(|boxes| boxes.digest().to_owned()),
            opened: opened.remove(&op_id).unwrap_or_default(),
            settled: settled.remove(&op_id).unwrap_or_default(),
        };
        each(&op_id, &at, &decision)?;
    }
    Ok(())
}

/// Enters the accounts, and what was decided, from before there was an audit log.
pub(super) fn begin(conn: &Connection) -> Result<(), DbError> {
    let mut select =
        conn.prepare("SELECT name, role, unit, disabled, created_at FROM users ORDER BY name")?;
    let mut rows = select.query([])?;
    while let Some(row) = rows.next()? {
        let text = |column| row.get::<_, String>(column);
        let (name, at) = (text(0)?, text(4)?);
        append(conn, &at, What::AccountAdded, &name, &(text(1)?, text(2)?))?;
        if row.get(3)? {
            append(conn, &at, What::AccountDisabled, &name, &())?;
        }
    }
    decisions_of_first_version(conn, |op_id, at, decision| {
        append(conn, at, What::Operation, op_id, decision)
    })
}
