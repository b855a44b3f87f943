//! The element is taken out of the page and put back: portals do so with each change of their tabs.
//! Its screen stays as it is.

use crate::fault::SyncFault;
use crate::state::{Effect, Env, Remembered, Session, State, StorePermission, SyncPhase};

impl State {
    /// Whoever has called a method is told that the element is gone.
    pub(super) fn leave(&mut self) -> Vec<Effect> {
        self.element.is_detached = true;
        self.element.calls.clear();
        Vec::new()
    }

    /// What has happened meanwhile, here in another tab and at the server, is asked for.
    pub(super) fn come_back(&mut self, env: &Env) -> Vec<Effect> {
        if !std::mem::take(&mut self.element.is_detached) {
            return Vec::new();
        }
        let mut effects = match self.sync.phase {
            // The timer for it may have run out meanwhile.
            SyncPhase::Failed {
                fault: SyncFault::Busy(seconds),
                ..
            } => vec![Effect::SyncAfter {
                milliseconds: seconds.saturating_mul(1_000),
            }],
            _ => self.sync_now(env),
        };
        let is_open = self.session.is_open();
        if is_open && self.store.is_good() {
            effects.push(Effect::Reload);
        }
        effects
    }

    /// Another tab wrote to the store. It is read again once somebody looks at it.
    pub(super) fn store_changed(&self) -> Vec<Effect> {
        if self.element.is_detached {
            Vec::new()
        } else {
            vec![Effect::Reload]
        }
    }

    /// Whether the screen may be shown again. Not if whoever was here has logged out meanwhile, by
    /// another element of the page; nor if somebody has logged in beside a login form. What is in
    /// memory alone stays at hand.
    pub fn may_return(&self, last: Option<&Remembered>) -> bool {
        if self.store.permission != StorePermission::Allowed {
            return true; // nothing is remembered
        }
        let let_in = last.filter(|last| last.key.is_some());
        match &self.session {
            Session::Opening => true,
            Session::LoggedOut { .. } => let_in.is_none(),
            Session::Open { user, .. } => {
                let is_here = let_in.is_some_and(|last| last.user == *user);
                is_here || self.login.has_ended || self.loses_on_leaving()
            }
        }
    }
}
