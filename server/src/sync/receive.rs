//! One operation: what stands against it before the domain is asked.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};
use yuebao_domain::check::{Context, History, Stage};
use yuebao_domain::merge::{self, Decision, Incoming, May, OpenClash, Refusal, Stored};
use yuebao_domain::period::Month;
use yuebao_domain::plan::PlanRow;
use yuebao_domain::report::{FORM_VERSION, Report};
use yuebao_domain::wire::v1::{Operation, OperationOutcome, OperationResult};

use super::push::Desk;
use super::view::{View, view};
use super::write::write;
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
pub(super) fn receive(desk: &Desk<'_>, operation: &Operation) -> Result<OperationResult, DbError> {
    let hash = fingerprint(operation);
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
    let base = match view(desk, operation)? {
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
            return write(desk, operation, hash, None, decision);
        }
    };
    let current = db::reports::find(desk.conn, &operation.project, operation.month)?;
    let stored = match &current {
        Some(current) => Some(Stored {
            rev: current.rev,
            state: current.state,
            since: db::revisions::since(desk.conn, &operation.project, operation.month)?,
            values: current.values.clone(),
            open: open_clashes(desk, operation)?,
        }),
        None => None,
    };
    let incoming = Incoming {
        kind: operation.kind,
        seen: operation.base_rev,
        base: &base,
        changes: &operation.changes,
        conflict: operation.conflict,
        reason: operation.reason.as_deref(),
        user: &desk.sender.me.user,
        may,
    };
    let reports = history(desk, operation)?;
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
    let decision = merge::decide(stored.as_ref(), &incoming, &context);
    let result = write(desk, operation, hash, current, decision)?;
    if result.outcome != OperationOutcome::Rejected {
        desk.views.remember(operation, &base);
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
    let lead = plan.as_ref().and_then(PlanRow::lead_unit);
    let may = May {
        report: lead.is_some_and(|unit| desk.may_report.includes(unit)),
        review: lead.is_some_and(|unit| desk.may_review.includes(unit)),
    };
    if let Some(refusal) = merge::admit(operation.kind, may) {
        return Ok(Err(refusal));
    }
    let Some(plan) = plan else {
        return Ok(Err(Refusal::NotYours));
    };
    if operation.month.first_day() > desk.sender.now.today() {
        return Ok(Err(Refusal::MonthNotOpen));
    }
    Ok(Ok((plan, may)))
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

/// Everything that was sent, in an order that does not depend on how it was written.
fn fingerprint(operation: &Operation) -> Vec<u8> {
    let text = serde_json::to_vec(operation).unwrap_or_default();
    Sha256::digest(text).to_vec()
}
