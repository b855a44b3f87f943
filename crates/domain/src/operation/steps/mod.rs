//! A subject that is held as what was decided about it: one numbered entry a decision, the oldest
//! first, with who decided it and when.

mod decide;
mod log;

use std::collections::BTreeMap;
use std::fmt::Debug;
use std::str::FromStr;

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::Incoming;
use crate::ids::Timestamp;
use crate::json;
use crate::order::Gather;
use crate::report::{FieldKey, FieldValue, FieldValues};

pub use decide::{Against, Decides, Most};
pub use log::Log;

pub(super) use decide::{decide, weighed, written};

/// What a step is stored as.
pub type Parts = BTreeMap<String, String>;

/// The parts that are a command's own; one that is absent is not stored.
pub type OwnParts = Vec<(&'static str, Option<String>)>;

/// A command that is kept as a step.
pub trait Logged: Debug + Clone + Eq {
    /// What the keys of its steps begin with; their number follows.
    const PREFIX: &'static str;

    /// What the server made of it, which stands in the step as well.
    type Made: Debug + Clone + Eq + Default;

    /// Reads it. `None` for what is no such command, or a newer program's.
    fn read(parts: &Parts) -> Option<(Self, Self::Made)>;

    /// What [`read`](Self::read) reads. No name may be one of `user`, `by`, `unit`, `at`.
    fn parts(&self, made: &Self::Made) -> OwnParts;

    /// Whether something was made of it that is made of such a command.
    fn is_made(&self, _made: &Self::Made) -> bool {
        true
    }
}

/// One thing that was decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step<C: Logged> {
    /// What.
    pub command: C,
    /// User name of who decided it.
    pub user: String,
    /// That person's name on screen, then.
    pub by: String,
    /// The name of that person's unit, then.
    pub unit: String,
    /// When the server received it, RFC 3339.
    pub at: Timestamp,
    /// What the server made of it.
    pub made: C::Made,
}

impl<C: Logged> Step<C> {
    /// A command as it arrives, of which the server makes this.
    pub(super) fn of(command: &C, incoming: &Incoming<'_>, made: C::Made) -> Self {
        Self {
            command: command.clone(),
            user: incoming.user.to_owned(),
            by: incoming.name.to_owned(),
            unit: incoming.unit.to_owned(),
            at: incoming.at.clone(),
            made,
        }
    }

    fn read(key: &FieldKey, value: &FieldValue) -> Option<Self> {
        let parts = value.record().filter(|_| is_step::<C>(key))?;
        let said = |name: &str| parts.get(name).cloned().unwrap_or_default();
        let (command, made) = C::read(parts)?;
        Some(Self {
            command,
            user: said("user"),
            by: said("by"),
            unit: said("unit"),
            at: said("at").into(),
            made,
        })
    }

    fn record(&self) -> FieldValue {
        let who = [
            ("user", self.user.as_str()),
            ("by", &self.by),
            ("unit", &self.unit),
            ("at", self.at.as_str()),
        ];
        let who = who.map(|(name, text)| (name, Some(text.to_owned())));
        let parts = self.command.parts(&self.made).into_iter().chain(who);
        let parts = parts.filter_map(|(name, text)| Some((name.to_owned(), text?)));
        FieldValue::Record(parts.into_map())
    }
}

fn is_step<C: Logged>(key: &FieldKey) -> bool {
    key.as_str().starts_with(C::PREFIX)
}

/// What is held after one more step.
pub fn with_step<C: Logged>(values: &FieldValues, step: &Step<C>) -> FieldValues {
    let mut values = values.clone();
    let number = values.keys().filter(|key| is_step::<C>(key)).count() + 1;
    if let Some(name) = FieldKey::new(&format!("{}{number:04}", C::PREFIX)) {
        values.insert(name, step.record());
    }
    values
}

/// The steps as somebody is told of them, each under its number. One that cannot be read may have
/// anything in it, and is left out.
pub(super) fn narrowed<C: Logged>(
    values: &FieldValues,
    narrow: impl Fn(Step<C>) -> Option<Step<C>>,
) -> FieldValues {
    let mut told = FieldValues::new();
    for (key, value) in values {
        if let Some(step) = Step::read(key, value).and_then(&narrow) {
            told.insert(key.clone(), step.record());
        }
    }
    told
}

/// A part that is a number or the like, if it is there.
pub(super) fn parsed<T: FromStr>(parts: &Parts, name: &str) -> Result<Option<T>, T::Err> {
    parts.get(name).map(|text| text.parse()).transpose()
}

/// A part that is a value as JSON, if it is there.
pub(super) fn embedded<T: DeserializeOwned>(
    parts: &Parts,
    name: &str,
) -> Result<Option<T>, serde_json::Error> {
    parts.get(name).map(|text| json::read(text)).transpose()
}

/// A value as such a part. None of those that are kept in steps fails to serialise.
pub(super) fn embed(value: &impl Serialize) -> Option<String> {
    serde_json::to_string(value).ok()
}
