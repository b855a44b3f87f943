//! 发布: the documents of months as they were published, to the byte for ever.

use yuebao_domain::ids::{OpId, Timestamp};
use yuebao_domain::period::Month;

use crate::Result;

/// A document as it was published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublishedDocument {
    /// The month.
    pub month: Month,
    /// The number of the publication among those of the month, from 1.
    pub number: u32,
    /// The document's key.
    pub document: String,
    /// The operation that published it.
    pub op_id: OpId,
    /// SHA-256 of the value, in hexadecimal.
    pub digest: String,
    /// The value as JSON.
    pub value: String,
    /// When the server received the operation.
    pub published_at: Timestamp,
}

/// Called with one document after the other.
pub type EachDocument<'a> = &'a mut dyn FnMut(PublishedDocument) -> Result<()>;

/// What is asked of published documents.
pub trait ReadPublications {
    /// A document of a publication.
    fn published(
        &self,
        month: Month,
        number: u32,
        document: &str,
    ) -> Result<Option<PublishedDocument>>;

    /// Every document, by month, number and key.
    fn each_published(&self, each: EachDocument<'_>) -> Result<()>;
}

/// What is written of published documents.
pub trait WritePublications: ReadPublications {
    /// Writes one. A document that is in its publication already is an error.
    fn insert_published(&self, document: &PublishedDocument) -> Result<()>;
}
