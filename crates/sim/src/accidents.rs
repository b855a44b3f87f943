//! What happens to tablets and to the server.

use yuebao_domain::units::Tree;
use yuebao_store::transact;

use crate::Violation;
use crate::ledger::Ever;
use crate::stage::project;
use crate::world::Way;
use crate::world::{World, devices};

impl World {
    /// The tab dies.
    pub fn crash(&mut self, seat: usize) -> Result<(), Violation> {
        let name = self.seats[seat].name.clone();
        self.note(format_args!("{name}: the tab dies"));
        self.seats[seat].crash()
    }

    /// The browser throws away all stores of a tablet; the user begins anew. Returns the new place.
    pub fn evict(&mut self, seat: usize) -> usize {
        let (name, user) = (self.seats[seat].name.clone(), self.seats[seat].user);
        let tablet = self.seats[seat].tablet;
        self.note(format_args!(
            "{name}: the stores of its tablet are thrown away"
        ));
        for other in self.present() {
            if self.seats[other].tablet == tablet {
                self.ledger.evicted(other);
                self.gone.insert(other);
                self.wire.retain(|exchange| exchange.seat != other);
            }
        }
        self.open_store(user, tablet)
    }

    /// One user logs out and another logs in on the same tablet. What is not sent stays in the store
    /// of whom it belongs to. Returns the other's place.
    pub fn hand_tablet(&mut self, seat: usize, user: &'static str) -> Result<usize, Violation> {
        let (name, tablet) = (self.seats[seat].name.clone(), self.seats[seat].tablet);
        self.note(format_args!("{name} logs out, and {user} logs in"));
        self.seats[seat].crash()?;
        self.seats[seat].is_out = true;
        let mut present = self.present().into_iter();
        let theirs = present.find(|other| {
            let other = &self.seats[*other];
            other.tablet == tablet && other.user == user
        });
        let theirs = theirs.unwrap_or_else(|| self.open_store(user, tablet));
        self.seats[theirs].is_out = false;
        Ok(theirs)
    }

    /// The server stops and starts.
    pub fn restart(&mut self) -> Result<(), Violation> {
        self.note(format_args!("the server is started anew"));
        self.drop_connections();
        self.office.start()
    }

    pub(crate) fn drop_connections(&mut self) {
        self.wire
            .retain(|exchange| !matches!(exchange.way, Way::Taken(_)));
    }

    /// Makes a copy of the database: a backup, or by hand.
    pub fn save(&mut self, is_backup: bool) -> Result<(), Violation> {
        self.note(format_args!(
            "copy {} is made, backup: {is_backup}",
            self.office.saved.len()
        ));
        self.office.save(is_backup, self.ledger.ever())
    }

    /// Puts a copy back.
    pub fn restore(&mut self, index: usize) -> Result<(), Violation> {
        self.note(format_args!("copy {index} is put back"));
        self.drop_connections();
        // To put a copy back takes longer than an answer stays on the wire.
        self.wire
            .retain(|exchange| !matches!(exchange.way, Way::Coming(_)));
        self.office.restore(index)?;
        let saved = self.office.saved.iter();
        let backups: Vec<Ever> = saved
            .filter(|saved| saved.is_backup)
            .map(|saved| saved.ever.clone())
            .collect();
        let devices = devices(&self.seats, &self.gone);
        let keys = self.subjects()?;
        let released = self
            .ledger
            .restored(&self.office.database, &keys, &devices, &backups)?;
        self.tally.add(
            "values that only a newer backup, or a device that is gone, had",
            released,
        );
        Ok(())
    }

    /// Gives a project to a unit.
    pub(crate) fn give(&mut self, id: &str, unit: &str) -> Result<(), Violation> {
        self.note(format_args!("{id} is {unit}'s"));
        let row = project(id, unit)?;
        let at = self.office.now().rfc3339();
        transact(&mut self.office.database, |tx| {
            if let Some(version) = tx.imported(&row, &tx.locks()?)? {
                let units = tx.units()?;
                tx.adopt(&version, &Tree::of(&units))?;
                tx.enter_version(&at, &version)?;
            }
            Ok::<_, yuebao_store::Error>(())
        })?;
        Ok(())
    }
}
