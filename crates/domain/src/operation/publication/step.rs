//! What was decided about what is published of a month, as it is held.

use serde::{Deserialize, Serialize};

use super::{Command, CommandKind};
use crate::operation::steps::{self, Logged, OwnParts, Parts, embed, embedded, parsed};
use crate::report::FieldValues;

/// One thing that was decided; what is published has its documents.
pub type Step = steps::Step<Command>;

/// What a publication gave out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Published {
    /// Its number among those of the month, from 1.
    pub number: u32,
    /// The documents.
    pub documents: Vec<Sealed>,
}

/// Names a document that was published, and stands for every byte of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sealed {
    /// Its key.
    pub document: String,
    /// SHA-256 of the value as JSON, in hexadecimal.
    pub digest: String,
}

impl Logged for Command {
    const PREFIX: &'static str = "publication.";

    type Made = Option<Published>;

    fn read(parts: &Parts) -> Option<(Self, Self::Made)> {
        let command = Self {
            kind: CommandKind::from_key(parts.get("kind")?)?,
            edition: parsed(parts, "edition").ok()?,
            documents: embedded(parts, "documents").ok()?.unwrap_or_default(),
            number: parsed(parts, "withdraws").ok()?,
            reason: parts.get("reason").cloned(),
        };
        let published = match parsed(parts, "number").ok()? {
            Some(number) => Some(Published {
                number,
                documents: embedded(parts, "sealed").ok()??,
            }),
            None => None,
        };
        Some((command, published))
    }

    fn parts(&self, published: &Self::Made) -> OwnParts {
        let documents = Some(&self.documents).filter(|documents| !documents.is_empty());
        let published = published.as_ref();
        vec![
            ("kind", Some(self.kind.key().to_owned())),
            ("edition", self.edition.map(|one| one.to_string())),
            ("documents", documents.and_then(embed)),
            ("withdraws", self.number.map(|one| one.to_string())),
            ("reason", self.reason.clone()),
            ("number", published.map(|one| one.number.to_string())),
            ("sealed", published.and_then(|one| embed(&one.documents))),
        ]
    }

    fn is_made(&self, published: &Self::Made) -> bool {
        published.is_some() == (self.kind == CommandKind::Publish)
    }
}

/// The boxes as somebody is told of them who does not see every project: that something was published,
/// when and by whom, with those documents that `is_open` to everybody, and without free words.
pub fn narrowed(values: &FieldValues, is_open: impl Fn(&str) -> bool) -> FieldValues {
    steps::narrowed(values, |mut step: Step| {
        step.command.documents.retain(|document| is_open(document));
        step.command.reason = None;
        if let Some(published) = &mut step.made {
            (published.documents).retain(|sealed| is_open(&sealed.document));
        }
        Some(step)
    })
}
