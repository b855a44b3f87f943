//! What a command does to a summary.

use super::{Command, CommandKind, Fault, Log, State, Summary};
use crate::operation::steps::{self, Against, Decides, Most};
use crate::operation::{self, Decision, Incoming, Refusal, Stored, SummaryKey};
use crate::report::limits::{MAX_BYTES, is_too_long};
use crate::rights::May;

/// What bears on a summary beside the command.
#[derive(Debug, Clone, Copy)]
pub struct Facts<'a> {
    /// Which.
    pub key: &'a SummaryKey,
    /// Whether there is such a unit; the city's is always there.
    pub is_known: bool,
}

/// Who may take such a step at all: a unit's is written by those who report for it, the city's by the
/// office, which also reads what units hand in ([`over_summary`](crate::rights::Person::over_summary)).
pub const fn admit(kind: CommandKind, may: May) -> Option<Refusal> {
    match (kind.is_offices(), may) {
        (true, May { close: true, .. }) | (false, May { report: true, .. }) => None,
        (true, _) => Some(Refusal::OfficeOnly),
        (false, _) => Some(Refusal::NotYours),
    }
}

fn wrong(fault: Fault) -> Against {
    let words = fault.words();
    (
        Refusal::SummaryWrong,
        Some(format!("{} / {}", words.zh, words.en)),
    )
}

/// What stands against a command, in words. Device and server ask the same.
pub fn obstacle(command: &Command, may: May, log: &Log, facts: &Facts<'_>) -> Result<(), Against> {
    let no = |refusal| Err((refusal, None));
    if let Some(refusal) = admit(command.kind, may) {
        return no(refusal);
    }
    let reason = command.reason.as_deref().unwrap_or_default();
    if is_too_long(reason) {
        return no(Refusal::CommentTooLong);
    }
    if (command.kind == CommandKind::Write) != command.texts.is_some() {
        return no(Refusal::Malformed);
    }
    let key = facts.key;
    let fault = if !key.is_of_summary_month() {
        Some(Fault::WrongMonth)
    } else if !facts.is_known {
        Some(Fault::UnitUnknown)
    } else if command.texts.as_ref().is_some_and(|it| it.is_too_long()) {
        Some(Fault::TooLong)
    } else {
        against(command.kind, &log.summary(), key.is_citys())
    };
    match fault {
        Some(fault) => Err(wrong(fault)),
        None if command.kind == CommandKind::Return && reason.trim().is_empty() => {
            no(Refusal::CommentMissing)
        }
        None => Ok(()),
    }
}

/// What stands against a step where the summary stands. The city's is nobody's to hand in: the office
/// accepts it as it is.
fn against(kind: CommandKind, stands: &Summary, is_citys: bool) -> Option<Fault> {
    let state = stands.state.unwrap_or(State::Draft);
    let is_in_time = match kind {
        CommandKind::Write => state.is_open(),
        CommandKind::HandIn => state.is_open() && !is_citys,
        CommandKind::Withdraw => state == State::HandedIn,
        CommandKind::Return => !state.is_open(),
        CommandKind::Accept => {
            state == State::HandedIn || (is_citys && state.is_open() && !stands.texts.is_empty())
        }
    };
    match kind {
        CommandKind::Write | CommandKind::HandIn if !is_in_time => Some(Fault::NotOpen),
        CommandKind::HandIn if stands.texts.is_wanting() => Some(Fault::Wanting),
        _ if !is_in_time => Some(Fault::NotHandedIn),
        _ => None,
    }
}

impl Decides for Command {
    const CHANGED: Refusal = Refusal::SummaryChanged;

    const MOST: Option<Most> = Some(Most {
        steps: 500,
        bytes: MAX_BYTES,
        refusal: Refusal::SummaryFull,
    });

    /// What is written is always handed in and answered.
    fn needs_room(&self) -> bool {
        self.kind == CommandKind::Write
    }

    /// Of two who write different headings neither undoes what the other has written.
    fn is_about_same(&self, other: &Self) -> bool {
        match (&self.texts, &other.texts) {
            (Some(own), Some(others)) => own.meets(others),
            _ => true,
        }
    }

    fn state(log: &Log) -> operation::State {
        log.summary().state.unwrap_or(State::Draft).into()
    }
}

/// Decides what a command does.
pub fn decide(
    stored: Option<&Stored>,
    command: &Command,
    incoming: &Incoming<'_>,
    facts: &Facts<'_>,
) -> Decision {
    steps::decide(stored, command, incoming, |log| {
        obstacle(command, incoming.may, log, facts)
    })
}
