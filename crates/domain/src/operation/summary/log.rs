//! A summary, read from what was decided.

use super::{Command, CommandKind, State, Step, Texts};
use crate::beijing::Beijing;
use crate::operation::steps;
use crate::period::Date;

/// What was decided about a summary.
pub type Log = steps::Log<Command>;

/// A summary as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Summary {
    /// Where; `None` before anybody has written.
    pub state: Option<State>,
    /// What is written.
    pub texts: Texts,
    /// Why it was returned, if that is where it stands.
    pub returned: Option<String>,
    /// The day in Beijing on which it was handed in, if it was: what is returned and handed in again was
    /// in time if it was the first time.
    pub handed_in: Option<Date>,
}

impl Log {
    /// The summary.
    pub fn summary(&self) -> Summary {
        let mut read = Summary {
            state: None,
            texts: Texts::default(),
            returned: None,
            handed_in: None,
        };
        for step in &self.steps {
            read.take(step);
        }
        read
    }
}

impl Summary {
    fn take(&mut self, step: &Step) {
        let Command {
            kind,
            texts,
            reason,
        } = &step.command;
        self.state = Some(self.state.unwrap_or(State::Draft).after(*kind));
        if let Some(texts) = texts {
            self.texts.take(texts);
        }
        match kind {
            CommandKind::Write => {}
            CommandKind::Return => self.returned = Some(reason.clone().unwrap_or_default()),
            CommandKind::HandIn => {
                let day = || Beijing::read(step.at.as_str()).map(|at| at.day);
                self.handed_in = self.handed_in.or_else(day);
                self.returned = None;
            }
            CommandKind::Withdraw => self.handed_in = None,
            CommandKind::Accept => self.returned = None,
        }
    }

    /// Whether it is with the office, or accepted.
    pub fn is_handed_in(&self) -> bool {
        self.state.is_some_and(|state| !state.is_open())
    }
}
