//! The ledger of a month's letters, read from what was decided.

use super::{Command, CommandKind, Fault, Letter};
use crate::calendar::days_left;
use crate::ids::Timestamp;
use crate::operation::steps;
use crate::period::Date;

/// What was decided about the letters of a month.
pub type Log = steps::Log<Command>;

/// A letter with what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sent {
    /// Its identifier.
    pub id: String,
    /// As it was sent.
    pub letter: Letter,
    /// Who entered it: the name on screen, then.
    pub by: String,
    /// The unit of whoever entered it.
    pub unit: String,
    /// When the server received it, RFC 3339.
    pub at: Timestamp,
    /// When it was answered, and what is said of that.
    pub answer: Option<(Date, Option<String>)>,
    /// Why it is void.
    pub void: Option<String>,
}

/// Where a letter stands on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// 已作废.
    Void,
    /// 已答复, so many days late.
    Answered(i32),
    /// 待答复, in so many days; 0 on the last.
    Waiting(i32),
    /// 逾期未答复, for so many days.
    Overdue(i32),
}

impl Sent {
    /// Where it stands on a day.
    pub fn standing(&self, on: Date) -> Standing {
        let days = |from, to| i32::try_from(days_left(to, from)).unwrap_or(i32::MAX);
        let due = self.letter.due;
        if self.void.is_some() {
            return Standing::Void;
        }
        match &self.answer {
            Some((day, _)) => Standing::Answered(days(due, *day).max(0)),
            None if on <= due => Standing::Waiting(days(on, due)),
            None => Standing::Overdue(days(due, on)),
        }
    }

    /// What stands against an answer of that day.
    pub fn answer_fault(&self, day: Date) -> Option<Fault> {
        if self.answer.is_some() {
            Some(Fault::AnsweredAlready)
        } else {
            (day < self.letter.sent).then_some(Fault::AnsweredBefore)
        }
    }

    /// Whether it counts: one that is void does not.
    pub const fn counts(&self) -> bool {
        self.void.is_none()
    }
}

impl Log {
    /// Every letter, in the order in which they were entered.
    pub fn letters(&self) -> Vec<Sent> {
        let mut letters: Vec<Sent> = Vec::new();
        for step in &self.steps {
            let command = &step.command;
            if let (CommandKind::Send, Some(letter)) = (command.kind, &command.letter) {
                letters.push(Sent {
                    id: command.id.clone(),
                    letter: (**letter).clone(),
                    by: step.by.clone(),
                    unit: step.unit.clone(),
                    at: step.at.clone(),
                    answer: None,
                    void: None,
                });
            }
            let named = letters.iter_mut().find(|sent| sent.id == command.id);
            if let Some(sent) = named {
                sent.take(command);
            }
        }
        letters
    }
}

impl Sent {
    fn take(&mut self, command: &Command) {
        match (command.kind, command.day) {
            (CommandKind::Answer, Some(day)) => self.answer = Some((day, command.reason.clone())),
            (CommandKind::Void, _) => {
                self.void = Some(command.reason.clone().unwrap_or_default());
            }
            _ => {}
        }
    }
}
