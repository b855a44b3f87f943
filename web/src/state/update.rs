//! What every action does.

use yuebao_domain::calendar::reporting_month;
use yuebao_domain::check::Stage;
use yuebao_domain::device::{Device, NotOurs, NotReady, ReportKey, Row, SetAside, Stamp};
use yuebao_domain::report::{Changes, FieldValues};
use yuebao_domain::wire::v1::{LoginAnswer, SyncAnswer, SyncRequest};

use super::{
    Action, Effect, Env, HostEvent, Notice, Session, State, StoreHealth, SyncFault, SyncPhase, View,
};

/// Pause between a change to a draft and its sync, in milliseconds: an hour's typing shall not be
/// an hour's requests.
const AFTER_DRAFT: u32 = 3_000;
/// Pause between two looks at what others did.
const BETWEEN_POLLS: u32 = 60_000;
/// Pause before operations that the server could not decide are sent again.
const AFTER_RETRY: u32 = 5_000;
/// First and longest pause after a failure.
const FIRST_RETRY: u32 = 2_000;
const LONGEST_RETRY: u32 = 120_000;

impl State {
    /// Does what `action` asks for, and says what has to happen outside.
    pub fn update(&mut self, action: Action, env: &Env) -> Vec<Effect> {
        self.today = Some(env.today);
        let told = self.sync_event();
        let mut effects = self.react(action, env);
        let now = self.sync_event();
        if now != told && matches!(self.session, Session::Open { .. }) {
            effects.push(Effect::Emit(now));
        }
        effects
    }

    fn react(&mut self, action: Action, env: &Env) -> Vec<Effect> {
        match action {
            Action::Configure { lang, view } => self.configure(lang, view),
            Action::Token(token) => self.take_token(token),
            Action::NoSession => self.log_out_here(None),
            Action::Opened {
                user,
                token,
                device,
                set_aside,
                stored,
            } => self.open(user, token, *device, set_aside, stored, env),
            Action::LogIn { user, password } => self.log_in(user, password),
            Action::LoggedIn(result) => self.logged_in(result, env),
            Action::LogOut => self.log_out(),
            Action::Hello(hello) => self.set(|state| state.hello = Some(hello)),
            Action::Show(view) => self.show(view),
            Action::ShowMonth(month) => self.set(|state| {
                state.month = Some(month);
                state.summary_open = None;
                state.recheck_all();
            }),
            Action::Edit { project, changes } => self.edit(&project, &changes, env),
            Action::Submit { project } => self.submit(&project, env),
            Action::Resolve {
                key,
                conflict,
                chosen,
            } => self.resolve(&key, conflict, &chosen, env),
            Action::FilterTasks(tasks) => self.set(|state| state.tasks = tasks),
            Action::SummaryBy(by) => self.set(|state| {
                state.summary_by = by;
                state.summary_open = None;
            }),
            Action::SummaryOpen(line) => self.set(|state| state.summary_open = line),
            Action::SummaryUnit(unit) => self.set(|state| state.summary_unit = unit),
            Action::Print => vec![Effect::Print],
            Action::Stored { ticket, result } => self.stored(ticket, result, env),
            Action::Sync => self.sync(env),
            Action::ReadyToSend(request) => self.send(request),
            Action::Synced {
                request,
                answer,
                now,
            } => match answer {
                Ok(answer) => self.synced(&request, *answer, &now, env),
                Err(fault) => self.sync_failed(fault, env),
            },
            Action::Online(online) => self.went(online, env),
            Action::StoreChanged => vec![Effect::Reload],
            Action::Reloaded {
                device,
                set_aside,
                undone,
                ..
            } => self.reloaded(*device, set_aside, &undone, env),
            Action::Export => self.export(env),
            Action::Import(text) => self.import(&text, env),
            Action::DismissNotice => self.set(|state| state.notice = None),
        }
    }

    fn set(&mut self, change: impl FnOnce(&mut Self)) -> Vec<Effect> {
        change(self);
        Vec::new()
    }

    fn configure(&mut self, lang: yuebao_domain::text::Lang, view: Option<View>) -> Vec<Effect> {
        self.lang = lang;
        view.map_or_else(Vec::new, |view| self.show(view))
    }

    fn show(&mut self, view: View) -> Vec<Effect> {
        self.notice = None;
        self.view = view;
        vec![Effect::FocusTitle]
    }

    // Who.

    fn take_token(&mut self, token: Option<String>) -> Vec<Effect> {
        match (token, &mut self.session) {
            (Some(token), _) => vec![Effect::Identify { token }],
            (None, Session::Open { token, .. }) => {
                *token = None;
                Vec::new()
            }
            (None, _) => Vec::new(),
        }
    }

    fn log_in(&mut self, user: String, password: String) -> Vec<Effect> {
        if matches!(self.session, Session::LoggedOut { .. }) {
            self.session = Session::LoggedOut {
                busy: true,
                error: None,
            };
        }
        vec![Effect::LogIn { user, password }]
    }

    fn logged_in(&mut self, result: Result<LoginAnswer, SyncFault>, env: &Env) -> Vec<Effect> {
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

    fn log_out(&mut self) -> Vec<Effect> {
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

    fn log_out_here(&mut self, error: Option<SyncFault>) -> Vec<Effect> {
        *self = Self {
            lang: self.lang,
            today: self.today,
            hello: self.hello.take(),
            online: self.online,
            session: Session::LoggedOut { busy: false, error },
            ..Self::default()
        };
        Vec::new()
    }

    fn open(
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

    fn choose_month(&mut self, env: &Env) {
        if let (None, Some(profile)) = (self.month, &self.device.profile) {
            self.month = Some(reporting_month(&profile.calendar, env.today));
        }
    }

    // What a person does.

    fn edit(&mut self, project: &str, changes: &Changes, env: &Env) -> Vec<Effect> {
        let Some(key) = self.key(project) else {
            return Vec::new();
        };
        self.notice = None;
        let rows = self.device.edit(&key, changes, env.stamp.clone());
        self.recheck(project);
        let mut effects = self.write(rows);
        if self.device.waiting() > 0 && !self.is_backing_off() {
            effects.push(Effect::SyncAfter {
                milliseconds: AFTER_DRAFT,
            });
        }
        effects
    }

    fn submit(&mut self, project: &str, env: &Env) -> Vec<Effect> {
        let Some(key) = self.key(project) else {
            return Vec::new();
        };
        self.tried.insert(key.clone());
        let outcome = self.device.check(&key, Stage::Submitting, self.today);
        let handed_in = self.device.submit(&key, &outcome, env.stamp.clone());
        self.recheck(project);
        match handed_in {
            Ok(rows) => {
                self.notice = Some(Notice::HandedIn);
                let mut effects = self.write(rows);
                effects.push(Effect::Emit(HostEvent::Submitted {
                    project: key.project,
                    month: key.month.to_string(),
                }));
                effects.extend(self.sync(env));
                effects
            }
            Err(NotReady::Findings(readiness)) => self.set(|state| {
                state.notice = Some(Notice::NotReady {
                    to_correct: readiness.to_correct.len(),
                    to_explain: readiness.to_explain.len(),
                });
            }),
            Err(NotReady::NothingNew) => self.set(|state| state.notice = Some(Notice::NothingNew)),
            Err(NotReady::UnknownProject) => Vec::new(),
        }
    }

    fn resolve(
        &mut self,
        key: &ReportKey,
        conflict: u64,
        chosen: &FieldValues,
        env: &Env,
    ) -> Vec<Effect> {
        let rows = self
            .device
            .resolve(key, conflict, chosen, env.stamp.clone());
        self.notice = Some(Notice::Settled);
        self.recheck(&key.project);
        let mut effects = self.write(rows);
        effects.extend(self.sync(env));
        effects
    }

    fn export(&mut self, env: &Env) -> Vec<Effect> {
        let Session::Open { user, .. } = &self.session else {
            return Vec::new();
        };
        let rescue = self.device.rescue(user, &self.set_aside);
        let Ok(content) = serde_json::to_string_pretty(&rescue) else {
            return Vec::new();
        };
        let name = format!("yuebao-{user}-{}.json", env.today);
        self.notice = Some(Notice::Exported);
        vec![Effect::Download { name, content }]
    }

    fn import(&mut self, text: &str, env: &Env) -> Vec<Effect> {
        let Session::Open { user, .. } = self.session.clone() else {
            return Vec::new();
        };
        let stamp = |index: usize| Stamp {
            op_id: nth_id(&env.stamp.op_id, index),
            made_at: env.stamp.made_at.clone(),
        };
        match self.device.import(text, &user, stamp) {
            Ok(imported) => {
                self.notice = Some(Notice::Imported {
                    taken: imported.taken,
                    kept: imported.kept,
                });
                self.recheck_all();
                let mut effects = self.write(imported.rows);
                effects.extend(self.sync(env));
                effects
            }
            Err(error) => self.set(|state| state.notice = Some(Notice::NotImported(error))),
        }
    }

    // The store.

    fn ticket(&mut self) -> u64 {
        self.last_ticket += 1;
        self.saving.insert(self.last_ticket);
        self.last_ticket
    }

    /// After a failed write everything is written, not only what has changed since.
    fn due(&self, rows: Vec<Row>) -> Vec<Row> {
        match self.store {
            StoreHealth::Failing(_) => self.device.rows(),
            StoreHealth::Good | StoreHealth::Missing => rows,
        }
    }

    fn write(&mut self, rows: Vec<Row>) -> Vec<Effect> {
        if self.store == StoreHealth::Missing || rows.is_empty() {
            return Vec::new();
        }
        let rows = self.due(rows);
        let ticket = self.ticket();
        vec![Effect::Store { ticket, rows }]
    }

    fn stored(&mut self, ticket: u64, result: Result<(), String>, env: &Env) -> Vec<Effect> {
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

    fn reloaded(
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

    // The server.

    fn sync(&mut self, env: &Env) -> Vec<Effect> {
        let Session::Open { token: Some(_), .. } = self.session else {
            return Vec::new();
        };
        if self.is_running() {
            return Vec::new();
        }
        let (request, rows) = self.device.request(env.nonce.clone());
        self.sync = match self.sync {
            SyncPhase::Failed { retries, .. } => SyncPhase::Retrying { retries },
            _ => SyncPhase::Running,
        };
        let request = Box::new(request);
        if rows.is_empty() || self.store == StoreHealth::Missing {
            return self.send(request);
        }
        let rows = self.due(rows);
        let ticket = self.ticket();
        vec![Effect::StoreThenSend {
            ticket,
            rows,
            request,
        }]
    }

    fn send(&mut self, request: Box<SyncRequest>) -> Vec<Effect> {
        match &self.session {
            Session::Open {
                token: Some(token), ..
            } => vec![Effect::Send {
                request,
                token: token.clone(),
            }],
            _ => self.set(|state| state.sync = SyncPhase::Idle),
        }
    }

    fn synced(
        &mut self,
        request: &SyncRequest,
        answer: SyncAnswer,
        now: &str,
        env: &Env,
    ) -> Vec<Effect> {
        let absorbed = match self.device.absorb(request, answer, now) {
            Ok(absorbed) => absorbed,
            Err(NotOurs::Nonce | NotOurs::Results) => {
                return self.sync_failed(SyncFault::NotTheServer, env);
            }
            Err(NotOurs::Server) => return self.sync_failed(SyncFault::OtherServer, env),
            Err(NotOurs::User) => return self.sync_failed(SyncFault::OtherUser, env),
        };
        self.sync = SyncPhase::Idle;
        self.choose_month(env);
        // The row about the server itself is always among them; alone it is no news.
        if absorbed.rows.len() > 1 {
            self.recheck_all();
        }
        let mut effects = self.write(absorbed.rows);
        if absorbed.more {
            effects.extend(self.sync(env));
        } else {
            let milliseconds = match self.device.waiting() {
                0 => BETWEEN_POLLS,
                _ if absorbed.taken == 0 => AFTER_RETRY,
                _ => 0,
            };
            effects.push(Effect::SyncAfter { milliseconds });
        }
        effects
    }

    fn sync_failed(&mut self, fault: SyncFault, env: &Env) -> Vec<Effect> {
        let retries = self.retries().saturating_add(1);
        let mut effects = Vec::new();
        match &fault {
            SyncFault::LoginNeeded => effects.extend(self.forget_token()),
            SyncFault::OtherServer | SyncFault::OtherUser => {}
            SyncFault::Busy(seconds) => effects.push(Effect::SyncAfter {
                milliseconds: seconds.saturating_mul(1_000).saturating_add(env.dice),
            }),
            _ => effects.push(Effect::SyncAfter {
                milliseconds: pause(retries, env.dice),
            }),
        }
        self.sync = SyncPhase::Failed { fault, retries };
        effects
    }

    fn forget_token(&mut self) -> Vec<Effect> {
        let Session::Open { user, token } = &mut self.session else {
            return Vec::new();
        };
        *token = None;
        let session = Some((user.clone(), None));
        vec![Effect::Remember { session }]
    }

    fn went(&mut self, online: bool, env: &Env) -> Vec<Effect> {
        self.online = online;
        if !online || self.is_running() {
            return Vec::new();
        }
        self.sync = SyncPhase::Idle;
        self.sync(env)
    }

    fn is_running(&self) -> bool {
        matches!(self.sync, SyncPhase::Running | SyncPhase::Retrying { .. })
    }

    fn retries(&self) -> u32 {
        match self.sync {
            SyncPhase::Failed { retries, .. } | SyncPhase::Retrying { retries } => retries,
            SyncPhase::Idle | SyncPhase::Running => 0,
        }
    }

    /// A pause after a failure is not cut short by typing.
    fn is_backing_off(&self) -> bool {
        matches!(self.sync, SyncPhase::Failed { .. })
    }

    fn sync_event(&self) -> HostEvent {
        let state = match (&self.session, &self.sync) {
            (Session::Open { token: None, .. }, _) => "login",
            (_, SyncPhase::Running | SyncPhase::Retrying { .. }) => "syncing",
            (
                _,
                SyncPhase::Failed {
                    fault: SyncFault::LoginNeeded,
                    ..
                },
            ) => "login",
            (_, SyncPhase::Failed { .. }) => "offline",
            _ if !self.online => "offline",
            _ if self.device.needs_attention() > 0 => "attention",
            _ => "synced",
        };
        HostEvent::Sync {
            state,
            waiting: self.device.waiting(),
        }
    }
}

/// Full jitter: anywhere between nothing and a ceiling that doubles with each failure.
fn pause(retries: u32, dice: u32) -> u32 {
    let ceiling = FIRST_RETRY
        .saturating_mul(1 << retries.min(10))
        .min(LONGEST_RETRY);
    (ceiling / 1_000 * dice.min(999)).max(250)
}

/// Further identifiers from one fresh one, for several operations made by one action.
fn nth_id(id: &str, index: usize) -> String {
    match id.rsplit_once('-') {
        Some((head, tail)) => {
            let number = u64::from_str_radix(tail, 16).unwrap_or_default();
            let next = number.wrapping_add(index as u64) & 0xFFFF_FFFF_FFFF;
            format!("{head}-{next:012x}")
        }
        None => format!("{id}-{index}"),
    }
}
