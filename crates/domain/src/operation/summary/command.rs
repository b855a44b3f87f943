//! What somebody wants of a summary.

use super::Texts;
use crate::operation::carried::{Carried, Unread};
use crate::text::{Words, words};

/// What a command wants.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CommandKind {
    /// 填写: what stands under some headings.
    Write,
    /// 上报.
    HandIn,
    /// 撤回: it is written on before anybody has decided about it.
    Withdraw,
    /// 退回, with the reason.
    Return,
    /// 审定.
    Accept,
}

impl CommandKind {
    /// Every one.
    pub const ALL: [Self; 5] = [
        Self::Write,
        Self::HandIn,
        Self::Withdraw,
        Self::Return,
        Self::Accept,
    ];

    /// The word that is stored and sent.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Write => "write_summary",
            Self::HandIn => "hand_in_summary",
            Self::Withdraw => "withdraw_summary",
            Self::Return => "return_summary",
            Self::Accept => "accept_summary",
        }
    }

    /// The kind of this word.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }

    /// What was done, on screen.
    pub const fn label(self) -> Words {
        match self {
            Self::Write => words("填写总结", "wrote a summary"),
            Self::HandIn => words("上报总结", "handed in a summary"),
            Self::Withdraw => words("撤回总结", "took a summary back"),
            Self::Return => words("退回总结", "returned a summary"),
            Self::Accept => words("审定总结", "accepted a summary"),
        }
    }

    /// Whether only the office does so.
    pub const fn is_offices(self) -> bool {
        matches!(self, Self::Return | Self::Accept)
    }
}

/// One decision about a summary.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Command {
    /// What it wants.
    pub kind: CommandKind,
    /// What is written, of the headings that change.
    pub texts: Option<Box<Texts>>,
    /// Why it is returned.
    pub reason: Option<String>,
}

impl Command {
    /// Writes under those headings of which something is said.
    pub fn write(texts: Texts) -> Self {
        Self {
            texts: Some(Box::new(texts)),
            ..Self::of(CommandKind::Write)
        }
    }

    /// One that changes no word.
    pub const fn of(kind: CommandKind) -> Self {
        Self {
            kind,
            texts: None,
            reason: None,
        }
    }

    /// Sends it back.
    pub fn send_back(reason: &str) -> Self {
        Self {
            reason: Some(reason.trim().to_owned()).filter(|reason| !reason.is_empty()),
            ..Self::of(CommandKind::Return)
        }
    }
}

impl Command {
    /// Reads it as it is stored and sent.
    pub fn read(word: &str, carried: Carried) -> Result<Self, Unread> {
        let kind = CommandKind::from_key(word).ok_or(Unread::Word)?;
        Ok(Self {
            kind,
            texts: carried.texts,
            reason: carried.reason,
        })
    }

    /// What [`read`](Self::read) reads, beside the word.
    pub fn carried(&self) -> Carried {
        Carried {
            texts: self.texts.clone(),
            reason: self.reason.clone(),
            ..Carried::default()
        }
    }
}
