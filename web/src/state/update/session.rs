//! Who: tokens, logins, and the store that belongs to a user.

use yuebao_domain::device::{Device, Pass, SetAside};
use yuebao_domain::wire::v1::LoginAnswer;

use super::sync::pause;
use crate::fault::{Blocked, PortalFault, SyncFault};
use crate::state::portal::token_in;
use crate::state::{
    Effect, Entry, Env, Giver, HostEvent, Remembered, Session, State, StoreHealth, SyncPhase,
};

impl State {
    pub(super) fn take_token(&mut self, token: Option<String>) -> Vec<Effect> {
        match token.as_deref().map(token_in) {
            Some(Ok(token)) => return self.identify(token),
            Some(Err(fault)) => return self.not_given(fault),
            None => self.handed = None,
        }
        if let Session::Open { token, .. } = &mut self.session {
            *token = None;
        }
        Vec::new()
    }

    pub(super) fn gives_tokens(&mut self, gives: bool) -> Vec<Effect> {
        self.giver = match (gives, self.giver) {
            // Its answer is on the way.
            (_, asked @ (Giver::Asked | Giver::AskedAgain)) => asked,
            (false, _) => Giver::Absent,
            (true, Giver::Absent) => Giver::Ready,
            (true, known) => known,
        };
        match self.session {
            Session::LoggedOut { .. } | Session::Open { token: None, .. } => {
                self.ask_host().into_iter().collect()
            }
            _ => Vec::new(),
        }
    }

    pub(super) fn token_given(&mut self, token: Result<String, PortalFault>) -> Vec<Effect> {
        if !self.asks_host() {
            return Vec::new();
        }
        match token.and_then(|text| token_in(&text)) {
            Ok(token) => self.identify(token),
            Err(fault) => self.not_given(fault),
        }
    }

    fn not_given(&mut self, fault: PortalFault) -> Vec<Effect> {
        self.asking_ended();
        let mut effects = vec![self.portal_needed(fault)];
        if self.session == Session::Opening {
            effects.extend(self.no_session());
        }
        effects
    }

    /// The portal has let nobody in: the person reads why, and the page hears of it.
    pub(super) fn portal_needed(&mut self, fault: PortalFault) -> Effect {
        self.at_portal = false;
        let reason = fault.reason();
        self.portal = Some(fault);
        let asked = false;
        Effect::Emit(HostEvent::Login { reason, asked })
    }

    /// Somebody goes to the portal, and may come back with a login.
    pub(super) fn go_to_portal(&mut self) -> Vec<Effect> {
        self.at_portal = true;
        let reason = (self.portal.as_ref()).map_or("ended", PortalFault::reason);
        vec![Effect::ToPortal {
            event: HostEvent::Login {
                reason,
                asked: true,
            },
            url: self.portal_login().map(str::to_owned),
        }]
    }

    /// Whoever comes back from the portal goes on without a further step.
    pub(super) fn seen(&mut self, env: &Env) -> Vec<Effect> {
        let is_in = matches!(self.session, Session::Open { token: Some(_), .. });
        if self.at_portal && !is_in && self.giver != Giver::Absent {
            return self.ask_portal();
        }
        self.sync(env)
    }

    /// The server says whose token it is; until it has, the token is kept.
    pub(super) fn identify(&mut self, token: String) -> Vec<Effect> {
        self.handed = Some(token.clone());
        self.identifying = true;
        vec![Effect::Identify { token }]
    }

    /// A token is needed: the host page is asked once, and again only after a sync has worked.
    pub(super) fn ask_host(&mut self) -> Option<Effect> {
        let asks = self.giver == Giver::Ready && self.handed.is_none();
        asks.then(|| {
            self.giver = Giver::Asked;
            Effect::AskToken
        })
    }

    /// The login that the portal gave is over. Whoever has a password here does not need the portal.
    pub(super) fn ask_portal_or_say(&mut self, over: &SyncFault) -> Option<Effect> {
        let ask = self.ask_host();
        if ask.is_some() || self.entry == Entry::Password {
            return ask;
        }
        over.of_token().map(|why| self.portal_needed(why))
    }

    /// Somebody says that the host page has a token now.
    pub(super) fn ask_portal(&mut self) -> Vec<Effect> {
        if self.handed.is_some() || !matches!(self.giver, Giver::Ready | Giver::Spent) {
            return Vec::new();
        }
        self.giver = Giver::AskedAgain;
        self.portal = None;
        if let Session::LoggedOut { error, .. } = &mut self.session {
            *error = None;
        }
        vec![Effect::AskToken]
    }

    fn asking_ended(&mut self) {
        if self.asks_host() {
            self.giver = Giver::Spent;
        }
    }

    /// Nobody was here before. What the host page wants to have shown is shown after the login.
    pub(super) fn no_session(&mut self) -> Vec<Effect> {
        if let Some(ask) = self.ask_host() {
            return vec![ask];
        }
        let (view, entry) = (std::mem::take(&mut self.screen.view), self.entry);
        let portal = self.portal.take();
        let effects = self.log_out_here(None);
        (self.screen.view, self.entry, self.portal) = (view, entry, portal);
        effects
    }

    pub(super) fn log_in(&mut self, user: String, password: String) -> Vec<Effect> {
        self.trying = Some((user.clone(), password.clone()));
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
        let identified = std::mem::take(&mut self.identifying);
        self.asking_ended();
        let answer = match result {
            Ok(answer) => answer,
            Err(error) => return self.login_failed(error, identified, env),
        };
        self.blocked = None;
        self.handed = None;
        (self.portal, self.at_portal) = (None, false);
        let tried = self.trying.take();
        let password = tried.filter(|_| !identified).map(|(_, password)| password);
        self.entry = if identified {
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
            if matches!(self.session, Session::Open { .. }) {
                // Nothing of the one before stays.
                let (giver, entry) = (self.giver, self.entry);
                self.log_out_here(None);
                (self.giver, self.entry) = (giver, entry);
            }
            self.session = Session::Opening;
            return vec![Effect::Open {
                user: me.user,
                pass,
            }];
        }
        self.sync = SyncPhase::Idle;
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
        self.key = Some(key.clone());
        self.over = false;
        self.session = Session::Open {
            user: user.clone(),
            token,
        };
        let mut effects = self.write(rows);
        let session = Some(Remembered {
            user,
            key: Some(key),
            entry: self.entry,
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
            entry: self.entry,
        });
        self.over = true;
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
        let tried = self.trying.take();
        self.blocked = match &fault {
            SyncFault::Blocked(why) => Some(why.clone()),
            _ => None,
        };
        if let (true, Some(why)) = (identified, fault.of_token()) {
            self.handed = None;
            if fault.ends_login() {
                effects.extend(self.login_over(fault == SyncFault::LoginEnded));
            }
            if let Some(ask) = self.ask_host() {
                effects.push(ask);
                return effects;
            }
            effects.push(self.portal_needed(why));
        }
        if self.handed.is_some() {
            effects.push(Effect::SyncAfter {
                milliseconds: pause(self.retries(), env.dice),
            });
        }
        if let Some((user, pass)) = self.pass_without_server(&fault, identified, tried, env) {
            effects.extend(self.open_without_server(user, pass, env));
            return effects;
        }
        match self.session {
            // A store is open: the badge says that a login is needed.
            Session::Open { .. } => {
                let retries = self.retries().saturating_add(1);
                self.sync = SyncPhase::Failed { fault, retries };
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
        self.blocked = Some(why.clone());
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
        let is_open = matches!(self.session, Session::Open { .. }) && !self.is_closed();
        if !away || is_open {
            return None;
        }
        let key = env.nonce.clone();
        if identified {
            let (user, token) = (self.last_user.clone()?, self.handed.clone()?);
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
            self.sync = SyncPhase::Idle;
            return effects;
        }
        let retries = self.retries();
        if let Some(fault) = self.why_not(&pass) {
            self.sync = SyncPhase::Failed { fault, retries };
        }
        Vec::new()
    }

    /// Where the browser keeps the server away, that is what has to be said.
    fn away(&self, otherwise: SyncFault) -> SyncFault {
        let blocked = self.blocked.clone();
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
            hello: self.hello.take(),
            batch: std::mem::take(&mut self.batch),
            build: self.build.take(),
            last_user: self.last_user.take(),
            portal_alone: self.portal_alone,
            online: self.online,
            storing: self.storing,
            is_away: self.is_away,
            // Whoever logs out is not logged in again at once.
            giver: match self.giver {
                Giver::Absent => Giver::Absent,
                _ => Giver::Spent,
            },
            calls: std::mem::take(&mut self.calls),
            session: Session::LoggedOut { busy: false, error },
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
        self.store = if stored {
            StoreHealth::Good
        } else {
            StoreHealth::Missing
        };
        let Some(mut effects) = self.enter(user.clone(), pass, env) else {
            return self.not_opened(pass);
        };
        self.set_aside = set_aside;
        self.store_blocked = false;
        self.store_failures = 0;
        self.sync = SyncPhase::Idle;
        self.clock.look(self.device.get(), env);
        self.choose_month();
        self.recheck_all();
        effects.push(Effect::Emit(HostEvent::Ready { user }));
        effects.extend(self.sync(env));
        if matches!(self.session, Session::Open { token: None, .. }) {
            effects.extend(self.ask_host());
        }
        effects
    }

    /// What was planted, guessed or has been shut out since. The portal may still say who is here.
    fn not_opened(&mut self, pass: &Pass) -> Vec<Effect> {
        let error = self.why_not(pass);
        let (handed, identifying) = (self.handed.take(), self.identifying);
        let giver = self.giver;
        let (view, entry) = (std::mem::take(&mut self.screen.view), self.entry);
        let portal = self.portal.take();
        let mut effects = vec![Effect::CloseStore];
        effects.extend(self.log_out_here(error));
        (self.screen.view, self.entry, self.portal) = (view, entry, portal);
        (self.handed, self.identifying, self.giver) = (handed, identifying, giver);
        effects.extend(self.ask_host());
        effects
    }
}
