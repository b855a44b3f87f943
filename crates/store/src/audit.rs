//! What was done, in an order that cannot be changed unseen: each entry carries a hash over itself
//! and over the hash of the entry before. Written in the transaction that does it.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::value::RawValue;
use sha2::{Digest, Sha256};
use yuebao_domain::operation::{Outcome, Receipt, State};
use yuebao_domain::rights::Role;

use crate::Result;
use crate::hash::digest;
use crate::json::{from_text, from_word, to_text};
use crate::meta::ReadMeta;
use crate::revisions::BoxTexts;
use crate::subjects::named;

/// Begins what is hashed, so that no hash of anything else is ever one of these.
const DOMAIN: &[u8] = b"yuebao audit 1\n";

/// Bytes of a hash in a mark.
const MARK_BYTES: usize = 16;

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
    /// An account was given another role, unit or owner.
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
    /// An administrator did something by the screen; what was done is entered beside it.
    Administered,
    /// A plan or past months were imported from files; who did it, and how much of it was written.
    Imported,
    /// A unit was added or changed.
    Unit,
    /// A row of the plan was added or changed.
    Project,
    /// A version of a project's plan was adopted.
    PlanVersion,
    /// A profile was put in force.
    Profile,
    /// A backup was taken and verified.
    Backup,
    /// A backup was put in place of the database: a new epoch.
    Restored,
}

impl What {
    /// Every one.
    pub const ALL: [Self; 22] = [
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
        Self::Administered,
        Self::Imported,
        Self::Unit,
        Self::Project,
        Self::PlanVersion,
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
            Self::Administered => "administered",
            Self::Imported => "imported",
            Self::Unit => "unit",
            Self::Project => "project",
            Self::PlanVersion => "plan_version",
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
    /// Project id; empty for what is no project's.
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

/// What is entered of an account's rights: role and unit, and the owner if it is an owner's.
pub fn rights(role: Role, unit: &str, owner: Option<&str>) -> Result<String> {
    match owner {
        None => detail(&(role, unit)),
        Some(owner) => detail(&(role, unit, owner)),
    }
}

/// An entry, as it is shown.
#[derive(Debug, Serialize)]
pub struct Entry {
    /// Its number.
    pub seq: u64,
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

/// An entry to be written.
#[derive(Debug, Clone, Copy)]
pub struct NewEntry<'a> {
    /// One more than any that was ever given.
    pub seq: u64,
    /// When it is entered (RFC 3339, UTC).
    pub at: &'a str,
    /// What was done.
    pub what: What,
    /// The operation, account, unit or project that it is about.
    pub subject: &'a str,
    /// More about it, as JSON.
    pub detail: &'a str,
    /// Over the hash before and the columns.
    pub hash: &'a [u8],
}

/// What is asked of the audit log.
pub trait ReadAudit: ReadMeta {
    /// The newest entries that are asked for, oldest of them first.
    fn entries(&self, wanted: &Wanted<'_>) -> Result<Vec<Entry>>;

    /// The number and the hash of the last entry.
    fn last_entry(&self) -> Result<Option<(u64, Vec<u8>)>>;

    /// The hash of an entry.
    fn entry_hash(&self, seq: u64) -> Result<Option<Vec<u8>>>;

    /// The highest number that an entry was ever given, also if it is not there any more.
    fn last_entry_given(&self) -> Result<u64>;

    /// Stands for everything that was done so far: the last entry's number and hash. `None` before
    /// the first entry.
    fn audit_mark(&self) -> Result<Option<String>> {
        Ok(self.last_entry()?.map(|(seq, hash)| mark(seq, &hash)))
    }

    /// Whether a mark was given by this database, or by the one that it is a later state of. Where a
    /// copy was put back, the entry of that number is missing or another.
    fn knows_mark(&self, given: &str) -> Result<bool> {
        let seq = given.split_once(':').and_then(|(seq, _)| seq.parse().ok());
        let Some(seq) = seq else {
            return Ok(false);
        };
        let hash = self.entry_hash(seq)?;
        Ok(hash.is_some_and(|hash| mark(seq, &hash) == given))
    }
}

/// What is written of the audit log: further entries, and nothing else.
pub trait WriteAudit: ReadAudit {
    /// Writes an entry as it is. A number that is there already is an error.
    fn insert_entry(&self, entry: &NewEntry<'_>) -> Result<()>;

    /// Appends an entry; `detail` as [`detail`] writes it.
    fn append_entry(&self, at: &str, what: What, subject: &str, detail: &str) -> Result<()> {
        let previous = match self.last_entry()? {
            Some((_, hash)) => hash,
            None => genesis(&self.server_id()?),
        };
        self.insert_entry(&NewEntry {
            seq: self.last_entry_given()? + 1,
            at,
            what,
            subject,
            detail,
            hash: &link(&previous, [at, what.key(), subject, detail]),
        })
    }
}

/// Appends an entry. `subject` is the operation, account, unit or project that it is about.
pub fn append(
    tx: &dyn WriteAudit,
    at: &str,
    what: What,
    subject: &str,
    about: &impl Serialize,
) -> Result<()> {
    tx.append_entry(at, what, subject, &detail(about)?)
}

/// What an entry says about its subject, as it is stored and hashed.
pub fn detail(about: &impl Serialize) -> Result<String> {
    to_text("audit.detail", about)
}

fn mark(seq: u64, hash: &[u8]) -> String {
    format!("{seq}:{}", hex::encode(&hash[..hash.len().min(MARK_BYTES)]))
}

/// The hash that stands before the first entry.
pub fn genesis(server_id: &str) -> Vec<u8> {
    link(b"", [server_id])
}

/// The hash of an entry that follows `previous`.
pub fn link<const N: usize>(previous: &[u8], columns: [&str; N]) -> Vec<u8> {
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

/// What the tables say about an operation that was decided.
#[derive(Debug, Clone)]
pub struct DecisionRow {
    /// The operation.
    pub op_id: String,
    /// When it was received, RFC 3339.
    pub received_at: String,
    /// Who sent it.
    pub user: String,
    /// The device that sent it.
    pub device: String,
    /// Path of what it is about.
    pub subject: String,
    /// Hash of what was sent.
    pub content: Vec<u8>,
    /// The receipt, as it is stored.
    pub receipt: String,
    /// The number, state and boxes of the revision that it made.
    pub revision: Option<(u64, String, BoxTexts)>,
}

/// What the tables say about a conflict.
#[derive(Debug, Clone)]
pub struct ConflictRow {
    /// Its number.
    pub id: u64,
    /// The boxes and their values, as they are stored.
    pub clash: String,
    /// The operation that opened it.
    pub opened_by: String,
    /// The operation that settled it.
    pub settled_by: Option<String>,
}

/// Puts together, from rows, what is entered about operations.
#[derive(Debug, Default)]
pub struct Decisions {
    opened: BTreeMap<String, Vec<(u64, String)>>,
    settled: BTreeMap<String, Vec<u64>>,
}

impl Decisions {
    /// Takes note of a conflict; all of them, by number, come before the operations.
    pub fn note(&mut self, row: ConflictRow) {
        let opened = (row.id, digest(&row.clash));
        self.opened.entry(row.opened_by).or_default().push(opened);
        if let Some(by) = row.settled_by {
            self.settled.entry(by).or_default().push(row.id);
        }
    }

    /// What is entered about an operation, as text.
    pub fn detail(&mut self, row: &DecisionRow) -> Result<String> {
        let subject = named("operations.subject", &row.subject)?;
        let receipt: Receipt = from_text("operations.result", &row.receipt)?;
        let state = (row.revision.as_ref())
            .map(|(_, state, _)| from_word("revisions.state", state))
            .transpose()?;
        detail(&Decision {
            user: &row.user,
            device: &row.device,
            project: subject.project().unwrap_or_default(),
            month: &subject.month().to_string(),
            id: subject.id(),
            content: hex::encode(&row.content),
            outcome: receipt.outcome,
            rev: row.revision.as_ref().map(|(rev, ..)| *rev),
            state,
            boxes: row.revision.as_ref().map(|(.., boxes)| boxes.hash()),
            opened: self.opened.remove(&row.op_id).unwrap_or_default(),
            settled: self.settled.remove(&row.op_id).unwrap_or_default(),
        })
    }
}
