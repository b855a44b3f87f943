//! What a person wants of a question.

use serde::{Deserialize, Serialize};

use super::State;
use crate::operation::carried::{Carried, Unread};
use crate::report::FieldKey;
use crate::text::{Words, words};

/// What a command wants.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CommandKind {
    /// 提出: ask about a box.
    Ask,
    /// 答复: answer.
    Answer,
    /// 追问: the answer leaves something open.
    AskAgain,
    /// 办结: the answer will do.
    Close,
    /// 撤回: take the question back.
    Withdraw,
}

impl CommandKind {
    /// Every one.
    pub const ALL: [Self; 5] = [
        Self::Ask,
        Self::Answer,
        Self::AskAgain,
        Self::Close,
        Self::Withdraw,
    ];

    /// The word that is stored and sent.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Ask => "ask",
            Self::Answer => "answer",
            Self::AskAgain => "ask_again",
            Self::Close => "close",
            Self::Withdraw => "withdraw",
        }
    }

    /// The kind of this word.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }

    /// What was done, on screen.
    pub const fn label(self) -> Words {
        match self {
            Self::Ask => words("提出疑问", "asked"),
            Self::Answer => words("答复", "answered"),
            Self::AskAgain => words("追问", "asked again"),
            Self::Close => words("办结", "closed"),
            Self::Withdraw => words("撤回", "withdrew"),
        }
    }

    /// Whether words have to come with it.
    pub const fn needs_words(self) -> bool {
        matches!(self, Self::Ask | Self::Answer | Self::AskAgain)
    }

    /// Whether it ends the question, which takes having read all that was said.
    pub const fn ends(self) -> bool {
        matches!(self, Self::Close | Self::Withdraw)
    }

    /// Where the question stands afterwards.
    pub const fn leads_to(self) -> State {
        match self {
            Self::Ask | Self::AskAgain => State::Open,
            Self::Answer => State::Answered,
            Self::Close => State::Closed,
            Self::Withdraw => State::Withdrawn,
        }
    }
}

/// One step of a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Command {
    /// What it wants.
    pub kind: CommandKind,
    /// The box that is asked about, for `ask`.
    pub field: Option<FieldKey>,
    /// The words.
    pub text: Option<String>,
}

impl Command {
    /// A step with these words; none if they are empty.
    pub fn saying(kind: CommandKind, text: &str) -> Self {
        let text = Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        Self {
            kind,
            field: None,
            text,
        }
    }

    /// The words.
    pub fn text(&self) -> Option<&str> {
        self.text.as_deref()
    }
}

impl Command {
    /// Reads it as it is stored and sent.
    pub fn read(word: &str, carried: Carried) -> Result<Self, Unread> {
        let kind = CommandKind::from_key(word).ok_or(Unread::Word)?;
        Ok(Self {
            kind,
            field: carried.field,
            text: carried.reason,
        })
    }

    /// What [`read`](Self::read) reads, beside the word.
    pub fn carried(&self) -> Carried {
        Carried {
            field: self.field.clone(),
            reason: self.text.clone(),
            ..Carried::default()
        }
    }
}
