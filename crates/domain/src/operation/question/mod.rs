//! 疑问: a question on one box of a report. A reviewer asks, those who report the project answer, and
//! whoever reviews closes it; both ends may be offline.
//!
//! A question is what was said about it, one remark a revision: nothing that was said is changed or
//! lost, whoever said it first.

mod command;
mod decide;
mod state;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use crate::ids::Timestamp;
use crate::order::Gather;
use crate::period::Date;
use crate::report::{FieldKey, FieldValue, FieldValues};
use crate::rights::May;

pub use command::{Command, CommandKind};
pub(crate) use decide::admit;
pub use decide::{decide, narrowed, obstacle};
pub use state::State;

/// The box with the key of the box that is asked about.
const FIELD: &str = "field";
/// Stands for the box of a question of which nothing is left but a step that was not taken.
pub const UNKNOWN: &str = "question";
/// What the keys of remarks begin with; their number follows.
const REMARK: &str = "remark.";

/// A question, read from its boxes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// The box that it is about.
    pub field: FieldKey,
    /// What was said, the oldest first.
    pub remarks: Vec<Remark>,
}

/// One thing that was said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// What was done with it.
    pub kind: CommandKind,
    /// User name of who said it.
    pub user: String,
    /// That person's name on screen, then.
    pub by: String,
    /// The name of that person's unit, then.
    pub unit: String,
    /// When the server received it, RFC 3339.
    pub at: Timestamp,
    /// The words; empty where none are needed.
    pub text: String,
}

impl Question {
    /// Reads what is held. `None` for boxes that are no question.
    pub fn read(values: &FieldValues) -> Option<Self> {
        let field = field(values)?;
        let remarks = values.iter().filter_map(|(key, value)| {
            key.as_str().strip_prefix(REMARK)?;
            Remark::read(value.record()?)
        });
        Some(Self {
            field,
            remarks: remarks.collect(),
        })
    }

    /// Where it stands.
    pub fn state(&self) -> Option<State> {
        self.remarks.last().map(|last| last.kind.leads_to())
    }

    /// Who asked, and when.
    pub fn asked(&self) -> Option<&Remark> {
        self.remarks.first()
    }

    /// Whether somebody who may do so much with it ([`narrowed`]) has to do something about it: answer an
    /// open one, which whoever asks in it does not expect of themselves; close an answered one or ask
    /// again, which is not up to who has just answered it, unless it is their own.
    pub fn waits_for(&self, may: May, user: &str) -> bool {
        let is_by = |remark: &Remark| remark.user == user;
        match self.state() {
            Some(State::Open) => {
                let asks = |remark: &&Remark| remark.kind.leads_to() == State::Open;
                may.report && !self.remarks.iter().filter(asks).any(is_by)
            }
            Some(State::Answered) => {
                let is_own = self.asked().is_some_and(is_by);
                may.asks() && (is_own || !self.remarks.last().is_some_and(is_by))
            }
            Some(State::Closed | State::Withdrawn) | None => false,
        }
    }

    /// How many days ago it was asked, counted in Beijing; `None` before anything was said.
    pub fn age(&self, today: Date) -> Option<i64> {
        let asked = self.asked()?.at.in_beijing()?;
        Some(asked.day.duration_until(today).as_hours() / 24)
    }

    /// Whether `after` is `before` with what this command says.
    pub fn follows(before: &FieldValues, command: &Command, after: &FieldValues) -> bool {
        let said = Self::read(after);
        let Some(last) = said.as_ref().and_then(|question| question.remarks.last()) else {
            return false;
        };
        last.kind == command.kind
            && last.text == command.text().unwrap_or_default()
            && with_remark(before, command.field.as_ref(), last) == *after
    }

    /// Whether somebody else than `user` has said something since the `seen`th remark.
    fn is_overtaken(&self, seen: u64, user: &str) -> bool {
        let seen = usize::try_from(seen).unwrap_or(usize::MAX);
        let since = self.remarks.get(seen..).unwrap_or_default();
        since.iter().any(|remark| remark.user != user)
    }
}

impl Remark {
    fn read(parts: &BTreeMap<String, String>) -> Option<Self> {
        let part = |name: &str| parts.get(name).cloned().unwrap_or_default();
        Some(Self {
            kind: CommandKind::from_key(parts.get("kind")?)?,
            user: part("user"),
            by: part("by"),
            unit: part("unit"),
            at: part("at").into(),
            text: part("text"),
        })
    }

    fn record(&self) -> FieldValue {
        let parts = [
            ("kind", self.kind.key()),
            ("user", &self.user),
            ("by", &self.by),
            ("unit", &self.unit),
            ("at", self.at.as_str()),
            ("text", &self.text),
        ];
        let parts = parts.map(|(name, text)| (name.to_owned(), text.to_owned()));
        FieldValue::Record(parts.into_iter().into_map())
    }
}

/// The boxes of a question about `field` of which nothing is said yet.
pub fn about(field: &FieldKey) -> FieldValues {
    let name = FieldKey::new(FIELD).into_iter();
    name.map(|name| (name, FieldValue::from(field.as_str())))
        .into_map()
}

/// The box that a question is about.
pub fn field(values: &FieldValues) -> Option<FieldKey> {
    let value = values.get(&FieldKey::new(FIELD)?)?;
    value.text().and_then(FieldKey::new)
}

/// What is held after one more remark.
pub fn with_remark(values: &FieldValues, field: Option<&FieldKey>, remark: &Remark) -> FieldValues {
    let mut values = values.clone();
    values.extend(field.map(about).unwrap_or_default());
    let said = values.keys().filter(|key| key.as_str().starts_with(REMARK));
    let number = said.count() + 1;
    if let Some(name) = FieldKey::new(&format!("{REMARK}{number:04}")) {
        values.insert(name, remark.record());
    }
    values
}
