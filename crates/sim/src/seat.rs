//! One user's store on one tablet: the real device, and a disk that keeps completed transactions.

use std::collections::BTreeMap;

use yuebao_domain::device::{Device, Row, Stamp};
use yuebao_domain::operation::OpId;

use crate::Violation;
use crate::stage::{TODAY, moment};

/// What happens to a transaction of the local store.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Disk {
    /// It completes.
    Good,
    /// The tab dies before it.
    CrashBefore,
    /// The tab dies after it.
    CrashAfter,
    /// It fails, and the tab goes on: nothing may be called saved.
    Refuses,
}

/// One user's store on one tablet.
pub struct Seat {
    /// For the trace.
    pub name: String,
    /// Whose it is.
    pub user: &'static str,
    /// Which tablet it is on; each user has a store there.
    pub(crate) tablet: u64,
    /// Nobody is logged in to it.
    pub(crate) is_out: bool,
    /// What the tab holds in memory.
    pub device: Device,
    /// Counts the tabs: who asked in an earlier one gets no answer any more.
    pub(crate) life: u32,
    pub(crate) clock: i64,
    /// The program is newer than the server.
    pub(crate) is_too_new: bool,
    disk: BTreeMap<String, String>,
    is_failing: bool,
    /// What was refused.
    missed: Vec<Row>,
}

impl Seat {
    /// An empty store on a tablet, with an identifier of its own.
    pub(crate) fn new(user: &'static str, number: u64, tablet: u64) -> Self {
        let name = format!("{user}{number}");
        let mut device = Device::default();
        device.meta.device_id.clone_from(&name);
        let mut seat = Self {
            name,
            user,
            tablet,
            is_out: false,
            device,
            life: 0,
            clock: TODAY,
            is_too_new: false,
            disk: BTreeMap::new(),
            is_failing: false,
            missed: Vec::new(),
        };
        let rows = seat.device.rows();
        seat.write(rows);
        seat
    }

    /// One transaction; true if it may be called saved.
    pub(crate) fn store(&mut self, rows: Vec<Row>, disk: Disk) -> Result<bool, Violation> {
        // As the widget does: after a failed write everything is written, with what failed before.
        let rows = if self.is_failing {
            let missed = std::mem::take(&mut self.missed);
            self.device.all_rows([missed, rows].concat())
        } else {
            rows
        };
        match disk {
            Disk::Good => self.write(rows),
            Disk::CrashBefore => self.crash()?,
            Disk::CrashAfter => {
                self.write(rows);
                self.crash()?;
            }
            Disk::Refuses => {
                self.is_failing = true;
                self.missed = rows;
            }
        }
        Ok(matches!(disk, Disk::Good | Disk::CrashAfter))
    }

    /// The tab dies and is opened again.
    pub(crate) fn crash(&mut self) -> Result<(), Violation> {
        let rows = self.disk.iter().map(|(key, value)| (&**key, &**value));
        let (device, aside) = Device::load(rows);
        if !aside.is_empty() {
            return Err(Violation(format!(
                "{} cannot read its own store: {aside:?}",
                self.name
            )));
        }
        self.device = device;
        self.is_failing = false;
        self.missed.clear();
        self.life += 1;
        Ok(())
    }

    /// Whether memory and disk are the same.
    pub(crate) fn is_stored(&self) -> bool {
        !self.is_failing
    }

    pub(crate) fn stamp(&self, number: u64) -> Stamp {
        Stamp {
            op_id: op_id(number),
            made_at: moment(self.clock).rfc3339().into(),
        }
    }

    fn write(&mut self, rows: Vec<Row>) {
        self.is_failing = false;
        for row in rows {
            match row.value {
                Some(value) => self.disk.insert(row.key, value),
                None => self.disk.remove(&row.key),
            };
        }
    }
}

/// A name for an operation that no other has.
pub(crate) fn op_id(number: u64) -> OpId {
    format!("0190a0a0-0000-7000-8000-{number:012x}").into()
}
