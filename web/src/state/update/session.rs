//! Who: tokens, logins, and the store that belongs to a user.

use yuebao_domain::calendar::reporting_month;
use yuebao_domain::device::{Device, SetAside};
use yuebao_domain::wire::v1::LoginAnswer;

use crate::state::{Effect, Env, HostEvent, Session, State, StoreHealth, SyncFault, SyncPhase};

impl State {
    pub(super) fn take_token(&mut self, token: Option<String>) -> Vec<Effect> {
        match (token, &mut self.session) {
            (Some(token), _) => vec![Effect::Identify { token }],
            (None, Session::Open { token, .. }) => {
                *token = None;
                Vec::new()
            }
            (None, _) => Vec::new(),
        }
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
        let answer = match result {
            Ok(answer) => answer,
            Err(error) => return self.login_failed(error),
        };
        let LoginAnswer { token, me, .. } = answer;
        let mut effects = vec![Effect::Remember {
            session: Some((me.user.clone(), Some(token.clone()))),
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

    fn login_failed(&mut self, fault: SyncFault) -> Vec<Effect> {
        match self.session {
            // A store is open: work goes on, and the badge says that a login is needed.
            Session::Open { .. } => self.sync = SyncPhase::Failed { fault, retries: 0 },
            _ => {
                self.session = Session::LoggedOut {
                    busy: false,
                    error: Some(fault),
                }
            }
        }
        Vec::new()
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
        effects.extend(self.log_out_here(None));
        effects
    }

    pub(super) fn log_out_here(&mut self, error: Option<SyncFault>) -> Vec<Effect> {
        *self = Self {
            lang: self.lang,
            today: self.today,
            hello: self.hello.take(),
            build: self.build.take(),
            online: self.online,
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
        self.device = device;
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
        self.choose_month(env);
        self.recheck_all();
        let mut effects = vec![Effect::Emit(HostEvent::Ready { user })];
        effects.extend(self.sync(env));
        effects
    }

    pub(super) fn choose_month(&mut self, env: &Env) {
        if let (None, Some(profile)) = (self.month, &self.device.profile) {
            self.month = Some(reporting_month(&profile.calendar, env.today));
        }
    }
}
