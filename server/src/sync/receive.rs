//! One operation: what stands against it before the domain is asked.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};
use yuebao_domain::check::{Context, History, Stage};
use yuebao_domain::merge::{self, Decision, Incoming, May, OpenClash, Refusal, State, Stored};
use yuebao_domain::period::Month;
use yuebao_domain::plan::PlanRow;
use yuebao_domain::report::{FORM_VERSION, Report};
use yuebao_domain::rights::over;
use yuebao_domain::wire::v1::{Operation, OperationKind, OperationOutcome, OperationResult};

use super::bounds::{is_of_the_plan, outgrown};
use super::push::Desk;
use super::view::{View, view};
use super::write::{Arrived, Last, write};
use crate::db::reports::Current;
use crate::db::{self, DbError};

/// How many form versions before the present one are still taken.
const OLDER_FORMS: u32 = 3;

/// Oldest and newest form version that is taken.
pub fn form_versions() -> (u32, u32) {
    (
        FORM_VERSION.saturating_sub(OLDER_FORMS).max(1),
        FORM_VERSION,
    )
}

/// Decides one operation and writes what follows from it.
pub(super) fn receive<'a>(
    desk: &Desk<'a>,
    operation: &'a Operation,
) -> Result<OperationResult, DbError> {
    let text = db::operations::text(operation)?;
    // Everything that was sent, however it was written.
    let hash = Sha256::digest(&text).to_vec();
    let arrived = Arrived {
        operation,
        text: &text,
        content: &hash,
    };
    if let Some(before) = db::operations::find(desk.conn, &operation.op_id)? {
        let same = before.content == hash && before.user == desk.sender.me.user;
        return Ok(if same {
            again(before.result)
        } else {
            rejected(operation, Refusal::IdReused)
        });
    }
    // What is refused for one of these reasons may be taken later as it is (the program is
    // upgraded, the plan amended, the month begins), so the identifier is not used up.
    let (plan, may) = match admit(desk, operation)? {
        Ok(admitted) => admitted,
        Err(refusal) => return Ok(rejected(operation, refusal)),
    };
    let current = db::reports::find_tagged(desk.conn, &operation.project, operation.month)?;
    let base = match view(desk, operation, current.as_ref())? {
        View::Seen(base) => base,
        View::Wait(refusal) => {
            return Ok(OperationResult {
                outcome: OperationOutcome::Retry,
                ..rejected(operation, refusal)
            });
        }
        View::Refused => {
            let refusal = Some(Refusal::PreviousRefused);
            let decision = Decision::Reject {
                refusal,
                findings: Vec::new(),
            };
            return write(desk, &arrived, None, decision);
        }
    };
    let stored = match current {
        Some((current, _)) => Some(stored(desk, operation, current)?),
        None => None,
    };
    let last = stored.as_ref().map(|(_, last)| last);
    let stored = stored.as_ref().map(|(stored, _)| stored);
    let conflicts: Vec<u64> = operation.conflicts().collect();
    let incoming = Incoming {
        kind: operation.kind,
        seen: operation.base_rev,
        base: &base,
        changes: &operation.changes,
        conflicts: &conflicts,
        reason: operation.reason.as_deref(),
        user: &desk.sender.me.user,
        may,
        has_filed: has_filed(desk, operation)?,
    };
    let reports = if operation.kind.is_checked() {
        history(desk, operation)?
    } else {
        BTreeMap::new()
    };
    let context = Context {
        profile: desk.profile,
        plan: &plan,
        month: operation.month,
        stage: Stage::Submitting,
        today: Some(desk.sender.now.today()),
        history: History {
            // The server knows every month: what it does not have does not exist.
            known_from: Month::new(2000, 1),
            reports: &reports,
        },
    };
    let decision = merge::decide(stored, &incoming, &context);
    if let Some(words) = outgrown(stored, &decision) {
        return Ok(OperationResult {
            detail: Some(words.to_owned()),
            ..rejected(operation, Refusal::Malformed)
        });
    }
    let result = write(desk, &arrived, last, decision)?;
    if result.outcome != OperationOutcome::Rejected {
        desk.views.remember(operation, base);
    }
    Ok(result)
}

/// Whether this user may do such a thing to this project in this month at all, with this program.
fn admit(
    desk: &Desk<'_>,
    operation: &Operation,
) -> Result<Result<(PlanRow, May), Refusal>, DbError> {
    let (oldest, newest) = form_versions();
    if !(oldest..=newest).contains(&operation.form_version) {
        return Ok(Err(Refusal::FormVersion));
    }
    // A project of somebody else and one that does not exist look the same from outside.
    let plan = db::projects::find(desk.conn, &operation.project)?;
    let rights = plan.as_ref().map(|plan| over(&desk.person, plan));
    let rights = rights.unwrap_or_default();
    let may = May {
        report: rights.report,
        review: rights.review,
    };
    if let Some(refusal) = merge::admit(operation.kind, may) {
        return Ok(Err(refusal));
    }
    let Some(plan) = plan else {
        return Ok(Err(Refusal::NotYours));
    };
    if !is_of_the_plan(&plan, operation.month) {
        return Ok(Err(Refusal::NotYours));
    }
    if operation.month.first_day() > desk.sender.now.today() {
        return Ok(Err(Refusal::MonthNotOpen));
    }
    Ok(Ok((plan, may)))
}

/// What deciding needs of a report, and who gave it its last change.
fn stored(
    desk: &Desk<'_>,
    operation: &Operation,
    current: Current,
) -> Result<(Stored, Last), DbError> {
    let (project, month) = (&operation.project, operation.month);
    let returned_in = match current.state {
        State::Returned => Some(db::revisions::since(desk.conn, project, month)?),
        _ => None,
    };
    let stored = Stored {
        rev: current.rev,
        state: current.state,
        returned_in,
        values: current.values,
        open: open_clashes(desk, operation)?,
    };
    let last = Last {
        rev: current.rev,
        user: current.user,
        received_at: current.received_at,
    };
    Ok((stored, last))
}

/// Asked of a review only.
fn has_filed(desk: &Desk<'_>, operation: &Operation) -> Result<bool, DbError> {
    if !matches!(
        operation.kind,
        OperationKind::Accept | OperationKind::Return
    ) {
        return Ok(false);
    }
    let (project, month) = (&operation.project, operation.month);
    db::revisions::has_filed(desk.conn, project, month, &desk.sender.me.user)
}

fn open_clashes(desk: &Desk<'_>, operation: &Operation) -> Result<Vec<OpenClash>, DbError> {
    let open = db::conflicts::open_of(desk.conn, &operation.project, operation.month)?;
    Ok(open
        .into_iter()
        .map(|open| OpenClash {
            id: open.id,
            clash: open.clash,
            second_user: open.second_user,
        })
        .collect())
}

/// What counts of earlier months: what was handed in, accepted or not.
fn history(desk: &Desk<'_>, operation: &Operation) -> Result<BTreeMap<Month, Report>, DbError> {
    let earlier = db::reports::counted_before(desk.conn, &operation.project, operation.month)?;
    Ok(earlier
        .into_iter()
        .map(|(month, values)| (month, Report::read(&values)))
        .collect())
}

/// The answer that was given before, said as a repetition.
fn again(result: OperationResult) -> OperationResult {
    let outcome = match result.outcome {
        OperationOutcome::Rejected => OperationOutcome::Rejected,
        _ => OperationOutcome::Duplicate,
    };
    OperationResult { outcome, ..result }
}

fn rejected(operation: &Operation, refusal: Refusal) -> OperationResult {
    OperationResult {
        op_id: operation.op_id.clone(),
        outcome: OperationOutcome::Rejected,
        rev: None,
        findings: Vec::new(),
        not_evaluated: Vec::new(),
        refusal: Some(refusal),
        detail: None,
    }
}
