//! What the server does with an operation: decided here, written elsewhere.

use serde::{Deserialize, Serialize};

use super::{Clash, Group, Merged, three_way};
use crate::check::{self, Context, Finding, Readiness, RuleCode, Stage};
use crate::report::{Changes, FieldValues, Report, apply};
use crate::text::{Words, words};
use crate::wire::v1::{OperationKind, OperationOutcome};

/// Where a report stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// 草稿: being filled; counts nowhere.
    Draft,
    /// 已报: handed in; counts in every total.
    Submitted,
    /// 作废: declared void with a reason; counts nowhere, nothing is deleted.
    Void,
}

/// A report as it is held, with what is still open about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored {
    /// Where it stands.
    pub state: State,
    /// The boxes.
    pub values: FieldValues,
    /// Conflicts that nobody has settled yet.
    pub open: Vec<OpenClash>,
}

/// An open conflict, as far as deciding needs it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenClash {
    /// Its identifier.
    pub id: u64,
    /// The boxes and their three values.
    pub clash: Clash,
    /// User name of who gave the second value.
    pub second_user: String,
}

/// An operation as deciding needs it.
#[derive(Debug, Clone, Copy)]
pub struct Incoming<'a> {
    /// What it wants.
    pub kind: OperationKind,
    /// The boxes as the person saw them before the change.
    pub base: &'a FieldValues,
    /// The change.
    pub changes: &'a Changes,
    /// The conflict it settles.
    pub conflict: Option<u64>,
    /// Why, for `void`.
    pub reason: Option<&'a str>,
    /// User name of who sends it.
    pub user: &'a str,
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
        /// Conflicts to be opened.
        opened: Vec<Clash>,
        /// Conflicts to be closed, by identifier.
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

/// Why an operation is refused, other than by a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Refusal {
    /// A draft arrived for a report that has been handed in meanwhile.
    AlreadySubmitted,
    /// The conflict is settled already, or never existed.
    ConflictGone,
    /// Values outside the conflict's boxes.
    OutsideConflict,
    /// Nothing to declare void, or no reason given.
    CannotVoid,
    /// The operation that this one builds on was refused.
    PreviousRefused,
    /// The operation that this one builds on has not arrived.
    PreviousMissing,
    /// The project is not in the plan, or not the user's to report.
    NotYours,
    /// The revision it was made against is unknown: the server was restored from a backup.
    UnknownBase,
    /// The form version is too old or too new for this server.
    FormVersion,
    /// The same identifier was used before with other content or by another user.
    IdReused,
    /// The month lies in the future.
    MonthNotOpen,
    /// The operation could not be read.
    Malformed,
    /// A newer server's word that this program does not know.
    #[serde(other)]
    Unknown,
}

impl Refusal {
    /// What happened and what to do.
    pub const fn words(self) -> Words {
        match self {
            Self::AlreadySubmitted => words(
                "另一台设备已经上报了这份月报；本机的修改仍在，请核对后重新上报",
                "Another device has handed this report in; your changes are still here: review and submit again",
            ),
            Self::ConflictGone => words(
                "这处冲突已经处理过了",
                "This conflict has already been settled",
            ),
            Self::OutsideConflict => words(
                "处理冲突时只能改动冲突的栏目",
                "Only the boxes in conflict can be changed when settling it",
            ),
            Self::CannotVoid => words(
                "作废需要写明原因，且须已有这份月报",
                "Declaring void needs a reason, and a report",
            ),
            Self::PreviousRefused => words(
                "前一次修改没有被接受，请先更正前一次",
                "The change before this one was refused: correct that one first",
            ),
            Self::PreviousMissing => words(
                "前一次修改还没有到达，将自动重传",
                "The change before this one has not arrived; it will be sent again",
            ),
            Self::NotYours => words(
                "该项目不在计划内，或不由本单位填报，请与市重点办核对",
                "This project is not in the plan or not your unit's to report; ask the city office",
            ),
            Self::UnknownBase => words(
                "服务器没有修改所依据的版本（可能刚从备份恢复）；填写的内容都在，请核对后重新上报",
                "The server has not got the revision this was made against (it may have been restored from a backup); all that was filled in is here: review and submit again",
            ),
            Self::FormVersion => words(
                "表单版本不被服务器接受，请刷新页面以更新程序",
                "The server does not take this form version: reload the page to update",
            ),
            Self::IdReused => words(
                "这个操作编号已被使用过，内容或用户不同，已拒绝",
                "This operation id was used before with other content or by another user",
            ),
            Self::Malformed => words(
                "服务器读不懂这次修改，未写入；填写的内容都在，请按提示更正后重新上报",
                "The server could not read this change and wrote nothing; all that was filled in is here: correct what is named and submit again",
            ),
            Self::Unknown => words(
                "服务器没有接受，原因是本程序尚不认识的；填写的内容都在，请刷新页面以更新程序",
                "The server did not take this, for a reason this program does not know; all that was filled in is here: reload the page to update",
            ),
            Self::MonthNotOpen => words("该月份尚未开始，不能上报", "This month has not begun yet"),
        }
    }
}

/// Decides what an operation does to a report. `context` is the server's own: its plan row, its
/// profile, its history; the stage in it is ignored, the operation's kind decides.
pub fn decide(stored: Option<&Stored>, incoming: &Incoming<'_>, context: &Context<'_>) -> Decision {
    match incoming.kind {
        OperationKind::Set => set(stored, incoming),
        OperationKind::Submit => submit(stored, incoming, context),
        OperationKind::Resolve => resolve(stored, incoming, context),
        OperationKind::Void => void(stored, incoming),
    }
}

fn set(stored: Option<&Stored>, incoming: &Incoming<'_>) -> Decision {
    if stored.is_some_and(|stored| stored.state == State::Submitted) {
        return refuse(Refusal::AlreadySubmitted);
    }
    let empty = FieldValues::new();
    let current = stored.map_or(&empty, |stored| &stored.values);
    let view = apply(incoming.base, incoming.changes);
    let merged = three_way(incoming.base, current, &view);
    write(stored, incoming, State::Draft, merged, Vec::new())
}

fn submit(stored: Option<&Stored>, incoming: &Incoming<'_>, context: &Context<'_>) -> Decision {
    let empty = FieldValues::new();
    let current = stored.map_or(&empty, |stored| &stored.values);
    let view = apply(incoming.base, incoming.changes);
    let (seen, not_evaluated) = examine(&view, context);
    if !seen.is_ready() {
        return Decision::Reject {
            refusal: None,
            findings: blocking(seen),
        };
    }
    let merged = three_way(incoming.base, current, &view);
    let (together, _) = examine(&merged.values, context);
    if together.is_ready() {
        return write(stored, incoming, State::Submitted, merged, not_evaluated);
    }
    // What the clerk saw was in order; only together with what others wrote it is not. Nobody
    // typed that mixture, so all of it waits as a conflict beside what was there first.
    let state = stored.map_or(State::Draft, |stored| stored.state);
    let apart = hold_back(incoming.base, current, &view, merged);
    write(stored, incoming, state, apart, not_evaluated)
}

/// Turns every group that was taken into a clash.
fn hold_back(
    base: &FieldValues,
    current: &FieldValues,
    view: &FieldValues,
    mut merged: Merged,
) -> Merged {
    merged.values = current.clone();
    for group in std::mem::take(&mut merged.taken) {
        merged.clashes.push(Clash {
            base: group.part(base),
            first: group.part(current),
            second: group.part(view),
            group,
        });
    }
    merged
}

fn resolve(stored: Option<&Stored>, incoming: &Incoming<'_>, context: &Context<'_>) -> Decision {
    let found = stored.and_then(|stored| {
        let open = stored
            .open
            .iter()
            .find(|open| Some(open.id) == incoming.conflict)?;
        Some((stored, open))
    });
    let Some((stored, open)) = found else {
        return refuse(Refusal::ConflictGone);
    };
    let group = &open.clash.group;
    if incoming.changes.keys().any(|key| Group::of(key) != *group) {
        return refuse(Refusal::OutsideConflict);
    }
    let view = apply(incoming.base, incoming.changes);
    let mut merged = three_way(incoming.base, &stored.values, &view);
    // Whoever settles a conflict saw its two values, not some third that came after.
    let overtaken =
        group.part(&stored.values) != group.part(incoming.base) && !merged.clashes.is_empty();
    if stored.state == State::Submitted && !overtaken {
        let (readiness, _) = examine(&merged.values, context);
        if !readiness.is_ready() {
            return Decision::Reject {
                refusal: None,
                findings: blocking(readiness),
            };
        }
    }
    let closed = vec![open.id];
    let outcome = outcome_of(&merged);
    Decision::Write {
        outcome,
        state: stored.state,
        values: std::mem::take(&mut merged.values),
        opened: merged.clashes,
        closed,
        not_evaluated: Vec::new(),
    }
}

fn void(stored: Option<&Stored>, incoming: &Incoming<'_>) -> Decision {
    let reason = incoming.reason.map_or("", str::trim);
    match stored {
        Some(stored) if !reason.is_empty() => Decision::Write {
            outcome: OperationOutcome::Applied,
            state: State::Void,
            values: stored.values.clone(),
            opened: Vec::new(),
            closed: Vec::new(),
            not_evaluated: Vec::new(),
        },
        _ => refuse(Refusal::CannotVoid),
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
