//! The statistics of a month, read from what was decided.

use std::collections::BTreeMap;

use super::{Command, CommandKind, Figure, FigureKey};
use crate::ids::Timestamp;
use crate::operation::steps;

/// What was decided about the statistics of a month.
pub type Log = steps::Log<Command>;

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
}
