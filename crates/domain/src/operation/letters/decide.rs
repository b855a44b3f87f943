//! What a command does to the letters of a month.

use super::{Command, CommandKind, Fault, Letter, Log, Sent, State, Step, with_step};
use crate::operation::month::office_only;
use crate::operation::{Decision, Incoming, OfMonth, Outcome, Refusal, Stored};
use crate::profile::publication::Per;
use crate::report::FieldValues;
use crate::report::limits::is_too_long;
use crate::rights::May;

/// How many steps are kept of a month: the log travels as a whole.
const MOST_STEPS: usize = 300;

/// What stands against a command, in words. Device and server ask the same.
pub fn obstacle(
    command: &Command,
    may: May,
    log: &Log,
    of_month: &OfMonth<'_>,
) -> Result<(), (Refusal, Option<String>)> {
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
        (CommandKind::Send, None, Some(letter)) => against(letter, &letters, of_month),
        (CommandKind::Send, _, None) => Err((Refusal::Malformed, None)),
        (CommandKind::Answer | CommandKind::Void, Some(sent), None) if sent.counts() => {
            ended(command, reason, sent)
        }
        _ => Err((Refusal::LetterGone, None)),
    }
}

fn wrong(fault: Fault) -> (Refusal, Option<String>) {
    let words = fault.words();
    let detail = format!("{} / {}", words.zh, words.en);
    (Refusal::LetterWrong, Some(detail))
}

/// What stands against sending a letter beside those that were sent.
fn against(
    letter: &Letter,
    letters: &[Sent],
    of_month: &OfMonth<'_>,
) -> Result<(), (Refusal, Option<String>)> {
    let is_area = of_month
        .profile
        .areas_of(Per::Area)
        .contains(&letter.of.as_str());
    let is_unit = of_month.units.iter().any(|unit| unit.id == letter.of);
    if !is_area && !is_unit {
        return Err(wrong(Fault::WhoMissing));
    }
    if let Some(fault) = letter.fault(of_month.month) {
        return Err(wrong(fault));
    }
    let mut live = letters.iter().filter(|sent| sent.counts());
    let clash = live.find_map(|sent| {
        let is_same = sent.letter.of == letter.of && sent.letter.kind == letter.kind;
        let fault = if is_same {
            Fault::SentAlready
        } else {
            Fault::NumberTaken
        };
        (is_same || sent.letter.number == letter.number).then_some(fault)
    });
    clash.map_or(Ok(()), |fault| Err(wrong(fault)))
}

/// What stands against an answer, or against declaring a letter void.
fn ended(command: &Command, reason: &str, sent: &Sent) -> Result<(), (Refusal, Option<String>)> {
    match (command.kind, command.day) {
        (CommandKind::Void, _) if reason.is_empty() => Err((Refusal::WordsMissing, None)),
        (CommandKind::Void, _) => Ok(()),
        (_, None) => Err((Refusal::Malformed, None)),
        (_, Some(_)) if sent.answer.is_some() => Err(wrong(Fault::AnsweredAlready)),
        (_, Some(day)) if day < sent.letter.sent => Err(wrong(Fault::AnsweredBefore)),
        _ => Ok(()),
    }
}

/// Decides what a command does.
pub fn decide(
    stored: Option<&Stored>,
    command: &Command,
    incoming: &Incoming<'_>,
    of_month: &OfMonth<'_>,
) -> Decision {
    let empty = FieldValues::new();
    let held = stored.map_or(&empty, |stored| &stored.values);
    let Some(log) = Log::read(held) else {
        return Decision::refuse(Refusal::LettersChanged);
    };
    if let Err((refusal, detail)) = obstacle(command, incoming.may, &log, of_month) {
        return Decision::refuse_naming(refusal, detail);
    }
    if log.steps.len() >= MOST_STEPS {
        return Decision::refuse(Refusal::LettersFull);
    }
    if log.is_overtaken(command, incoming.seen, incoming.user) {
        return Decision::refuse(Refusal::LettersChanged);
    }
    let step = Step::of(command, incoming, ());
    Decision::Write {
        outcome: Outcome::Applied,
        state: State::Kept.into(),
        values: with_step(held, &step),
        opened: Vec::new(),
        closed: Vec::new(),
        not_evaluated: Vec::new(),
        passage: None,
    }
}
