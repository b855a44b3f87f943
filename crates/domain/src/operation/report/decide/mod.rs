//! What a command does to a report.
//!
//! | module | decides |
//! |---|---|
//! | `submit` | drafts and hand-ins, amendments to what is accepted among them |
//! | `resolve` | which of two values stands |
//! | `review` | accepting, returning, declaring void |

mod resolve;
mod review;
mod submit;
#[cfg(test)]
mod tests;

use super::{Command, CommandKind, State};
use crate::check::{self, Context, Finding, Readiness, Stage};
use crate::merge::{Group, Merged};
use crate::operation::{self, Decision, Outcome, Passage, Refusal, Stored};
use crate::profile::ReviewChain;
use crate::report::{Changes, FieldValues, Report};
use crate::rights::{May, Role};
use crate::rule::RuleCode;

pub use review::{Reviewer, obstacle};

/// A command, and what deciding needs to know beside it.
#[derive(Debug, Clone, Copy)]
struct Incoming<'a> {
    command: &'a Command,
    kind: CommandKind,
    seen: u64,
    base: &'a FieldValues,
    changes: &'a Changes,
    conflicts: &'a [u64],
    user: &'a str,
    may: May,
    role: Role,
    chain: ReviewChain<'a>,
    vacant: &'a [Role],
    waiting: &'a [Role],
    has_filed: bool,
}

impl<'a> Incoming<'a> {
    /// As whoever decides about the report as a whole.
    const fn reviewer(&self) -> Reviewer<'a> {
        Reviewer {
            may: self.may,
            role: self.role,
            chain: self.chain,
            vacant: self.vacant,
            waiting: self.waiting,
        }
    }

    /// Where the report stands once the command is taken as sent.
    fn after(&self, stored: Option<&Stored>) -> State {
        State::after(stored.map(standing), self.command, self.chain, self.role)
    }
}

/// What stands against a command whatever the report holds.
pub(crate) const fn admit(kind: CommandKind, may: May) -> Option<Refusal> {
    match kind {
        CommandKind::Set | CommandKind::Submit if !may.files() => Some(Refusal::NotYours),
        CommandKind::Accept | CommandKind::Return if !may.review => Some(Refusal::ReviewersOnly),
        CommandKind::Resolve | CommandKind::Void if !may.files() && !may.review => {
            Some(Refusal::NotYours)
        }
        _ => None,
    }
}

/// Decides what a command does to a report. `context` is the server's own: its plan row, its
/// profile, its history; the stage in it is ignored, the command decides.
pub fn decide(
    stored: Option<&Stored>,
    command: &Command,
    incoming: &operation::Incoming<'_>,
    context: &Context<'_>,
) -> Decision {
    let incoming = &Incoming {
        command,
        kind: command.kind,
        seen: incoming.seen,
        base: incoming.base,
        changes: &command.changes,
        conflicts: &command.conflicts,
        user: incoming.user,
        may: incoming.may,
        role: incoming.role,
        chain: context.profile.chain_of(context.plan),
        vacant: incoming.vacant,
        waiting: &context.profile.sees_at_own_step,
        has_filed: incoming.has_filed,
    };
    if let Some(refusal) = admit(incoming.kind, incoming.may) {
        return Decision::refuse(refusal);
    }
    if matches!(incoming.kind, CommandKind::Set | CommandKind::Submit) && !context.plan.reports() {
        return Decision::refuse(Refusal::ReportedByParts);
    }
    match incoming.kind {
        CommandKind::Set => submit::set(stored, incoming),
        CommandKind::Submit => submit::submit(stored, incoming, context),
        CommandKind::Resolve => resolve::resolve(stored, incoming, context),
        CommandKind::Accept => review::accept(stored, incoming, context),
        CommandKind::Return => review::send_back(stored, incoming),
        CommandKind::Void => review::void(stored, incoming),
    }
}

/// Where a report stands that is held.
fn standing(stored: &Stored) -> State {
    stored.state.of_report().unwrap_or(State::Draft)
}

fn write(
    stored: Option<&Stored>,
    incoming: &Incoming<'_>,
    state: State,
    merged: Merged,
    not_evaluated: Vec<RuleCode>,
) -> Decision {
    let unchanged =
        stored.is_some_and(|stored| stored.state == state && stored.values == merged.values);
    if unchanged && merged.clashes.is_empty() {
        return Decision::Nothing;
    }
    // A later value of the same person for the same boxes takes the place of the earlier one.
    let touched = |group: &Group| {
        merged.taken.contains(group) || merged.clashes.iter().any(|clash| clash.group == *group)
    };
    let closed = stored
        .into_iter()
        .flat_map(|stored| &stored.open)
        .filter(|open| open.second_user == incoming.user && touched(&open.clash.group))
        .map(|open| open.id)
        .collect();
    let on_behalf = incoming.kind == CommandKind::Submit && !incoming.may.report;
    Decision::Write {
        outcome: outcome_of(&merged),
        state: state.into(),
        values: merged.values,
        opened: merged.clashes,
        closed,
        not_evaluated,
        passage: on_behalf.then(|| Passage {
            role: incoming.role,
            skipped: Vec::new(),
            on_behalf,
        }),
    }
}

fn outcome_of(merged: &Merged) -> Outcome {
    if !merged.clashes.is_empty() {
        Outcome::Conflict
    } else if merged.kept.is_empty() {
        Outcome::Applied
    } else {
        Outcome::Merged
    }
}

fn examine(values: &FieldValues, context: &Context<'_>) -> (Readiness, Vec<RuleCode>) {
    let context = Context {
        stage: Stage::Submitting,
        ..*context
    };
    let report = Report::read(values);
    let outcome = check::check(&report, &context);
    let readiness = check::readiness(&report, &outcome.findings, context.profile);
    (readiness, outcome.not_evaluated)
}

fn blocking(readiness: Readiness) -> Vec<Finding> {
    let mut findings = readiness.to_correct;
    findings.extend(readiness.to_explain);
    findings
}
