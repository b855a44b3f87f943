//! What somebody wants of the persons of a project.

use serde::{Deserialize, Serialize};

use super::{DayOrMonth, Person};
use crate::operation::carried::{Carried, Unread};
use crate::text::{Words, words};

/// What a command wants.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum CommandKind {
    /// 登记: somebody is named, beside others or in the place of one.
    #[serde(rename = "name_person")]
    Name,
    /// 更正: another number, post or date of the same person.
    #[serde(rename = "amend_person")]
    Amend,
    /// 卸任: it ends.
    #[serde(rename = "end_person")]
    End,
}

impl CommandKind {
    /// Every one.
    pub const ALL: [Self; 3] = [Self::Name, Self::Amend, Self::End];

    /// The word that is stored and sent.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Name => "name_person",
            Self::Amend => "amend_person",
            Self::End => "end_person",
        }
    }

    /// The kind of this word.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }

    /// What was done, on screen.
    pub const fn label(self) -> Words {
        match self {
            Self::Name => words("登记责任人", "named a person"),
            Self::Amend => words("更正责任人", "corrected a person"),
            Self::End => words("责任人卸任", "ended a person's post"),
        }
    }
}

/// One decision about the persons of a project.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Command {
    /// What it wants.
    pub kind: CommandKind,
    /// The entry that it makes, changes or ends: a UUID, made on the device of whoever names somebody.
    pub entry: String,
    /// The entry in whose place the new one comes.
    pub replaces: Option<String>,
    /// Whom it names, or how the entry reads afterwards.
    pub person: Option<Box<Person>>,
    /// The last day or month, of one that ends; absent where it is over and nobody knows since when.
    pub last: Option<DayOrMonth>,
    /// Why; not needed.
    pub reason: Option<String>,
}

impl Command {
    /// Somebody is named.
    pub fn name(entry: &str, person: &Person, replaces: Option<&str>) -> Self {
        Self {
            replaces: replaces.map(str::to_owned),
            person: Some(person.tidied().into()),
            ..Self::about(CommandKind::Name, entry)
        }
    }

    /// An entry is corrected.
    pub fn amend(entry: &str, person: &Person) -> Self {
        Self {
            person: Some(person.tidied().into()),
            ..Self::about(CommandKind::Amend, entry)
        }
    }

    /// An entry ends.
    pub fn end(entry: &str, last: Option<DayOrMonth>) -> Self {
        Self {
            last,
            ..Self::about(CommandKind::End, entry)
        }
    }

    /// The same with the words why.
    #[must_use]
    pub fn because(mut self, reason: &str) -> Self {
        self.reason = Some(reason.trim().to_owned()).filter(|reason| !reason.is_empty());
        self
    }

    fn about(kind: CommandKind, entry: &str) -> Self {
        Self {
            kind,
            entry: entry.to_owned(),
            replaces: None,
            person: None,
            last: None,
            reason: None,
        }
    }

    /// Whether it touches this entry.
    pub fn touches(&self, entry: &str) -> bool {
        self.entry == entry || self.replaces.as_deref() == Some(entry)
    }
}

impl Command {
    /// Reads it as it is stored and sent.
    pub fn read(word: &str, carried: Carried) -> Result<Self, Unread> {
        let kind = CommandKind::from_key(word).ok_or(Unread::Word)?;
        Ok(Self {
            kind,
            entry: carried.entry.ok_or(Unread::Missing("entry"))?,
            replaces: carried.replaces,
            person: carried.person,
            last: carried.last,
            reason: carried.reason,
        })
    }

    /// What [`read`](Self::read) reads, beside the word.
    pub fn carried(&self) -> Carried {
        Carried {
            entry: Some(self.entry.clone()),
            replaces: self.replaces.clone(),
            person: self.person.clone(),
            last: self.last,
            reason: self.reason.clone(),
            ..Carried::default()
        }
    }
}
