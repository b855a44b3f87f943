//! Between protocol 1 and what it speaks of: reports only.

use super::{OpenConflict, Operation, OperationResult, ReportState, Review};
use crate::operation::report::Command;
use crate::operation::{self, Held, Receipt, ReportKey, Subject};

impl From<Operation> for operation::Operation {
    fn from(sent: Operation) -> Self {
        let conflicts = sent.conflicts().collect();
        let command = Command {
            kind: sent.kind,
            changes: sent.changes,
            conflicts,
            reason: sent.reason,
            to: None,
        };
        Self {
            op_id: sent.op_id,
            sequence: sent.sequence,
            form_version: sent.form_version,
            base_rev: sent.base_rev,
            base_tag: sent.base_tag,
            previous: sent.previous,
            made_at: sent.made_at,
            subject: Subject::Report(ReportKey {
                project: sent.project,
                month: sent.month,
            }),
            command: command.into(),
        }
    }
}

impl From<Receipt> for OperationResult {
    fn from(receipt: Receipt) -> Self {
        Self {
            op_id: receipt.op_id,
            outcome: receipt.outcome,
            rev: receipt.rev,
            findings: receipt.findings,
            not_evaluated: receipt.not_evaluated,
            refusal: receipt.refusal,
            detail: receipt.detail,
        }
    }
}

impl ReportState {
    /// A report as protocol 1 tells it; `None` for anything else.
    pub fn of(held: Held) -> Option<Self> {
        let (Subject::Report(key), Some(state)) = (held.subject, held.state.of_report()) else {
            return None;
        };
        Some(Self {
            project: key.project,
            month: key.month,
            rev: held.rev,
            tag: held.tag,
            // A step between is a word that widgets of then do not know.
            state: state.told().0,
            review: held.review.map(Review::from),
            values: held.values,
            by: held.by,
            received_at: held.received_at,
            conflicts: held.conflicts.into_iter().map(OpenConflict::from).collect(),
        })
    }
}

impl From<operation::Review> for Review {
    fn from(review: operation::Review) -> Self {
        Self {
            rev: review.rev,
            by: review.by,
            at: review.at,
            comment: review.comment,
        }
    }
}

impl From<operation::OpenConflict> for OpenConflict {
    fn from(open: operation::OpenConflict) -> Self {
        Self {
            id: open.id,
            clash: open.clash,
            first_by: open.first_by,
            second_by: open.second_by,
            second_user: open.second_user,
            first_at: open.first_at,
            second_at: open.second_at,
        }
    }
}
