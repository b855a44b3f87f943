//! What the office wants of what is published of a month.

use crate::operation::carried::{Carried, Unread};
use crate::text::{Words, words};

/// What a command wants.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CommandKind {
    /// 发布: documents of an edition are given out, and kept as they are then.
    Publish,
    /// 撤回: a publication counts no more.
    Withdraw,
}

impl CommandKind {
    /// Every one.
    pub const ALL: [Self; 2] = [Self::Publish, Self::Withdraw];

    /// The word that is stored and sent.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Publish => "publish",
            Self::Withdraw => "withdraw_publication",
        }
    }

    /// The kind of this word.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }

    /// What was done, on screen.
    pub const fn label(self) -> Words {
        match self {
            Self::Publish => words("发布", "published"),
            Self::Withdraw => words("撤回发布", "withdrawn"),
        }
    }
}

/// One decision about what is published of a month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Command {
    /// What it wants.
    pub kind: CommandKind,
    /// The month's edition that is published, by its number.
    pub edition: Option<u32>,
    /// The keys of the documents that are published: a program reads also those that it does not know.
    pub documents: Vec<String>,
    /// The publication that is taken back, by its number.
    pub number: Option<u32>,
    /// A remark; of what is taken back the reason.
    pub reason: Option<String>,
}

impl Command {
    /// Gives out documents of an edition. The remark may be empty.
    pub fn publish<'a>(
        edition: u32,
        documents: impl IntoIterator<Item = &'a str>,
        remark: &str,
    ) -> Self {
        Self {
            edition: Some(edition),
            documents: documents.into_iter().map(str::to_owned).collect(),
            ..Self::saying(CommandKind::Publish, remark)
        }
    }

    /// Takes a publication back.
    pub fn withdraw(number: u32, reason: &str) -> Self {
        Self {
            number: Some(number),
            ..Self::saying(CommandKind::Withdraw, reason)
        }
    }

    fn saying(kind: CommandKind, reason: &str) -> Self {
        Self {
            kind,
            edition: None,
            documents: Vec::new(),
            number: None,
            reason: Some(reason.trim().to_owned()).filter(|reason| !reason.is_empty()),
        }
    }
}

impl Command {
    /// Reads it as it is stored and sent.
    pub fn read(word: &str, carried: Carried) -> Result<Self, Unread> {
        let kind = CommandKind::from_key(word).ok_or(Unread::Word)?;
        Ok(Self {
            kind,
            edition: carried.edition,
            documents: carried.documents,
            number: carried.number,
            reason: carried.reason,
        })
    }

    /// What [`read`](Self::read) reads, beside the word.
    pub fn carried(&self) -> Carried {
        Carried {
            edition: self.edition,
            documents: self.documents.clone(),
            number: self.number,
            reason: self.reason.clone(),
            ..Carried::default()
        }
    }
}
