//! What a step does to a question.

use super::{Command, CommandKind, Question, Remark, State, with_remark};
use crate::operation::{Decision, Incoming, Refusal, Stored, size};
use crate::report::FieldValues;
use crate::report::limits::{MAX_BYTES, is_too_long};
use crate::rights::May;

/// Most remarks of a question.
const MOST_REMARKS: usize = 100;

/// What stands against a step of a question that stands at `state`. Device and server ask the same.
pub fn obstacle(command: &Command, may: May, state: Option<State>) -> Option<Refusal> {
    if let Some(refusal) = admit(command.kind, may) {
        return Some(refusal);
    }
    let text = command.text().unwrap_or_default();
    if command.kind.needs_words() && text.trim().is_empty() {
        return Some(Refusal::WordsMissing);
    }
    if is_too_long(text) {
        return Some(Refusal::CommentTooLong);
    }
    match (command.kind, state) {
        (CommandKind::Ask, None) if command.field.is_some() => None,
        (CommandKind::Ask, None) => Some(Refusal::Malformed),
        // Two answers to one question both stand.
        (CommandKind::Answer | CommandKind::Withdraw, Some(State::Open | State::Answered))
        | (CommandKind::AskAgain | CommandKind::Close, Some(State::Answered)) => None,
        (CommandKind::AskAgain | CommandKind::Close, Some(State::Open)) => {
            Some(Refusal::NotAnswered)
        }
        _ => Some(Refusal::QuestionOver),
    }
}

/// What of `may` counts for a question: whoever comments without reviewing goes on with their own.
pub fn narrowed(may: May, question: Option<&Question>, user: &str) -> May {
    let asked = question.and_then(Question::asked);
    let is_own = asked.is_none_or(|asked| asked.user == user);
    May {
        ask: may.ask && is_own,
        ..may
    }
}

/// Who may take such a step at all.
pub(crate) const fn admit(kind: CommandKind, may: May) -> Option<Refusal> {
    match kind {
        CommandKind::Answer if !may.report && !may.review => Some(Refusal::NotYours),
        CommandKind::Answer if !may.report => Some(Refusal::ReportersOnly),
        CommandKind::Answer => None,
        _ if !may.asks() => Some(Refusal::ReviewersOnly),
        _ => None,
    }
}

/// Decides what a step does.
pub fn decide(stored: Option<&Stored>, command: &Command, incoming: &Incoming<'_>) -> Decision {
    let empty = FieldValues::new();
    let held = stored.map_or(&empty, |stored| &stored.values);
    let question = Question::read(held);
    let state = question.as_ref().and_then(Question::state);
    let may = narrowed(incoming.may, question.as_ref(), incoming.user);
    if let Some(refusal) = obstacle(command, may, state) {
        return Decision::refuse(refusal);
    }
    // Whoever ends a question has read what was said last.
    let overtaken = |question: &Question| question.is_overtaken(incoming.seen, incoming.user);
    if command.kind.ends() && question.as_ref().is_some_and(overtaken) {
        return Decision::refuse(Refusal::Overtaken);
    }
    let is_full =
        |question: &Question| question.remarks.len() >= MOST_REMARKS || size(held).1 >= MAX_BYTES;
    // Whoever says the most leaves room for it to be ended.
    if !command.kind.ends() && question.as_ref().is_some_and(is_full) {
        return Decision::refuse(Refusal::QuestionFull);
    }
    let remark = Remark {
        kind: command.kind,
        user: incoming.user.to_owned(),
        by: incoming.name.to_owned(),
        unit: incoming.unit.to_owned(),
        at: incoming.at.to_owned(),
        text: command.text().unwrap_or_default().to_owned(),
    };
    let values = with_remark(held, command.field.as_ref(), &remark);
    Decision::step(command.kind.leads_to().into(), values)
}
