//! Who held which post, read from what was decided.

use super::{Command, CommandKind, DayOrMonth, Person};
use crate::operation::steps;
use crate::period::Date;

/// What was decided about the persons of a project.
pub type Log = steps::Log<Command>;

/// A person in a post, as it reads after all that was decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its identifier.
    pub id: String,
    /// Who, and from when until when.
    pub person: Person,
    /// It is over, and nobody has said since when.
    pub is_over: bool,
    /// The steps that made and changed it, by their place in [`Log::steps`].
    pub steps: Vec<usize>,
}

impl Log {
    /// Every person that was ever named, in the order in which they were.
    pub fn entries(&self) -> Vec<Entry> {
        let mut entries: Vec<Entry> = Vec::new();
        for (at, step) in self.steps.iter().enumerate() {
            let command = &step.command;
            for entry in entries.iter_mut().filter(|one| command.touches(&one.id)) {
                entry.steps.push(at);
                entry.take(command);
            }
            if let (CommandKind::Name, Some(person)) = (command.kind, &command.person) {
                entries.push(Entry {
                    id: command.entry.clone(),
                    person: (**person).clone(),
                    is_over: false,
                    steps: vec![at],
                });
            }
        }
        entries
    }

    /// One of them.
    pub fn entry(&self, id: &str) -> Option<Entry> {
        self.entries().into_iter().find(|one| one.id == id)
    }
}

impl Entry {
    /// Whether the post is held on a day, as far as is known.
    pub fn holds_on(&self, day: Date) -> bool {
        let Person { from, to, .. } = &self.person;
        !self.is_over
            && from.is_none_or(|from| from.first_day() <= day)
            && to.is_none_or(|to| day <= to.last_day())
    }

    fn take(&mut self, command: &Command) {
        match (command.kind, &command.person) {
            (CommandKind::Amend, Some(person)) => {
                self.person = (**person).clone();
                self.is_over = false;
            }
            (CommandKind::End, _) => self.ends(command.last),
            // Somebody else comes in its place.
            (CommandKind::Name, Some(next)) => self.ends(next.from.map(DayOrMonth::before)),
            _ => {}
        }
    }

    /// One that had ended before keeps its end.
    fn ends(&mut self, last: Option<DayOrMonth>) {
        let earlier = self.person.to;
        let stays =
            matches!((earlier, last), (Some(own), Some(last)) if own.last_day() <= last.last_day());
        if last.is_none() {
            self.is_over = earlier.is_none();
        } else if !stays {
            self.person.to = last;
        }
    }
}
