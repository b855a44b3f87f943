//! The statistics of a month, read from what was decided.

use std::collections::BTreeMap;

use super::{Command, CommandKind, Figure, FigureKey, Step, with_step};
use crate::ids::Timestamp;
use crate::operation::steps::steps;
use crate::report::FieldValues;

/// What was decided about the statistics of a month.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Log {
    /// The oldest first.
    pub steps: Vec<Step>,
}

/// A figure as it stands, and who entered it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entered {
    /// The figure.
    pub figure: Figure,
    /// Who entered it: the name on screen, then.
    pub by: String,
    /// When the server received it, RFC 3339.
    pub at: Timestamp,
    /// Whether another figure stood there before.
    pub is_corrected: bool,
}

impl Log {
    /// Reads what is held. `None` for boxes that are no such log, or a newer program's.
    pub fn read(values: &FieldValues) -> Option<Self> {
        Some(Self {
            steps: steps(values)?,
        })
    }

    /// Every figure that stands.
    pub fn figures(&self) -> BTreeMap<FigureKey, Entered> {
        let mut figures = BTreeMap::new();
        for step in &self.steps {
            let figure = &step.command.figure;
            let key = figure.key();
            let before = figures.remove(&key);
            if step.command.kind == CommandKind::Enter {
                let entered = Entered {
                    figure: (**figure).clone(),
                    by: step.by.clone(),
                    at: step.at.clone(),
                    is_corrected: before.is_some(),
                };
                figures.insert(key, entered);
            }
        }
        figures
    }

    /// The figures of one statistic.
    pub fn of(&self, statistic: &str) -> Vec<Figure> {
        let figures = self.figures().into_values().map(|entered| entered.figure);
        figures
            .filter(|figure| figure.statistic == statistic)
            .collect()
    }

    /// Whether somebody else than `user` has decided about a figure since the `seen`th step.
    pub(super) fn is_overtaken(&self, key: &FigureKey, seen: u64, user: &str) -> bool {
        let seen = usize::try_from(seen).unwrap_or(usize::MAX);
        let since = self.steps.get(seen..).unwrap_or_default();
        let mut since = since.iter().filter(|step| step.user != user);
        since.any(|step| step.command.figure.key() == *key)
    }

    /// Whether `after` is `before` with what this command says.
    pub fn follows(before: &FieldValues, command: &Command, after: &FieldValues) -> bool {
        let log = Self::read(after);
        let last = log.as_ref().and_then(|log| log.steps.last());
        last.is_some_and(|last| last.command == *command && with_step(before, last) == *after)
    }
}
