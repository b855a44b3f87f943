//! What the office wants of a month.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::operation::carried::{Carried, Unread};
use crate::period::Date;
use crate::text::{Words, words};

/// What a command wants.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CommandKind {
    /// 封账: nothing of the month changes any more; an edition is frozen.
    Lock,
    /// 更正: open a locked month again, for named projects or for all.
    Reopen,
    /// 延期: more time, granted beforehand.
    Extend,
    /// 免责: a report came late that was handed in offline in time.
    Excuse,
}

impl CommandKind {
    /// Every one.
    pub const ALL: [Self; 4] = [Self::Lock, Self::Reopen, Self::Extend, Self::Excuse];

    /// The word that is stored and sent.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Lock => "lock",
            Self::Reopen => "reopen",
            Self::Extend => "extend",
            Self::Excuse => "excuse",
        }
    }

    /// The kind of this word.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }

    /// What was done, on screen.
    pub const fn label(self) -> Words {
        match self {
            Self::Lock => words("封账", "locked"),
            Self::Reopen => words("重新开放更正", "reopened"),
            Self::Extend => words("延期", "extended"),
            Self::Excuse => words("离线迟到免责", "excused"),
        }
    }

    /// Whether it can be decided only against the month as the person saw it. What gives more time or
    /// excuses stands on its own.
    pub const fn needs_view(self) -> bool {
        matches!(self, Self::Lock | Self::Reopen)
    }

    /// Whether a reason has to come with it.
    pub const fn needs_reason(self) -> bool {
        !matches!(self, Self::Lock)
    }
}

/// A project that a command names.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Listed {
    /// Project id.
    pub project: String,
    /// The revision of its report that was seen, for a lock; 0 if there was none.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub rev: u64,
}

#[cfg_attr(
    target_pointer_width = "64",
    expect(
        clippy::trivially_copy_pass_by_ref,
        reason = "the signature that serde asks for; nothing to save where a reference is smaller"
    )
)]
const fn is_zero(rev: &u64) -> bool {
    *rev == 0
}

/// One decision about a month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Command {
    /// What it wants.
    pub kind: CommandKind,
    /// For a lock those that are confirmed as 缺报, for a reopening those that may be corrected (none
    /// named: all), for an extension and an excuse those that it is for.
    pub projects: Vec<Listed>,
    /// The unit that is given more time, by id: for all projects that it leads.
    pub unit: Option<String>,
    /// The last day in time of an extension.
    pub until: Option<Date>,
    /// Why.
    pub reason: Option<String>,
}

impl Command {
    /// A lock of a month in which these projects are 缺报.
    pub const fn lock(missing: Vec<Listed>) -> Self {
        Self {
            kind: CommandKind::Lock,
            projects: missing,
            unit: None,
            until: None,
            reason: None,
        }
    }

    /// Opens a locked month again for these projects, or for all.
    pub fn reopen(projects: &[String], reason: &str) -> Self {
        Self {
            projects: listed(projects),
            ..Self::saying(CommandKind::Reopen, reason)
        }
    }

    /// Gives more time, until and with a day, to a unit, to projects, or to both.
    pub fn extend(unit: Option<String>, projects: &[String], until: Date, reason: &str) -> Self {
        Self {
            unit,
            projects: listed(projects),
            until: Some(until),
            ..Self::saying(CommandKind::Extend, reason)
        }
    }

    /// Excuses the late report of a project.
    pub fn excuse(project: &str, reason: &str) -> Self {
        Self {
            projects: listed(&[project.to_owned()]),
            ..Self::saying(CommandKind::Excuse, reason)
        }
    }

    fn saying(kind: CommandKind, reason: &str) -> Self {
        Self {
            kind,
            projects: Vec::new(),
            unit: None,
            until: None,
            reason: Some(reason.trim().to_owned()).filter(|reason| !reason.is_empty()),
        }
    }
}

fn listed(projects: &[String]) -> Vec<Listed> {
    let listed = projects.iter().map(|project| Listed {
        project: project.clone(),
        rev: 0,
    });
    listed.collect()
}

impl Command {
    /// Reads it as it is stored and sent.
    pub fn read(word: &str, carried: Carried) -> Result<Self, Unread> {
        let kind = CommandKind::from_key(word).ok_or(Unread::Word)?;
        Ok(Self {
            kind,
            projects: carried.projects,
            unit: carried.unit,
            until: carried.until,
            reason: carried.reason,
        })
    }

    /// What [`read`](Self::read) reads, beside the word.
    pub fn carried(&self) -> Carried {
        Carried {
            projects: self.projects.clone(),
            unit: self.unit.clone(),
            until: self.until,
            reason: self.reason.clone(),
            ..Carried::default()
        }
    }
}
