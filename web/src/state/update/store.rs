//! The local store: what is written, and what happens when it is not.

use yuebao_domain::device::{Device, Row, SetAside};

use super::work::AFTER_DRAFT;
use crate::state::{Effect, Env, Session, State, StoreHealth, SyncPhase};

impl State {
    pub(super) fn write(&mut self, rows: Vec<Row>) -> Vec<Effect> {
        self.store.write(rows, self.device.get())
    }

    pub(super) fn stored(
        &mut self,
        ticket: u64,
        result: Result<(), String>,
        env: &Env,
    ) -> Vec<Effect> {
        self.store.saving.remove(&ticket);
        if matches!(self.session, Session::LoggedOut { .. }) {
            return Vec::new(); // of a store that did not open
        }
        let Err(reason) = result else {
            self.store.has_recovered();
            return Vec::new();
        };
        let mut effects = self.store.has_failed(reason, env);
        // What was to be sent once it is stored is sent all the same: it is nowhere else.
        if self.store.sends_after == Some(ticket) {
            self.store.sends_after = None;
            self.sync.phase = SyncPhase::Idle;
            effects.extend(self.sync_now(env));
        }
        effects
    }

    pub(super) fn reloaded(
        &mut self,
        device: Device,
        set_aside: Vec<SetAside>,
        undone: &[u64],
    ) -> Vec<Effect> {
        let is_silent = matches!(self.store.health, StoreHealth::Failing(_));
        let shut_out = (self.login.store_key.as_ref()).is_some_and(|key| device.has_shut_out(key));
        if shut_out
            && !is_silent
            && undone.is_empty()
            && self.store.saving.is_empty()
            && !self.login.has_ended
        {
            // Another tab has logged this user out.
            let mut effects = vec![Effect::CloseStore, Effect::Remember { session: None }];
            effects.extend(self.log_out_here(None));
            return effects;
        }
        let before = std::mem::replace(&mut self.device, device.into());
        // Beside a store that did not answer, the server has told more than that holds, and let
        // somebody in.
        let mut rows = Vec::new();
        if is_silent {
            rows.extend(self.device.get_mut().learn_from(before.get()));
            rows.extend(self.device.get_mut().keep_door(before.get()));
        }
        self.store.set_aside = set_aside;
        self.store.saving.retain(|ticket| !undone.contains(ticket));
        // What is in memory is what is stored.
        self.store.has_recovered();
        self.store.is_blocked = false;
        self.store.sends_after = None;
        self.choose_month();
        self.recheck_all();
        let mut effects = self.write(rows);
        if self.sync.is_running() {
            // The request was made from what this device held before: it is made anew.
            self.sync.phase = SyncPhase::Idle;
            effects.push(Effect::SyncAfter {
                milliseconds: AFTER_DRAFT,
            });
        }
        effects
    }
}
