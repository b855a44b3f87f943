//! What the host page can ask for, set and hear.

use super::*;
use crate::fault::CallRefusal;

fn answers(effects: &[Effect]) -> Vec<(u32, Result<CallAnswer, CallRefusal>)> {
    let answer = |effect: &Effect| match effect {
        Effect::Answer { number, answer } => Some((*number, answer.clone())),
        _ => None,
    };
    effects.iter().filter_map(answer).collect()
}

fn call(state: &mut State, number: u32, call: Call) -> Vec<Effect> {
    state.update(Action::Call { number, call }, &env())
}

fn open_p(project: &str, month: Option<&str>) -> Call {
    Call::Open {
        project: project.to_owned(),
        month: month.map(str::to_owned),
    }
}

fn has(effects: &[Effect], wanted: &Effect) -> bool {
    effects.contains(wanted)
}

/// A widget of a page that gives tokens, whose login has just been refused by the server.
fn refused_with_giver() -> (State, Vec<Effect>) {
    let mut state = opened(true);
    state.update(Action::GivesTokens(true), &env());
    let (request, _) = state.device.get_mut().request("n".to_owned());
    let effects = state.update(synced(request, Err(SyncFault::LoginNeeded)), &env());
    (state, effects)
}

fn identified(token: &str) -> Action {
    Action::LoggedIn(Ok(LoginAnswer {
        token: token.to_owned(),
        expires_at: "".into(),
        me: me().into(),
    }))
}

fn sync_states(effects: &[Effect]) -> Vec<&'static str> {
    let state = |effect: &Effect| match effect {
        Effect::Emit(HostEvent::Sync { state, .. }) => Some(*state),
        _ => None,
    };
    effects.iter().filter_map(state).collect()
}

/// What the page hears of the portal being needed: why, and whether somebody has asked for it.
fn needed(effects: &[Effect]) -> Vec<(&'static str, bool)> {
    let reason = |effect: &Effect| match effect {
        Effect::Emit(HostEvent::Login { reason, asked })
        | Effect::ToPortal {
            event: HostEvent::Login { reason, asked },
            ..
        } => Some((*reason, *asked)),
        _ => None,
    };
    effects.iter().filter_map(reason).collect()
}

#[test]
fn an_expired_token_is_asked_for_once_and_the_sync_done_again() {
    let (mut state, effects) = refused_with_giver();
    assert!(has(&effects, &Effect::AskToken));
    assert!(!sync_states(&effects).contains(&"login"));
    let effects = state.update(Action::TokenGiven(Ok("new".to_owned())), &env());
    let token = "new".to_owned();
    assert!(has(&effects, &Effect::Identify { token }));
    let effects = state.update(identified("new"), &env());
    let request = sent(&effects).expect("it is tried again");
    assert_eq!(state.portal.callback, TokenCallback::Spent);
    let again = synced(request.clone(), Err(SyncFault::LoginNeeded));
    let effects = state.clone().update(again, &env());
    assert!(!has(&effects, &Effect::AskToken));
    assert_eq!(sync_states(&effects), ["login"]);

    let answer = answer_to(&request, ChangeSet::default());
    state.update(synced(request, Ok(answer)), &env());
    assert_eq!(state.portal.callback, TokenCallback::Ready);
}

#[test]
fn a_page_that_has_no_token_to_give_leaves_it_to_the_person() {
    let (mut state, _) = refused_with_giver();
    let effects = state.update(Action::TokenGiven(Err(PortalFault::NoToken)), &env());
    assert_eq!(sync_states(&effects), ["login"]);
    assert!(matches!(state.session, Session::Open { token: None, .. }));
    let effects = state.update(Action::GivesTokens(true), &env());
    assert!(!has(&effects, &Effect::AskToken));
}

#[test]
fn who_came_from_the_portal_can_have_it_asked_again() {
    let (mut state, _) = refused_with_giver();
    assert_eq!(state.login.entry, Entry::Password);
    state.update(Action::TokenGiven(Ok("new".to_owned())), &env());
    let effects = state.update(identified("new"), &env());
    assert_eq!(state.login.entry, Entry::Portal);
    let kept = |key: Option<String>| Effect::Remember {
        session: Some(Remembered {
            user: "clerk".to_owned(),
            key,
            entry: Entry::Portal,
        }),
    };
    assert!(state.login.store_key.is_some() && has(&effects, &kept(state.login.store_key.clone())));
    let request = sent(&effects).expect("it is tried again");
    let effects = state.update(synced(request, Err(SyncFault::LoginNeeded)), &env());
    assert!(has(&effects, &kept(None)) && !has(&effects, &Effect::AskToken));

    let effects = state.update(Action::AskPortal, &env());
    assert!(has(&effects, &Effect::AskToken));
    assert!(!has(
        &state.update(Action::AskPortal, &env()),
        &Effect::AskToken
    ));
    assert!(state.is_closed(), "it is not known who has pressed that");
    let effects = state.update(Action::TokenGiven(Err(PortalFault::Late)), &env());
    assert_eq!(needed(&effects), [("timeout", false)]);
    assert_eq!(state.portal.fault, Some(PortalFault::Late));
    state.update(Action::AskPortal, &env());
    state.update(Action::TokenGiven(Ok("worse".to_owned())), &env());
    assert_eq!(state.portal.fault, None);
    let effects = state.update(Action::LoggedIn(Err(SyncFault::LoginNeeded)), &env());
    assert_eq!(needed(&effects), [("ended", false)]);
    assert_eq!(state.portal.fault, Some(PortalFault::Ended));
    state.update(Action::AskPortal, &env());
    state.update(Action::TokenGiven(Ok("good".to_owned())), &env());
    let effects = state.update(identified("good"), &env());
    assert!(sent(&effects).is_some() && state.portal.fault.is_none());
}

#[test]
fn a_token_that_cannot_be_looked_at_now_is_looked_at_later() {
    let (mut state, _) = refused_with_giver();
    state.update(Action::TokenGiven(Ok("new".to_owned())), &env());
    let lost = Action::LoggedIn(Err(SyncFault::Unreachable));
    let effects = state.update(lost, &env());
    let waits = |effect: &Effect| matches!(effect, Effect::SyncAfter { .. });
    assert!(effects.iter().any(waits));
    let token = "new".to_owned();
    let effects = state.update(Action::Sync, &env());
    assert_eq!(effects, [Effect::Identify { token }]);
    assert!(state.update(Action::Sync, &env()).is_empty());
}

#[test]
fn without_anybody_the_page_is_asked_before_the_login_is_shown() {
    let fresh = || {
        let mut state = State::default();
        state.portal.callback = TokenCallback::Ready;
        state.screen.view = View::Totals;
        state
    };
    let mut state = fresh();
    let effects = state.update(Action::NoSession, &env());
    assert_eq!(effects, [Effect::AskToken]);
    assert_eq!(state.session, Session::Opening);
    state.update(Action::TokenGiven(Err(PortalFault::NoToken)), &env());
    assert!(matches!(state.session, Session::LoggedOut { .. }));
    assert_eq!(state.screen.view, View::Totals);
}

#[test]
fn who_logs_out_is_not_logged_in_again_at_once() {
    let mut state = opened(true);
    state.update(Action::GivesTokens(true), &env());
    let effects = call(&mut state, 1, Call::SignOut);
    let user = "clerk".to_owned();
    assert!(has(&effects, &Effect::Emit(HostEvent::SignedOut { user })));
    assert_eq!(answers(&effects), [(1, Ok(CallAnswer::Done))]);
    assert!(matches!(state.session, Session::LoggedOut { .. }));
    let effects = state.update(Action::GivesTokens(true), &env());
    assert!(!has(&effects, &Effect::AskToken));
}

#[test]
fn a_sync_is_answered_when_the_server_has_been_asked() {
    let mut state = opened(true);
    let effects = call(&mut state, 7, Call::Sync);
    assert_eq!(answers(&effects), []);
    let request = sent(&effects).expect("it is sent");
    let effects = state.update(synced(request, Err(SyncFault::Unreachable)), &env());
    let offline = CallAnswer::Sync {
        state: "offline",
        waiting: 0,
    };
    assert_eq!(answers(&effects), [(7, Ok(offline))]);

    let mut nobody = State::default();
    assert_eq!(answers(&call(&mut nobody, 8, Call::Sync)), []);
    let effects = nobody.update(Action::NoSession, &env());
    let login = CallAnswer::Sync {
        state: "login",
        waiting: 0,
    };
    assert_eq!(answers(&effects), [(8, Ok(login))]);
}

#[test]
fn a_form_is_opened_once_somebody_is_there_who_may_see_it() {
    let mut state = State::default();
    state.update(Action::NoSession, &env());
    assert_eq!(
        answers(&call(&mut state, 1, open_p("p1", Some("2022-05")))),
        []
    );
    let wrong = call(&mut state, 2, open_p("p1", Some("5月")));
    let refusal = CallRefusal::NotAMonth("5月".to_owned());
    assert_eq!(answers(&wrong), [(2, Err(refusal))]);

    let opened = Action::Opened {
        user: "clerk".to_owned(),
        pass: login("token"),
        device: Box::default(),
        set_aside: Vec::new(),
        stored: true,
    };
    let effects = state.update(opened, &env());
    assert_eq!(answers(&effects), []);
    let request = sent(&effects).expect("the first sync starts at once");
    let changes = ChangeSet {
        profile: Some(builtin("qinzhou-2022").unwrap()),
        projects: vec![plan()],
        ..ChangeSet::default()
    };
    let answer = answer_to(&request, changes);
    let effects = state.update(synced(request, Ok(answer)), &env());
    assert_eq!(answers(&effects), [(1, Ok(CallAnswer::Done))]);
    let here = HostEvent::Navigate {
        view: "form",
        project: Some("p1".to_owned()),
        month: Some("2022-05".to_owned()),
    };
    assert!(has(&effects, &Effect::Emit(here)));
    assert_eq!(state.screen.view, View::Form("p1".to_owned()));
}

#[test]
fn what_cannot_be_opened_is_refused_with_its_reason() {
    let mut state = opened(true);
    for month in ["2022-07", "1999-12"] {
        let effects = call(&mut state, 1, open_p("p1", Some(month)));
        let refusal = CallRefusal::NotAMonth(month.to_owned());
        assert_eq!(answers(&effects), [(1, Err(refusal))]);
    }
    // it may be new on the server
    let effects = call(&mut state, 2, open_p("p9", None));
    assert_eq!(answers(&effects), []);
    let request = sent(&effects).expect("the server is asked");
    let answer = answer_to(&request, ChangeSet::default());
    let effects = state.update(synced(request, Ok(answer)), &env());
    let refusal = CallRefusal::UnknownProject("p9".to_owned());
    assert_eq!(answers(&effects), [(2, Err(refusal))]);
    assert_eq!(state.screen.view, View::Tasks);
}

#[test]
fn a_form_waits_until_the_server_has_said_which_projects_there_are() {
    let mut state = State::default();
    state.sync.online = true;
    call(&mut state, 1, open_p("p1", None));
    let effects = state.update(
        Action::Opened {
            user: "clerk".to_owned(),
            pass: login("token"),
            device: Box::new(Device::default()),
            set_aside: Vec::new(),
            stored: false,
        },
        &env(),
    );
    let request = sent(&effects).expect("the first sync starts at once");
    let effects = state.update(synced(request, Err(SyncFault::Unreachable)), &env());
    assert_eq!(answers(&effects), [], "nobody could be asked");
    let request = sent(&state.update(Action::Sync, &env())).expect("asked again");
    let changes = ChangeSet {
        profile: Some(builtin("qinzhou-2022").unwrap()),
        projects: vec![plan()],
        ..ChangeSet::default()
    };
    let effects = state.update(
        synced(request.clone(), Ok(answer_to(&request, changes))),
        &env(),
    );
    assert_eq!(answers(&effects), [(1, Ok(CallAnswer::Done))]);
    assert_eq!(state.screen.view, View::Form("p1".to_owned()));
}

#[test]
fn unsent_work_is_given_to_the_page_and_kept_from_a_log_out_that_loses_it() {
    let mut state = opened(false);
    fill(&mut state, Field::Remarks, "x");
    let effects = call(&mut state, 1, Call::SignOut);
    assert_eq!(answers(&effects), [(1, Err(CallRefusal::Unsaved))]);
    let effects = call(&mut state, 2, Call::Export);
    let [(2, Ok(CallAnswer::File { name, content }))] = &answers(&effects)[..] else {
        panic!("no file: {effects:?}");
    };
    assert_eq!(name, "yuebao-clerk-2022-06-01.json");
    assert!(content.contains("\"remarks\""), "{content}");

    let mut nobody = State::default();
    nobody.update(Action::NoSession, &env());
    let effects = call(&mut nobody, 3, Call::Export);
    assert_eq!(answers(&effects), [(3, Err(CallRefusal::NotSignedIn))]);
}

#[test]
fn the_page_hears_of_another_screen_and_another_month() {
    let mut state = opened(true);
    let effects = state.update(Action::Show(View::Totals), &env());
    let shows = |view, month: &str| {
        Effect::Emit(HostEvent::Navigate {
            view,
            project: None,
            month: Some(month.to_owned()),
        })
    };
    assert!(has(&effects, &shows("summary", "2022-05")));
    let april = Action::ShowMonth("2022-04".parse().unwrap());
    assert!(has(
        &state.update(april, &env()),
        &shows("summary", "2022-04")
    ));
    assert_eq!(state.update(Action::DismissNotice, &env()), []);
}
