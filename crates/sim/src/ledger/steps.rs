//! The oracle of what is held as a log of steps: a step that was called saved is in the log once, on its
//! device, or was not taken and told so.

use std::collections::{BTreeMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};

use yuebao_domain::device::Device;
use yuebao_domain::operation::{OpId, Operation, Subject};
use yuebao_store::revisions::Revision;

use super::{Ever, Ledger};
use crate::Violation;
use crate::logs::steps_of;

/// A step that somebody was told is saved.
#[derive(Debug, Clone)]
pub(super) struct Saved {
    seat: usize,
    subject: Subject,
    /// The device is gone; the server alone answers for it.
    is_orphan: bool,
}

impl Ledger {
    /// Somebody was told that a step is saved.
    pub(crate) fn step_saved(&mut self, seat: usize, subject: &Subject, operation: OpId) {
        let saved = Saved {
            seat,
            subject: subject.clone(),
            is_orphan: false,
        };
        self.steps.insert(operation, saved);
    }

    /// Somebody has read that these were not taken.
    pub(crate) fn steps_read(&mut self, declined: &[Operation]) {
        for one in declined {
            self.steps.remove(&one.op_id);
        }
    }

    pub(super) fn steps_evicted(&mut self, seat: usize) {
        let ever = &self.ever;
        (self.steps).retain(|id, saved| saved.seat != seat || ever.contains(&print_of_step(id)));
        let own = self.steps.values_mut().filter(|saved| saved.seat == seat);
        own.for_each(|saved| saved.is_orphan = true);
    }

    /// As for values: how many nobody answers for.
    pub(super) fn steps_restored(&mut self, devices: &[Option<&Device>], backups: &[Ever]) -> u64 {
        let (ever, before) = (&self.ever, self.steps.len());
        self.steps.retain(|id, saved| {
            let print = print_of_step(id);
            let is_backed_up = backups.iter().any(|had| had.contains(&print));
            ever.contains(&print)
                || (!saved.is_orphan && is_held(id, saved, devices))
                || !(saved.is_orphan || is_backed_up)
        });
        (before - self.steps.len()) as u64
    }

    pub(super) fn check_steps(
        &self,
        devices: &[Option<&Device>],
        at_the_end: bool,
    ) -> Result<(), Violation> {
        for (id, saved) in &self.steps {
            let is_kept = self.ever.contains(&print_of_step(id))
                || (!at_the_end && !saved.is_orphan && is_held(id, saved, devices));
            if !is_kept {
                let (path, seat) = (saved.subject.path(), saved.seat);
                return Err(Violation(format!(
                    "{path}: step {id}, called saved on device {seat}, is nowhere"
                )));
            }
        }
        Ok(())
    }
}

/// Whether the device has it on its way, or tells that it was not taken.
fn is_held(id: &OpId, saved: &Saved, devices: &[Option<&Device>]) -> bool {
    let Some(Some(device)) = devices.get(saved.seat) else {
        return false;
    };
    let mut queued = device.outbox.values();
    let replica = device.replica(&saved.subject);
    let mut declined = replica.into_iter().flat_map(|replica| &replica.declined);
    queued.any(|queued| queued.operation.op_id == *id) || declined.any(|one| one.op_id == *id)
}

pub(super) fn print_of_step(id: &OpId) -> u64 {
    let mut hasher = DefaultHasher::new();
    ("step", id.as_str()).hash(&mut hasher);
    hasher.finish()
}

/// Each revision of a log adds the step that was sent, and no step is there twice, under whatever name.
pub(super) fn each_step_once(
    sent: &BTreeMap<OpId, Operation>,
    key: &Subject,
    revisions: &[Revision],
) -> Result<(), Violation> {
    for revision in revisions {
        let Some(steps) = steps_of(key, &revision.values) else {
            continue;
        };
        let (path, rev) = (key.path(), revision.rev);
        if steps.len() as u64 != rev {
            let count = steps.len();
            return Err(Violation(format!(
                "{path}: {count} steps at revision {rev}"
            )));
        }
        let operation = sent.get(&revision.op_id.as_str().into());
        let last = steps.last().map(|(_, command)| command);
        if last != operation.map(|one| &one.command) {
            return Err(Violation(format!(
                "{path}: {last:?} is not what was sent, {operation:?}"
            )));
        }
        let texts: HashSet<String> = steps.iter().map(|step| format!("{step:?}")).collect();
        if texts.len() != steps.len() {
            return Err(Violation(format!("{path}: a step twice: {last:?}")));
        }
    }
    Ok(())
}
