//! What was decided about a summary, as it is held.

use super::{Command, CommandKind};
use crate::operation::steps::{self, Logged, OwnParts, Parts, embed, embedded};

/// One thing that was decided.
pub type Step = steps::Step<Command>;

impl Logged for Command {
    const PREFIX: &'static str = "summary.";

    type Made = ();

    fn read(parts: &Parts) -> Option<(Self, Self::Made)> {
        let command = Self {
            kind: CommandKind::from_key(parts.get("kind")?)?,
            texts: embedded(parts, "texts").ok()?,
            reason: parts.get("reason").cloned(),
        };
        Some((command, ()))
    }

    fn parts(&self, (): &Self::Made) -> OwnParts {
        vec![
            ("kind", Some(self.kind.key().to_owned())),
            ("texts", self.texts.as_ref().and_then(embed)),
            ("reason", self.reason.clone()),
        ]
    }
}
