//! What changed last: the order in which devices hear of it.
//!
//! A number is given inside the transaction that writes, and there is one writer at a time, so
//! whoever has read up to a committed number has missed nothing below it. A database's own sequence
//! does not promise that: it gives numbers outside of transactions, and they are seen in another order.

use yuebao_domain::operation::Subject;
use yuebao_domain::rights::{Seen, TiedTo};

use crate::Result;

/// What changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Key<'a> {
    /// The profile.
    Profile,
    /// A unit.
    Unit(&'a str),
    /// A plan row.
    Project(&'a str),
    /// A subject.
    Subject(&'a Subject),
    /// A project that somebody is no longer tied to.
    Gone {
        /// Which project.
        project: &'a str,
        /// Who was.
        former: &'a TiedTo,
    },
}

/// One entry above a cursor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its number.
    pub seq: u64,
    /// What changed.
    pub what: What,
}

/// What changed, as read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// The profile.
    Profile,
    /// Some unit.
    Unit,
    /// A plan row.
    Project(String),
    /// A subject.
    Subject(Subject),
    /// A project is no longer in sight.
    Gone(String),
}

/// What is asked of the feed.
pub trait ReadFeed {
    /// The highest number that was ever given, whatever became of its entry.
    fn last_seq(&self) -> Result<u64>;

    /// At most `limit` entries above `cursor` that concern whoever sees this, in order: the profile
    /// and units; plan rows and subjects of projects that one of those in it is tied to; subjects that
    /// are no project's, for whoever sees any project; and projects that one of them was tied to, if none
    /// is now.
    fn feed_after(&self, cursor: u64, seen: &Seen, limit: usize) -> Result<Vec<Entry>>;
}

/// What is written of the feed.
pub trait WriteFeed: ReadFeed {
    /// Puts an entry under a number; the same key's entry under an earlier one is given up.
    fn put_in_feed(&self, seq: u64, key: Key<'_>) -> Result<()>;

    /// Numbers a change.
    fn touch(&self, key: Key<'_>) -> Result<u64> {
        let seq = self.last_seq()? + 1;
        self.put_in_feed(seq, key)?;
        Ok(seq)
    }
}
