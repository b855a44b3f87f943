//! What somebody wants of a project's plan.

use serde::{Deserialize, Serialize};

use crate::operation::carried::{Carried, Unread};
use crate::plan::PlanVersion;
use crate::text::{Words, words};

/// What a command wants.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CommandKind {
    /// 核定: the office decides a version.
    Adopt,
    /// 申报: a unit proposes one.
    Propose,
    /// 同意: the office adopts what was proposed.
    Approve,
    /// 不予同意: it does not, and says why.
    Decline,
    /// 撤回申报: the unit takes back what it proposed.
    Retract,
}

impl CommandKind {
    /// Every one.
    pub const ALL: [Self; 5] = [
        Self::Adopt,
        Self::Propose,
        Self::Approve,
        Self::Decline,
        Self::Retract,
    ];

    /// The word that is stored and sent.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Adopt => "adopt",
            Self::Propose => "propose",
            Self::Approve => "approve",
            Self::Decline => "decline",
            Self::Retract => "retract",
        }
    }

    /// The kind of this word.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }

    /// What was done, on screen.
    pub const fn label(self) -> Words {
        match self {
            Self::Adopt => words("核定计划", "adopted a plan"),
            Self::Propose => words("申报计划", "proposed a plan"),
            Self::Approve => words("同意申报", "approved the proposal"),
            Self::Decline => words("不予同意", "declined the proposal"),
            Self::Retract => words("撤回申报", "took the proposal back"),
        }
    }

    /// Whether a version comes with it.
    pub const fn carries_version(self) -> bool {
        matches!(self, Self::Adopt | Self::Propose)
    }

    /// Whether the plan is another afterwards.
    pub const fn adopts(self) -> bool {
        matches!(self, Self::Adopt | Self::Approve)
    }

    /// Whether only the office does so.
    pub const fn is_offices(self) -> bool {
        matches!(self, Self::Adopt | Self::Approve | Self::Decline)
    }
}

/// One decision about a project's plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Command {
    /// What it wants.
    pub kind: CommandKind,
    /// The version that is adopted or proposed.
    pub version: Option<Box<PlanVersion>>,
    /// The proposal that is answered or taken back, by its number.
    pub proposal: Option<u32>,
    /// The words: why what the checks ask about is right, why a proposal is declined.
    pub reason: Option<String>,
}

impl Command {
    /// The office decides a version.
    pub fn adopt(version: PlanVersion) -> Self {
        Self {
            version: Some(version.into()),
            ..Self::saying(CommandKind::Adopt, "")
        }
    }

    /// A unit proposes a version; with the reason for what the checks ask about.
    pub fn propose(version: PlanVersion, reason: &str) -> Self {
        Self {
            version: Some(version.into()),
            ..Self::saying(CommandKind::Propose, reason)
        }
    }

    /// A proposal is answered, or taken back.
    pub fn about(kind: CommandKind, proposal: u32, reason: &str) -> Self {
        Self {
            proposal: Some(proposal),
            ..Self::saying(kind, reason)
        }
    }

    fn saying(kind: CommandKind, reason: &str) -> Self {
        Self {
            kind,
            version: None,
            proposal: None,
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
            version: carried.version,
            proposal: carried.proposal,
            reason: carried.reason,
        })
    }

    /// What [`read`](Self::read) reads, beside the word.
    pub fn carried(&self) -> Carried {
        Carried {
            version: self.version.clone(),
            proposal: self.proposal,
            reason: self.reason.clone(),
            ..Carried::default()
        }
    }
}
