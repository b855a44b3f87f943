//! What was decided about the letters of a month, as it is held.

use super::{Command, CommandKind, Growth, Letter};
use crate::operation::steps::{self, Logged, OwnParts, Parts, embed, embedded};
use crate::period::{parse_day, show_day};
use crate::report::FieldValues;

/// One thing that was decided.
pub type Step = steps::Step<Command>;

impl Logged for Command {
    const PREFIX: &'static str = "letter.";

    type Made = ();

    fn read(parts: &Parts) -> Option<(Self, Self::Made)> {
        let day = match parts.get("day") {
            Some(day) => Some(parse_day(day).ok()?),
            None => None,
        };
        let command = Self {
            kind: CommandKind::from_key(parts.get("kind")?)?,
            id: parts.get("letter_id")?.clone(),
            letter: embedded(parts, "letter").ok()?,
            day,
            reason: parts.get("reason").cloned(),
        };
        Some((command, ()))
    }

    fn parts(&self, (): &Self::Made) -> OwnParts {
        vec![
            ("kind", Some(self.kind.key().to_owned())),
            ("letter_id", Some(self.id.clone())),
            ("letter", self.letter.as_ref().and_then(embed)),
            ("day", self.day.map(show_day)),
            ("reason", self.reason.clone()),
        ]
    }
}

/// What is told to somebody who does not see every project: the letters to those who `is_theirs` says,
/// and of the figures behind them their own.
pub fn narrowed(values: &FieldValues, is_theirs: &dyn Fn(&str) -> bool) -> FieldValues {
    let log = super::Log::read(values).unwrap_or_default();
    let own: Vec<String> = (log.letters().into_iter())
        .filter(|sent| is_theirs(&sent.letter.of))
        .map(|sent| sent.id)
        .collect();
    steps::narrowed(values, |mut step: Step| {
        if !own.contains(&step.command.id) {
            return None;
        }
        if let Some(letter) = &mut step.command.letter {
            let Letter { of, inputs, .. } = &mut **letter;
            inputs.retain(|growth: &Growth| growth.who == *of);
        }
        Some(step)
    })
}
