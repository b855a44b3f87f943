//! The persons of a project (责任人), and what somebody does about them.

use super::{Device, PersonsKey, Refused, Row, Stamp, Subject};
use crate::ids::Timestamp;
use crate::operation::persons::{Command, Entry, Log, Step, obstacle, with_step};
use crate::operation::{Operation, Refusal};
use crate::order::Order;
use crate::period::Date;
use crate::report::FieldValues;
use crate::rights::{OverPersons, over_persons};

/// The persons of a project as they will be once everything on its way has arrived.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Persons {
    /// Who was named, what is on its way included.
    pub entries: Vec<Entry>,
    /// What was decided, the oldest first.
    pub log: Log,
    /// How many of the last steps are not with the server yet.
    pub waiting: usize,
    /// What this user may do with them.
    pub over: OverPersons,
}

impl Persons {
    /// Who holds a post on a day, if it is known.
    pub fn on(&self, day: Option<Date>) -> impl Iterator<Item = &Entry> {
        let entries = self.entries.iter();
        entries.filter(move |one| match day {
            Some(day) => one.holds_on(day),
            None => !one.is_over && one.person.to.is_none(),
        })
    }
}

impl Device {
    /// The persons of a project, in the order of the profile's kinds, of one kind as they were named.
    pub fn persons(&self, project: &str) -> Persons {
        let key = PersonsKey::of(project);
        let mut values = self.persons_values(&key).clone();
        let mut waiting = 0;
        for queued in self.pending(&key) {
            if let Some(command) = queued.operation.command.of_persons() {
                let step = self.persons_step(command, &queued.operation.made_at);
                values = with_step(&values, &step);
                waiting += 1;
            }
        }
        let log = Log::read(&values).unwrap_or_default();
        let mut entries = log.entries();
        let kinds = self.profile.iter().flat_map(|profile| &profile.persons);
        let kinds: Vec<&str> = kinds.map(|kind| kind.key.as_str()).collect();
        entries.order_by_key(|one| {
            let place = kinds.iter().position(|kind| *kind == one.person.kind);
            place.unwrap_or(kinds.len())
        });
        Persons {
            entries,
            log,
            waiting,
            over: self.over_persons(project),
        }
    }

    /// Somebody is named, corrected or ends.
    pub fn set_person(
        &mut self,
        project: &str,
        command: Command,
        stamp: Stamp,
    ) -> Result<Vec<Row>, (Refusal, Option<String>)> {
        let profile = self.profile.as_ref().ok_or((Refusal::NotYours, None))?;
        let log = self.persons(project).log;
        let may = self.may_with(project);
        obstacle(&command, (self.role(), may), &log, profile)?;
        let subject = Subject::Persons(PersonsKey::of(project));
        let replica = self.replica_of(&subject);
        replica.refused = None;
        replica.declined.clear();
        let operation = self.operation(&subject, command.into(), stamp);
        Ok(vec![
            self.replica_row(&subject),
            self.push(operation),
            self.meta_row(),
        ])
    }

    /// What the server did not take of what this user decided about persons, and why.
    pub fn persons_refused(&self, project: &str) -> Option<(&Refused, &[Operation])> {
        let replica = self.persons.get(&PersonsKey::of(project))?;
        Some((replica.refused.as_ref()?, &replica.declined))
    }

    /// Projects about whose persons something was not taken.
    pub fn persons_to_look_at(&self) -> Vec<&str> {
        let persons = self.persons.iter();
        persons
            .filter(|(_, one)| one.refused.is_some() || !one.declined.is_empty())
            .map(|(key, _)| key.project.as_str())
            .collect()
    }

    /// The person has read why it was not taken.
    pub fn dismiss_persons(&mut self, project: &str) -> Vec<Row> {
        let key = PersonsKey::of(project);
        let Some(replica) = self.persons.get_mut(&key) else {
            return Vec::new();
        };
        replica.refused = None;
        replica.declined.clear();
        vec![self.replica_row(&Subject::Persons(key))]
    }

    fn over_persons(&self, project: &str) -> OverPersons {
        let profile = self.profile.as_ref();
        profile.map_or_else(OverPersons::default, |profile| {
            over_persons(self.role(), self.may_with(project), &profile.telephones_for)
        })
    }

    fn persons_values(&self, key: &PersonsKey) -> &FieldValues {
        static NOTHING: FieldValues = FieldValues::new();
        let held = self.persons.get(key).and_then(|one| one.server.as_ref());
        held.map_or(&NOTHING, |held| &held.values)
    }

    /// What this user does, as it is shown before the server has it.
    fn persons_step(&self, command: &Command, at: &Timestamp) -> Step {
        let me = self.meta.me.as_ref();
        let part = |part: Option<&String>| part.cloned().unwrap_or_default();
        Step {
            command: command.clone(),
            user: part(me.map(|me| &me.user)),
            by: part(me.map(|me| &me.name)),
            unit: part(me.map(|me| &me.unit.name)),
            at: at.to_owned(),
        }
    }
}
