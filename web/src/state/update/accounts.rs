//! 账号: asked of the server and done there, while there is a connection.

use std::rc::Rc;

use crate::fault::SyncFault;
use crate::state::{AdminCall, Administer, Asking, Effect, ListPane, State};

impl State {
    /// What somebody does on the screen, and what comes of it.
    pub(super) fn administer(&mut self, what: Administer) -> Vec<Effect> {
        let screen = &mut self.accounts;
        match what {
            Administer::Load => return self.ask_admin(AdminCall::Register),
            Administer::Do(task) => return self.ask_admin(AdminCall::Task(Box::new(task))),
            Administer::Try(bytes) => {
                let bytes: Rc<[u8]> = bytes.into();
                let list = bytes.clone();
                screen.list = Some(ListPane { bytes, told: None });
                let (bytes, preview) = (list, true);
                return self.ask_admin(AdminCall::List { bytes, preview });
            }
            Administer::Write => {
                let Some(list) = &screen.list else {
                    return Vec::new();
                };
                let (bytes, preview) = (list.bytes.clone(), false);
                return self.ask_admin(AdminCall::List { bytes, preview });
            }
            Administer::Edit(open) => {
                screen.open = open;
                screen.phase = Asking::Idle;
            }
            Administer::CloseList => screen.list = None,
            Administer::HidePassword => screen.password = None,
            Administer::Fetched(answer) => {
                let register = self.answered_admin(answer);
                self.accounts.register = register.map(Rc::from).or(self.accounts.register.take());
            }
            Administer::Done { user, answer } => {
                if let Some(done) = self.answered_admin(answer) {
                    self.accounts.register = Some(Rc::new(done.register));
                    self.accounts.open = None;
                    let made = done.password.map(|password| (user, password));
                    self.accounts.password = made.or(self.accounts.password.take());
                }
            }
            Administer::Told(answer) => {
                let told = self.answered_admin(answer);
                let written = told.as_ref().is_some_and(|told| told.written);
                if let (Some(list), Some(told)) = (&mut self.accounts.list, told) {
                    list.told = Some(Rc::from(told));
                }
                if written {
                    return self.ask_admin(AdminCall::Register);
                }
            }
        }
        Vec::new()
    }

    fn ask_admin(&mut self, call: AdminCall) -> Vec<Effect> {
        let token = self.session.token().map(str::to_owned);
        let Some(token) = token else {
            self.accounts.phase = Asking::Failed(SyncFault::LoginNeeded);
            return Vec::new();
        };
        self.accounts.phase = Asking::Waiting;
        vec![Effect::Administer { call, token }]
    }

    /// What was answered; a fault is kept to be read.
    fn answered_admin<T>(&mut self, answer: Result<T, SyncFault>) -> Option<T> {
        match answer {
            Ok(answer) => {
                self.accounts.phase = Asking::Idle;
                Some(answer)
            }
            Err(fault) => {
                self.accounts.phase = Asking::Failed(fault);
                None
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use yuebao_domain::rights::Role;
    use yuebao_domain::wire::v2::admin::{Done, Imported, Register, Task};

    use super::*;
    use crate::state::testing::{env, state};
    use crate::state::{Action, Editing, Session, View};

    /// An administrator who is logged in.
    fn open() -> State {
        let mut state = state(Role::Admin);
        state.session = Session::Open {
            user: "wang".to_owned(),
            token: Some("token".to_owned()),
        };
        state
    }

    fn act(state: &mut State, what: Administer) -> Vec<Effect> {
        state.update(Action::Administer(what), &env())
    }

    #[test]
    fn the_screen_asks_when_it_is_shown_and_forgets_when_it_is_left() {
        let mut state = open();
        let asked = state.update(Action::Show(View::Accounts), &env());
        let calls = asked
            .iter()
            .filter(|it| matches!(it, Effect::Administer { .. }));
        assert_eq!(calls.count(), 1);
        assert_eq!(state.accounts.phase, Asking::Waiting);
        act(&mut state, Administer::Fetched(Ok(Box::default())));
        assert_eq!(state.accounts.phase, Asking::Idle);
        act(&mut state, Administer::Edit(Some(Editing::NewAccount)));
        let done = Done {
            register: Register::default(),
            password: Some("abcd-efgh".to_owned()),
        };
        let user = "sun".to_owned();
        act(
            &mut state,
            Administer::Done {
                user,
                answer: Ok(Box::new(done)),
            },
        );
        assert_eq!(state.accounts.open, None, "the form is done with");
        assert!(state.accounts.password.is_some());
        state.update(Action::Show(View::Tasks), &env());
        assert_eq!(state.accounts.password, None, "for nobody else to read");
        assert!(state.accounts.register.is_none());
    }

    #[test]
    fn what_is_refused_is_said_and_what_was_there_stays() {
        let mut state = open();
        state.update(Action::Show(View::Accounts), &env());
        act(&mut state, Administer::Fetched(Ok(Box::default())));
        act(&mut state, Administer::Edit(Some(Editing::NewUnit)));
        let id = "roads".to_owned();
        let asked = act(&mut state, Administer::Do(Task::RemoveUnit { id }));
        assert_eq!(asked.len(), 1);
        let fault = SyncFault::Refused("还有账号".to_owned());
        let user = String::new();
        act(
            &mut state,
            Administer::Done {
                user,
                answer: Err(fault.clone()),
            },
        );
        assert_eq!(state.accounts.phase, Asking::Failed(fault));
        assert_eq!(state.accounts.open, Some(Editing::NewUnit));
        assert!(state.accounts.register.is_some());
    }

    #[test]
    fn a_list_is_tried_before_it_is_written() {
        let mut state = open();
        state.update(Action::Show(View::Accounts), &env());
        let tried = act(&mut state, Administer::Try(b"a".to_vec()));
        let is = |effects: &[Effect], wanted: bool| matches!(&effects[0], Effect::Administer { call: AdminCall::List { preview, .. }, .. } if *preview == wanted);
        assert!(is(&tried, true));
        act(&mut state, Administer::Told(Ok(Box::default())));
        assert!(is(&act(&mut state, Administer::Write), false));
        let told = Imported {
            written: true,
            ..Imported::default()
        };
        let after = act(&mut state, Administer::Told(Ok(Box::new(told))));
        assert_eq!(after.len(), 1, "everything is asked for again");
        act(&mut state, Administer::CloseList);
        assert_eq!(state.accounts.list, None);
    }
}
