//! What was decided about a month, as it is held: one entry a decision, the oldest first.

use std::collections::BTreeMap;

use super::{Command, CommandKind, Listed};
use crate::ids::Timestamp;
use crate::json;
use crate::order::Gather;
use crate::period::{Date, parse_day, show_day};
use crate::report::{FieldKey, FieldValue, FieldValues};

/// What the keys of steps begin with; their number follows.
const STEP: &str = "step.";

/// One thing that was decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// What.
    pub command: Command,
    /// User name of who decided it.
    pub user: String,
    /// That person's name on screen, then.
    pub by: String,
    /// The name of that person's unit, then.
    pub unit: String,
    /// When the server received it, RFC 3339.
    pub at: Timestamp,
    /// What a lock froze.
    pub edition: Option<Frozen>,
}

/// Names an edition, and stands for every byte of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Frozen {
    /// Its number, from 1.
    pub number: u32,
    /// SHA-256 of the document, in hexadecimal.
    pub digest: String,
    /// The projects that have no report in it (缺报).
    pub missing: Vec<String>,
}

impl Step {
    fn read(parts: &BTreeMap<String, String>) -> Option<Self> {
        let part = |name: &str| parts.get(name).cloned();
        let said = |name: &str| part(name).unwrap_or_default();
        let projects: Option<Vec<Listed>> = match parts.get("projects") {
            Some(text) => json::read(text).ok(),
            None => Some(Vec::new()),
        };
        let frozen = || {
            Some(Frozen {
                number: parts.get("edition")?.parse().ok()?,
                digest: part("digest")?,
                missing: json::read(parts.get("missing")?).ok()?,
            })
        };
        Some(Self {
            command: Command {
                kind: CommandKind::from_key(parts.get("kind")?)?,
                projects: projects?,
                unit: part("for_unit"),
                until: part("until").and_then(|day| parse_day(&day).ok()),
                reason: part("reason"),
            },
            user: said("user"),
            by: said("by"),
            unit: said("unit"),
            at: said("at").into(),
            edition: frozen(),
        })
    }

    pub(super) fn record(&self) -> FieldValue {
        let Command {
            kind,
            projects,
            unit,
            until,
            reason,
        } = &self.command;
        let who = [
            ("kind", kind.key()),
            ("user", self.user.as_str()),
            ("by", &self.by),
            ("unit", &self.unit),
            ("at", self.at.as_str()),
        ];
        let who = who.map(|(name, text)| (name, Some(text.to_owned())));
        let frozen = self.edition.as_ref();
        let what = [
            ("projects", list(projects).filter(|_| !projects.is_empty())),
            ("for_unit", unit.clone()),
            ("until", until.map(day)),
            ("reason", reason.clone()),
            ("edition", frozen.map(|frozen| frozen.number.to_string())),
            ("digest", frozen.map(|frozen| frozen.digest.clone())),
            ("missing", frozen.and_then(|frozen| list(&frozen.missing))),
        ];
        let parts = who.into_iter().chain(what);
        let parts = parts.filter_map(|(name, text)| Some((name.to_owned(), text?)));
        FieldValue::Record(parts.into_map())
    }
}

fn day(day: Date) -> String {
    show_day(day)
}

/// Nothing in a list of names fails to serialise.
fn list(items: &impl serde::Serialize) -> Option<String> {
    serde_json::to_string(items).ok()
}

/// The steps that are held, the oldest first. `None` if one of them cannot be read.
pub(super) fn steps(values: &FieldValues) -> Option<Vec<Step>> {
    let steps = values.iter().filter(|(key, _)| is_step(key));
    steps
        .map(|(_, value)| Step::read(value.record()?))
        .collect()
}

/// The step under a key; `None` if it is none, or cannot be read.
pub(super) fn read(key: &FieldKey, value: &FieldValue) -> Option<Step> {
    Step::read(value.record().filter(|_| is_step(key))?)
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
