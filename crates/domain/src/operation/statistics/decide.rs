//! What a command does to the statistics of a month.

use super::{Command, CommandKind, Log, State, Step, with_step};
use crate::operation::month::office_only;
use crate::operation::{Decision, Incoming, OfMonth, Outcome, Refusal, Stored};
use crate::report::FieldValues;
use crate::report::limits::is_too_long;
use crate::rights::May;

/// How many steps are kept of a month: their numbers have four digits, and the log travels as a whole.
const MOST_STEPS: usize = 500;

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
    match command.kind {
        CommandKind::Clear if reason.is_empty() => Err((Refusal::WordsMissing, None)),
        CommandKind::Clear if !log.figures().contains_key(&command.figure.key()) => {
            Err((Refusal::FigureGone, None))
        }
        CommandKind::Clear => Ok(()),
        CommandKind::Enter => entered(command, of_month),
    }
}

fn entered(command: &Command, of_month: &OfMonth<'_>) -> Result<(), (Refusal, Option<String>)> {
    let figure = &command.figure;
    let Some(statistic) = of_month.profile.statistic(&figure.statistic) else {
        return Err((Refusal::StatisticUnknown, Some(figure.statistic.clone())));
    };
    let is_unit = |id: &str| of_month.units.iter().any(|unit| unit.id == id);
    match figure.fault(&statistic, of_month.profile, &is_unit) {
        None => Ok(()),
        Some(fault) => {
            let words = fault.words();
            let detail = format!(
                "{} {}：{} / {}: {}",
                statistic.title, figure.of, words.zh, statistic.title_en, words.en
            );
            Err((Refusal::FigureWrong, Some(detail)))
        }
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
        return Decision::refuse(Refusal::StatisticsChanged);
    };
    if let Err((refusal, detail)) = obstacle(command, incoming.may, &log, of_month) {
        return Decision::refuse_naming(refusal, detail);
    }
    if log.steps.len() >= MOST_STEPS {
        return Decision::refuse(Refusal::StatisticsFull);
    }
    if log.is_overtaken(&command.figure.key(), incoming.seen, incoming.user) {
        return Decision::refuse(Refusal::StatisticsChanged);
    }
    let step = Step::of(command, incoming, ());
    Decision::Write {
        outcome: Outcome::Applied,
        state: State::Entered.into(),
        values: with_step(held, &step),
        opened: Vec::new(),
        closed: Vec::new(),
        not_evaluated: Vec::new(),
        passage: None,
    }
}
