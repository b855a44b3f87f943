//! The oracle of what is held as a log of steps: a step that was called saved is in the log once, on its
//! device, or was not taken and told so.

use std::collections::{BTreeMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};

use yuebao_domain::device::Device;
use yuebao_domain::operation::{Command, OpId, Operation, Subject, plan};
use yuebao_store::revisions::Revision;

use super::{Ever, Ledger};
use crate::Violation;
use crate::logs::steps_of;

/// A step that somebody was told is saved.
#[derive(Debug, Clone)]
pub(super) struct Saved {
    subject: Subject,
    /// Nothing was typed for it: not taken, it leaves no more than that something was refused.
    is_wordless: bool,
    /// The device is gone; the server alone answers for it.
    is_orphan: bool,
}

impl Ledger {
    /// Somebody was told that a step in the outbox of `device` is saved.
    pub(crate) fn step_saved(&mut self, seat: usize, device: &Device, id: &OpId) {
        let mut queued = device.outbox.values().map(|one| &one.operation);
        let Some(step) = queued.find(|one| one.op_id == *id) else {
            return;
        };
        let saved = Saved {
            subject: step.subject.clone(),
            is_wordless: is_wordless(&step.command),
            is_orphan: false,
        };
        self.steps.insert((seat, id.clone()), saved);
    }

    /// The steps about a subject of which somebody is told that they were not taken.
    pub(crate) fn steps_to_read(
        &self,
        seat: usize,
        device: &Device,
        subject: &Subject,
    ) -> Vec<OpId> {
        let replica = device.replica(subject);
        let declined = replica.into_iter().flat_map(|one| &one.declined);
        let declined = declined.map(|one| one.op_id.clone());
        let is_refused = replica.is_some_and(|one| one.refused.is_some());
        let wordless = self.steps.iter().filter(|((of, id), saved)| {
            let is_its = *of == seat && saved.subject == *subject && saved.is_wordless;
            is_its && is_refused && !is_queued(id, device)
        });
        declined
            .chain(wordless.map(|((_, id), _)| id.clone()))
            .collect()
    }

    /// Somebody has read that these were not taken.
    pub(crate) fn steps_read(&mut self, seat: usize, steps: Vec<OpId>) {
        for id in steps {
            self.steps.remove(&(seat, id));
        }
    }

    pub(super) fn steps_evicted(&mut self, seat: usize) {
        let ever = &self.ever;
        (self.steps).retain(|(of, id), _| *of != seat || ever.contains(&print_of_step(id)));
        let own = self.steps.iter_mut().filter(|((of, _), _)| *of == seat);
        own.for_each(|(_, saved)| saved.is_orphan = true);
    }

    /// As for values: how many nobody answers for.
    pub(super) fn steps_restored(&mut self, devices: &[Option<&Device>], backups: &[Ever]) -> u64 {
        let (ever, before) = (&self.ever, self.steps.len());
        self.steps.retain(|(seat, id), saved| {
            let print = print_of_step(id);
            let is_backed_up = backups.iter().any(|had| had.contains(&print));
            ever.contains(&print)
                || (!saved.is_orphan && is_held(*seat, id, saved, devices))
                || !(saved.is_orphan || is_backed_up)
        });
        (before - self.steps.len()) as u64
    }

    pub(super) fn check_steps(
        &self,
        devices: &[Option<&Device>],
        at_the_end: bool,
    ) -> Result<(), Violation> {
        for ((seat, id), saved) in &self.steps {
            let is_kept = self.ever.contains(&print_of_step(id))
                || (!at_the_end && !saved.is_orphan && is_held(*seat, id, saved, devices));
            if !is_kept {
                let path = saved.subject.path();
                return Err(Violation(format!(
                    "{path}: step {id}, called saved on device {seat}, is nowhere"
                )));
            }
        }
        Ok(())
    }
}

/// Whether nothing was typed for it that the device would keep.
fn is_wordless(command: &Command) -> bool {
    let is_bare = |command: &plan::Command| command.version.is_none();
    command.words().is_none() && command.of_plan().is_some_and(is_bare)
}

fn is_queued(id: &OpId, device: &Device) -> bool {
    let mut queued = device.outbox.values();
    queued.any(|queued| queued.operation.op_id == *id)
}

/// Whether the device has it on its way, or tells that it was not taken.
fn is_held(seat: usize, id: &OpId, saved: &Saved, devices: &[Option<&Device>]) -> bool {
    let Some(Some(device)) = devices.get(seat) else {
        return false;
    };
    let is_told = device.replica(&saved.subject).is_some_and(|replica| {
        let mut declined = replica.declined.iter();
        declined.any(|one| one.op_id == *id) || (saved.is_wordless && replica.refused.is_some())
    });
    is_told || is_queued(id, device)
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
        let told_apart = steps.iter().filter(|(_, command)| !is_repeated(command));
        let mut texts = HashSet::new();
        if !told_apart
            .into_iter()
            .all(|step| texts.insert(format!("{step:?}")))
        {
            return Err(Violation(format!("{path}: a step twice: {last:?}")));
        }
    }
    Ok(())
}

/// Whether somebody may take such a step again: no number of its own is in it. A summary is handed in
/// once more after it was returned.
fn is_repeated(command: &Command) -> bool {
    let summary = command.of_summary();
    summary.is_some_and(|command| command.texts.is_none() && command.reason.is_none())
}
