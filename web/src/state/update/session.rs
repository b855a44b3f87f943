//! Who: tokens, logins, and the store that belongs to a user.

use yuebao_domain::device::{Device, SetAside};
use yuebao_domain::wire::v1::LoginAnswer;

use super::sync::pause;
use crate::state::{
    Effect, Entry, Env, Giver, HostEvent, Notice, Remembered, Session, State, StoreHealth,
    SyncFault, SyncPhase,
};

impl State {
    pub(super) fn take_token(&mut self, token: Option<String>) -> Vec<Effect> {
        if let Some(token) = token {
            return self.identify(token);
        }
        self.handed = None;
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

    pub(super) fn token_given(&mut self, token: Option<String>) -> Vec<Effect> {
        if !self.asks_host() {
            return Vec::new();
        }
        if let Some(token) = token {
            return self.identify(token);
        }
        self.asking_ended(true);
        match self.session {
            Session::Opening => self.no_session(),
            _ => Vec::new(),
        }
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

    /// Somebody says that the host page has a token now.
    pub(super) fn ask_portal(&mut self) -> Vec<Effect> {
        if self.handed.is_some() || !matches!(self.giver, Giver::Ready | Giver::Spent) {
            return Vec::new();
        }
        self.giver = Giver::AskedAgain;
        vec![Effect::AskToken]
    }

    fn asking_ended(&mut self, in_vain: bool) {
        if in_vain && self.giver == Giver::AskedAgain {
            self.notice = Some(Notice::NoToken);
        }
        if self.asks_host() {
            self.giver = Giver::Spent;
        }
    }

    /// Nobody was here before. What the host page wants to have shown is shown after the login.
    pub(super) fn no_session(&mut self) -> Vec<Effect> {
        if let Some(ask) = self.ask_host() {
            return vec![ask];
        }
        let view = std::mem::take(&mut self.view);
        let effects = self.log_out_here(None);
        self.view = view;
        effects
    }

    pub(super) fn log_in(&mut self, user: String, password: String) -> Vec<Effect> {
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
        self.asking_ended(matches!(result, Err(SyncFault::LoginNeeded)));
        let answer = match result {
            Ok(answer) => answer,
            Err(error) => return self.login_failed(error, identified, env),
        };
        self.handed = None;
        self.entry = if identified {
            Entry::Portal
        } else {
            Entry::Password
        };
        let LoginAnswer { token, me, .. } = answer;
        let mut effects = vec![Effect::Remember {
            session: Some(Remembered {
                user: me.user.clone(),
                token: Some(token.clone()),
                entry: self.entry,
            }),
        }];
        match &mut self.session {
            Session::Open { user, token: kept } if *user == me.user => {
                *kept = Some(token);
                self.sync = SyncPhase::Idle;
                effects.extend(self.sync(env));
            }
            _ => effects.push(Effect::Open {
                user: me.user,
                token: Some(token),
            }),
        }
        effects
    }

    fn login_failed(&mut self, fault: SyncFault, identified: bool, env: &Env) -> Vec<Effect> {
        let mut effects = Vec::new();
        if identified && fault == SyncFault::LoginNeeded {
            self.handed = None;
            effects.extend(self.forget_token());
            if let Some(ask) = self.ask_host() {
                effects.push(ask);
                return effects;
            }
        }
        if self.handed.is_some() {
            effects.push(Effect::SyncAfter {
                milliseconds: pause(self.retries(), env.dice),
            });
        }
        match self.session {
            // A store is open: work goes on, and the badge says that a login is needed.
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

    pub(super) fn log_out(&mut self) -> Vec<Effect> {
        let mut effects = vec![Effect::Remember { session: None }];
        if let Session::Open {
            token: Some(token), ..
        } = &self.session
        {
            effects.push(Effect::LogOut {
                token: token.clone(),
            });
        }
        if let Session::Open { user, .. } = &self.session {
            let user = user.clone();
            effects.push(Effect::Emit(HostEvent::SignedOut { user }));
        }
        effects.extend(self.log_out_here(None));
        effects
    }

    pub(super) fn log_out_here(&mut self, error: Option<SyncFault>) -> Vec<Effect> {
        *self = Self {
            lang: self.lang,
            own_lang: self.own_lang,
            own_text_size: self.own_text_size,
            page_text_size: self.page_text_size,
            today: self.today,
            latest_day: self.latest_day,
            wrong_clock: self.wrong_clock,
            told: self.told.take(),
            hello: self.hello.take(),
            batch: std::mem::take(&mut self.batch),
            build: self.build.take(),
            online: self.online,
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

    pub(super) fn open(
        &mut self,
        user: String,
        token: Option<String>,
        device: Device,
        set_aside: Vec<SetAside>,
        stored: bool,
        env: &Env,
    ) -> Vec<Effect> {
        self.device = device.into();
        self.set_aside = set_aside;
        self.store_blocked = false;
        self.store_failures = 0;
        self.store = if stored {
            StoreHealth::Good
        } else {
            StoreHealth::Missing
        };
        self.session = Session::Open {
            user: user.clone(),
            token,
        };
        self.sync = SyncPhase::Idle;
        self.look_at_clock(env);
        self.choose_month();
        self.recheck_all();
        let mut effects = vec![Effect::Emit(HostEvent::Ready { user })];
        effects.extend(self.sync(env));
        if matches!(self.session, Session::Open { token: None, .. }) {
            effects.extend(self.ask_host());
        }
        effects
    }
}
