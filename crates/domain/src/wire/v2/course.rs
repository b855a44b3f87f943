//! How far a report has come on its chain, on its way to a device.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::ids::Timestamp;
use crate::operation;
use crate::operation::report::CommandKind;
use crate::rights::Role;

/// How far a report has come on its chain since it was handed in last.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Course {
    /// Who handed it in: the name on screen.
    pub by: String,
    /// When the server received it, RFC 3339.
    pub at: Timestamp,
    /// 代报: for a unit that could not.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub on_behalf: bool,
    /// What reviewers have decided since, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub steps: Vec<CourseStep>,
    /// The roles of the chain that nobody fills now; told to those who review.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub vacant: Vec<String>,
    /// Whether the one whom it is told to has filed what it holds, so that others review it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_own: bool,
}

/// One decision about a report on its way through its chain.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct CourseStep {
    /// The word of the command: `accept`, `return` or `void`.
    pub kind: String,
    /// In which role; absent where it was decided before there were chains.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    /// Who: the name on screen.
    pub by: String,
    /// When the server received it, RFC 3339.
    pub at: Timestamp,
    /// The comment or reason.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comment: Option<String>,
    /// The steps that were passed over, since nobody filled them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub skipped: Vec<String>,
    /// Whose step it was returned to; absent: to who fills it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
}

fn keys(roles: &[Role]) -> Vec<String> {
    roles.iter().map(|role| role.key().to_owned()).collect()
}

/// Those that this program knows.
fn roles(keys: &[String]) -> Vec<Role> {
    keys.iter().filter_map(|key| Role::from_key(key)).collect()
}

impl From<operation::Course> for Course {
    fn from(course: operation::Course) -> Self {
        Self {
            by: course.by,
            at: course.at,
            on_behalf: course.on_behalf,
            steps: course.steps.into_iter().map(CourseStep::from).collect(),
            vacant: keys(&course.vacant),
            is_own: course.is_own,
        }
    }
}

/// A step in words that this program does not know is left out.
impl From<Course> for operation::Course {
    fn from(course: Course) -> Self {
        let steps = course.steps.into_iter();
        Self {
            by: course.by,
            at: course.at,
            on_behalf: course.on_behalf,
            steps: steps.filter_map(CourseStep::read).collect(),
            vacant: roles(&course.vacant),
            is_own: course.is_own,
        }
    }
}

impl From<operation::CourseStep> for CourseStep {
    fn from(step: operation::CourseStep) -> Self {
        let key = |role: Role| role.key().to_owned();
        Self {
            kind: step.kind.key().to_owned(),
            role: step.role.map(key),
            by: step.by,
            at: step.at,
            comment: step.comment,
            skipped: keys(&step.skipped),
            to: step.to.map(key),
        }
    }
}

impl CourseStep {
    fn read(self) -> Option<operation::CourseStep> {
        let role = |key: Option<String>| key.and_then(|key| Role::from_key(&key));
        Some(operation::CourseStep {
            kind: CommandKind::from_key(&self.kind)?,
            role: role(self.role),
            by: self.by,
            at: self.at,
            comment: self.comment,
            skipped: roles(&self.skipped),
            to: role(self.to),
        })
    }
}
