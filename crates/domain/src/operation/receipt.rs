//! What the device is told of an operation.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{OpId, Refusal};
use crate::check::Finding;
use crate::json::known;
use crate::rights::Role;
use crate::rule::RuleCode;

/// What became of an operation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Written as sent.
    Applied,
    /// Written beside what others had changed in other boxes.
    Merged,
    /// Kept as the second value of an open conflict; boxes not in conflict are written.
    Conflict,
    /// Sent before with the same content; nothing was done again.
    Duplicate,
    /// Refused; the findings or the message say why.
    Rejected,
    /// Not decided now, send it again: the operation before it has not arrived.
    Retry,
    /// A newer server's word that this program does not know: the operation stays where it is.
    #[serde(other)]
    Unknown,
}

/// The answer to one operation (回执).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// Which.
    pub op_id: OpId,
    /// What became of it.
    pub outcome: Outcome,
    /// The subject's revision afterwards.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rev: Option<u64>,
    /// The findings that stand in the way, if it was rejected.
    #[serde(
        default,
        deserialize_with = "known",
        skip_serializing_if = "Vec::is_empty"
    )]
    pub findings: Vec<Finding>,
    /// Rules that could not be evaluated on the server either.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub not_evaluated: Vec<RuleCode>,
    /// Why, if it was rejected or is to be sent again without findings.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refusal: Option<Refusal>,
    /// Which value and what is wrong with it, for an operation that could not be read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// How it moved a report along its chain, if it did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub passage: Option<Passage>,
}

/// How an operation moved a report along its chain, as it was when it was decided: roles and accounts
/// may be others later.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passage {
    /// The role in which it was decided.
    pub role: Role,
    /// The steps that were passed over, since nobody filled them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub skipped: Vec<Role>,
    /// 代报: it was handed in for a unit that could not.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub on_behalf: bool,
}

impl Receipt {
    /// One that says no more than what became of it.
    pub const fn of(op_id: OpId, outcome: Outcome) -> Self {
        Self {
            op_id,
            outcome,
            rev: None,
            findings: Vec::new(),
            not_evaluated: Vec::new(),
            refusal: None,
            detail: None,
            passage: None,
        }
    }

    /// One that refuses.
    pub fn refusing(op_id: OpId, refusal: Refusal) -> Self {
        Self {
            refusal: Some(refusal),
            ..Self::of(op_id, Outcome::Rejected)
        }
    }
}
