//! The persons of a project (责任人), and what somebody does about them.

use super::steps::to_look_at;
use super::{Device, PersonsKey, Row, Stamp};
use crate::operation::persons::{Command, Entry, Log, obstacle};
use crate::operation::{self, Refusal};
use crate::order::Order;
use crate::period::{Date, Month};
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
    /// The persons of a project, in the order of the kinds of the month's profile, of one kind as they
    /// were named; what may be done with them, and whether their numbers are shown, is that profile's to
    /// say. Without a month it is the newest.
    pub fn persons(&self, project: &str, month: Option<Month>) -> Persons {
        let subject = PersonsKey::of(project).into();
        let (values, waiting) = self.told_ahead(&subject, operation::Command::of_persons);
        let log = Log::read(&values).unwrap_or_default();
        let mut entries = log.entries();
        let profile = month.and_then(|month| self.profile_at(month));
        let profile = profile.or(self.profile.as_ref());
        let kinds = profile.iter().flat_map(|profile| &profile.persons);
        let kinds: Vec<&str> = kinds.map(|kind| kind.key.as_str()).collect();
        entries.order_by_key(|one| {
            let place = kinds.iter().position(|kind| *kind == one.person.kind);
            place.unwrap_or(kinds.len())
        });
        let over = profile.map_or_else(OverPersons::default, |profile| {
            over_persons(self.role(), self.may_with(project), &profile.telephones_for)
        });
        for entry in entries.iter_mut().filter(|_| !over.telephones) {
            entry.person.telephone = None;
        }
        Persons {
            entries,
            log,
            waiting,
            over,
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
        let log = self.persons(project, None).log;
        let may = self.may_with(project);
        obstacle(&command, (self.role(), may), &log, profile)?;
        Ok(self.decided(&PersonsKey::of(project).into(), command.into(), stamp))
    }

    /// Projects about whose persons something was not taken.
    pub fn persons_to_look_at(&self) -> Vec<&str> {
        let keys = to_look_at(&self.persons);
        keys.map(|key| key.project.as_str()).collect()
    }
}
