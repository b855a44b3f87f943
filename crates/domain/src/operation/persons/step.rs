//! What was decided about the persons of a project, as it is held.

use super::{Command, CommandKind};
use crate::operation::steps::{self, Logged, OwnParts, Parts, embed, embedded, parsed};
use crate::report::FieldValues;

/// One thing that was decided.
pub type Step = steps::Step<Command>;

impl Logged for Command {
    const PREFIX: &'static str = "person.";

    type Made = ();

    fn read(parts: &Parts) -> Option<(Self, Self::Made)> {
        let command = Self {
            kind: CommandKind::from_key(parts.get("kind")?)?,
            entry: parts.get("entry")?.clone(),
            replaces: parts.get("replaces").cloned(),
            person: embedded(parts, "person").ok()?,
            last: parsed(parts, "last").ok()?,
            reason: parts.get("reason").cloned(),
        };
        Some((command, ()))
    }

    fn parts(&self, (): &Self::Made) -> OwnParts {
        vec![
            ("kind", Some(self.kind.key().to_owned())),
            ("entry", Some(self.entry.clone())),
            ("replaces", self.replaces.clone()),
            ("person", self.person.as_ref().and_then(embed)),
            ("last", self.last.map(|last| last.to_string())),
            ("reason", self.reason.clone()),
        ]
    }
}

/// The same for somebody who sees no telephone numbers: without the number, and without free words, in
/// which one may stand.
pub fn narrowed(values: &FieldValues) -> FieldValues {
    steps::narrowed(values, |mut step: Step| {
        let person = step.command.person.take();
        step.command.person = person.map(|person| person.without_telephone().into());
        step.command.reason = None;
        Some(step)
    })
}
