//! What people do on their tablets, and what they are told.

use yuebao_domain::check::Outcome;
use yuebao_domain::device::{NotReady, ReportKey};
use yuebao_domain::merge::Group;
use yuebao_domain::report::{Changes, FieldValues};
use yuebao_domain::wire::v1::OperationKind;

use crate::ledger::of_group;
use crate::sabotage::Sabotage;
use crate::seat::Disk;
use crate::world::World;
use crate::{Violation, clerk};

/// What shall stand where conflicts are open.
pub struct Verdict {
    /// Which conflicts of the report.
    pub conflicts: Vec<u64>,
    /// The boxes that they are about.
    pub groups: Vec<Group>,
    /// Their values.
    pub chosen: FieldValues,
    /// These are neither of the two.
    pub is_third: bool,
}

impl World {
    /// Fills boxes.
    pub fn fill(
        &mut self,
        seat: usize,
        key: &ReportKey,
        changes: &Changes,
        disk: Disk,
    ) -> Result<(), Violation> {
        let number = self.number();
        let one = &mut self.seats[seat];
        let rows = one.device.edit(key, changes, one.stamp(number));
        let shown = one.device.clone();
        let saved = one.store(rows, disk)?;
        if self.saboteur.does(Sabotage::DeviceSaysSaved) {
            self.ledger.saved(seat, &shown, key, changes);
        } else if saved {
            self.ledger
                .saved(seat, &self.seats[seat].device, key, changes);
        } else if disk == Disk::Refuses {
            self.ledger.typed_over(seat, key, changes);
        }
        self.tally.count("clerk: boxes filled");
        let name = self.seats[seat].name.clone();
        self.note(format_args!(
            "{name} fills {}/{} {changes:?}: {disk:?}",
            key.project, key.month
        ));
        Ok(())
    }

    /// Hands a report in; `blindly` as a program would that does not know the rules.
    pub fn hand_in(
        &mut self,
        seat: usize,
        key: &ReportKey,
        blindly: bool,
        disk: Disk,
    ) -> Result<Result<(), NotReady>, Violation> {
        let number = self.number();
        let one = &mut self.seats[seat];
        let outcome = if blindly {
            Outcome::default()
        } else {
            one.device
                .check(key, yuebao_domain::check::Stage::Submitting, None)
        };
        let rows = match one.device.submit(key, &outcome, one.stamp(number)) {
            Ok(rows) => rows,
            Err(why) => return Ok(Err(why)),
        };
        one.store(rows, disk)?;
        self.tally.count("clerk: report handed in");
        let name = self.seats[seat].name.clone();
        self.note(format_args!(
            "{name} hands {}/{} in: {disk:?}",
            key.project, key.month
        ));
        Ok(Ok(()))
    }

    /// Corrects and explains until the device has nothing against handing in.
    pub fn make_ready(&mut self, seat: usize, key: &ReportKey) -> Result<(), Violation> {
        for _ in 0..5 {
            let number = self.number();
            let Some(changes) = clerk::repair(&self.seats[seat].device, key, number) else {
                break;
            };
            self.fill(seat, key, &changes, Disk::Good)?;
        }
        Ok(())
    }

    /// Settles open conflicts of a report.
    pub fn settle(
        &mut self,
        seat: usize,
        key: &ReportKey,
        verdict: &Verdict,
        disk: Disk,
    ) -> Result<(), Violation> {
        let number = self.number();
        let one = &mut self.seats[seat];
        let stamp = one.stamp(number);
        let rows = (one.device).resolve(key, &verdict.conflicts, &verdict.chosen, stamp);
        if rows.is_empty() {
            return Ok(());
        }
        let last = one.device.outbox.last_key_value();
        let typed = last
            .map(|(_, queued)| queued.operation.changes.clone())
            .unwrap_or_default();
        let saved = one.store(rows, disk)?;
        for group in &verdict.groups {
            if saved || disk == Disk::Refuses {
                self.ledger.settled(seat, key, group);
            }
            if saved && verdict.is_third {
                let part = group.part(&verdict.chosen);
                self.ledger
                    .chosen(seat, key, group, part, of_group(&typed, group));
            }
        }
        self.tally.count("clerk: conflict settled");
        let name = self.seats[seat].name.clone();
        let groups: Vec<String> = verdict.groups.iter().map(Group::to_string).collect();
        self.note(format_args!(
            "{name} settles {} of {}/{} with {:?}: {disk:?}",
            groups.join(" and "),
            key.project,
            key.month,
            verdict.chosen
        ));
        Ok(())
    }

    /// Accepts, returns or declares void, with words that say why. False if the device has no such
    /// button now.
    pub fn decide(
        &mut self,
        seat: usize,
        key: &ReportKey,
        kind: OperationKind,
        words: &str,
        disk: Disk,
    ) -> Result<bool, Violation> {
        let number = self.number();
        let one = &mut self.seats[seat];
        let stamp = one.stamp(number);
        let rows = match kind {
            OperationKind::Accept => one.device.accept(key, words, stamp),
            OperationKind::Return => one.device.send_back(key, words, stamp),
            _ => one.device.void(key, words, stamp),
        };
        let Ok(rows) = rows else {
            return Ok(false);
        };
        let is_saved = one.store(rows, disk)?;
        if is_saved || disk == Disk::Refuses {
            self.ledger.decided(seat, key, words, is_saved);
        }
        self.tally.count(match kind {
            OperationKind::Accept => "review: accepted",
            OperationKind::Return => "review: returned",
            _ => "review: declared void",
        });
        let name = self.seats[seat].name.clone();
        self.note(format_args!(
            "{name}: {kind:?} {}/{} {words}: {disk:?}",
            key.project, key.month
        ));
        Ok(true)
    }
}
