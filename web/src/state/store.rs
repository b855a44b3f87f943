//! The local store: whether it takes what is written, and when it is tried again.

use std::collections::BTreeSet;

use yuebao_domain::device::{Device, Row, SetAside};

use super::sync::pause;
use super::{Effect, Env};

/// What browsers call the fault when a newer program has changed the store.
pub const OUTDATED: &str = "VersionError";
/// Why nothing was read or written: the store has not answered in time.
pub const SILENT: &str = "Silent";
/// The same, while another tab with an older program holds the store.
pub const BLOCKED: &str = "Blocked";
/// Pause before the first further try to store, in milliseconds.
const FIRST_TRY: u32 = 250;
/// The longest: as soon as there is room, what is typed shall be kept.
const LONGEST_TRY: u32 = 10_000;

/// How the local store is doing.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum StoreHealth {
    /// It takes what is written.
    #[default]
    Good,
    /// There is none (private mode, no `IndexedDB`): everything is in memory only.
    Missing,
    /// A write failed: what is typed is in memory only.
    Failing(String),
}

/// Whether the browser lets this page store anything at all. Where it does not, it never does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum StorePermission {
    /// As far as is known.
    #[default]
    Allowed,
    /// It is refused by a setting.
    Refused,
    /// The same in a frame: mostly because the page around it is another site's.
    RefusedInFrame,
}

/// The local store of the user.
#[derive(Debug, Clone, Default)]
pub struct LocalStore {
    /// How it is doing.
    pub health: StoreHealth,
    /// Whether there can be one.
    pub permission: StorePermission,
    /// Failed writes in a row, for the growing pause.
    pub failures: u32,
    /// It waits for another tab that holds it.
    pub is_blocked: bool,
    /// Writes that are under way: "saved" is said when this is empty.
    pub saving: BTreeSet<u64>,
    /// The write after which the request that is made goes out.
    pub sends_after: Option<u64>,
    /// The number of the last write.
    pub last_ticket: u64,
    /// Rows that could not be read.
    pub set_aside: Vec<SetAside>,
}

impl LocalStore {
    /// Whether it takes what is written.
    pub fn is_good(&self) -> bool {
        self.health == StoreHealth::Good
    }

    /// Whether all that was written is in it.
    pub fn is_saved(&self) -> bool {
        self.is_good() && self.saving.is_empty()
    }

    /// Whether something is about to be.
    pub fn is_saving(&self) -> bool {
        self.is_good() && !self.saving.is_empty()
    }

    /// How many operations could not be read: they are not sent, and their owner does not know.
    pub(super) fn operations_aside(&self) -> u32 {
        let aside = self.set_aside.iter().filter(|row| row.is_operation());
        u32::try_from(aside.count()).unwrap_or(u32::MAX)
    }

    /// The number of a write that begins.
    pub(super) fn ticket(&mut self) -> u64 {
        self.last_ticket += 1;
        self.saving.insert(self.last_ticket);
        self.last_ticket
    }

    pub(super) fn write(&mut self, rows: Vec<Row>, device: &Device) -> Vec<Effect> {
        if self.health == StoreHealth::Missing || rows.is_empty() {
            return Vec::new();
        }
        let rows = self.due(rows, device);
        let ticket = self.ticket();
        vec![Effect::Store { ticket, rows }]
    }

    /// After a failed write everything is written, not only what has changed since.
    fn due(&self, rows: Vec<Row>, device: &Device) -> Vec<Row> {
        match self.health {
            StoreHealth::Failing(_) => {
                let mut all = device.all_rows(rows);
                all.extend(self.set_aside.iter().map(|aside| Row {
                    key: aside.key.clone(),
                    value: Some(aside.value.clone()),
                }));
                all
            }
            StoreHealth::Good | StoreHealth::Missing => rows,
        }
    }

    /// Time to try again to store what could not be stored.
    pub(super) fn write_again(&mut self, device: &Device) -> Vec<Effect> {
        match self.health {
            StoreHealth::Failing(_) => self.write(device.rows(), device),
            StoreHealth::Good | StoreHealth::Missing => Vec::new(),
        }
    }

    /// What is in memory is what is stored.
    pub(super) fn has_recovered(&mut self) {
        self.health = StoreHealth::Good;
        self.failures = 0;
    }

    /// A write failed. A full store may have room again, and one that was closed opens again; but a
    /// store that a newer program has taken over is out of reach for this one.
    pub(super) fn has_failed(&mut self, reason: String, env: &Env) -> Vec<Effect> {
        let is_outdated = reason.contains(OUTDATED);
        self.health = StoreHealth::Failing(reason);
        if is_outdated {
            return Vec::new();
        }
        let milliseconds = match self.failures {
            0 => FIRST_TRY,
            failures => pause(failures, env.dice).min(LONGEST_TRY),
        };
        self.failures = self.failures.saturating_add(1);
        vec![Effect::StoreAgainAfter { milliseconds }]
    }
}
