//! Rescue files: out of one device and into another.

use yuebao_domain::device::{Imported, RescueError, Subject};
use yuebao_domain::operation::OpId;
use yuebao_domain::report::{FieldValues, difference};

use crate::Violation;
use crate::logs::is_paper;
use crate::seat::Disk;
use crate::world::World;

impl World {
    /// Writes everything that is not with the server to a file.
    pub fn export(&mut self, seat: usize) -> Result<(), Violation> {
        let one = &self.seats[seat];
        let (user, name) = (one.user, one.name.clone());
        let file = serde_json::to_string(&one.device.rescue(user, &[]));
        let file = file.map_err(|error| Violation(error.to_string()))?;
        self.rescued.push((user, file));
        self.tally.count("rescue file written");
        self.note(format_args!("{name} writes a rescue file"));
        Ok(())
    }

    /// Reads a file in, which only its owner can.
    pub fn import(
        &mut self,
        seat: usize,
        owner: &str,
        file: &str,
        disk: Disk,
    ) -> Result<(), Violation> {
        let before = self.boxes(seat);
        let first = self.numbers(64);
        let one = &mut self.seats[seat];
        let (stamps, name) = (
            (0..64).map(|n| one.stamp(first + n)).collect::<Vec<_>>(),
            one.name.clone(),
        );
        let opened = match one.device.open_rescue(file, one.user) {
            Ok(opened) => opened,
            Err(RescueError::OtherUser(_)) if owner != one.user => {
                self.tally.count("rescue file of another user refused");
                return Ok(());
            }
            // Written or to be read before anything was heard of the server.
            Err(RescueError::NoServer) => return Ok(()),
            Err(error) => return Err(Violation(format!("a rescue file is refused: {error:?}"))),
        };
        if owner != one.user {
            return Err(Violation(format!("{name} reads {owner}'s rescue file")));
        }
        let mut stamps = stamps.into_iter();
        let mut all = Imported::default();
        for (rescued, stamp) in opened.rescue.reports.iter().zip(stamps.by_ref()) {
            add(&mut all, one.device.take_rescued(rescued, stamp));
        }
        let mut steps: Vec<OpId> = Vec::new();
        for (decision, stamp) in opened.rescue.decisions.iter().zip(stamps) {
            let another = stamp.op_id.clone();
            let imported = one.device.take_decision(decision, stamp);
            if imported.taken == 0 {
                continue;
            }
            add(&mut all, imported);
            let renamed = (self.saboteur).rename(&mut one.device, &decision.op_id, another);
            all.rows.extend(renamed);
            if is_paper(&decision.subject) {
                let newest = one.device.outbox.values().next_back();
                steps.extend(newest.map(|one| one.operation.op_id.clone()));
                self.tally.count("rescue file: step taken in");
            }
        }
        let (taken, kept) = (all.taken, all.kept);
        let saved = one.store(all.rows, disk)?;
        self.tally.count("rescue file read in");
        self.note(format_args!(
            "{name} reads a rescue file: {taken} taken, {kept} kept: {disk:?}"
        ));
        for id in steps.iter().filter(|_| saved) {
            let device = &self.seats[seat].device;
            self.ledger.step_saved(seat, device, id);
        }
        if saved || disk == Disk::Refuses {
            for (key, after) in self.boxes(seat) {
                let empty = FieldValues::new();
                let was = before.iter().find(|(one, _)| *one == key);
                let changes = difference(was.map_or(&empty, |(_, values)| values), &after);
                if saved {
                    self.ledger
                        .saved(seat, &self.seats[seat].device, &key, &changes);
                } else {
                    self.ledger.typed_over(seat, &key, &changes);
                }
            }
        }
        Ok(())
    }

    fn boxes(&self, seat: usize) -> Vec<(Subject, FieldValues)> {
        let reports = self.seats[seat].device.reports.iter();
        reports
            .map(|(key, report)| (key.clone().into(), report.values().clone()))
            .collect()
    }
}

fn add(all: &mut Imported, one: Imported) {
    all.rows.extend(one.rows);
    all.taken += one.taken;
    all.kept += one.kept;
}
