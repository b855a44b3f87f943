//! What was decided about a subject, read from its boxes.

use super::{Logged, Step, is_step, with_step};
use crate::report::FieldValues;

/// What was decided about a subject. What follows from it says the subject's own module.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Log<C: Logged> {
    /// The oldest first.
    pub steps: Vec<Step<C>>,
}

impl<C: Logged> Default for Log<C> {
    fn default() -> Self {
        Self { steps: Vec::new() }
    }
}

impl<C: Logged> Log<C> {
    /// Reads what is held. `None` for boxes that are no such log, or a newer program's.
    pub fn read(values: &FieldValues) -> Option<Self> {
        let steps = values.iter().filter(|(key, _)| is_step::<C>(key));
        let steps = steps.map(|(key, value)| Step::read(key, value));
        Some(Self {
            steps: steps.collect::<Option<_>>()?,
        })
    }

    /// What was decided since the `seen`th step; `None` if there never was such a one.
    pub(super) fn since(&self, seen: u64) -> Option<&[Step<C>]> {
        self.steps.get(usize::try_from(seen).ok()?..)
    }

    /// Whether `after` is `before` with what this command says.
    pub fn follows(before: &FieldValues, command: &C, after: &FieldValues) -> bool {
        let log = Self::read(after);
        let Some(last) = log.as_ref().and_then(|log| log.steps.last()) else {
            return false;
        };
        last.command == *command && command.is_made(&last.made) && with_step(before, last) == *after
    }
}
