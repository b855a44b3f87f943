//! Whether a database is what it says it is: its pages, the chain of its audit log, and whether
//! the log of operations leads to the rows that stand now.
//!
//! | module | looks at |
//! |---|---|
//! | `chain` | the audit log, link by link |
//! | `entries` | what the log says against the tables |
//! | `editions` | each edition of a locked month, made again from the log |
//! | `publications` | each published document against what was sealed |
//! | `plan_then` | the plan in each edition against what the log had when the month was locked |
//! | `replay` | each report, decided again from its operations |

mod chain;
mod editions;
mod entries;
mod plan_then;
mod publications;
mod replay;

use crate::everything::{ContentRow, CurrentRow, Fault, RevisionRow, Schema, Trouble};
use crate::{Limit, ReadConnection, ReadTransaction, Result, read};

/// What was looked at, and what is wrong.
#[derive(Debug, Clone, Default)]
pub struct Verified {
    /// Nothing, if all is well.
    pub faults: Vec<Fault>,
    /// Entries of the audit log.
    pub entries: u64,
    /// Operations that were decided.
    pub operations: u64,
    /// Revisions that were decided again.
    pub revisions: u64,
    /// Reports.
    pub reports: u64,
    /// Editions of locked months that were made again.
    pub editions: u64,
    /// Published documents.
    pub published: u64,
    /// The hash of the last entry: written down elsewhere, it proves later that nothing before it
    /// was changed.
    pub head: String,
}

impl Verified {
    fn note(&mut self, trouble: Trouble, place: impl Into<String>) {
        self.faults.push(Fault {
            trouble,
            place: place.into(),
        });
    }

    /// Whether the file itself is damaged, so that it cannot be relied on at all.
    pub fn is_damaged(&self) -> bool {
        let damage = |fault: &Fault| matches!(fault.trouble, Trouble::Page | Trouble::Reference);
        self.faults.iter().any(damage)
    }
}

/// Looks at everything, from one consistent state of the database. Only reads.
pub fn verify(conn: &mut dyn ReadConnection) -> Result<Verified> {
    read(conn, Limit::Unlimited, verify_state)
}

/// The same of a state that somebody holds.
pub fn verify_state(tx: &dyn ReadTransaction) -> Result<Verified> {
    let mut verified = Verified::default();
    tx.check_storage(&mut |trouble, place| verified.note(trouble, place))?;
    // Damaged pages make everything that is read from them meaningless.
    if !verified.is_damaged() && tx.schema()? == Schema::Newest {
        chain::look(tx, &mut verified)?;
        entries::look(tx, &mut verified)?;
        replay::look(tx, &mut verified)?;
        editions::look(tx, &mut verified)?;
        publications::look(tx, &mut verified)?;
        plan_then::look(tx, &mut verified)?;
    }
    Ok(verified)
}
