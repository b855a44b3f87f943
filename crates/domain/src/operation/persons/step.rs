//! What was decided about the persons of a project, as it is held: one entry a decision, the oldest
//! first.

use std::collections::BTreeMap;

use super::{Command, CommandKind, Person};
use crate::ids::Timestamp;
use crate::json;
use crate::order::Gather;
use crate::report::{FieldKey, FieldValue, FieldValues};

/// What the keys of steps begin with; their number follows.
const STEP: &str = "person.";

/// One thing that was decided.
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
}

impl Step {
    fn read(parts: &BTreeMap<String, String>) -> Option<Self> {
        let said = |name: &str| parts.get(name).cloned().unwrap_or_default();
        let person: Option<Box<Person>> = match parts.get("person") {
            Some(text) => Some(json::read(text).ok()?),
            None => None,
        };
        let last = match parts.get("last") {
            Some(text) => Some(text.parse().ok()?),
            None => None,
        };
        Some(Self {
            command: Command {
                kind: CommandKind::from_key(parts.get("kind")?)?,
                entry: parts.get("entry")?.clone(),
                replaces: parts.get("replaces").cloned(),
                person,
                last,
                reason: parts.get("reason").cloned(),
            },
            user: said("user"),
            by: said("by"),
            unit: said("unit"),
            at: said("at").into(),
        })
    }

    fn record(&self) -> FieldValue {
        let command = &self.command;
        let person = command.person.as_ref();
        let parts = [
            ("kind", Some(command.kind.key().to_owned())),
            ("entry", Some(command.entry.clone())),
            ("replaces", command.replaces.clone()),
            // No person fails to serialise.
            (
                "person",
                person.and_then(|person| serde_json::to_string(person).ok()),
            ),
            ("last", command.last.map(|last| last.to_string())),
            ("reason", command.reason.clone()),
            ("user", Some(self.user.clone())),
            ("by", Some(self.by.clone())),
            ("unit", Some(self.unit.clone())),
            ("at", Some(self.at.as_str().to_owned())),
        ];
        let parts = parts.into_iter();
        let parts = parts.filter_map(|(name, text)| Some((name.to_owned(), text?)));
        FieldValue::Record(parts.into_map())
    }

    /// Without the number, and without free words, in which one may stand.
    fn narrowed(mut self) -> Self {
        let person = self.command.person.take();
        self.command.person = person.map(|person| person.without_telephone().into());
        self.command.reason = None;
        self
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

/// The same for somebody who sees no telephone numbers. A step that cannot be read may have one
/// anywhere, and is left out.
pub fn narrowed(values: &FieldValues) -> FieldValues {
    let mut told = FieldValues::new();
    for (key, value) in values.iter().filter(|(key, _)| is_step(key)) {
        if let Some(step) = value.record().and_then(Step::read) {
            told.insert(key.clone(), step.narrowed().record());
        }
    }
    told
}

fn is_step(key: &FieldKey) -> bool {
    key.as_str().starts_with(STEP)
}
