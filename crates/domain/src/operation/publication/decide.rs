//! What a command does to what is published of a month.

use super::{Command, CommandKind, Publication, PublicationLog, Published, Sealed, State, Step};
use crate::operation::month::{self, MonthBook};
use crate::operation::steps::{self, Decides, Most, weighed, with_step};
use crate::operation::{self, Decision, Incoming, Refusal, Stored};
use crate::order::Gather;
use crate::profile::publication::Kind;
use crate::proof::digest;
use crate::report::FieldValues;
use crate::report::limits::{MAX_BYTES, is_too_long};
use crate::rights::May;

/// What bears on publishing a month.
#[derive(Debug, Clone)]
pub struct Facts<'a> {
    /// What was decided about the month.
    pub month: &'a MonthBook,
    /// The documents that are to be published, as they come out of the edition.
    pub made: &'a [Made],
}

/// A document that is to be published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Made {
    /// Its key.
    pub document: String,
    /// The value as JSON; or why there is none, in both languages.
    pub value: Result<String, String>,
}

/// A document as it is kept once it is published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// The number of its publication.
    pub number: u32,
    /// Its key, and SHA-256 of the value.
    pub sealed: Sealed,
    /// The value as JSON.
    pub value: String,
}

/// Who may publish at all.
pub const fn admit(may: May) -> Option<Refusal> {
    if may.close {
        None
    } else {
        Some(Refusal::OfficeOnly)
    }
}

/// What stands against a command other than its documents. Device and server ask the same.
pub fn obstacle(
    command: &Command,
    may: May,
    month: &MonthBook,
    log: &PublicationLog,
) -> Option<Refusal> {
    if let Some(refusal) = admit(may) {
        return Some(refusal);
    }
    let reason = command.reason.as_deref().unwrap_or_default();
    if is_too_long(reason) {
        return Some(Refusal::CommentTooLong);
    }
    match command.kind {
        CommandKind::Publish => against_publishing(command, month),
        CommandKind::Withdraw => against_withdrawing(command, reason, log),
    }
}

fn against_publishing(command: &Command, month: &MonthBook) -> Option<Refusal> {
    let documents = &command.documents;
    let newest = month.edition().map(|edition| edition.number);
    let is_shaped = command.number.is_none() && command.edition.is_some();
    if !is_shaped || documents.iter().distinct().len() != documents.len() {
        Some(Refusal::Malformed)
    } else if documents.is_empty() {
        Some(Refusal::PublicationEmpty)
    } else if month.state() != month::State::Locked {
        Some(Refusal::PublicationOpen)
    } else if command.edition != newest {
        Some(Refusal::PublicationOutdated)
    } else {
        None
    }
}

fn against_withdrawing(command: &Command, reason: &str, log: &PublicationLog) -> Option<Refusal> {
    let Some(number) = command.number else {
        return Some(Refusal::Malformed);
    };
    let stands = |one: Publication<'_>| one.withdrawn.is_none();
    if command.edition.is_some() || !command.documents.is_empty() {
        Some(Refusal::Malformed)
    } else if !log.publication(number).is_some_and(stands) {
        Some(Refusal::PublicationGone)
    } else if reason.trim().is_empty() {
        Some(Refusal::WordsMissing)
    } else {
        None
    }
}

/// Whether documents have to be made for a command: it publishes some, and nothing else stands
/// against it.
pub fn is_acceptable(command: &Command, may: May, month: &MonthBook) -> bool {
    let log = PublicationLog::default();
    command.kind == CommandKind::Publish && obstacle(command, may, month, &log).is_none()
}

impl Decides for Command {
    const CHANGED: Refusal = Refusal::PublicationGone;

    const MOST: Option<Most> = Some(Most {
        steps: 1_000,
        bytes: MAX_BYTES,
        refusal: Refusal::PublicationsFull,
    });

    /// Which edition and which publication is meant says the command itself.
    fn is_about_same(&self, _: &Self) -> bool {
        false
    }

    fn state(log: &PublicationLog) -> operation::State {
        log.state().unwrap_or(State::Published).into()
    }
}

/// Decides what a command does.
pub fn decide(
    stored: Option<&Stored>,
    command: &Command,
    incoming: &Incoming<'_>,
    facts: &Facts<'_>,
) -> Decision {
    let against = |log: &PublicationLog| match obstacle(command, incoming.may, facts.month, log) {
        Some(refusal) => Err((refusal, None)),
        None => Ok(()),
    };
    match command.kind {
        CommandKind::Withdraw => steps::decide(stored, command, incoming, against),
        CommandKind::Publish => match weighed(stored, command, incoming, against) {
            Err((refusal, detail)) => Decision::refuse_naming(refusal, detail),
            Ok((held, log)) => publish(&held, &log, command, incoming, facts),
        },
    }
}

/// What a document is called.
fn name(document: &str) -> &str {
    Kind::from_key(document).map_or(document, |kind| kind.name().zh)
}

fn publish(
    held: &FieldValues,
    log: &PublicationLog,
    command: &Command,
    incoming: &Incoming<'_>,
    facts: &Facts<'_>,
) -> Decision {
    let number = log.publications().last().map_or(1, |last| last.number + 1);
    let mut kept = Vec::new();
    let mut lacking = Vec::new();
    for document in &command.documents {
        let made = facts.made.iter().find(|made| made.document == *document);
        match made.map(|made| &made.value) {
            Some(Ok(value)) => kept.push(Kept {
                number,
                sealed: Sealed {
                    document: document.clone(),
                    digest: digest(value),
                },
                value: value.clone(),
            }),
            Some(Err(why)) => lacking.push(format!("{}：{why}", name(document))),
            None => lacking.push(name(document).to_owned()),
        }
    }
    if !lacking.is_empty() {
        return Decision::RejectNaming {
            refusal: Refusal::PublicationUnsound,
            detail: lacking.join("\n"),
        };
    }
    let published = Published {
        number,
        documents: kept.iter().map(|kept| kept.sealed.clone()).collect(),
    };
    Decision::Publish {
        values: with_step(held, &Step::of(command, incoming, Some(published))),
        documents: kept,
    }
}
