//! Reports of past months that are taken in from files: each as handed in and accepted, with its entry
//! in the log like every other. They were accepted elsewhere before, so that nobody is asked to
//! explain what a rule wants explained (核实性); what must be corrected (强制性) stands against the file. When they were handed in nobody knows:
//! they carry no time of their own, and are never late (迟报).

use super::preview::ChangeKind;
use crate::operation::month::Gate;
use crate::operation::report::{Command, CommandKind, HandIn, HandIns, State};
use crate::operation::{
    Command as AnyCommand, Decided, Effect, OpId, Operation, Outcome, Passage, Receipt, ReportKey,
    Timestamp,
};
use crate::period::Month;
use crate::plan::PlanRow;
use crate::profile::ReviewChain;
use crate::report::{FORM_VERSION, FieldKey, FieldValues, difference};
use crate::rights::Role;

/// What a file's report meets.
#[derive(Debug, Clone, Copy)]
pub struct Met<'a> {
    /// The project.
    pub plan: &'a PlanRow,
    /// The month of the report.
    pub month: Month,
    /// The running month: it and later ones are not past.
    pub running: Month,
    /// The boxes of the report that is held, if there is one; of one declared void there is none.
    pub held: Option<&'a FieldValues>,
    /// What the month says to changes.
    pub gate: Gate,
}

/// Why a report is not taken in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kept {
    /// There is the same one.
    Same,
    /// There is one with other values in these boxes, which stays.
    Differs(Vec<FieldKey>),
    /// The month is locked.
    Locked,
}

/// What becomes of a report of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// It is taken in.
    New,
    /// What is held stays as it is.
    Unchanged(Kept),
    /// There can be no report of that month: the project was not in the plan then.
    BeforePlan,
    /// The project is a bundle (打包项目): its parts report.
    Bundle,
    /// The month is not past: it is reported in the ordinary way.
    NotPast,
}

impl Standing {
    /// How it is told, if nothing stands against it.
    pub const fn change(&self) -> Option<ChangeKind> {
        match self {
            Self::New => Some(ChangeKind::New),
            Self::Unchanged(_) => Some(ChangeKind::Unchanged),
            Self::BeforePlan | Self::Bundle | Self::NotPast => None,
        }
    }
}

/// What becomes of a report with these boxes.
pub fn standing(values: &FieldValues, met: &Met<'_>) -> Standing {
    if met.month >= met.running {
        return Standing::NotPast;
    }
    if !met.plan.can_be_reported_in(met.month) {
        return Standing::BeforePlan;
    }
    if !met.plan.reports() {
        return Standing::Bundle;
    }
    if let Some(held) = met.held {
        // a file has not all boxes that a form has
        let other = difference(held, values).into_iter();
        let other: Vec<FieldKey> = other
            .filter(|(_, value)| value.is_some())
            .map(|(key, _)| key)
            .collect();
        return Standing::Unchanged(if other.is_empty() {
            Kept::Same
        } else {
            Kept::Differs(other)
        });
    }
    if met.gate.is_locked() {
        return Standing::Unchanged(Kept::Locked);
    }
    Standing::New
}

/// Who takes reports in, and when.
#[derive(Debug, Clone)]
pub struct Taker<'a> {
    /// Their role, which ends the chain.
    pub role: Role,
    /// The report's chain.
    pub chain: ReviewChain<'a>,
    /// When it is done, RFC 3339.
    pub at: Timestamp,
}

/// The two operations that take a report in, handing in and accepting, each with what is to be written.
/// `rev` is the newest revision that is held, and 0 if there is none; `boxes` are those of it.
pub fn take_in(
    key: &ReportKey,
    values: &FieldValues,
    ids: [OpId; 2],
    (rev, boxes): (u64, &FieldValues),
    taker: &Taker<'_>,
) -> [(Operation, Decided); 2] {
    let [hand_in, accept] = ids;
    let operation = |op_id, base_rev, command| Operation {
        op_id,
        sequence: 1,
        form_version: FORM_VERSION,
        base_rev,
        base_tag: None,
        previous: None,
        made_at: HandIn::TAKEN_IN.into(),
        subject: key.clone().into(),
        command: AnyCommand::Report(command),
    };
    let changes = difference(boxes, values);
    let handing = Command::of(CommandKind::Submit, changes);
    let handing = operation(hand_in, rev, handing);
    let accepting = Command::saying(CommandKind::Accept, None);
    let accepting = operation(accept, rev + 1, accepting);
    let by = HandIn {
        received_at: taker.at.clone(),
        made_at: HandIn::TAKEN_IN.into(),
    };
    let hand_ins = HandIns::after(None, None, State::Submitted, by);
    let written = |operation: &Operation, rev, state: State, passage| Decided {
        receipt: Receipt {
            rev: Some(rev),
            passage: Some(passage),
            ..Receipt::of(operation.op_id.clone(), Outcome::Applied)
        },
        effects: vec![
            Effect::Record,
            Effect::Revise {
                rev,
                state: state.into(),
                values: values.clone(),
                hand_ins: hand_ins.clone(),
            },
        ],
    };
    let passage = |skipped: &[Role], on_behalf| Passage {
        role: taker.role,
        skipped: skipped.to_vec(),
        on_behalf,
    };
    let last = taker.chain.last();
    let handed = written(&handing, rev + 1, State::Submitted, passage(&[], true));
    let between = taker.chain.between(0, last);
    let accepted = written(
        &accepting,
        rev + 2,
        State::Accepted,
        passage(between, false),
    );
    [(handing, handed), (accepting, accepted)]
}
