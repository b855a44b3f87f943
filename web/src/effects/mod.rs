//! The edge: carries out what `State::update` asks for and sends actions back.

mod api;
mod blocked;
pub(crate) mod clock;
pub(crate) mod connectivity;
mod host;
mod leaving;
pub(crate) mod memory;
mod office;
pub(crate) mod place;
mod rule_pages;
mod steps;
mod store;
mod tabs;

use gloo::timers::callback::Timeout;
use yuebao_domain::device::{Pass, ReportKey, Row};
use yuebao_domain::wire::v1::{Hello, LoginAnswer, LoginRequest};
use yuebao_domain::wire::v2::SyncRequest;

pub(crate) use host::{Host, answer};

use crate::fault::SyncFault;
use crate::js::{download, download_file, print_alone, reload_page};
use crate::state::{
    Action, AdminCall, Administer, Effect, ImportStep, OfficeBody, OfficeStep, PlanStep,
    PublishStep, Remembered, State, StoreHealth, Watch, whose,
};
use api::{Call, Flight};
use connectivity::Connectivity;
use leaving::Leaving;
use office::reading;
use rule_pages::Reading;
use steps::Steps;
use store::Store;

/// Everything that is open outside. Dropping it releases all of it.
#[derive(Debug)]
pub(crate) struct Effects {
    host: Host,
    store: Option<Store>,
    hello: Option<Flight>,
    login: Option<Flight>,
    sync: Option<Flight>,
    history: Option<Flight>,
    admin: Option<Flight>,
    rule_pages: Option<Reading>,
    next_sync: Option<Timeout>,
    next_store: Option<Timeout>,
    leaving: Leaving,
    steps: Steps,
    /// The page itself has chosen the screen.
    is_chosen: bool,
    _connectivity: Connectivity,
}

impl Effects {
    /// Begins: asks the server who it is, and opens the store of who was here last. `token` is
    /// what the host page has handed over.
    pub(crate) fn start(host: Host, token: Option<String>) -> Self {
        let mut effects = Self {
            store: None,
            hello: None,
            login: None,
            sync: None,
            history: None,
            admin: None,
            rule_pages: None,
            next_sync: None,
            next_store: None,
            leaving: Leaving::listen(),
            steps: Steps::begin(&host.place, &host.send),
            is_chosen: false,
            _connectivity: Connectivity::listen(&host.send),
            host,
        };
        effects.say_hello();
        let last = memory::recall(&effects.host.server);
        if let Some((user, key)) = last.and_then(|last| Some((last.user, last.key?))) {
            let pass = Pass::Tab(key);
            effects.run(Effect::Open { user, pass }, None);
        } else if token.is_none() {
            effects.host.send.emit(Action::NoSession);
        }
        if token.is_some() {
            effects.host.send.emit(Action::Token(token));
        }
        effects
    }

    /// Keeps in step with an action that the state is about to take.
    pub(crate) fn before(&mut self, action: &Action) {
        self.is_chosen = matches!(action, Action::Configure { .. });
        match action {
            Action::Stepped(gone) => self.steps.stepped(*gone),
            Action::Left => self.steps.rest(),
            Action::Back => self.steps.renew(),
            _ => {}
        }
        if let (Action::Reloaded { mark, .. }, Some(store)) = (action, &self.store) {
            store.adopt(mark.clone());
            // The request was made from what the state held before.
            self.sync = None;
        }
    }

    /// Who is let in in this tab, as far as the browser remembers.
    pub(crate) fn remembered(&self) -> Option<Remembered> {
        memory::recall(&self.host.server)
    }

    /// Keeps in step with the state that an action has left.
    pub(crate) fn after(&mut self, state: &State) {
        self.leaving.loses(state.loses_on_leaving());
        self.steps.follow(state.depth(), self.is_chosen);
        if let Some(store) = &self.store
            && state.store.health != StoreHealth::Good
            && !state.device.get().has_unsent()
        {
            store.all_is_sent();
        }
    }

    /// Carries out one effect; `cause` is what the person did to bring it about.
    pub(crate) fn run(&mut self, effect: Effect, cause: Option<&Action>) {
        match effect {
            Effect::Open { user, pass } => {
                self.sync = None;
                self.store = Some(Store::open(self.host.clone(), user, pass));
            }
            Effect::CloseStore => self.end_session(),
            Effect::Forget { user } => {
                self.end_session();
                store::delete(&self.host.server, &user);
                memory::forget_known(&self.host.server, &user);
            }
            Effect::Store { ticket, rows } => self.write(ticket, rows, cause, None),
            Effect::StoreThenSend {
                ticket,
                rows,
                request,
            } => self.write(ticket, rows, cause, Some(request)),
            Effect::Send { request, token } => self.send(request, &token),
            Effect::Administer { call, token } => self.administer(call, &token),
            Effect::AskConsole { months, token } => self.ask_console(months, &token),
            Effect::AskOffice { path, body, token } => self.ask_office(&path, body, &token),
            Effect::FetchFile { path, name, token } => self.fetch_file(&path, name, &token),
            Effect::Save { name, content } => {
                let arrives = download(&name, &content);
                self.imported(ImportStep::Saved { content, arrives });
            }
            Effect::FetchHistory { key, before, token } => self.ask_history(key, before, &token),
            Effect::FetchRulePages { lang, after } => {
                let send = self.host.send.clone();
                self.rule_pages = Some(rule_pages::read(lang, after, move |text| {
                    send.emit(Action::RulePages { lang, text });
                }));
            }
            Effect::LogIn { user, password } => self.log_in(user, password),
            Effect::Identify { token } => self.identify(token),
            // The server forgets the token in time, should it not hear of this.
            Effect::LogOut { token } => {
                self.end_session();
                self.login = Some(
                    self.call("v1/logout", Some(&token))
                        .post(&(), |_: Result<(), _>| ()),
                );
            }
            Effect::Remember { session } => {
                if session.is_none() {
                    self.end_session();
                }
                memory::remember(&self.host.server, session.as_ref());
            }
            Effect::KeepTextSize(size) => memory::keep_text_size(size),
            Effect::KeepLang(lang) => memory::keep_lang(lang),
            Effect::SyncAfter { milliseconds } => {
                let send = self.host.send.clone();
                self.next_sync = Some(Timeout::new(milliseconds, move || send.emit(Action::Sync)));
            }
            Effect::StoreAgainAfter { milliseconds } => {
                let send = self.host.send.clone();
                let again = move || send.emit(Action::StoreAgain);
                self.next_store = Some(Timeout::new(milliseconds, again));
            }
            Effect::Hello => self.say_hello(),
            Effect::ReloadPage => reload_page(),
            Effect::Reload => {
                if let Some(store) = &self.store {
                    store.reload();
                }
            }
            Effect::Download { name, content } => {
                let arrives = download(&name, &content);
                let send = &self.host.send;
                send.emit(Action::Downloading { content, arrives });
            }
            // A browser that cannot print the widget alone prints the page.
            Effect::Print => {
                if print_alone(&self.host.place).is_err() {
                    drop(gloo::utils::window().print());
                }
            }
            // A browser that opens none shows the button as long as there is need for it.
            Effect::OpenAlone => {
                let page = format!("{}/app", self.host.server);
                drop(
                    gloo::utils::window()
                        .open_with_url_and_target_and_features(&page, "_blank", "noopener"),
                );
            }
            Effect::Emit(event) => self.host.emit(&event),
            Effect::ToPortal { event, url } => self.host.to_portal(&event, url.as_deref()),
            Effect::AskToken => self.host.ask_token(),
            // `Program` does these: it knows the language, the screens, and when the new one is drawn.
            Effect::Answer { .. }
            | Effect::FetchOffice
            | Effect::FocusTitle
            | Effect::PrintDrawn
            | Effect::FocusBox(_)
            | Effect::ReturnToTask(_) => {}
        }
    }

    fn write(
        &self,
        ticket: u64,
        rows: Vec<Row>,
        cause: Option<&Action>,
        request: Option<Box<SyncRequest>>,
    ) {
        if let Some(store) = &self.store {
            store.write(ticket, rows, cause.cloned(), request);
        }
    }

    fn log_in(&mut self, user: String, password: String) {
        let known = memory::known(&self.host.server, &user);
        let request = LoginRequest { user, password };
        let answer = self.answer(Action::LoggedIn);
        let server = self.host.server.clone();
        let call = self.call("v1/login", known.as_deref());
        self.login = Some(call.post(&request, move |result: Result<LoginAnswer, _>| {
            if let Ok(LoginAnswer { token, me, .. }) = &result {
                memory::keep_known(&server, &me.user, token);
            }
            answer(result.map_err(|fault| match fault {
                SyncFault::LoginNeeded => SyncFault::WrongLogin,
                fault => fault,
            }));
        }));
    }

    /// The answer to a sync names the person behind the token; one that pushes nothing changes
    /// nothing.
    fn identify(&mut self, token: String) {
        let answer = self.answer(Action::LoggedIn);
        let bearer = token.clone();
        let flight = self.call("v1/session", Some(&bearer)).get(move |me| {
            answer(me.map(|me| LoginAnswer {
                token,
                expires_at: "".into(),
                me,
            }));
        });
        self.login = Some(flight);
    }

    fn say_hello(&mut self) {
        let (send, server) = (self.host.send.clone(), self.host.server.clone());
        self.hello = Some(
            self.call("v1/hello", None)
                .get(move |hello: Result<Hello, _>| {
                    // Without an answer the login form does without the server's name.
                    match hello {
                        Ok(hello) => {
                            memory::keep_portal_alone(&server, !hello.passwords);
                            send.emit(Action::Hello(hello));
                        }
                        Err(SyncFault::Blocked(why)) => send.emit(Action::Blocked(why)),
                        Err(_) => {}
                    }
                }),
        );
    }

    fn send(&mut self, request: Box<SyncRequest>, token: &str) {
        let send = self.host.send.clone();
        let body = request.clone();
        self.sync = Some(
            self.call("v2/sync", Some(token))
                .post(&body, move |answer| {
                    send.emit(Action::Synced {
                        request,
                        answer: answer.map(Box::new),
                        now: clock::now(),
                    });
                }),
        );
    }

    fn ask_history(&mut self, key: ReportKey, before: Option<u64>, token: &str) {
        let send = self.host.send.clone();
        let before = before.map_or_else(String::new, |rev| format!("?before={rev}"));
        let path = format!("v1/reports/{}/{}/history{before}", key.project, key.month);
        let flight = self.call(&path, Some(token)).get(move |answer| {
            send.emit(Action::HistoryFetched { key, answer });
        });
        self.history = Some(flight);
    }

    fn administer(&mut self, call: AdminCall, token: &str) {
        let send = self.host.send.clone();
        let say = move |what| send.emit(Action::Administer(what));
        let token = Some(token);
        self.admin = Some(match call {
            AdminCall::Register => {
                let answered = move |answer| say(Administer::Fetched(answer));
                let answered = reading(|readers| readers.register, answered);
                self.call("v2/admin/register", token).get_text(answered)
            }
            AdminCall::Task(task) => {
                let user = whose(&task).to_owned();
                let answered = move |answer| say(Administer::Done { user, answer });
                let answered = reading(|readers| readers.done, answered);
                let task = serde_json::to_string(&task).ok();
                (self.call("v2/admin/tasks", token)).post_text(task, answered)
            }
            AdminCall::List { bytes, preview } => {
                let path = format!("v2/admin/accounts?preview={preview}");
                let answered = move |answer| say(Administer::Told(answer));
                let answered = reading(|readers| readers.imported, answered);
                self.call(&path, token).post_bytes(&bytes, answered)
            }
        });
    }

    fn ask_console(&mut self, months: u32, token: &str) {
        let path = format!("v2/console?months={months}");
        let send = self.host.send.clone();
        let answered = move |answer| {
            let fetched = Watch::Fetched(answer);
            send.emit(Action::Office(OfficeStep::Watch(fetched)));
        };
        let answered = reading(|readers| readers.console, answered);
        self.admin = Some(self.call(&path, Some(token)).get_text(answered));
    }

    /// What comes of it is read in the office's part.
    fn ask_office(&mut self, path: &str, body: OfficeBody, token: &str) {
        let send = self.host.send.clone();
        let answered = move |answer| send.emit(import(ImportStep::Answered(answer)));
        let call = self.call(path, Some(token));
        self.admin = Some(match body {
            OfficeBody::File(bytes) => call.post_bytes(&bytes, answered),
            OfficeBody::Json(text) => call.post_text(Some(text), answered),
        });
    }

    fn fetch_file(&mut self, path: &str, name: String, token: &str) {
        let send = self.host.send.clone();
        let call = self.call(path, Some(token));
        self.admin = Some(call.get_file(move |file| {
            let filed = file.map(|bytes| {
                download_file(&name, &bytes);
            });
            send.emit(Action::Office(OfficeStep::Publish(PublishStep::Filed(
                filed,
            ))));
        }));
    }

    fn imported(&self, step: ImportStep) {
        self.host.send.emit(import(step));
    }

    fn call<'a>(&'a self, path: &'a str, token: Option<&'a str>) -> Call<'a> {
        Call {
            server: &self.host.server,
            path,
            token,
        }
    }

    fn answer<T>(
        &self,
        action: fn(Result<T, SyncFault>) -> Action,
    ) -> impl FnOnce(Result<T, SyncFault>) + use<T> {
        let send = self.host.send.clone();
        move |result| send.emit(action(result))
    }

    fn end_session(&mut self) {
        self.store = None;
        self.sync = None;
        self.history = None;
        self.admin = None;
        self.next_sync = None;
        self.next_store = None;
    }
}

const fn import(step: ImportStep) -> Action {
    Action::Office(OfficeStep::Plan(PlanStep::Import(step)))
}
