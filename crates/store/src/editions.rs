//! 版: what each lock of a month froze, as a text that is the same to the byte for ever.

use yuebao_domain::ids::{OpId, Timestamp};
use yuebao_domain::period::Month;

use crate::Result;

/// An edition as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edition {
    /// The month.
    pub month: Month,
    /// Counts the month's editions, from 1.
    pub number: u32,
    /// The operation that locked the month.
    pub op_id: OpId,
    /// SHA-256 of the document, in hexadecimal.
    pub digest: String,
    /// The document.
    pub document: String,
    /// When the server received the lock.
    pub locked_at: Timestamp,
}

/// Called with one edition after the other.
pub type EachEdition<'a> = &'a mut dyn FnMut(Edition) -> Result<()>;

/// What is asked of editions.
pub trait ReadEditions {
    /// One edition.
    fn edition(&self, month: Month, number: u32) -> Result<Option<Edition>>;

    /// Every edition, by month and number.
    fn each_edition(&self, each: EachEdition<'_>) -> Result<()>;
}

/// What is written of editions.
pub trait WriteEditions: ReadEditions {
    /// Writes one. A number of its month that is there already is an error.
    fn insert_edition(&self, edition: &Edition) -> Result<()>;
}
