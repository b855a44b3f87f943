//! What stands against an operation before its subject is asked: the form, the rights, the month.

use super::{Decision, Facts, Stored};
use crate::operation::month::{self, Bar};
use crate::operation::{
    Command, Operation, Refusal, State, persons, plan, publication, question, report, summary,
};
use crate::report::FORM_VERSION;
use crate::rights::May;

/// How many form versions before the present one are still taken.
const OLDER_FORMS: u32 = 3;

/// Oldest and newest form version that is taken.
pub fn form_versions() -> (u32, u32) {
    let oldest = FORM_VERSION.saturating_sub(OLDER_FORMS).max(1);
    (oldest, FORM_VERSION)
}

/// What stands against a command whatever is held. A stranger learns no more from it than from a
/// project that does not exist.
pub const fn admit(command: &Command, may: May) -> Option<Refusal> {
    match command {
        Command::Report(command) => report::admit(command.kind, may),
        Command::Question(command) => question::admit(command.kind, may),
        Command::Month(command) => month::admit(command.kind, may),
        Command::Plan(command) => plan::admit(command.kind, may),
        Command::Persons(_) => persons::admit(may),
        Command::Publication(_) => publication::admit(may),
        Command::Statistics(_) | Command::Letters(_) => month::office_only(may),
        Command::Summary(command) => summary::admit(command.kind, may),
    }
}

/// Why this user may not do such a thing to this project in this month at all, with this program.
pub(super) fn not_admitted(operation: &Operation, facts: &Facts<'_>) -> Option<Refusal> {
    let (oldest, newest) = form_versions();
    if !(oldest..=newest).contains(&operation.form_version) {
        return Some(Refusal::FormVersion);
    }
    if let Some(refusal) = admit(&operation.command, facts.incoming.may) {
        return Some(refusal);
    }
    // The plan of a year is made before it begins, and of projects that are in none yet; persons belong to
    // no month, and a month of which something is published was locked.
    let command = &operation.command;
    if matches!(
        command,
        Command::Plan(_) | Command::Persons(_) | Command::Publication(_)
    ) {
        return None;
    }
    let month = operation.subject.month();
    let today = if operation.subject.project().is_some() {
        let context = facts.context.as_ref();
        let Some(context) = context.filter(|context| context.plan.can_be_reported_in(month)) else {
            return Some(Refusal::NotYours);
        };
        context.today
    } else {
        let of_month = facts.of_month.as_ref().and_then(|it| it.today);
        (facts.month.as_ref().and_then(|month| month.today)).or(of_month)
    };
    let is_to_come = today.is_some_and(|today| month.first_day() > today);
    is_to_come.then_some(Refusal::MonthNotOpen)
}

/// How a locked month holds an operation off.
pub(super) fn barred(operation: &Operation, facts: &Facts<'_>) -> Option<Bar> {
    let command = operation.command.of_report()?;
    let stored = facts.stored.as_ref();
    let state = stored.and_then(|stored| stored.state.of_report());
    month::bar(facts.gate, command.kind, state)
}

/// Whether a report is another afterwards: whatever way a decision came about, in a locked month it
/// changes no box and no state.
pub(super) fn moves(stored: Option<&Stored>, decision: &Decision) -> bool {
    let Decision::Write { state, values, .. } = decision else {
        return false;
    };
    let Some(stored) = stored else {
        return matches!(state, State::Report(_));
    };
    stored.state.of_report().is_some() && (stored.state, &stored.values) != (*state, values)
}
