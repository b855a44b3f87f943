//! The methods of the element: what is asked for, and when there is an answer.

use yuebao_domain::period::Month;

use crate::fault::CallRefusal;
use crate::state::{Call, CallAnswer, Effect, Env, HostEvent, Session, State, View};

/// `None`: there is no answer yet.
type Outcome = Option<Result<CallAnswer, CallRefusal>>;

impl State {
    pub(super) fn called(&mut self, number: u32, call: Call, env: &Env) -> Vec<Effect> {
        let effects = match &call {
            Call::Sync => self.sync_now(env),
            // It may be new.
            Call::Open { project, .. } if !self.device.get().projects.contains_key(project) => {
                self.sync(env)
            }
            _ => Vec::new(),
        };
        self.element.calls.push((number, call));
        effects
    }

    /// Answers what can be answered now.
    pub(super) fn answer_calls(&mut self, env: &Env) -> Vec<Effect> {
        let mut effects = Vec::new();
        for (number, call) in std::mem::take(&mut self.element.calls) {
            match self.serve(&call, env, &mut effects) {
                Some(answer) => effects.push(Effect::Answer { number, answer }),
                None => self.element.calls.push((number, call)),
            }
        }
        effects
    }

    fn serve(&mut self, call: &Call, env: &Env, effects: &mut Vec<Effect>) -> Outcome {
        let is_open = self.session.is_open();
        let is_settled = !self.portal.is_asking()
            && self.session != Session::Opening
            && !self.portal.is_identifying;
        match call {
            Call::Open { project, month } => self.serve_open(project, month.as_deref(), effects),
            Call::Sync if !is_settled || self.sync.is_running() => None,
            Call::Sync if is_open => match self.sync_event() {
                HostEvent::Sync { state, waiting } => Some(Ok(CallAnswer::Sync { state, waiting })),
                _ => None,
            },
            Call::Sync => Some(Ok(CallAnswer::Sync {
                state: "login",
                waiting: 0,
            })),
            Call::Export if is_open && !self.is_closed() => {
                let (name, content) = self.rescue_file(env)?;
                Some(Ok(CallAnswer::File { name, content }))
            }
            Call::Export | Call::SignOut if !is_settled => None,
            Call::Export => Some(Err(CallRefusal::NotSignedIn)),
            // It is stored, or cannot be, in a moment.
            Call::SignOut if self.store.is_saving() => None,
            Call::SignOut if self.loses_on_leaving() => Some(Err(CallRefusal::Unsaved)),
            Call::SignOut => {
                if is_open {
                    effects.extend(self.log_out());
                }
                Some(Ok(CallAnswer::Done))
            }
        }
    }

    /// Waits for a login, and for what the server may have to say of an unknown project.
    fn serve_open(
        &mut self,
        project: &str,
        month: Option<&str>,
        effects: &mut Vec<Effect>,
    ) -> Outcome {
        let wanted = match month.map(str::parse::<Month>) {
            None => None,
            Some(Ok(month)) => Some(month),
            Some(Err(_)) => return Some(Err(CallRefusal::NotAMonth(month?.to_owned()))),
        };
        if !self.session.is_open() || self.portal.is_asking() {
            return None;
        }
        if !self.device.get().projects.contains_key(project) {
            // Nobody has said yet which projects there are.
            let is_known = self.device.get().meta.complete
                && !self.sync.is_running()
                && !self.portal.is_identifying;
            return is_known.then(|| Err(CallRefusal::UnknownProject(project.to_owned())));
        }
        if let Some(month) = wanted {
            if !self.may_show(month) {
                return Some(Err(CallRefusal::NotAMonth(month.to_string())));
            }
            self.show_month(month);
        }
        effects.extend(self.show(View::Form(project.to_owned())));
        Some(Ok(CallAnswer::Done))
    }
}
