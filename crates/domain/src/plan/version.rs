//! A version of a project's plan (计划版本): its row, the month from which it counts, and the decision
//! behind it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::PlanRow;
use crate::ids::Timestamp;
use crate::period::Month;
use crate::text::{Words, words};

/// What is decided with a version.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum PlanChange {
    /// 年度计划: the plan of the year as it was issued.
    Annual,
    /// 增补: a project enters during the year, or comes back.
    Supplement,
    /// 调出: it leaves, with a cause.
    Exit,
    /// 性质变更.
    Nature,
    /// 调整: other amounts, dates, units or words.
    Amend,
}

impl PlanChange {
    /// Every one.
    pub const ALL: [Self; 5] = [
        Self::Annual,
        Self::Supplement,
        Self::Exit,
        Self::Nature,
        Self::Amend,
    ];

    /// The word that is stored and sent.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Annual => "annual",
            Self::Supplement => "supplement",
            Self::Exit => "exit",
            Self::Nature => "nature",
            Self::Amend => "amend",
        }
    }

    /// On screen.
    pub const fn label(self) -> Words {
        match self {
            Self::Annual => words("年度计划", "annual plan"),
            Self::Supplement => words("增补", "supplement"),
            Self::Exit => words("调出", "exit"),
            Self::Nature => words("性质变更", "change of nature"),
            Self::Amend => words("调整", "amendment"),
        }
    }

    /// What turns `before` into `after`.
    pub fn between(before: &PlanRow, after: &PlanRow) -> Self {
        if after.exited.is_some() && before.exited.is_none() {
            Self::Exit
        } else if before.exited.is_some() && after.exited.is_none() {
            Self::Supplement
        } else if before.nature != after.nature {
            Self::Nature
        } else {
            Self::Amend
        }
    }
}

/// Why a project leaves the plan.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum ExitCause {
    /// 宏观调控.
    MacroControl,
    /// 产业政策.
    IndustrialPolicy,
    /// 责任单位.
    Unit,
    /// 业主.
    Owner,
}

impl ExitCause {
    /// Every one.
    pub const ALL: [Self; 4] = [
        Self::MacroControl,
        Self::IndustrialPolicy,
        Self::Unit,
        Self::Owner,
    ];

    /// 客观原因; the others are 主观原因.
    pub const fn is_objective(self) -> bool {
        matches!(self, Self::MacroControl | Self::IndustrialPolicy)
    }

    /// On screen.
    pub const fn label(self) -> Words {
        match self {
            Self::MacroControl => words("客观：宏观调控", "objective: macro control"),
            Self::IndustrialPolicy => words("客观：产业政策", "objective: industrial policy"),
            Self::Unit => words("主观：责任单位", "subjective: the unit in charge"),
            Self::Owner => words("主观：项目业主", "subjective: the owner"),
        }
    }
}

/// One version of a project's plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PlanVersion {
    /// Counts the versions of the project, from 1, in the order in which they were adopted. One that is
    /// only wanted has the number that it would get if nothing came between.
    pub number: u32,
    /// What is decided.
    pub change: PlanChange,
    /// The first month for which it counts.
    pub valid_from: Month,
    /// 文件: the document that says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<String>,
    /// 批次.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub batch: Option<String>,
    /// 批准的人或单位.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub approver: Option<String>,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Why it leaves, for 调出.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cause: Option<ExitCause>,
    /// The row from then on.
    pub row: PlanRow,
    /// Who adopted it: the name on screen; empty for what was imported or is only wanted.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub by: String,
    /// When the server received that, RFC 3339; empty where it is not known.
    #[serde(default, skip_serializing_if = "Timestamp::is_empty")]
    pub at: Timestamp,
}

impl PlanVersion {
    /// A version that says no more than the row.
    pub fn of(number: u32, change: PlanChange, valid_from: Month, row: PlanRow) -> Self {
        Self {
            number,
            change,
            valid_from,
            document: None,
            batch: None,
            approver: None,
            reason: None,
            cause: None,
            row,
            by: String::new(),
            at: Timestamp::default(),
        }
    }

    /// Whether there is nothing to tell of it but the row and the month.
    pub const fn is_plain(&self) -> bool {
        matches!(self.change, PlanChange::Annual)
            && self.document.is_none()
            && self.batch.is_none()
            && self.approver.is_none()
            && self.reason.is_none()
            && self.cause.is_none()
            && self.by.is_empty()
    }
}
