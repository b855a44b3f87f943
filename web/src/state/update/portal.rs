//! Tokens of the portal: handed over by the host page, or asked of it.

use crate::fault::{PortalFault, SyncFault};
use crate::state::portal::token_in;
use crate::state::{Effect, Entry, Env, Session, State, TokenCallback};

impl State {
    pub(super) fn take_token(&mut self, token: Option<String>) -> Vec<Effect> {
        match token.as_deref().map(token_in) {
            Some(Ok(token)) => return self.portal.identify(token),
            Some(Err(fault)) => return self.not_given(fault),
            None => self.portal.pending_token = None,
        }
        if let Session::Open { token, .. } = &mut self.session {
            *token = None;
        }
        Vec::new()
    }

    pub(super) fn gives_tokens(&mut self, gives: bool) -> Vec<Effect> {
        self.portal.set_callback(gives);
        match self.session {
            Session::LoggedOut { .. } | Session::Open { token: None, .. } => {
                self.portal.ask().into_iter().collect()
            }
            _ => Vec::new(),
        }
    }

    pub(super) fn token_given(&mut self, token: Result<String, PortalFault>) -> Vec<Effect> {
        if !self.portal.is_asking() {
            return Vec::new();
        }
        match token.and_then(|text| token_in(&text)) {
            Ok(token) => self.portal.identify(token),
            Err(fault) => self.not_given(fault),
        }
    }

    fn not_given(&mut self, fault: PortalFault) -> Vec<Effect> {
        self.portal.stop_asking();
        let mut effects = vec![self.portal.failed(fault)];
        if self.session == Session::Opening {
            effects.extend(self.no_session());
        }
        effects
    }

    /// Whoever comes back from the portal goes on without a further step.
    pub(super) fn seen(&mut self, env: &Env) -> Vec<Effect> {
        let is_in = self.session.token().is_some();
        if self.portal.is_expected_back && !is_in && self.portal.callback != TokenCallback::Absent {
            return self.ask_portal();
        }
        self.sync(env)
    }

    /// The login that the portal gave is over. Whoever has a password here does not need the portal.
    pub(super) fn ask_portal_or_say(&mut self, over: &SyncFault) -> Option<Effect> {
        let ask = self.portal.ask();
        if ask.is_some() || self.login.entry == Entry::Password {
            return ask;
        }
        over.of_token().map(|why| self.portal.failed(why))
    }

    /// Somebody says that the host page has a token now.
    pub(super) fn ask_portal(&mut self) -> Vec<Effect> {
        if !self.portal.may_ask_again() {
            return Vec::new();
        }
        self.portal.callback = TokenCallback::AskedAgain;
        self.portal.fault = None;
        if let Session::LoggedOut { error, .. } = &mut self.session {
            *error = None;
        }
        vec![Effect::AskToken]
    }
}
