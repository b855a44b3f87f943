//! Which documents there are.

use super::{Document, Source, Unsound, bulletin, monthly_table, proofread};
use crate::text::{Lang, Words, words};

/// A document that can be published.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// 月报表.
    MonthlyTable,
    /// 通报.
    Bulletin,
}

impl Kind {
    /// Every one.
    pub const ALL: [Self; 2] = [Self::MonthlyTable, Self::Bulletin];

    /// Its key, which is the identifier of its documents.
    pub const fn key(self) -> &'static str {
        match self {
            Self::MonthlyTable => monthly_table::ID,
            Self::Bulletin => bulletin::ID,
        }
    }

    /// The one of a key.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }

    /// What it is called.
    pub const fn label(self) -> Words {
        match self {
            Self::MonthlyTable => words("月报表", "the monthly table"),
            Self::Bulletin => words("通报", "the bulletin"),
        }
    }
}

/// Makes a document and reads it as proof: one whose figures do not follow from one another is not
/// given out.
pub fn publish(kind: Kind, source: &Source, lang: Lang) -> Result<Document, Unsound> {
    let made = match kind {
        Kind::MonthlyTable => monthly_table(source, lang),
        Kind::Bulletin => bulletin(source, lang),
    };
    proofread(made, &source.profile, lang)
}
