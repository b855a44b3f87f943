//! What a command does to the persons of a project.

use super::{Command, CommandKind, DayOrMonth, Fault, Log, Person, State};
use crate::operation::steps::{self, Against, Decides, Most};
use crate::operation::{self, Decision, Incoming, Refusal, Stored};
use crate::profile::Profile;
use crate::report::limits::{MAX_BYTES, is_too_long};
use crate::rights::{May, Role, over_persons};

/// How many steps are kept of a project's persons: their numbers have four digits.
const MOST_STEPS: usize = 1_000;

/// Who may take such a step at all.
pub const fn admit(may: May) -> Option<Refusal> {
    if may.files() || may.review {
        None
    } else {
        Some(Refusal::NotYours)
    }
}

/// What stands against a command, in words. Device and server ask the same.
pub fn obstacle(
    command: &Command,
    (role, may): (Role, May),
    log: &Log,
    profile: &Profile,
) -> Result<(), Against> {
    let no = |refusal| Err((refusal, None));
    if !over_persons(role, may, &profile.telephones_for).set {
        return no(Refusal::NotYours);
    }
    if is_too_long(command.reason.as_deref().unwrap_or_default()) {
        return no(Refusal::CommentTooLong);
    }
    if log.steps.len() >= MOST_STEPS {
        return no(Refusal::PersonsFull);
    }
    let is_shaped = match command.kind {
        CommandKind::Name => command.person.is_some() && command.last.is_none(),
        CommandKind::Amend => {
            command.person.is_some() && command.last.is_none() && command.replaces.is_none()
        }
        CommandKind::End => command.person.is_none() && command.replaces.is_none(),
    };
    if !is_shaped || command.entry.is_empty() {
        return no(Refusal::Malformed);
    }
    let known = log.entry(&command.entry);
    let replaced = command.replaces.as_deref();
    let is_there = |entry: &str| log.entry(entry).is_some();
    if (command.kind == CommandKind::Name) == known.is_some() || !replaced.is_none_or(is_there) {
        return no(Refusal::PersonGone);
    }
    let Some(person) = command.person.as_deref() else {
        let from = known.and_then(|known| known.person.from);
        let is_before = |last: DayOrMonth| {
            from.is_some_and(|from: DayOrMonth| last.last_day() < from.first_day())
        };
        return if command.last.is_some_and(is_before) {
            Err(wrong(Fault::EndsBefore))
        } else {
            Ok(())
        };
    };
    let own = known.map(|known| known.person.kind);
    let is_kind = match own {
        // A person goes on under a kind that the profile has no more.
        Some(own) => own == person.kind,
        None => profile.persons.iter().any(|kind| kind.key == person.kind),
    };
    if !is_kind {
        return Err((Refusal::PersonKindUnknown, Some(person.kind.clone())));
    }
    against(person)
}

fn against(person: &Person) -> Result<(), Against> {
    if *person != person.tidied() {
        return Err((Refusal::Malformed, None));
    }
    person.fault().map_or(Ok(()), |fault| Err(wrong(fault)))
}

fn wrong(fault: Fault) -> Against {
    let words = fault.words();
    (
        Refusal::PersonWrong,
        Some(format!("{} / {}", words.zh, words.en)),
    )
}

impl Decides for Command {
    const CHANGED: Refusal = Refusal::PersonsChanged;

    const MOST: Option<Most> = Some(Most {
        steps: MOST_STEPS,
        bytes: MAX_BYTES,
        refusal: Refusal::PersonsFull,
    });

    fn is_about_same(&self, other: &Self) -> bool {
        let touched = [Some(&self.entry), self.replaces.as_ref()];
        (touched.into_iter().flatten()).any(|entry| other.touches(entry))
    }

    fn state(_: &Log) -> operation::State {
        State::Named.into()
    }
}

/// Decides what a command does.
pub fn decide(
    stored: Option<&Stored>,
    command: &Command,
    incoming: &Incoming<'_>,
    profile: &Profile,
) -> Decision {
    steps::decide(stored, command, incoming, |log| {
        obstacle(command, (incoming.role, incoming.may), log, profile)
    })
}
