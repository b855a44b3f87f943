//! What a person wants of a report.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::operation::carried::{Carried, Unread};
use crate::report::Changes;
use crate::rights::Role;

/// What a command wants.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum CommandKind {
    /// Keep a draft, so that another device can go on with it.
    Set,
    /// Hand the report in.
    Submit,
    /// Settle an open conflict or amendment.
    Resolve,
    /// Declare the report void, with a reason.
    Void,
    /// Accept the report as it was seen, perhaps with a remark: it goes on to the next step of its chain.
    Accept,
    /// Send the report back as it was seen, with a comment, to an earlier step of its chain.
    Return,
}

impl CommandKind {
    /// Every one.
    pub const ALL: [Self; 6] = [
        Self::Set,
        Self::Submit,
        Self::Resolve,
        Self::Void,
        Self::Accept,
        Self::Return,
    ];

    /// The word that is stored and sent.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Set => "set",
            Self::Submit => "submit",
            Self::Resolve => "resolve",
            Self::Void => "void",
            Self::Accept => "accept",
            Self::Return => "return",
        }
    }

    /// The kind of this word.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }

    /// Whether it decides about a report or a conflict, instead of filling boxes.
    pub const fn decides(self) -> bool {
        !matches!(self, Self::Set | Self::Submit)
    }

    /// Whether it is a word about the report as a whole, whose boxes stay as they are.
    pub const fn is_verdict(self) -> bool {
        matches!(self, Self::Void | Self::Accept | Self::Return)
    }

    /// Whether the report has to pass the checks before it is taken. What is not checked needs no
    /// earlier months.
    pub const fn is_checked(self) -> bool {
        matches!(self, Self::Submit | Self::Resolve | Self::Accept)
    }

    /// Whether such commands build on each other. The others stand alone, each against the state
    /// that the person saw.
    pub const fn is_link(self) -> bool {
        matches!(self, Self::Set | Self::Submit | Self::Void)
    }
}

/// One change to one report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Command {
    /// What it wants.
    pub kind: CommandKind,
    /// The boxes that were changed; `None` empties one.
    pub changes: Changes,
    /// The conflicts that a `resolve` settles: figures and the words that explain them pass the
    /// checks together only.
    pub conflicts: Vec<u64>,
    /// Why, for `void` and `return`; a remark, for `accept`.
    pub reason: Option<String>,
    /// Whose step a `return` goes back to; without it, to who fills the report.
    pub to: Option<Role>,
}

impl Command {
    /// One that changes these boxes.
    pub const fn of(kind: CommandKind, changes: Changes) -> Self {
        Self {
            kind,
            changes,
            conflicts: Vec::new(),
            reason: None,
            to: None,
        }
    }

    /// One about the report as a whole.
    pub const fn saying(kind: CommandKind, reason: Option<String>) -> Self {
        Self {
            kind,
            changes: Changes::new(),
            conflicts: Vec::new(),
            reason,
            to: None,
        }
    }
}

impl Command {
    /// Reads it as it is stored and sent.
    pub fn read(word: &str, carried: Carried) -> Result<Self, Unread> {
        let kind = CommandKind::from_key(word).ok_or(Unread::Word)?;
        Ok(Self {
            kind,
            changes: carried.changes,
            conflicts: carried.conflicts,
            reason: carried.reason,
            to: carried.to,
        })
    }

    /// What [`read`](Self::read) reads, beside the word.
    pub fn carried(&self) -> Carried {
        Carried {
            changes: self.changes.clone(),
            conflicts: self.conflicts.clone(),
            reason: self.reason.clone(),
            to: self.to,
            ..Carried::default()
        }
    }
}
