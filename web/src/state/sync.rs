//! Where synchronisation stands.

use yuebao_domain::device::Batch;

use crate::fault::SyncFault;

/// First and longest pause after a failure, in milliseconds.
const FIRST_RETRY: u32 = 2_000;
const LONGEST_RETRY: u32 = 120_000;

/// What of a request is under way.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum SyncPhase {
    /// Nothing under way.
    #[default]
    Idle,
    /// A request is under way.
    Running,
    /// A request is under way after failures.
    Retrying {
        /// Failures in a row before it.
        retries: u32,
    },
    /// The last attempt failed; `retries` in a row.
    Failed {
        /// Why.
        fault: SyncFault,
        /// Failures in a row, for the growing pause.
        retries: u32,
    },
}

/// Synchronisation with the server.
#[derive(Debug, Clone, Default)]
pub struct SyncState {
    /// What of a request is under way.
    pub phase: SyncPhase,
    /// How much one request carries.
    pub batch: Batch,
    /// Whether the browser believes that it is online.
    pub online: bool,
}

impl SyncState {
    /// Whether the server cannot be reached, as far as is known: nobody can log in then.
    pub fn is_cut_off(&self) -> bool {
        let SyncPhase::Failed { fault, .. } = &self.phase else {
            return !self.online;
        };
        !self.online || fault.is_away()
    }

    /// Whether a request is under way.
    pub(crate) const fn is_running(&self) -> bool {
        matches!(self.phase, SyncPhase::Running | SyncPhase::Retrying { .. })
    }

    /// Whether the server has said that it is busy.
    pub(super) const fn must_wait(&self) -> bool {
        let SyncPhase::Failed { fault, .. } = &self.phase else {
            return false;
        };
        matches!(fault, SyncFault::Busy(_))
    }

    /// A pause after a failure is not cut short by typing.
    pub(super) const fn is_backing_off(&self) -> bool {
        matches!(self.phase, SyncPhase::Failed { .. })
    }

    /// Failures in a row.
    pub(super) const fn retries(&self) -> u32 {
        match self.phase {
            SyncPhase::Failed { retries, .. } | SyncPhase::Retrying { retries } => retries,
            SyncPhase::Idle | SyncPhase::Running => 0,
        }
    }

    /// A request begins.
    pub(super) fn begin(&mut self) {
        self.phase = match self.phase {
            SyncPhase::Failed { retries, .. } => SyncPhase::Retrying { retries },
            _ => SyncPhase::Running,
        };
    }
}

/// Full jitter: anywhere between nothing and a ceiling that doubles with each failure.
pub(super) fn pause(retries: u32, dice: u32) -> u32 {
    let ceiling = FIRST_RETRY
        .saturating_mul(1 << retries.min(10))
        .min(LONGEST_RETRY);
    (ceiling / 1_000 * dice.min(999)).max(250)
}
