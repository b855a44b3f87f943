//! Who is here, and which screen is shown.

use super::*;

#[test]
fn the_form_opens_with_the_month_that_is_due() {
    assert_eq!(opened(true).screen.month.unwrap().to_string(), "2022-05");
}

#[test]
fn an_expired_token_keeps_the_outbox_and_asks_for_a_login() {
    let mut state = opened(true);
    fill(&mut state, Field::Remarks, "x");
    let (request, _) = state.device.get_mut().request("n".to_owned());
    let effects = state.update(synced(request, Err(SyncFault::LoginNeeded)), &env());
    assert_eq!(state.device.waiting(), 1);
    assert!(matches!(state.session, Session::Open { token: None, .. }));
    assert!(effects.contains(&Effect::Remember {
        session: Some(Remembered {
            user: "clerk".to_owned(),
            key: None,
            entry: Entry::Password,
        })
    }));
    assert!(
        !effects
            .iter()
            .any(|effect| matches!(effect, Effect::SyncAfter { .. }))
    );
}

#[test]
fn logging_out_leaves_nothing_of_the_user_on_screen() {
    let mut state = opened(true);
    fill(&mut state, Field::Remarks, "x");
    let effects = state.update(Action::LogOut, &env());
    assert!(effects.contains(&Effect::Remember { session: None }));
    assert_eq!(*state.device.get(), Device::default());
    assert!(state.checked.is_empty());
}

#[test]
fn the_list_is_shown_again_where_it_was_left() {
    let mut state = opened(true);
    let mut shown = |view: View| {
        let mut effects = state.update(Action::Show(view), &env());
        effects.retain(|effect| !matches!(effect, Effect::Emit(_)));
        effects
    };
    let form = View::Form("p1".to_owned());
    assert_eq!(shown(form), [Effect::FocusTitle]);
    assert_eq!(shown(View::Tasks), [Effect::ReturnToTask("p1".to_owned())]);
    shown(View::Totals);
    assert_eq!(shown(View::Tasks), [Effect::FocusTitle]);
}

const PASSWORD: &str = "mi ma";

fn try_login(state: &mut State, answer: Result<LoginAnswer, SyncFault>) -> Vec<Effect> {
    let form = Action::LogIn {
        user: "clerk".to_owned(),
        password: PASSWORD.to_owned(),
    };
    state.update(form, &env());
    state.update(Action::LoggedIn(answer), &env())
}

fn taken() -> LoginAnswer {
    LoginAnswer {
        token: "token".to_owned(),
        expires_at: "".into(),
        me: me().into(),
    }
}

/// What the store answers when it is opened as an effect has asked.
fn answer_opening(state: &mut State, effects: &[Effect], device: &Device) -> Vec<Effect> {
    let asked = effects.iter().find_map(|effect| match effect {
        Effect::Open { user, pass } => Some((user.clone(), pass.clone())),
        _ => None,
    });
    let (user, pass) = asked.expect("the store is opened");
    open_with(state, &user, pass, device)
}

fn open_with(state: &mut State, user: &str, pass: Pass, device: &Device) -> Vec<Effect> {
    let opened = Action::Opened {
        user: user.to_owned(),
        pass,
        device: Box::new(device.clone()),
        set_aside: Vec::new(),
        stored: true,
    };
    state.update(opened, &env())
}

/// Somebody has logged in with the password and filled a box.
fn at_work() -> State {
    let mut state = State::default();
    state.update(Action::NoSession, &env());
    let effects = try_login(&mut state, Ok(taken()));
    let effects = answer_opening(&mut state, &effects, opened(true).device.get());
    finish_writes(&mut state, &effects);
    let effects = fill(&mut state, Field::Remarks, "x");
    finish_writes(&mut state, &effects);
    state
}

fn is_open(state: &State) -> bool {
    state.session.is_open() && !state.is_closed()
}

#[test]
fn fault_43_a_planted_entry_opens_nobodys_store() {
    let device = at_work().device;
    for planted in ["", "planted", "token"] {
        let mut state = State::default();
        let pass = Pass::Tab(planted.to_owned());
        let effects = open_with(&mut state, "clerk", pass, device.get());
        assert!(matches!(state.session, Session::LoggedOut { .. }));
        assert!(effects.contains(&Effect::CloseStore));
        assert_eq!(*state.device.get(), Device::default());
    }
}

#[test]
fn the_tab_that_was_let_in_opens_again() {
    let before = at_work();
    let mut state = State::default();
    let pass = Pass::Tab(before.login.store_key.clone().unwrap());
    open_with(&mut state, "clerk", pass, before.device.get());
    assert!(is_open(&state));
    let Session::Open { token, .. } = &state.session else {
        unreachable!()
    };
    assert_eq!(token.as_deref(), Some("token"));
}

#[test]
fn without_a_server_the_password_opens_and_another_does_not() {
    let device = at_work().device;
    for (known, error) in [(true, None), (false, Some(SyncFault::NotKnownHere))] {
        let mut state = State::default();
        state.update(Action::NoSession, &env());
        let effects = try_login(&mut state, Err(SyncFault::Unreachable));
        let mut device = device.get().clone();
        if !known {
            device.lock();
        }
        answer_opening(&mut state, &effects, &device);
        assert_eq!(is_open(&state), known);
        let failed = match &state.session {
            Session::LoggedOut { error, .. } => error.clone(),
            _ => None,
        };
        assert_eq!(failed, error);
    }
    let mut state = State::default();
    let pass = Pass::Password {
        password: "guessed".to_owned(),
        key: "key".to_owned(),
    };
    open_with(&mut state, "clerk", pass, device.get());
    let wrong = Some(SyncFault::WrongLogin);
    assert!(matches!(state.session, Session::LoggedOut { error, .. } if error == wrong));
}

#[test]
fn fault_43_whose_login_is_over_is_not_shown_and_takes_nothing_until_the_next() {
    for (fault, by_password) in [
        (SyncFault::LoginNeeded, true),
        (SyncFault::LoginEnded, false),
    ] {
        let mut state = at_work();
        let (request, _) = state.device.get_mut().request("n".to_owned());
        let effects = state.update(synced(request, Err(fault)), &env());
        assert!(state.is_closed());
        assert!(!stored_rows(&effects).is_empty());
        let key = Pass::Tab(state.login.store_key.clone().unwrap());
        let mut again = State::default();
        open_with(&mut again, "clerk", key, state.device.get());
        assert!(!is_open(&again), "nor after the page was loaded anew");
        let pass = Pass::Password {
            password: PASSWORD.to_owned(),
            key: "key".to_owned(),
        };
        open_with(&mut again, "clerk", pass, state.device.get());
        assert_eq!(is_open(&again), by_password, "without a network");

        try_login(&mut state, Ok(taken()));
        assert!(is_open(&state));
        assert_eq!(state.device.waiting(), 1, "what was typed is still there");
    }
}

#[test]
fn fault_43_another_tab_goes_with_the_one_that_logs_out() {
    let mut one = at_work();
    let mut other = one.clone();
    let mut effects = one.update(Action::LogOut, &env());
    effects.retain(|effect| matches!(effect, Effect::Store { .. }));
    let meta = &stored_rows(&effects)[0];
    let row = (meta.key.as_str(), meta.value.as_deref().unwrap());
    let reloaded = Action::Reloaded {
        device: Box::new(Device::load([row]).0),
        set_aside: Vec::new(),
        mark: None,
        undone: Vec::new(),
    };
    let effects = other.update(reloaded, &env());
    assert!(effects.contains(&Effect::CloseStore));
    assert!(matches!(other.session, Session::LoggedOut { .. }));
}

#[test]
fn a_device_is_cleared_only_when_all_is_sent_or_in_a_file() {
    let forgets = |state: &State| {
        let effects = state.clone().update(Action::Forget, &env());
        let gone = effects.contains(&Effect::Forget {
            user: "clerk".to_owned(),
        });
        assert_eq!(gone, effects.contains(&Effect::Remember { session: None }));
        gone
    };
    assert!(forgets(&opened(true)), "nothing was typed");
    let mut state = at_work();
    assert!(!forgets(&state));
    state.update(Action::Export, &env());
    assert!(forgets(&state));
    let effects = fill(&mut state, Field::Remarks, "y");
    finish_writes(&mut state, &effects);
    assert!(!forgets(&state), "the file has not got that");
}

#[test]
fn where_the_browser_keeps_the_server_away_the_login_form_says_so_before_and_after() {
    let unlisted = Blocked::Origin("http://portal.example".to_owned());
    let fault = SyncFault::Blocked(unlisted.clone());
    let said = |state: &State| match &state.session {
        Session::LoggedOut { error, .. } => error.clone(),
        _ => None,
    };
    let mut state = State::default();
    state.update(Action::NoSession, &env());
    state.update(Action::Blocked(unlisted), &env());
    assert_eq!(
        said(&state),
        Some(fault.clone()),
        "nobody has typed anything"
    );

    let effects = try_login(&mut state, Err(fault.clone()));
    let mut stranger = at_work().device.get().clone();
    stranger.lock();
    answer_opening(&mut state, &effects, &stranger);
    assert_eq!(said(&state), Some(fault.clone()));

    let effects = try_login(&mut state, Err(fault));
    answer_opening(&mut state, &effects, at_work().device.get());
    assert!(is_open(&state), "whom this device knows works on");
}
