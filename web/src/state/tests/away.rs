//! The element is taken out of the page and put back.

use super::*;

fn remembered(user: &str, key: Option<&str>) -> Remembered {
    Remembered {
        user: user.to_owned(),
        key: key.map(str::to_owned),
        entry: Entry::Password,
    }
}

fn asks_server(effects: &[Effect]) -> bool {
    let asks = |effect: &Effect| {
        matches!(
            effect,
            Effect::Send { .. } | Effect::StoreThenSend { .. } | Effect::Identify { .. }
        )
    };
    effects.iter().any(asks)
}

#[test]
fn while_it_is_out_of_the_page_nobody_is_asked_and_what_waits_is_sent_when_it_is_back() {
    let mut state = opened(true);
    state.update(Action::Show(View::Form("p1".to_owned())), &env());
    let effects = fill(&mut state, Field::Remarks, "half a");
    finish_writes(&mut state, &effects);
    state.update(Action::Left, &env());
    for action in [
        Action::Sync,
        Action::Seen,
        Action::Online(true),
        Action::StoreChanged,
        Action::Token(Some("another".to_owned())),
        Action::Sync,
    ] {
        let effects = state.update(action.clone(), &env());
        let is_handed = matches!(action, Action::Token(_));
        assert!(is_handed || !asks_server(&effects), "{action:?}");
        assert!(!effects.contains(&Effect::Reload), "{action:?}");
    }
    state.portal.pending_token = None;
    state.portal.is_identifying = false;
    let effects = state.update(Action::Back, &env());
    assert!(asks_server(&effects), "{effects:?}");
    assert!(
        effects.contains(&Effect::Reload),
        "other tabs may have written"
    );
    assert_eq!(state.screen.view, View::Form("p1".to_owned()));
}

#[test]
fn a_move_within_one_script_asks_for_nothing() {
    let mut state = opened(true);
    assert_eq!(state.update(Action::Back, &env()), []);
}

#[test]
fn a_store_that_there_is_not_is_not_read_again() {
    let mut state = opened(false);
    state.update(Action::Left, &env());
    let effects = state.update(Action::Back, &env());
    assert!(!effects.contains(&Effect::Reload));
    assert_eq!(state.store.health, StoreHealth::Missing);
}

#[test]
fn a_form_that_was_asked_for_before_is_not_shown_after_its_refusal() {
    let mut state = State::default();
    let project = "p1".to_owned();
    let call = Call::Open {
        project,
        month: None,
    };
    state.update(Action::Call { number: 1, call }, &env());
    state.update(Action::Left, &env());
    assert!(state.element.calls.is_empty());
}

#[test]
fn a_busy_server_is_asked_later_although_the_timer_has_run_out() {
    let mut state = opened(true);
    let (request, _) = state.device.get_mut().request("n".to_owned());
    state.update(synced(request, Err(SyncFault::Busy(7))), &env());
    state.update(Action::Left, &env());
    state.update(Action::Sync, &env());
    let effects = state.update(Action::Back, &env());
    assert!(!asks_server(&effects));
    let milliseconds = 7_000;
    assert!(effects.contains(&Effect::SyncAfter { milliseconds }));
}

#[test]
fn the_screen_is_shown_again_to_whoever_was_there_and_to_nobody_else() {
    let open = opened(true);
    let mut over = open.clone();
    over.login.has_ended = true;
    let mut unsaved = opened(false);
    fill(&mut unsaved, Field::Remarks, "nowhere else");
    let mut refused = open.clone();
    refused.store.permission = StorePermission::RefusedInFrame;
    let form = State {
        session: Session::LoggedOut {
            busy: false,
            error: None,
        },
        ..State::default()
    };
    let same = Some(remembered("clerk", Some("key")));
    let newer = Some(remembered("clerk", Some("of a login after that")));
    let other = Some(remembered("somebody", Some("key")));
    let shut = Some(remembered("clerk", None));
    for (what, state, last, stays) in [
        ("the same", &open, &same, true),
        ("logged in anew beside it", &open, &newer, true),
        ("somebody else", &open, &other, false),
        ("logged out", &open, &None, false),
        ("the login is over", &open, &shut, false),
        ("and that is said already", &over, &shut, true),
        ("it is nowhere else", &unsaved, &None, true),
        ("nothing is remembered here", &refused, &None, true),
        ("a login form", &form, &None, true),
        ("beside which nobody is let in", &form, &shut, true),
        ("beside which somebody is", &form, &same, false),
        ("it is being opened", &State::default(), &same, true),
    ] {
        assert_eq!(state.may_return(last.as_ref()), stays, "{what}");
    }
}
