//! The product broken on purpose, at the edges of the simulation, to see that the oracle notices. What
//! is broken lies between the real parts; the parts themselves know nothing of it.

use std::collections::BTreeMap;

use serde_json::Value;
use yuebao_domain::device::{Absorbed, Delivery, Device, Queued, Row, Subject};
use yuebao_domain::operation::SubjectKind;
use yuebao_domain::operation::{OpId, Operation};
use yuebao_domain::wire::v2;
use yuebao_store::ReadTransaction;
use yuebao_store_sqlite::{Database, testing};

use crate::Violation;
use crate::logs::is_paper;
use crate::seat::op_id;

/// What is broken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sabotage {
    /// The server says that it has taken what it then forgets, one request in eight.
    ServerForgets,
    /// The server believes that everybody has seen its newest revision, so nothing is a conflict.
    ServerOverwrites,
    /// The server keeps no second values.
    ServerDropsSeconds,
    /// The server does not ask the month whether it is locked before it takes what is on a report.
    ServerForgetsLocks,
    /// The device throws away what is typed when the server refuses it.
    DeviceDropsDraft,
    /// The device throws away what was typed for a decision that the server refuses.
    DeviceDropsWords,
    /// The device lets go of what is acknowledged before a backup has it.
    DeviceLetsGo,
    /// The device says "saved" whether or not its store has completed.
    DeviceSaysSaved,
    /// The device throws a step of a log away instead of sending it again.
    DeviceDropsSteps,
    /// The device sends a step of a log again as another one.
    DeviceDoublesSteps,
    /// The device makes a decision of a rescue file as another one.
    DeviceRenamesRescued,
}

impl Sabotage {
    /// Every one.
    pub const ALL: [Self; 11] = [
        Self::ServerForgets,
        Self::ServerOverwrites,
        Self::ServerDropsSeconds,
        Self::ServerForgetsLocks,
        Self::DeviceDropsDraft,
        Self::DeviceDropsWords,
        Self::DeviceLetsGo,
        Self::DeviceSaysSaved,
        Self::DeviceDropsSteps,
        Self::DeviceDoublesSteps,
        Self::DeviceRenamesRescued,
    ];
}

/// What a saboteur needs to remember.
#[derive(Default)]
pub(crate) struct Saboteur {
    pub(crate) what: Option<Sabotage>,
    requests: u64,
    rewritten: BTreeMap<String, Value>,
}

impl Saboteur {
    pub(crate) fn does(&self, what: Sabotage) -> bool {
        self.what == Some(what)
    }

    /// Whether the server forgets this request once it is answered.
    pub(crate) fn forgets(&mut self) -> bool {
        self.requests += 1;
        self.does(Sabotage::ServerForgets) && self.requests.is_multiple_of(8)
    }

    /// Whether the server decides this request as if no month was locked. What is about anything but reports
    /// and questions is decided as ever: what is broken is the gate, not the lock.
    pub(crate) fn opens_gates(&self, body: &str) -> bool {
        let mut others = SubjectKind::ALL.into_iter();
        let is_about = |kind: SubjectKind| body.contains(&format!(r#""kind":"{}""#, kind.key()));
        let is_other =
            |kind: &SubjectKind| !matches!(kind, SubjectKind::Report | SubjectKind::Question);
        self.does(Sabotage::ServerForgetsLocks)
            && !others.any(|kind| is_other(&kind) && is_about(kind))
    }

    /// What the server reads instead of what was sent; the same again for what is sent again.
    pub(crate) fn rewrite(
        &mut self,
        tx: &dyn ReadTransaction,
        body: &str,
    ) -> Result<String, Violation> {
        if !self.does(Sabotage::ServerOverwrites) {
            return Ok(body.to_owned());
        }
        let Ok(mut request) = serde_json::from_str::<Value>(body) else {
            return Ok(body.to_owned());
        };
        for operation in request["operations"].as_array_mut().into_iter().flatten() {
            let name = operation["op_id"].to_string();
            if !self.rewritten.contains_key(&name) {
                let mut other = operation.clone();
                seen_now(tx, &mut other)?;
                self.rewritten.insert(name.clone(), other);
            }
            operation.clone_from(&self.rewritten[&name]);
        }
        Ok(request.to_string())
    }

    /// What the server does to its tables afterwards.
    pub(crate) fn tamper(&self, database: &Database) -> Result<(), Violation> {
        if self.does(Sabotage::ServerDropsSeconds) {
            let dropped = testing::drop_conflicts(database);
            dropped.map_err(|error| Violation(error.to_string()))?;
        }
        Ok(())
    }

    /// What the device does before it sends what has been sent before; rows to be written as well.
    pub(crate) fn before_sending(&self, device: &mut Device, number: u64) -> Vec<Row> {
        let is_again = |queued: &Queued| {
            queued.delivery == Delivery::Attempted && is_paper(&queued.operation.subject)
        };
        match self.what {
            Some(Sabotage::DeviceDropsSteps) => {
                let again = device.outbox.iter().filter(|(_, queued)| is_again(queued));
                let again: Vec<u64> = again.map(|(sequence, _)| *sequence).collect();
                device
                    .outbox
                    .retain(|sequence, _| !again.contains(sequence));
                again.iter().copied().map(row_without).collect()
            }
            Some(Sabotage::DeviceDoublesSteps) => {
                let Some(mut other) = device.outbox.values().find(|one| is_again(one)).cloned()
                else {
                    return Vec::new();
                };
                device.meta.last_sequence += 1;
                other.operation.sequence = device.meta.last_sequence;
                other.operation.op_id = op_id(number);
                device.outbox.insert(other.operation.sequence, other);
                device.rows()
            }
            _ => Vec::new(),
        }
    }

    /// What the device makes of a decision that it took from a file; rows to be written as well.
    pub(crate) fn rename(&self, device: &mut Device, taken: &OpId, another: OpId) -> Vec<Row> {
        let mut queued = device.outbox.values_mut().map(|one| &mut one.operation);
        let Some(decision) = queued.find(|one| one.op_id == *taken) else {
            return Vec::new();
        };
        if !self.does(Sabotage::DeviceRenamesRescued) {
            return Vec::new();
        }
        decision.op_id = another;
        device.rows()
    }

    /// What the device does with an answer; `before` is what it was. Rows to be written as well.
    pub(crate) fn spoil(&self, device: &mut Device, absorbed: &Absorbed) -> Vec<Row> {
        match self.what {
            Some(Sabotage::DeviceDropsDraft) => {
                for key in &absorbed.refused {
                    if let Subject::Report(key) = key
                        && let Some(report) = device.reports.get_mut(key)
                    {
                        report.draft = None;
                    }
                }
            }
            Some(Sabotage::DeviceDropsWords) => {
                for key in &absorbed.refused {
                    if let Subject::Report(key) = key
                        && let Some(report) = device.reports.get_mut(key)
                    {
                        report.declined.clear();
                    }
                }
            }
            Some(Sabotage::DeviceLetsGo) => {
                let mut gone = device.outbox.clone();
                gone.retain(|_, queued| !queued.is_pending());
                device
                    .outbox
                    .retain(|sequence, _| !gone.contains_key(sequence));
                return gone.keys().copied().map(row_without).collect();
            }
            _ => return Vec::new(),
        }
        device.rows()
    }
}

/// The outbox without one of its operations.
fn row_without(sequence: u64) -> Row {
    Row {
        key: format!("op/{sequence:016}"),
        value: None,
    }
}

/// Pretends that an operation was made by somebody who has seen the newest revision.
fn seen_now(tx: &dyn ReadTransaction, operation: &mut Value) -> Result<(), Violation> {
    let sent = serde_json::from_value::<v2::Operation>(operation.clone());
    let Some(Ok(sent)) = sent.ok().map(Operation::try_from) else {
        return Ok(());
    };
    let (rev, tag) = match tx.tagged_subject(&sent.subject)? {
        Some((current, tag)) => (current.rev, Value::from(tag)),
        None => (0, Value::Null),
    };
    operation["base_rev"] = rev.into();
    operation["base_tag"] = tag;
    operation["previous"] = Value::Null;
    Ok(())
}
