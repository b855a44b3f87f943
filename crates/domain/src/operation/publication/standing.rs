//! How a publication stands, by what came after it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Publication, PublicationLog};
use crate::text::{Words, words};

/// How a publication stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// It is what counts.
    InForce,
    /// The month was corrected since, and not published again.
    Corrected,
    /// All its documents were published again.
    Replaced,
    /// It was taken back.
    Withdrawn,
}

impl Standing {
    /// On screen.
    pub const fn label(self) -> Words {
        match self {
            Self::InForce => words("有效", "in force"),
            Self::Corrected => words("更正后未重新发布", "corrected since, not published again"),
            Self::Replaced => words("已由后一次发布取代", "replaced by a later publication"),
            Self::Withdrawn => words("已撤回", "withdrawn"),
        }
    }
}

impl PublicationLog {
    /// How a publication stands while `newest` is the month's newest edition.
    pub fn standing(&self, one: &Publication<'_>, newest: Option<u32>) -> Standing {
        let documents = one.documents();
        let is_last = |document: &String| {
            let last = self.last(document);
            last.is_some_and(|last| last.number == one.number)
        };
        if one.withdrawn.is_some() {
            Standing::Withdrawn
        } else if !documents.is_empty() && !documents.iter().any(is_last) {
            Standing::Replaced
        } else if newest.is_some_and(|newest| newest > one.edition) {
            Standing::Corrected
        } else {
            Standing::InForce
        }
    }

    /// The publication of a document that was made last and not taken back.
    pub fn last(&self, document: &str) -> Option<Publication<'_>> {
        let mut all = self.publications().into_iter().rev();
        all.find(|one| one.withdrawn.is_none() && one.has(document))
    }

    /// The publication by which a document is in force while `newest` is the month's newest edition.
    pub fn in_force(&self, document: &str, newest: Option<u32>) -> Option<Publication<'_>> {
        let last = self.last(document)?;
        (self.standing(&last, newest) == Standing::InForce).then_some(last)
    }
}
