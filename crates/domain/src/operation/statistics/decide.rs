//! What a command does to the statistics of a month.

use super::{Command, CommandKind, Log, State};
use crate::operation::month::office_only;
use crate::operation::steps::{self, Against, Decides, Most};
use crate::operation::{self, Decision, Incoming, OfMonth, Refusal, Stored};
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
    match command.kind {
        CommandKind::Clear if reason.is_empty() => Err((Refusal::WordsMissing, None)),
        CommandKind::Clear if !log.figures().contains_key(&command.figure.key()) => {
            Err((Refusal::FigureGone, None))
        }
        CommandKind::Clear => Ok(()),
        CommandKind::Enter => entered(command, of_month),
    }
}

fn entered(command: &Command, of_month: &OfMonth<'_>) -> Result<(), Against> {
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

impl Decides for Command {
    const CHANGED: Refusal = Refusal::StatisticsChanged;

    const MOST: Option<Most> = Some(Most {
        steps: 500,
        bytes: usize::MAX,
        refusal: Refusal::StatisticsFull,
    });

    fn is_about_same(&self, other: &Self) -> bool {
        self.figure.key() == other.figure.key()
    }

    fn state(_: &Log) -> operation::State {
        State::Entered.into()
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
