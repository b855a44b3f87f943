//! What a command does to the letters of a month.

use super::{Command, CommandKind, Fault, Letter, Log, Sent, State};
use crate::operation::month::office_only;
use crate::operation::steps::{self, Against, Decides, Most};
use crate::operation::{self, Decision, Incoming, OfMonth, Refusal, Stored};
use crate::profile::publication::Per;
use crate::report::limits::is_too_long;
use crate::rights::May;

/// What stands against a command, in words. Device and server ask the same.
pub fn obstacle(
    command: &Command,
    may: May,
    log: &Log,
    of_month: &OfMonth<'_>,
) -> Result<(), Against> {
    if let Some(refusal) = office_only(may) {
        return Err((refusal, None));
    }
    let reason = command.reason.as_deref().unwrap_or_default();
    if is_too_long(reason) {
        return Err((Refusal::CommentTooLong, None));
    }
    let letters = log.letters();
    let known = letters.iter().find(|sent| sent.id == command.id);
    match (command.kind, known, &command.letter) {
        (CommandKind::Send, None, Some(letter)) => {
            against(letter, &letters, of_month).map_or(Ok(()), |fault| Err(wrong(fault)))
        }
        (CommandKind::Send, _, None) => Err((Refusal::Malformed, None)),
        (CommandKind::Answer | CommandKind::Void, Some(sent), None) if sent.counts() => {
            ended(command, reason, sent)
        }
        _ => Err((Refusal::LetterGone, None)),
    }
}

fn wrong(fault: Fault) -> Against {
    let words = fault.words();
    let detail = format!("{} / {}", words.zh, words.en);
    (Refusal::LetterWrong, Some(detail))
}

/// What stands against sending a letter beside those that were sent.
pub fn against(letter: &Letter, letters: &[Sent], of_month: &OfMonth<'_>) -> Option<Fault> {
    let is_area = of_month
        .profile
        .areas_of(Per::Area)
        .contains(&letter.of.as_str());
    let is_unit = of_month.units.iter().any(|unit| unit.id == letter.of);
    if !is_area && !is_unit {
        return Some(Fault::WhoMissing);
    }
    if let Some(fault) = letter.fault(of_month.month) {
        return Some(fault);
    }
    let mut live = letters.iter().filter(|sent| sent.counts());
    live.find_map(|sent| {
        let is_same = sent.letter.of == letter.of && sent.letter.kind == letter.kind;
        let fault = if is_same {
            Fault::SentAlready
        } else {
            Fault::NumberTaken
        };
        (is_same || sent.letter.number == letter.number).then_some(fault)
    })
}

/// What stands against an answer, or against declaring a letter void.
fn ended(command: &Command, reason: &str, sent: &Sent) -> Result<(), Against> {
    match (command.kind, command.day) {
        (CommandKind::Void, _) if reason.is_empty() => Err((Refusal::WordsMissing, None)),
        (CommandKind::Void, _) => Ok(()),
        (_, None) => Err((Refusal::Malformed, None)),
        (_, Some(day)) => sent
            .answer_fault(day)
            .map_or(Ok(()), |fault| Err(wrong(fault))),
    }
}

impl Decides for Command {
    const CHANGED: Refusal = Refusal::LettersChanged;

    const MOST: Option<Most> = Some(Most {
        steps: 300,
        bytes: usize::MAX,
        refusal: Refusal::LettersFull,
    });

    fn is_about_same(&self, other: &Self) -> bool {
        self.id == other.id
    }

    fn state(_: &Log) -> operation::State {
        State::Kept.into()
    }
}

/// Decides what a command does.
pub fn decide(
    stored: Option<&Stored>,
    command: &Command,
    incoming: &Incoming<'_>,
    of_month: &OfMonth<'_>,
) -> Decision {
    steps::decide(stored, command, incoming, |log| {
        obstacle(command, incoming.may, log, of_month)
    })
}
