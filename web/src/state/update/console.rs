//! 设备与未送达: asked of the server, while there is a connection.

use std::rc::Rc;

use crate::fault::SyncFault;
use crate::state::{Asking, Effect, State, Watch};

impl State {
    /// What somebody does on the screen, and what comes of it.
    pub(super) fn watch(&mut self, what: Watch) -> Vec<Effect> {
        let screen = &mut self.console;
        match what {
            Watch::Load => {}
            Watch::Months(months) => screen.months = months,
            Watch::Fetched(Ok(told)) => {
                screen.told = Some(Rc::from(told));
                screen.phase = Asking::Idle;
                return Vec::new();
            }
            Watch::Fetched(Err(fault)) => {
                screen.phase = Asking::Failed(fault);
                return Vec::new();
            }
        }
        let Some(token) = self.session.token().map(str::to_owned) else {
            self.console.phase = Asking::Failed(SyncFault::LoginNeeded);
            return Vec::new();
        };
        self.console.phase = Asking::Waiting;
        let months = self.console.months;
        vec![Effect::AskConsole { months, token }]
    }
}

#[cfg(test)]
mod tests {
    use yuebao_domain::rights::Role;

    use super::*;
    use crate::state::testing::{env, state};
    use crate::state::{Action, OfficeStep, Session, View};

    fn open() -> State {
        let mut state = state(Role::CityOffice);
        state.session = Session::Open {
            user: "wang".to_owned(),
            token: Some("token".to_owned()),
        };
        state
    }

    fn asked(effects: &[Effect]) -> Vec<u32> {
        let asked = effects.iter().filter_map(|effect| match effect {
            Effect::AskConsole { months, .. } => Some(*months),
            _ => None,
        });
        asked.collect()
    }

    fn act(state: &mut State, what: Watch) -> Vec<u32> {
        asked(&state.update(Action::Office(OfficeStep::Watch(what)), &env()))
    }

    #[test]
    fn the_screen_asks_when_it_is_shown_and_forgets_when_it_is_left() {
        let mut state = open();
        let effects = state.update(Action::Show(View::Console), &env());
        assert_eq!(asked(&effects), [3]);
        assert_eq!(state.console.phase, Asking::Waiting);
        act(&mut state, Watch::Fetched(Ok(Box::default())));
        assert_eq!(state.console.phase, Asking::Idle);
        assert_eq!(act(&mut state, Watch::Months(12)), [12]);
        assert!(state.console.told.is_some(), "until the answer is here");
        state.update(Action::Show(View::Tasks), &env());
        assert!(state.console.told.is_none(), "for nobody else to read");
        let effects = state.update(Action::Show(View::Console), &env());
        assert_eq!(asked(&effects), [12], "what was chosen stays");
    }

    #[test]
    fn a_fault_is_kept_to_be_read_and_what_was_told_stays() {
        let mut state = open();
        state.update(Action::Show(View::Console), &env());
        act(&mut state, Watch::Fetched(Ok(Box::default())));
        act(&mut state, Watch::Load);
        act(&mut state, Watch::Fetched(Err(SyncFault::Unreachable)));
        let failed = Asking::Failed(SyncFault::Unreachable);
        assert_eq!(state.console.phase, failed);
        assert!(state.console.told.is_some());
        state.session = Session::Open {
            user: "wang".to_owned(),
            token: None,
        };
        assert!(act(&mut state, Watch::Load).is_empty(), "without a login");
        assert_eq!(state.console.phase, Asking::Failed(SyncFault::LoginNeeded));
    }
}
