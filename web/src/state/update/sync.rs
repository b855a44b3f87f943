//! The server: when to ask, what to make of its answers, how long to leave it alone.

use yuebao_domain::device::NotOurs;
use yuebao_domain::ids::Timestamp;
use yuebao_domain::wire::v2::{SyncAnswer, SyncRequest};

use crate::fault::SyncFault;
use crate::state::sync::pause;
use crate::state::{Effect, Env, HostEvent, Session, State, SyncPhase, TokenCallback};
use crate::text::shell as text;

/// Pause between two looks at what others did, in milliseconds.
const BETWEEN_POLLS: u32 = 60_000;
/// Pause before operations that the server could not decide are sent again.
const AFTER_RETRY: u32 = 5_000;
/// The longest that devices wait which come back all at once, in milliseconds.
const COMING_BACK: u32 = 2_000;

impl State {
    /// Synchronises, unless the server has said that it is busy: then the timer does.
    pub(super) fn sync(&mut self, env: &Env) -> Vec<Effect> {
        if self.sync.must_wait() {
            return Vec::new();
        }
        self.sync_now(env)
    }

    pub(super) fn sync_now(&mut self, env: &Env) -> Vec<Effect> {
        if self.element.is_detached {
            return Vec::new();
        }
        if let (Some(token), false) = (&self.portal.pending_token, self.portal.is_identifying) {
            let token = token.clone();
            return self.portal.identify(token);
        }
        if self.session.token().is_none() || self.sync.is_running() {
            return Vec::new();
        }
        let (mut request, rows) = self
            .device
            .get_mut()
            .request_of(env.nonce.clone(), &self.sync.batch);
        request.set_aside = Some(self.store.operations_aside());
        self.sync.begin();
        let request = Box::new(request);
        if rows.is_empty() {
            return self.send(request);
        }
        if !self.store.is_good() {
            let mut effects = self.write(rows);
            effects.extend(self.send(request));
            return effects;
        }
        let ticket = self.store.ticket();
        self.store.sends_after = Some(ticket);
        vec![Effect::StoreThenSend {
            ticket,
            rows,
            request,
        }]
    }

    pub(super) fn send(&mut self, request: Box<SyncRequest>) -> Vec<Effect> {
        self.store.sends_after = None;
        let Some(token) = self.session.token() else {
            self.sync.phase = SyncPhase::Idle;
            return Vec::new();
        };
        let token = token.to_owned();
        vec![Effect::Send { request, token }]
    }

    pub(super) fn answered(
        &mut self,
        request: &SyncRequest,
        answer: Result<Box<SyncAnswer>, SyncFault>,
        now: Timestamp,
        env: &Env,
    ) -> Vec<Effect> {
        match answer {
            Ok(answer) => self.synced(request, *answer, now, env),
            Err(fault) => self.unanswered(request, fault, env),
        }
    }

    fn synced(
        &mut self,
        request: &SyncRequest,
        answer: SyncAnswer,
        now: Timestamp,
        env: &Env,
    ) -> Vec<Effect> {
        let was_complete = self.device.get().meta.complete;
        let time = answer.time.clone();
        let absorbed = match self.device.get_mut().absorb(request, answer, &now) {
            Ok(absorbed) => absorbed,
            Err(NotOurs::Nonce | NotOurs::Results) => {
                return self.sync_failed(SyncFault::NotTheServer, env);
            }
            Err(NotOurs::Server) => return self.sync_failed(SyncFault::OtherServer, env),
            Err(NotOurs::User) => return self.sync_failed(SyncFault::OtherUser, env),
        };
        self.sync.phase = SyncPhase::Idle;
        self.sync.batch.passed(request);
        if self.portal.callback == TokenCallback::Spent {
            self.portal.callback = TokenCallback::Ready;
        }
        self.hear_time(time, now, env);
        self.choose_month();
        match (was_complete, absorbed.more) {
            (true, _) => self.recheck_changed(&absorbed.rows),
            (false, false) => self.recheck_all(),
            // As long as reports may be missing, a check would only say that they are.
            (false, true) => {}
        }
        let mut effects = self.write(absorbed.rows);
        effects.extend(self.server.ask_for_build(absorbed.outdated));
        if absorbed.outdated {
            let said = text::SERVER_NEWER.get(self.display.lang).to_owned();
            effects.extend(self.sync_failed(SyncFault::Refused(said), env));
        } else if absorbed.more {
            effects.extend(self.sync(env));
        } else {
            let milliseconds = match self.device.waiting() {
                0 => BETWEEN_POLLS,
                // What waits is too large for the line.
                _ if request.operations.is_empty() => BETWEEN_POLLS,
                _ if absorbed.taken == 0 => AFTER_RETRY + AFTER_RETRY / 1_000 * env.dice,
                _ => 0,
            };
            effects.push(Effect::SyncAfter { milliseconds });
            effects.extend(self.ask_what_failed());
        }
        effects
    }

    /// A request came to nothing: perhaps it was too large.
    fn unanswered(&mut self, request: &SyncRequest, fault: SyncFault, env: &Env) -> Vec<Effect> {
        match fault {
            SyncFault::TooLarge if !request.operations.is_empty() => {
                self.sync.batch.refused(request);
                self.sync.phase = SyncPhase::Idle;
                self.sync_now(env)
            }
            SyncFault::Unreachable | SyncFault::Blocked(_) => {
                self.sync.batch.unanswered(request);
                let asks = self.sync.batch.is_in_doubt().then_some(Effect::Hello);
                let mut effects = self.sync_failed(fault, env);
                effects.extend(asks);
                effects
            }
            fault => self.sync_failed(fault, env),
        }
    }

    pub(super) fn sync_failed(&mut self, fault: SyncFault, env: &Env) -> Vec<Effect> {
        let retries = self.sync.retries().saturating_add(1);
        if !self.device.get().meta.complete {
            self.recheck_all();
        }
        let mut effects = Vec::new();
        match &fault {
            over if over.of_token().is_some() => {
                effects.extend(self.login_over(fault == SyncFault::LoginEnded));
                effects.extend(self.ask_portal_or_say(over));
            }
            SyncFault::OtherServer | SyncFault::OtherUser => {}
            // Not before it says, and not all at the moment that it says.
            SyncFault::Busy(seconds) => effects.push(Effect::SyncAfter {
                milliseconds: (seconds.saturating_mul(1_000))
                    .saturating_add(pause(retries, env.dice)),
            }),
            _ => effects.push(Effect::SyncAfter {
                milliseconds: pause(retries, env.dice),
            }),
        }
        self.sync.phase = SyncPhase::Failed { fault, retries };
        effects
    }

    /// When a county's network comes back, all its devices hear of it in the same moment; a bad
    /// line says so many times a minute.
    pub(super) fn went(&mut self, online: bool, env: &Env) -> Vec<Effect> {
        self.sync.online = online;
        // what kind of login there is, is not known before
        let asks = (online && self.server.hello.is_none()).then_some(Effect::Hello);
        let mut effects: Vec<_> = asks.into_iter().collect();
        if online && !self.sync.is_running() && !self.sync.must_wait() {
            effects.push(Effect::SyncAfter {
                milliseconds: COMING_BACK / 1_000 * env.dice,
            });
        }
        if online {
            effects.extend(self.fetch_office_again());
        }
        effects
    }

    pub(super) fn sync_event(&self) -> HostEvent {
        let state = match (&self.session, &self.sync.phase) {
            (Session::Open { token: None, .. }, _) if self.portal.is_asking() => "syncing",
            (Session::Open { token: None, .. }, _) => "login",
            (_, SyncPhase::Running | SyncPhase::Retrying { .. }) => "syncing",
            (_, SyncPhase::Failed { .. }) => "offline",
            _ if !self.sync.online => "offline",
            _ if self.device.to_look_at() > 0 => "attention",
            _ => "synced",
        };
        HostEvent::Sync {
            state,
            waiting: self.device.waiting(),
        }
    }
}
