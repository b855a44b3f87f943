//! What the office wants of the letters of a month.

use serde::{Deserialize, Serialize};

use super::Letter;
use crate::operation::carried::{Carried, Unread};
use crate::period::Date;
use crate::text::{Words, words};

/// What a command wants.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum CommandKind {
    /// 发出.
    #[serde(rename = "send_letter")]
    Send,
    /// 答复: it was answered.
    #[serde(rename = "answer_letter")]
    Answer,
    /// 作废: it should not have been sent.
    #[serde(rename = "void_letter")]
    Void,
}

impl CommandKind {
    /// Every one.
    pub const ALL: [Self; 3] = [Self::Send, Self::Answer, Self::Void];

    /// The word that is stored and sent.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Send => "send_letter",
            Self::Answer => "answer_letter",
            Self::Void => "void_letter",
        }
    }

    /// The kind of this word.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }

    /// What was done, on screen.
    pub const fn label(self) -> Words {
        match self {
            Self::Send => words("发出函件", "sent a letter"),
            Self::Answer => words("登记答复", "entered an answer"),
            Self::Void => words("函件作废", "declared a letter void"),
        }
    }
}

/// One decision about a letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Command {
    /// What it wants.
    pub kind: CommandKind,
    /// Which letter: a UUID, made on the device of whoever sends it.
    pub id: String,
    /// The letter, of one that is sent.
    pub letter: Option<Box<Letter>>,
    /// The day of an answer.
    pub day: Option<Date>,
    /// What is said of an answer, or why a letter is void.
    pub reason: Option<String>,
}

impl Command {
    /// Sends a letter.
    pub fn send(id: &str, letter: Letter) -> Self {
        Self {
            letter: Some(Box::new(letter)),
            ..Self::about(CommandKind::Send, id, "")
        }
    }

    /// It was answered on a day.
    pub fn answer(id: &str, day: Date, remark: &str) -> Self {
        Self {
            day: Some(day),
            ..Self::about(CommandKind::Answer, id, remark)
        }
    }

    /// It is void.
    pub fn void(id: &str, reason: &str) -> Self {
        Self::about(CommandKind::Void, id, reason)
    }

    fn about(kind: CommandKind, id: &str, reason: &str) -> Self {
        Self {
            kind,
            id: id.to_owned(),
            letter: None,
            day: None,
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
            id: carried.entry.ok_or(Unread::Missing("entry"))?,
            letter: carried.letter,
            day: carried.day,
            reason: carried.reason,
        })
    }

    /// What [`read`](Self::read) reads, beside the word.
    pub fn carried(&self) -> Carried {
        Carried {
            entry: Some(self.id.clone()),
            letter: self.letter.clone(),
            day: self.day,
            reason: self.reason.clone(),
            ..Carried::default()
        }
    }
}
