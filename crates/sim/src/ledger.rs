//! The oracle: every value that was ever called saved is current, in history, in a conflict or in an
//! amendment, or still on its way on the device where it was typed; and so is what was written for a
//! decision, until its author has read that it was not taken.

mod overwriting;
mod steps;

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::rc::Rc;

use yuebao_domain::device::Device;
use yuebao_domain::merge::Group;
use yuebao_domain::operation::report::State;
use yuebao_domain::operation::{OpId, Operation, Subject};
use yuebao_domain::report::{Changes, FieldValues, apply};
use yuebao_store::revisions::Revision;
use yuebao_store::{Error, ReadTransaction};

use self::overwriting::nobody_is_overwritten;
use self::steps::{Saved, each_step_once, print_of_step};
use crate::Violation;
use crate::clerk::text;

/// The box that stands for what is written for a decision; no form has it.
const WORDS: &str = "words_of_a_decision";

/// Fingerprints of every value that the server ever held, by report and group of boxes.
pub(crate) type Ever = Rc<HashSet<u64>>;

/// A value that somebody was told is saved, and has not typed over since.
#[derive(Debug, Clone)]
struct Promise {
    /// What the boxes of the group held.
    part: FieldValues,
    /// What was typed to get there.
    typed: Changes,
    print: u64,
    /// The device is gone; the server alone answers for it.
    is_orphan: bool,
}

type Place = (usize, Subject, Group);

/// What was promised, and what the server holds.
#[derive(Default)]
pub(crate) struct Ledger {
    promises: BTreeMap<Place, Promise>,
    ever: Ever,
    /// The newest revision that was looked at.
    known: BTreeMap<Subject, u64>,
    /// Operations that made a revision.
    applied: HashSet<String>,
    /// Operations as they left their devices.
    sent: BTreeMap<OpId, Operation>,
    /// Steps that somebody was told are saved, by store.
    steps: BTreeMap<(usize, OpId), Saved>,
}

impl Ledger {
    pub(crate) fn ever(&self) -> Ever {
        Rc::clone(&self.ever)
    }

    /// These leave a device.
    pub(crate) fn sent(&mut self, operations: &[Operation]) {
        for one in operations {
            let known = self.sent.entry(one.op_id.clone());
            known.or_insert_with(|| one.clone());
        }
    }

    /// Somebody was told that `changes` are saved; `device` holds them.
    pub(crate) fn saved(&mut self, seat: usize, device: &Device, key: &Subject, changes: &Changes) {
        let Some(report) = device.replica(key) else {
            return;
        };
        for group in groups(changes.keys()) {
            let part = group.part(report.values());
            let place = (seat, key.clone(), group.clone());
            // What is emptied, or again what it was, is no value of this person.
            if part.is_empty() || part == group.part(report.base()) {
                self.promises.remove(&place);
            } else {
                let typed = of_group(changes, &group);
                self.promise(place, part, typed);
            }
        }
    }

    /// Somebody was told that a value of a conflict is chosen that was neither of the two.
    pub(crate) fn chosen(
        &mut self,
        seat: usize,
        key: &Subject,
        group: &Group,
        part: FieldValues,
        typed: Changes,
    ) {
        if !part.is_empty() {
            self.promise((seat, key.clone(), group.clone()), part, typed);
        }
    }

    /// Somebody was told that a decision is saved, or kept where it may be either, with what was
    /// written for it.
    pub(crate) fn decided(&mut self, seat: usize, key: &Subject, words: &str, is_saved: bool) {
        let typed = as_box(words);
        for group in groups(typed.keys()) {
            self.settled(seat, key, &group);
            if is_saved && !words.is_empty() {
                let part = apply(&FieldValues::new(), &typed);
                self.promise((seat, key.clone(), group), part, typed.clone());
            }
        }
    }

    /// Somebody has read that a decision was not taken, with all that was typed for it.
    pub(crate) fn read(&mut self, seat: usize, key: &Subject, operation: &Operation) {
        let ever = &self.ever;
        self.promises.retain(|place, promise| {
            place.0 != seat
                || place.1 != *key
                || ever.contains(&promise.print)
                || !carries(operation, promise)
        });
    }

    /// Something was typed over what was promised, and nobody was told that it is saved: either of
    /// the two may stay.
    pub(crate) fn typed_over(&mut self, seat: usize, key: &Subject, changes: &Changes) {
        for group in groups(changes.keys()) {
            self.settled(seat, key, &group);
        }
    }

    /// Somebody settled a conflict: what the same device was promised there before is typed over.
    pub(crate) fn settled(&mut self, seat: usize, key: &Subject, group: &Group) {
        self.promises.remove(&(seat, key.clone(), group.clone()));
    }

    fn promise(&mut self, place: Place, part: FieldValues, typed: Changes) {
        let print = print(&place.1, &place.2, &part);
        let promise = Promise {
            part,
            typed,
            print,
            is_orphan: false,
        };
        self.promises.insert(place, promise);
    }

    /// Looks at what the server wrote to these reports.
    pub(crate) fn look(
        &mut self,
        tx: &dyn ReadTransaction,
        keys: &[Subject],
    ) -> Result<(), Violation> {
        for key in keys {
            self.look_at(tx, key)?;
        }
        Ok(())
    }

    fn look_at(&mut self, tx: &dyn ReadTransaction, key: &Subject) -> Result<(), Violation> {
        let known = self.known.entry(key.clone()).or_default();
        let revisions = tx.revisions_after(key, *known)?;
        if !revisions.is_empty() {
            nobody_is_overwritten(&self.sent, tx, key, &revisions)?;
            each_step_once(&self.sent, key, &revisions)?;
        }
        let ever = Rc::make_mut(&mut self.ever);
        for revision in &revisions {
            *known += 1;
            if revision.rev != *known {
                return Err(Violation(format!("{key:?}: revision {known} is missing")));
            }
            if !self.applied.insert(revision.op_id.clone().into()) {
                return Err(Violation(format!(
                    "operation {} was applied twice",
                    revision.op_id
                )));
            }
            ever.insert(print_of_step(&revision.op_id.as_str().into()));
            let mut values = revision.values.clone();
            values.extend(words_of(tx, revision)?);
            for group in groups(values.keys()) {
                ever.insert(print(key, &group, &group.part(&values)));
            }
        }
        if let (Some(last), Some(current)) = (revisions.last(), tx.subject(key)?)
            && (last.rev, last.state, &last.values) != (current.rev, current.state, &current.values)
        {
            return Err(Violation(format!(
                "{key:?}: the current row is not the last revision"
            )));
        }
        for clash in tx.conflicts_ever(key)? {
            ever.insert(print(key, &clash.group, &clash.second));
        }
        Ok(())
    }

    /// The device's store is gone. What the server has by now stays promised.
    pub(crate) fn evicted(&mut self, seat: usize) {
        let ever = &self.ever;
        self.promises
            .retain(|place, promise| place.0 != seat || ever.contains(&promise.print));
        for (place, promise) in &mut self.promises {
            if place.0 == seat {
                promise.is_orphan = true;
            }
        }
        self.steps_evicted(seat);
    }

    /// The server was put back to an earlier state. Returns how many values nobody answers for:
    /// those of devices that are gone, and those that a newer backup holds than the one that was
    /// put back (devices let go of what a backup has).
    pub(crate) fn restored(
        &mut self,
        tx: &dyn ReadTransaction,
        keys: &[Subject],
        devices: &[Option<&Device>],
        backups: &[Ever],
    ) -> Result<u64, Violation> {
        self.ever = Ever::default();
        self.known.clear();
        self.applied.clear();
        self.look(tx, keys)?;
        let (ever, mut released) = (&self.ever, 0);
        self.promises.retain(|place, promise| {
            let stays = ever.contains(&promise.print)
                || (!promise.is_orphan && is_unsent(promise, place, devices))
                || !(promise.is_orphan || backups.iter().any(|had| had.contains(&promise.print)));
            released += u64::from(!stays);
            stays
        });
        Ok(released + self.steps_restored(devices, backups))
    }

    /// Whether every promise is kept. At the end only the server answers for it.
    pub(crate) fn check(
        &self,
        devices: &[Option<&Device>],
        at_the_end: bool,
    ) -> Result<(), Violation> {
        for (place, promise) in &self.promises {
            let kept = self.ever.contains(&promise.print)
                || (!at_the_end && !promise.is_orphan && is_held(promise, place, devices));
            if !kept {
                let (seat, key, group) = place;
                return Err(Violation(format!(
                    "{} {group}: what was called saved on device {seat} is nowhere: {:?}",
                    key.path(),
                    promise.part
                )));
            }
        }
        self.check_steps(devices, at_the_end)
    }

    pub(crate) fn promises(&self) -> usize {
        self.promises.len() + self.steps.len()
    }
}

/// Whether the device shows it, or has it among what the server has not got.
fn is_held(promise: &Promise, place: &Place, devices: &[Option<&Device>]) -> bool {
    let (seat, key, group) = place;
    let device = devices.get(*seat).copied().flatten();
    let shown = device
        .and_then(|device| device.replica(key))
        .is_some_and(|report| group.part(report.values()) == promise.part);
    shown || is_unsent(promise, place, devices)
}

/// Whether the device can give it to a server that has lost it.
fn is_unsent(promise: &Promise, (seat, key, group): &Place, devices: &[Option<&Device>]) -> bool {
    let Some(Some(device)) = devices.get(*seat) else {
        return false;
    };
    let drafted = || {
        let report = device.replica(key)?;
        let part = group.part(report.draft.as_ref()?);
        Some(part == promise.part && part != group.part(report.base()))
    };
    let on_its_way = || {
        device.outbox.values().any(|queued| {
            let operation = &queued.operation;
            operation.subject == *key && carries(operation, promise)
        })
    };
    let not_taken = || {
        let report = device.replica(key);
        let mut declined = report.into_iter().flat_map(|report| &report.declined);
        declined.any(|operation| carries(operation, promise))
    };
    drafted() == Some(true) || on_its_way() || not_taken()
}

fn carries(operation: &Operation, promise: &Promise) -> bool {
    let words = operation.command.words().map(as_box).unwrap_or_default();
    let mut typed = promise.typed.iter();
    typed.all(|(key, value)| {
        [operation.command.changes(), &words]
            .iter()
            .any(|in_it| in_it.get(key) == Some(value))
    })
}

/// What is written for a decision about a report, as if it stood in a box of its own.
fn as_box(words: &str) -> Changes {
    text(WORDS, words.to_owned())
}

/// The words of a decision that made a revision.
fn words_of(tx: &dyn ReadTransaction, revision: &Revision) -> Result<FieldValues, Error> {
    let decided = tx.operation(revision.op_id.as_str())?;
    let is_filled = matches!(
        revision.state.of_report(),
        Some(State::Draft | State::Submitted)
    );
    // A return to a reviewer leaves the report handed in.
    let decided = decided.filter(|one| !is_filled || one.operation.command.is_verdict());
    let words = decided
        .as_ref()
        .and_then(|one| one.operation.command.words());
    let words = words.map(as_box).unwrap_or_default();
    Ok(apply(&FieldValues::new(), &words))
}

pub(crate) fn groups<'a>(
    keys: impl Iterator<Item = &'a yuebao_domain::report::FieldKey>,
) -> BTreeSet<Group> {
    keys.map(Group::of).collect()
}

pub(crate) fn of_group(changes: &Changes, group: &Group) -> Changes {
    changes
        .iter()
        .filter(|(key, _)| Group::of(key) == *group)
        .map(|(key, value)| (key.clone(), value.clone()))
        .collect()
}

fn print(key: &Subject, group: &Group, part: &FieldValues) -> u64 {
    let mut hasher = DefaultHasher::new();
    (key, group, part).hash(&mut hasher);
    hasher.finish()
}
