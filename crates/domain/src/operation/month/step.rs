//! What was decided about a month, as it is held.

use super::{Command, CommandKind};
use crate::operation::steps::{self, Logged, OwnParts, Parts, embed, embedded};
use crate::period::{parse_day, show_day};

/// One thing that was decided; a lock makes an edition.
pub type Step = steps::Step<Command>;

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

impl Logged for Command {
    const PREFIX: &'static str = "step.";

    type Made = Option<Frozen>;

    fn read(parts: &Parts) -> Option<(Self, Self::Made)> {
        let part = |name: &str| parts.get(name).cloned();
        let frozen = || {
            Some(Frozen {
                number: parts.get("edition")?.parse().ok()?,
                digest: part("digest")?,
                missing: embedded(parts, "missing").ok()??,
            })
        };
        let command = Self {
            kind: CommandKind::from_key(parts.get("kind")?)?,
            projects: embedded(parts, "projects").ok()?.unwrap_or_default(),
            unit: part("for_unit"),
            until: part("until").and_then(|day| parse_day(&day).ok()),
            reason: part("reason"),
        };
        Some((command, frozen()))
    }

    fn parts(&self, made: &Self::Made) -> OwnParts {
        let Self {
            kind,
            projects,
            unit,
            until,
            reason,
        } = self;
        let frozen = made.as_ref();
        vec![
            ("kind", Some(kind.key().to_owned())),
            ("projects", embed(projects).filter(|_| !projects.is_empty())),
            ("for_unit", unit.clone()),
            ("until", until.map(show_day)),
            ("reason", reason.clone()),
            ("edition", frozen.map(|frozen| frozen.number.to_string())),
            ("digest", frozen.map(|frozen| frozen.digest.clone())),
            ("missing", frozen.and_then(|frozen| embed(&frozen.missing))),
        ]
    }

    fn is_made(&self, made: &Self::Made) -> bool {
        made.is_some() == (self.kind == CommandKind::Lock)
    }
}
