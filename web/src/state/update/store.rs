//! The local store: what is written, and what happens when it is not.

use yuebao_domain::device::{Device, Row, SetAside};

use super::sync::pause;
use super::work::AFTER_DRAFT;
use crate::state::{Effect, Env, Session, State, StoreHealth, SyncPhase};

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

impl State {
    pub(super) fn ticket(&mut self) -> u64 {
        self.last_ticket += 1;
        self.saving.insert(self.last_ticket);
        self.last_ticket
    }

    /// After a failed write everything is written, not only what has changed since.
    pub(super) fn due(&self, rows: Vec<Row>) -> Vec<Row> {
        match self.store {
            StoreHealth::Failing(_) => {
                let mut all = self.device.get().all_rows(rows);
                all.extend(self.set_aside.iter().map(|aside| Row {
                    key: aside.key.clone(),
                    value: Some(aside.value.clone()),
                }));
                all
            }
            StoreHealth::Good | StoreHealth::Missing => rows,
        }
    }

    pub(super) fn write(&mut self, rows: Vec<Row>) -> Vec<Effect> {
        if self.store == StoreHealth::Missing || rows.is_empty() {
            return Vec::new();
        }
        let rows = self.due(rows);
        let ticket = self.ticket();
        vec![Effect::Store { ticket, rows }]
    }

    pub(super) fn stored(
        &mut self,
        ticket: u64,
        result: Result<(), String>,
        env: &Env,
    ) -> Vec<Effect> {
        self.saving.remove(&ticket);
        if matches!(self.session, Session::LoggedOut { .. }) {
            return Vec::new(); // of a store that did not open
        }
        match result {
            Ok(()) => {
                self.store = StoreHealth::Good;
                self.store_failures = 0;
            }
            Err(reason) => {
                let mut effects = self.try_again(&reason, env);
                self.store = StoreHealth::Failing(reason);
                // What was to be sent once it is stored is sent all the same: it is nowhere else.
                if self.sends_after == Some(ticket) {
                    self.sends_after = None;
                    self.sync = SyncPhase::Idle;
                    effects.extend(self.sync_now(env));
                }
                return effects;
            }
        }
        Vec::new()
    }

    /// A full store may have room again, and one that was closed opens again; but a store that a
    /// newer program has taken over is out of reach for this one.
    fn try_again(&mut self, reason: &str, env: &Env) -> Vec<Effect> {
        if reason.contains(OUTDATED) {
            return Vec::new();
        }
        let milliseconds = match self.store_failures {
            0 => FIRST_TRY,
            failures => pause(failures, env.dice).min(LONGEST_TRY),
        };
        self.store_failures = self.store_failures.saturating_add(1);
        vec![Effect::StoreAgainAfter { milliseconds }]
    }

    pub(super) fn store_again(&mut self) -> Vec<Effect> {
        match self.store {
            StoreHealth::Failing(_) => self.write(self.device.get().rows()),
            StoreHealth::Good | StoreHealth::Missing => Vec::new(),
        }
    }

    pub(super) fn reloaded(
        &mut self,
        device: Device,
        set_aside: Vec<SetAside>,
        undone: &[u64],
    ) -> Vec<Effect> {
        let is_silent = matches!(self.store, StoreHealth::Failing(_));
        let shut_out = (self.key.as_ref()).is_some_and(|key| device.has_shut_out(key));
        if shut_out && !is_silent && undone.is_empty() && self.saving.is_empty() && !self.over {
            // Another tab has logged this user out.
            let mut effects = vec![Effect::CloseStore, Effect::Remember { session: None }];
            effects.extend(self.log_out_here(None));
            return effects;
        }
        let before = std::mem::replace(&mut self.device, device.into());
        // Beside a store that did not answer, the server has told more than that holds, and let
        // somebody in.
        let mut told = Vec::new();
        if is_silent {
            told.extend(self.device.get_mut().learn_from(before.get()));
            told.extend(self.device.get_mut().keep_door(before.get()));
        }
        self.set_aside = set_aside;
        self.saving.retain(|ticket| !undone.contains(ticket));
        // What is in memory is what is stored.
        self.store = StoreHealth::Good;
        self.store_failures = 0;
        self.store_blocked = false;
        self.sends_after = None;
        self.choose_month();
        self.recheck_all();
        let mut effects = self.write(told);
        if self.is_running() {
            // The request was made from what this device held before: it is made anew.
            self.sync = SyncPhase::Idle;
            effects.push(Effect::SyncAfter {
                milliseconds: AFTER_DRAFT,
            });
        }
        effects
    }
}
