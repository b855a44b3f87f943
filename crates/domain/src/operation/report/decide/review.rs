//! Accepting, returning, declaring void: the boxes stay as they are, the state changes.

use super::{Incoming, admit, blocking, examine, standing};
use crate::check::Context;
use crate::operation::report::{Command, CommandKind, State};
use crate::operation::{Decision, Outcome, Passage, Refusal, Stored};
use crate::profile::ReviewChain;
use crate::report::limits::is_too_long;
use crate::rights::{May, Progress, Role, sees_boxes};
use crate::rule::RuleCode;

/// Whoever decides about a report as a whole: their rights, and where they stand in its chain.
#[derive(Debug, Clone, Copy)]
pub struct Reviewer<'a> {
    /// What they may do with it.
    pub may: May,
    /// Their role.
    pub role: Role,
    /// The chain of the report.
    pub chain: ReviewChain<'a>,
    /// The roles of it that nobody fills.
    pub vacant: &'a [Role],
    /// The roles that see what a report holds only once it has come to their step.
    pub waiting: &'a [Role],
}

impl<'a> Reviewer<'a> {
    /// Their step, if they have one in this chain.
    pub fn step(&self) -> Option<u8> {
        self.chain.step_of(self.role).filter(|_| self.may.review)
    }

    /// Whether what has passed `passed` is theirs to take back or to change: their step is that one or
    /// a later one. Nobody decides about what they may not see yet.
    fn is_at_or_after(&self, passed: u8) -> bool {
        self.step().is_some_and(|step| step >= passed) && self.sees(passed)
    }

    fn sees(&self, passed: u8) -> bool {
        let progress = Progress {
            chain: self.chain.0,
            passed: Some(passed),
            vacant: self.vacant,
        };
        sees_boxes(self.role, self.may, self.waiting, &progress)
    }

    /// The steps between `passed` and theirs, if nobody fills them; else who is waited for.
    pub fn skips(&self, passed: u8) -> Result<&'a [Role], Refusal> {
        let between = (self.chain).between(passed, self.step().unwrap_or(passed));
        let awaited = between.iter().find(|role| !self.vacant.contains(role));
        awaited.map_or(Ok(between), |role| Err(Refusal::awaiting(*role)))
    }

    /// Whom they may return a report to that has passed `passed`: who fills it first, then those who
    /// have passed it before their own step.
    pub fn returns_to(&self, passed: u8) -> &'a [Role] {
        let step = self.step().filter(|_| self.is_at_or_after(passed));
        let last = step.map_or(0, |step| usize::from(step.min(passed.saturating_add(1))));
        self.chain.0.get(..last).unwrap_or_default()
    }
}

/// What stands against accepting, returning or declaring void a report that stands at `state`,
/// other than findings. Device and server ask the same.
pub fn obstacle(
    command: &Command,
    by: &Reviewer<'_>,
    state: Option<State>,
    has_open: bool,
) -> Option<Refusal> {
    if let Some(refusal) = admit(command.kind, by.may) {
        return Some(refusal);
    }
    let reason = command.reason.as_deref();
    let unsaid = reason.is_none_or(|reason| reason.trim().is_empty());
    if reason.is_some_and(is_too_long) {
        return Some(Refusal::CommentTooLong);
    }
    let passed = state.and_then(|state| state.step(by.chain));
    match (command.kind, passed) {
        (CommandKind::Accept, Some(passed)) => not_accepted(by, passed, has_open),
        (CommandKind::Return, Some(passed)) => not_returned(command, by, passed, unsaid),
        (CommandKind::Accept | CommandKind::Return, None) => Some(Refusal::NotForReview),
        (CommandKind::Void, _) if unsaid || state.is_none() => Some(Refusal::CannotVoid),
        // What is passed is only a reviewer's to take away, anything else only its reporters'.
        (CommandKind::Void, Some(passed)) if state.is_some_and(State::is_passed) => {
            (!by.is_at_or_after(passed)).then_some(Refusal::ReviewersOnly)
        }
        (CommandKind::Void, _) if !by.may.files() => Some(Refusal::ReportersOnly),
        _ => None,
    }
}

fn not_accepted(by: &Reviewer<'_>, passed: u8, has_open: bool) -> Option<Refusal> {
    match by.step() {
        None => Some(Refusal::ReviewersOnly),
        Some(step) if step <= passed => Some(Refusal::NotForReview),
        Some(_) if has_open => Some(Refusal::ConflictsOpen),
        Some(_) => by.skips(passed).err(),
    }
}

fn not_returned(command: &Command, by: &Reviewer<'_>, passed: u8, unsaid: bool) -> Option<Refusal> {
    let knows = |to: &Role| by.returns_to(passed).contains(to);
    if by.step().is_none() {
        Some(Refusal::ReviewersOnly)
    } else if !by.is_at_or_after(passed) {
        Some(Refusal::NotForReview)
    } else if unsaid {
        Some(Refusal::CommentMissing)
    } else {
        let is_known = command.to.as_ref().is_none_or(knows);
        (!is_known).then_some(Refusal::NoSuchStep)
    }
}

pub(super) fn accept(
    stored: Option<&Stored>,
    incoming: &Incoming<'_>,
    context: &Context<'_>,
) -> Decision {
    let stored = match reviewed(stored, incoming) {
        Ok(stored) => stored,
        Err(refusal) => return Decision::refuse(refusal),
    };
    // Plan, profile and earlier months may have changed since it was handed in.
    let (readiness, not_evaluated) = examine(&stored.values, context);
    if !readiness.is_ready() {
        return Decision::Reject {
            refusal: None,
            findings: blocking(readiness),
        };
    }
    moved(stored, incoming, not_evaluated)
}

pub(super) fn send_back(stored: Option<&Stored>, incoming: &Incoming<'_>) -> Decision {
    match reviewed(stored, incoming) {
        Ok(stored) => moved(stored, incoming, Vec::new()),
        Err(refusal) => Decision::refuse(refusal),
    }
}

pub(super) fn void(stored: Option<&Stored>, incoming: &Incoming<'_>) -> Decision {
    let stored = match possible(stored, incoming) {
        Ok(stored) => stored,
        Err(refusal) => return Decision::refuse(refusal),
    };
    // Made on top of one's own changes that are on their way, so the boxes tell, not the revision.
    if stored.values != *incoming.base {
        return Decision::refuse(Refusal::Overtaken);
    }
    moved(stored, incoming, Vec::new())
}

/// A review is of exactly the revision that the reviewer saw, and by somebody else than who filed it.
fn reviewed<'a>(
    stored: Option<&'a Stored>,
    incoming: &Incoming<'_>,
) -> Result<&'a Stored, Refusal> {
    if stored.is_some_and(|stored| stored.rev != incoming.seen) {
        return Err(Refusal::Overtaken);
    }
    let stored = possible(stored, incoming)?;
    if incoming.has_filed {
        return Err(Refusal::OwnReport);
    }
    Ok(stored)
}

fn possible<'a>(
    stored: Option<&'a Stored>,
    incoming: &Incoming<'_>,
) -> Result<&'a Stored, Refusal> {
    if !incoming.changes.is_empty() {
        return Err(Refusal::ChangesNotTaken);
    }
    let state = stored.map(standing);
    let has_open = stored.is_some_and(|stored| !stored.open.is_empty());
    match obstacle(incoming.command, &incoming.reviewer(), state, has_open) {
        Some(refusal) => Err(refusal),
        None => stored.ok_or(Refusal::NotForReview),
    }
}

fn moved(stored: &Stored, incoming: &Incoming<'_>, not_evaluated: Vec<RuleCode>) -> Decision {
    let passed = standing(stored).step(incoming.chain).unwrap_or(0);
    let skipped = match incoming.kind {
        CommandKind::Accept => incoming.reviewer().skips(passed).unwrap_or_default(),
        _ => &[],
    };
    Decision::Write {
        outcome: Outcome::Applied,
        state: incoming.after(Some(stored)).into(),
        values: stored.values.clone(),
        opened: Vec::new(),
        closed: Vec::new(),
        not_evaluated,
        passage: Some(Passage {
            role: incoming.role,
            skipped: skipped.to_vec(),
            on_behalf: false,
        }),
    }
}
