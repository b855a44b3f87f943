//! The local store: what is written, and what happens when it is not.

use yuebao_domain::device::{Device, Row, SetAside};

use super::sync::pause;
use super::work::AFTER_DRAFT;
use crate::state::{Effect, Env, State, StoreHealth, SyncPhase};

impl State {
    pub(super) fn ticket(&mut self) -> u64 {
        self.last_ticket += 1;
        self.saving.insert(self.last_ticket);
        self.last_ticket
    }

    /// After a failed write everything is written, not only what has changed since.
    pub(super) fn due(&self, rows: Vec<Row>) -> Vec<Row> {
        match self.store {
            StoreHealth::Failing(_) => self.device.rows(),
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
        match result {
            Ok(()) => self.store = StoreHealth::Good,
            Err(reason) => {
                self.store = StoreHealth::Failing(reason);
                // Nothing is sent that is not stored as attempted: the request is made anew.
                if self.is_running() {
                    self.sync = SyncPhase::Idle;
                    return vec![Effect::SyncAfter {
                        milliseconds: pause(1, env.dice),
                    }];
                }
            }
        }
        Vec::new()
    }

    pub(super) fn reloaded(
        &mut self,
        device: Device,
        set_aside: Vec<SetAside>,
        undone: &[u64],
        env: &Env,
    ) -> Vec<Effect> {
        self.device = device;
        self.set_aside = set_aside;
        self.saving.retain(|ticket| !undone.contains(ticket));
        // What is in memory is what is stored.
        self.store = StoreHealth::Good;
        self.choose_month(env);
        self.recheck_all();
        if !self.is_running() {
            return Vec::new();
        }
        // The request was made from what this device held before: it is made anew.
        self.sync = SyncPhase::Idle;
        vec![Effect::SyncAfter {
            milliseconds: AFTER_DRAFT,
        }]
    }
}
