//! The documents of a month as they are asked for, and what was published, as a portal reads it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::ids::Timestamp;
use crate::operation::publication::{self, PublicationLog, Standing, Step};
use crate::period::Month;

/// What is asked of a document in its address.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DocumentQuery {
    /// `json`, which is meant where none is named, `html`, `csv`, `xlsx` or `docx`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub format: Option<String>,
    /// `zh`, which is meant where none is named, or `en`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lang: Option<String>,
    /// Made of what is handed in so far.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub provisional: bool,
    /// Made of this edition instead of the newest.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub edition: Option<u32>,
    /// The unit whose summary it is, by id; of all where none is named. No other document has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
}

/// What is asked of a published document in its address.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PublishedQuery {
    /// As of a [`DocumentQuery`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub format: Option<String>,
    /// The publication, instead of the one that is in force.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<u32>,
}

/// Everything that was published, the newest month first, and in it the newest publication first.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Publications {
    /// Each once; what was taken back included.
    pub publications: Vec<Publication>,
}

/// Something that was published.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Publication {
    /// The month.
    pub month: Month,
    /// Its number among those of the month, from 1.
    pub number: u32,
    /// The month's edition that it is of.
    pub edition: u32,
    /// What was published, as far as whoever asks may read it.
    pub documents: Vec<PublishedDocument>,
    /// Who published it: the name on screen.
    pub by: String,
    /// When the server received it, RFC 3339.
    pub at: Timestamp,
    /// The remark, for whoever sees every project.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remark: Option<String>,
    /// How it stands.
    pub standing: Standing,
    /// Who took it back, if somebody did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub withdrawn: Option<Withdrawn>,
}

/// A document of a publication.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PublishedDocument {
    /// Its key.
    pub document: String,
    /// SHA-256 of the value as JSON, in hexadecimal.
    pub digest: String,
}

/// That a publication was taken back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Withdrawn {
    /// Who: the name on screen.
    pub by: String,
    /// When the server received it, RFC 3339.
    pub at: Timestamp,
    /// Why, for whoever sees every project.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

impl Publications {
    /// What was published of a month while `newest` is its newest edition, the newest first; without what
    /// has no document to be read.
    pub fn of(
        month: Month,
        log: &PublicationLog,
        newest: Option<u32>,
    ) -> impl Iterator<Item = Publication> {
        let all = log.publications().into_iter().rev();
        let told = all.filter(|one| !one.documents().is_empty());
        told.map(move |one| Publication {
            month,
            number: one.number,
            edition: one.edition,
            documents: documents(&one),
            by: one.step.by.clone(),
            at: one.step.at.clone(),
            remark: one.step.command.reason.clone(),
            standing: log.standing(&one, newest),
            withdrawn: one.withdrawn.map(withdrawn),
        })
    }
}

fn documents(one: &publication::Publication<'_>) -> Vec<PublishedDocument> {
    let made = one.step.made.as_ref();
    let sealed = made.into_iter().flat_map(|made| &made.documents);
    sealed
        .map(|sealed| PublishedDocument {
            document: sealed.document.clone(),
            digest: sealed.digest.clone(),
        })
        .collect()
}

fn withdrawn(step: &Step) -> Withdrawn {
    Withdrawn {
        by: step.by.clone(),
        at: step.at.clone(),
        reason: step.command.reason.clone(),
    }
}
