//! Who held which post, read from what was decided.

use super::{Command, CommandKind, DayOrMonth, Person, Step, with_step};
use crate::operation::steps::steps;
use crate::period::Date;
use crate::report::FieldValues;

/// What was decided about the persons of a project.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Log {
    /// The oldest first.
    pub steps: Vec<Step>,
}

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
    /// Reads what is held. `None` for boxes that are no such log, or a newer program's.
    pub fn read(values: &FieldValues) -> Option<Self> {
        Some(Self {
            steps: steps(values)?,
        })
    }

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

    /// Whether somebody else than `user` has touched an entry since the `seen`th step.
    pub(super) fn is_overtaken(&self, entry: &str, seen: u64, user: &str) -> bool {
        let seen = usize::try_from(seen).unwrap_or(usize::MAX);
        let since = self.steps.get(seen..).unwrap_or_default();
        let mut since = since.iter().filter(|step| step.user != user);
        since.any(|step| step.command.touches(entry))
    }

    /// Whether `after` is `before` with what this command says.
    pub fn follows(before: &FieldValues, command: &Command, after: &FieldValues) -> bool {
        let log = Self::read(after);
        let last = log.as_ref().and_then(|log| log.steps.last());
        last.is_some_and(|last| last.command == *command && with_step(before, last) == *after)
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
