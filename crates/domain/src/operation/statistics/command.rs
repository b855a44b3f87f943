//! What the office wants of the statistics of a month.

use serde::{Deserialize, Serialize};

use super::{Figure, FigureKey};
use crate::operation::carried::{Carried, Unread};
use crate::text::{Words, words};

/// What a command wants.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum CommandKind {
    /// 录入: a figure as the statistics have it, in the place of what was there.
    #[serde(rename = "enter_figure")]
    Enter,
    /// 清除: a figure was none.
    #[serde(rename = "clear_figure")]
    Clear,
}

impl CommandKind {
    /// Every one.
    pub const ALL: [Self; 2] = [Self::Enter, Self::Clear];

    /// The word that is stored and sent.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Enter => "enter_figure",
            Self::Clear => "clear_figure",
        }
    }

    /// The kind of this word.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }

    /// What was done, on screen.
    pub const fn label(self) -> Words {
        match self {
            Self::Enter => words("录入统计数据", "entered a figure of the statistics"),
            Self::Clear => words("清除统计数据", "cleared a figure of the statistics"),
        }
    }
}

/// One decision about a figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Command {
    /// What it wants.
    pub kind: CommandKind,
    /// The figure as it is entered; of one that is cleared, which.
    pub figure: Box<Figure>,
    /// Why one is cleared.
    pub reason: Option<String>,
}

impl Command {
    /// Enters a figure.
    pub fn enter(figure: Figure) -> Self {
        Self {
            kind: CommandKind::Enter,
            figure: Box::new(Figure {
                source: figure.source.trim().to_owned(),
                ..figure
            }),
            reason: None,
        }
    }

    /// Clears one.
    pub fn clear(key: FigureKey, reason: &str) -> Self {
        Self {
            kind: CommandKind::Clear,
            figure: Box::new(Figure {
                statistic: key.statistic,
                of: key.of,
                value: None,
                rank: None,
                source: String::new(),
            }),
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
            figure: carried.figure.ok_or(Unread::Missing("figure"))?,
            reason: carried.reason,
        })
    }

    /// What [`read`](Self::read) reads, beside the word.
    pub fn carried(&self) -> Carried {
        Carried {
            figure: Some(self.figure.clone()),
            reason: self.reason.clone(),
            ..Carried::default()
        }
    }
}
