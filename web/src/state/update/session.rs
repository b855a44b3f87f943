//! Who: logins, and the store that belongs to a user.

use yuebao_domain::device::{Device, Pass, SetAside};
use yuebao_domain::wire::v1::LoginAnswer;

use crate::fault::{Blocked, SyncFault};
use crate::state::sync::pause;
use crate::state::{
    Effect, Entry, Env, HostEvent, LocalStore, Login, Portal, Remembered, Server, Session, State,
    StoreHealth, SyncPhase, SyncState,
};

impl State {
    /// Nobody was here before. What the host page wants to have shown is shown after the login.
    pub(super) fn no_session(&mut self) -> Vec<Effect> {
        if let Some(ask) = self.portal.ask() {
            return vec![ask];
        }
        let (view, entry) = (std::mem::take(&mut self.screen.view), self.login.entry);
        let portal = self.portal.fault.take();
        let effects = self.log_out_here(None);
        (self.screen.view, self.login.entry, self.portal.fault) = (view, entry, portal);
        effects
    }

    pub(super) fn log_in(&mut self, user: String, password: String) -> Vec<Effect> {
        self.login.attempt = Some((user.clone(), password.clone()));
        if matches!(self.session, Session::LoggedOut { .. }) {
            self.session = Session::LoggedOut {
                busy: true,
                error: None,
            };
        }
        vec![Effect::LogIn { user, password }]
    }

    pub(super) fn logged_in(
        &mut self,
        result: Result<LoginAnswer, SyncFault>,
        env: &Env,
    ) -> Vec<Effect> {
        let identified = std::mem::take(&mut self.portal.is_identifying);
        self.portal.stop_asking();
        let answer = match result {
            Ok(answer) => answer,
            Err(error) => return self.login_failed(error, identified, env),
        };
        self.server.blocked = None;
        self.portal.pending_token = None;
        (self.portal.fault, self.portal.is_expected_back) = (None, false);
        let tried = self.login.attempt.take();
        let password = tried.filter(|_| !identified).map(|(_, password)| password);
        self.login.entry = if identified {
            Entry::Portal
        } else {
            Entry::Password
        };
        let LoginAnswer { token, me, .. } = answer;
        let pass = Pass::Login {
            token,
            password,
            key: env.nonce.clone(),
        };
        if !matches!(&self.session, Session::Open { user, .. } if *user == me.user) {
            if self.session.is_open() {
                // Nothing of the one before stays.
                let (callback, entry) = (self.portal.callback, self.login.entry);
                self.log_out_here(None);
                (self.portal.callback, self.login.entry) = (callback, entry);
            }
            self.session = Session::Opening;
            return vec![Effect::Open {
                user: me.user,
                pass,
            }];
        }
        self.sync.phase = SyncPhase::Idle;
        let mut effects = self.enter(me.user, &pass, env).unwrap_or_default();
        effects.extend(self.sync(env));
        effects
    }

    /// Goes in, if the pass fits: what to store and to remember.
    fn enter(&mut self, user: String, pass: &Pass, env: &Env) -> Option<Vec<Effect>> {
        let (token, rows) = self.device.get_mut().let_in(pass, &env.nonce)?;
        let key = match pass {
            Pass::Tab(key)
            | Pass::Login { key, .. }
            | Pass::Password { key, .. }
            | Pass::Portal { key, .. } => key.clone(),
        };
        self.login.store_key = Some(key.clone());
        self.login.has_ended = false;
        self.session = Session::Open {
            user: user.clone(),
            token,
        };
        let mut effects = self.write(rows);
        let session = Some(Remembered {
            user,
            key: Some(key),
            entry: self.login.entry,
        });
        effects.push(Effect::Remember { session });
        Some(effects)
    }

    /// The server's word: what is in memory is not shown any more, and the store takes a login. One
    /// that was ended, by hand or with the account, is not opened by the password of then either.
    pub(super) fn login_over(&mut self, ended: bool) -> Vec<Effect> {
        let Session::Open { user, token } = &mut self.session else {
            return Vec::new();
        };
        *token = None;
        let session = Some(Remembered {
            user: user.clone(),
            key: None,
            entry: self.login.entry,
        });
        self.login.has_ended = true;
        let rows = if ended {
            self.device.get_mut().lock()
        } else {
            self.device.get_mut().shut()
        };
        let mut effects = self.write(rows);
        effects.push(Effect::Remember { session });
        effects
    }

    fn login_failed(&mut self, fault: SyncFault, identified: bool, env: &Env) -> Vec<Effect> {
        let mut effects = Vec::new();
        let tried = self.login.attempt.take();
        self.server.blocked = match &fault {
            SyncFault::Blocked(why) => Some(why.clone()),
            _ => None,
        };
        if let (true, Some(why)) = (identified, fault.of_token()) {
            self.portal.pending_token = None;
            if fault.ends_login() {
                effects.extend(self.login_over(fault == SyncFault::LoginEnded));
            }
            if let Some(ask) = self.portal.ask() {
                effects.push(ask);
                return effects;
            }
            effects.push(self.portal.failed(why));
        }
        if self.portal.pending_token.is_some() {
            effects.push(Effect::SyncAfter {
                milliseconds: pause(self.sync.retries(), env.dice),
            });
        }
        if let Some((user, pass)) = self.pass_without_server(&fault, identified, tried, env) {
            effects.extend(self.open_without_server(user, pass, env));
            return effects;
        }
        match self.session {
            // A store is open: the badge says that a login is needed.
            Session::Open { .. } => {
                let retries = self.sync.retries().saturating_add(1);
                self.sync.phase = SyncPhase::Failed { fault, retries };
            }
            _ => {
                self.session = Session::LoggedOut {
                    busy: false,
                    error: Some(fault),
                }
            }
        }
        effects
    }

    /// Nobody need type a password first to learn that it will not work.
    pub(super) fn is_blocked(&mut self, why: Blocked) -> Vec<Effect> {
        self.server.blocked = Some(why.clone());
        if let Session::LoggedOut {
            error: error @ None,
            ..
        } = &mut self.session
        {
            *error = Some(SyncFault::Blocked(why));
        }
        Vec::new()
    }

    /// The server cannot be asked: what was typed, or what the portal has given, may be what the
    /// store of who was here knows.
    fn pass_without_server(
        &self,
        fault: &SyncFault,
        identified: bool,
        tried: Option<(String, String)>,
        env: &Env,
    ) -> Option<(String, Pass)> {
        let away = fault.is_away();
        let is_open = self.session.is_open() && !self.is_closed();
        if !away || is_open {
            return None;
        }
        let key = env.nonce.clone();
        if identified {
            let (user, token) = (
                self.login.last_user.clone()?,
                self.portal.pending_token.clone()?,
            );
            return Some((user, Pass::Portal { token, key }));
        }
        let (user, password) = tried?;
        Some((user, Pass::Password { password, key }))
    }

    fn open_without_server(&mut self, user: String, pass: Pass, env: &Env) -> Vec<Effect> {
        if !self.is_closed() {
            self.session = Session::Opening;
            return vec![Effect::Open { user, pass }];
        }
        if let Some(effects) = self.enter(user, &pass, env) {
            self.sync.phase = SyncPhase::Idle;
            return effects;
        }
        let retries = self.sync.retries();
        if let Some(fault) = self.why_not(&pass) {
            self.sync.phase = SyncPhase::Failed { fault, retries };
        }
        Vec::new()
    }

    /// Where the browser keeps the server away, that is what has to be said.
    fn away(&self, otherwise: SyncFault) -> SyncFault {
        let blocked = self.server.blocked.clone();
        blocked.map_or(otherwise, SyncFault::Blocked)
    }

    fn why_not(&self, pass: &Pass) -> Option<SyncFault> {
        match pass {
            Pass::Password { .. } if self.device.get().knows_a_password() => {
                Some(SyncFault::WrongLogin)
            }
            Pass::Password { .. } => Some(self.away(SyncFault::NotKnownHere)),
            Pass::Portal { .. } => Some(self.away(SyncFault::Unreachable)),
            Pass::Tab(_) | Pass::Login { .. } => None,
        }
    }

    pub(super) fn log_out(&mut self) -> Vec<Effect> {
        let Session::Open { user, token } = self.session.clone() else {
            return self.log_out_here(None);
        };
        let rows = self.device.get_mut().shut();
        let mut effects = self.write(rows);
        effects.push(Effect::Remember { session: None });
        effects.extend(token.map(|token| Effect::LogOut { token }));
        effects.push(Effect::Emit(HostEvent::SignedOut { user }));
        effects.extend(self.log_out_here(None));
        effects
    }

    /// 退出并清除本机, if nothing is lost by it.
    pub(super) fn forget(&mut self) -> Vec<Effect> {
        let Session::Open { user, .. } = self.session.clone() else {
            return Vec::new();
        };
        if !self.may_forget() {
            return Vec::new();
        }
        let mut effects = self.log_out();
        effects.retain(|effect| !matches!(effect, Effect::Store { .. }));
        effects.push(Effect::Forget { user });
        effects
    }

    pub(super) fn log_out_here(&mut self, error: Option<SyncFault>) -> Vec<Effect> {
        *self = Self {
            display: std::mem::take(&mut self.display),
            clock: std::mem::take(&mut self.clock),
            element: std::mem::take(&mut self.element),
            session: Session::LoggedOut { busy: false, error },
            login: Login {
                last_user: self.login.last_user.take(),
                ..Login::default()
            },
            portal: self.portal.after_log_out(),
            server: Server {
                hello: self.server.hello.take(),
                build: self.server.build.take(),
                ..Server::default()
            },
            sync: SyncState {
                batch: std::mem::take(&mut self.sync.batch),
                online: self.sync.online,
                ..SyncState::default()
            },
            store: LocalStore {
                permission: self.store.permission,
                ..LocalStore::default()
            },
            ..Self::default()
        };
        Vec::new()
    }

    pub(super) fn opened(
        &mut self,
        user: String,
        pass: &Pass,
        device: Device,
        set_aside: Vec<SetAside>,
        stored: bool,
        env: &Env,
    ) -> Vec<Effect> {
        self.device = device.into();
        self.store.health = if stored {
            StoreHealth::Good
        } else {
            StoreHealth::Missing
        };
        let Some(mut effects) = self.enter(user.clone(), pass, env) else {
            return self.not_opened(pass);
        };
        self.store.set_aside = set_aside;
        self.store.is_blocked = false;
        self.store.failures = 0;
        self.sync.phase = SyncPhase::Idle;
        self.clock.look(self.device.get(), env);
        self.choose_month();
        self.recheck_all();
        effects.push(Effect::Emit(HostEvent::Ready { user }));
        effects.extend(self.sync(env));
        if self.session.needs_login() {
            effects.extend(self.portal.ask());
        }
        effects
    }

    /// What was planted, guessed or has been shut out since. The portal may still say who is here.
    fn not_opened(&mut self, pass: &Pass) -> Vec<Effect> {
        let error = self.why_not(pass);
        let (view, entry) = (std::mem::take(&mut self.screen.view), self.login.entry);
        let portal = Portal {
            is_expected_back: false,
            ..std::mem::take(&mut self.portal)
        };
        let mut effects = vec![Effect::CloseStore];
        effects.extend(self.log_out_here(error));
        (self.screen.view, self.login.entry, self.portal) = (view, entry, portal);
        effects.extend(self.portal.ask());
        effects
    }
}
