//! What the server does with an operation: decided here, written elsewhere.
//!
//! | module | decides |
//! |---|---|
//! | `submit` | drafts and hand-ins, amendments to what is accepted among them |
//! | `resolve` | which of two values stands |
//! | `review` | accepting, returning, declaring void |

mod refusal;
mod resolve;
mod review;
mod submit;
#[cfg(test)]
mod tests;

use super::{Clash, Group, Merged, State};
use crate::check::{self, Context, Finding, Readiness, RuleCode, Stage};
use crate::report::{Changes, FieldValues, Report};
use crate::wire::v1::{OperationKind, OperationOutcome};

pub use refusal::Refusal;
pub use review::obstacle;

/// A report as it is held, with what is still open about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored {
    /// Its newest revision.
    pub rev: u64,
    /// Where it stands.
    pub state: State,
    /// The revision in which it was sent back, if that is where it stands.
    pub returned_in: Option<u64>,
    /// The boxes.
    pub values: FieldValues,
    /// Conflicts and amendments that nobody has settled yet.
    pub open: Vec<OpenClash>,
}

/// A second value that waits, as far as deciding needs it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenClash {
    /// Its identifier.
    pub id: u64,
    /// The boxes and their three values.
    pub clash: Clash,
    /// User name of who gave the second value.
    pub second_user: String,
}

/// What the sender may do to the project.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct May {
    /// Fill and submit its reports.
    pub report: bool,
    /// Accept and return them.
    pub review: bool,
}

/// An operation as deciding needs it.
#[derive(Debug, Clone, Copy)]
pub struct Incoming<'a> {
    /// What it wants.
    pub kind: OperationKind,
    /// The revision that the person saw.
    pub seen: u64,
    /// The boxes as the person saw them before the change.
    pub base: &'a FieldValues,
    /// The change.
    pub changes: &'a Changes,
    /// The conflicts it settles.
    pub conflicts: &'a [u64],
    /// Why, for `void` and `return`; a remark, for `accept`.
    pub reason: Option<&'a str>,
    /// User name of who sends it.
    pub user: &'a str,
    /// What that user may do here.
    pub may: May,
    /// Whether that user has filed anything in the report since it was last accepted, in whatever
    /// role; asked of acceptances and returns.
    pub has_filed: bool,
}

/// What is to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decision {
    /// A new revision.
    Write {
        /// How it is called in the answer.
        outcome: OperationOutcome,
        /// Where the report stands afterwards.
        state: State,
        /// All boxes afterwards.
        values: FieldValues,
        /// Conflicts and amendments to be opened.
        opened: Vec<Clash>,
        /// Conflicts and amendments to be closed, by identifier.
        closed: Vec<u64>,
        /// Rules that could not be evaluated.
        not_evaluated: Vec<RuleCode>,
    },
    /// Everything is already as it was sent.
    Nothing,
    /// Nothing may be written.
    Reject {
        /// Why, unless findings say it.
        refusal: Option<Refusal>,
        /// What has to be corrected or explained first.
        findings: Vec<Finding>,
    },
}

/// What stands against an operation whatever the report holds. A stranger learns no more from it
/// than from a project that does not exist.
pub const fn admit(kind: OperationKind, may: May) -> Option<Refusal> {
    match kind {
        OperationKind::Set | OperationKind::Submit if !may.report => Some(Refusal::NotYours),
        OperationKind::Accept | OperationKind::Return if !may.review => {
            Some(Refusal::ReviewersOnly)
        }
        OperationKind::Resolve | OperationKind::Void if !may.report && !may.review => {
            Some(Refusal::NotYours)
        }
        _ => None,
    }
}

/// Decides what an operation does to a report. `context` is the server's own: its plan row, its
/// profile, its history; the stage in it is ignored, the operation's kind decides.
pub fn decide(stored: Option<&Stored>, incoming: &Incoming<'_>, context: &Context<'_>) -> Decision {
    if let Some(refusal) = admit(incoming.kind, incoming.may) {
        return refuse(refusal);
    }
    match incoming.kind {
        OperationKind::Set => submit::set(stored, incoming),
        OperationKind::Submit => submit::submit(stored, incoming, context),
        OperationKind::Resolve => resolve::resolve(stored, incoming, context),
        OperationKind::Accept => review::accept(stored, incoming, context),
        OperationKind::Return => review::send_back(stored, incoming),
        OperationKind::Void => review::void(stored, incoming),
    }
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
    Decision::Write {
        outcome: outcome_of(&merged),
        state,
        values: merged.values,
        opened: merged.clashes,
        closed,
        not_evaluated,
    }
}

fn outcome_of(merged: &Merged) -> OperationOutcome {
    if !merged.clashes.is_empty() {
        OperationOutcome::Conflict
    } else if merged.kept.is_empty() {
        OperationOutcome::Applied
    } else {
        OperationOutcome::Merged
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

fn refuse(refusal: Refusal) -> Decision {
    Decision::Reject {
        refusal: Some(refusal),
        findings: Vec::new(),
    }
}
