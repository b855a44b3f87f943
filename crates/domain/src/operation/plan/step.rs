//! What was decided and proposed about a project's plan, as it is held.

use super::{Command, CommandKind};
use crate::operation::steps::{self, Logged, OwnParts, Parts, embed, embedded, parsed};

/// One thing that was decided or proposed, with the number of the version that was adopted by it.
pub type Step = steps::Step<Command>;

impl Logged for Command {
    const PREFIX: &'static str = "plan.";

    type Made = Option<u32>;

    fn read(parts: &Parts) -> Option<(Self, Self::Made)> {
        let command = Self {
            kind: CommandKind::from_key(parts.get("kind")?)?,
            version: embedded(parts, "version").ok()?,
            proposal: parsed(parts, "proposal").ok()?,
            reason: parts.get("reason").cloned(),
        };
        Some((command, parsed(parts, "adopted").ok()?))
    }

    fn parts(&self, adopted: &Self::Made) -> OwnParts {
        vec![
            ("kind", Some(self.kind.key().to_owned())),
            ("version", self.version.as_ref().and_then(embed)),
            ("proposal", self.proposal.map(|one| one.to_string())),
            ("reason", self.reason.clone()),
            ("adopted", adopted.map(|one| one.to_string())),
        ]
    }

    fn is_made(&self, adopted: &Self::Made) -> bool {
        adopted.is_some() == self.kind.adopts()
    }
}
