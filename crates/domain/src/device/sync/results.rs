//! What became of the operations that were sent.

use super::Absorbed;
use crate::device::{Delivery, Device, Queued, Refused, Subject};
use crate::operation::report::CommandKind;
use crate::operation::{Outcome, Receipt, Refusal};
use crate::report::apply;
use crate::rights::Action;
use crate::rule::RuleCode;

impl Device {
    pub(super) fn take_receipt(
        &mut self,
        sequence: u64,
        result: Receipt,
        cursor: u64,
        absorbed: &mut Absorbed,
    ) {
        let queued = self.outbox.get(&sequence);
        let Some(queued) = queued.filter(|queued| queued.is_pending()) else {
            return; // answered before: two requests crossed
        };
        let key = &queued.operation.subject.clone();
        match result.outcome {
            Outcome::Applied | Outcome::Merged | Outcome::Conflict | Outcome::Duplicate => {
                absorbed.taken += 1;
                self.acknowledge(key, sequence, result.rev, cursor);
                self.note_verdict(key, sequence, result.not_evaluated);
                absorbed.rows.push(self.operation_row(sequence));
            }
            Outcome::Rejected => {
                // Findings of rules that this program does not know cannot be shown.
                let said = result.refusal.is_some() || !result.findings.is_empty();
                let refused = Refused {
                    findings: result.findings,
                    refusal: result.refusal.or((!said).then_some(Refusal::Unknown)),
                    detail: result.detail,
                };
                absorbed
                    .rows
                    .extend(self.withdraw(key, sequence, refused, cursor));
                absorbed.refused.push(key.clone());
            }
            Outcome::Retry => absorbed.rows.extend(match result.refusal {
                Some(Refusal::PreviousMissing) => self.send_earlier_again(key, sequence),
                // There is nothing in a verdict that could be handed in anew, nor in a question.
                Some(Refusal::UnknownBase)
                    if !self.may(Action::Report)
                        || !matches!(key, Subject::Report(_))
                        || self.pending(key).all(Queued::decides) =>
                {
                    absorbed.refused.push(key.clone());
                    let refused = Refused::because(match key {
                        Subject::Month(_) => Refusal::MonthChanged,
                        Subject::Plan(_) => Refusal::PlanChanged,
                        Subject::Persons(_) => Refusal::PersonsChanged,
                        Subject::Statistics(_) => Refusal::StatisticsChanged,
                        Subject::Letters(_) => Refusal::LettersChanged,
                        Subject::Summary(_) => Refusal::SummaryChanged,
                        _ => Refusal::Overtaken,
                    });
                    self.withdraw(key, sequence, refused, cursor)
                }
                Some(Refusal::UnknownBase) => self.start_from_nothing(key),
                _ => Vec::new(),
            }),
            // It stays in the outbox, and a newer program understands the answer.
            Outcome::Unknown => absorbed.outdated = true,
        }
        absorbed.rows.push(self.replica_row(key));
    }

    fn acknowledge(&mut self, key: &Subject, sequence: u64, rev: Option<u64>, cursor: u64) {
        let Some(queued) = self.outbox.get_mut(&sequence) else {
            return;
        };
        queued.delivery = Delivery::Acknowledged(cursor);
        let operation = queued.operation.clone();
        let report = self.replica_of(key);
        report.await_rev = report.await_rev.max(rev.unwrap_or(0));
        // What was made against an earlier revision is in the base as the server has merged it: a
        // restored server was given it once more.
        let is_latest =
            operation.base_rev == report.seen_rev && operation.base_tag == report.seen_tag;
        if operation.command.is_link() && is_latest {
            report.base = Some(apply(report.base(), operation.command.changes()));
            report.tail = Some(operation.op_id);
        }
        self.settle(key);
    }

    /// Keeps what the server said of a hand-in that it took.
    fn note_verdict(&mut self, key: &Subject, sequence: u64, not_evaluated: Vec<RuleCode>) {
        let is_submit = |queued: &Queued| queued.is(CommandKind::Submit);
        if self.outbox.get(&sequence).is_some_and(is_submit)
            && let Some(report) = self.replica_mut(key)
        {
            report.not_evaluated = Some(not_evaluated);
        }
    }
}
