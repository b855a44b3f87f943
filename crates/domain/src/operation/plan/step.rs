//! What was decided and proposed about a project's plan, as it is held: one entry a decision, the
//! oldest first.

use std::collections::BTreeMap;

use super::{Command, CommandKind};
use crate::ids::Timestamp;
use crate::json;
use crate::order::Gather;
use crate::plan::PlanVersion;
use crate::report::{FieldKey, FieldValue, FieldValues};

/// What the keys of steps begin with; their number follows.
const STEP: &str = "plan.";

/// One thing that was decided or proposed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// What.
    pub command: Command,
    /// User name of whoever did it.
    pub user: String,
    /// That person's name on screen, then.
    pub by: String,
    /// The name of that person's unit, then.
    pub unit: String,
    /// When the server received it, RFC 3339.
    pub at: Timestamp,
    /// The number of the version that was adopted by it.
    pub adopted: Option<u32>,
}

impl Step {
    fn read(parts: &BTreeMap<String, String>) -> Option<Self> {
        let said = |name: &str| parts.get(name).cloned().unwrap_or_default();
        let version: Option<Box<PlanVersion>> = match parts.get("version") {
            Some(text) => Some(json::read(text).ok()?),
            None => None,
        };
        let number = |name: &str| match parts.get(name) {
            Some(text) => text.parse().ok().map(Some),
            None => Some(None),
        };
        Some(Self {
            command: Command {
                kind: CommandKind::from_key(parts.get("kind")?)?,
                version,
                proposal: number("proposal")?,
                reason: parts.get("reason").cloned(),
            },
            user: said("user"),
            by: said("by"),
            unit: said("unit"),
            at: said("at").into(),
            adopted: number("adopted")?,
        })
    }

    fn record(&self) -> FieldValue {
        let command = &self.command;
        let version = command.version.as_ref();
        let parts = [
            ("kind", Some(command.kind.key().to_owned())),
            ("user", Some(self.user.clone())),
            ("by", Some(self.by.clone())),
            ("unit", Some(self.unit.clone())),
            ("at", Some(self.at.as_str().to_owned())),
            // No version fails to serialise.
            (
                "version",
                version.and_then(|version| serde_json::to_string(version).ok()),
            ),
            ("proposal", command.proposal.map(|one| one.to_string())),
            ("reason", command.reason.clone()),
            ("adopted", self.adopted.map(|one| one.to_string())),
        ];
        let parts = parts.into_iter();
        let parts = parts.filter_map(|(name, text)| Some((name.to_owned(), text?)));
        FieldValue::Record(parts.into_map())
    }
}

/// The steps that are held, the oldest first. `None` if one of them cannot be read.
pub(super) fn steps(values: &FieldValues) -> Option<Vec<Step>> {
    let steps = values.iter().filter(|(key, _)| is_step(key));
    steps
        .map(|(_, value)| Step::read(value.record()?))
        .collect()
}

/// What is held after one more step.
pub fn with_step(values: &FieldValues, step: &Step) -> FieldValues {
    let mut values = values.clone();
    let number = values.keys().filter(|key| is_step(key)).count() + 1;
    if let Some(name) = FieldKey::new(&format!("{STEP}{number:04}")) {
        values.insert(name, step.record());
    }
    values
}

fn is_step(key: &FieldKey) -> bool {
    key.as_str().starts_with(STEP)
}
