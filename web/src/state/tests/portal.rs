//! The portal's sign-on: what a person reads and the page hears when it lets nobody in.

use yuebao_domain::wire::v1::Hello;

use super::*;

const PAGE: &str = "https://portal.example/login";

fn hello(passwords: bool, portal_login: Option<&str>) -> Action {
    let text = include_str!("../../../../crates/domain/tests/fixtures/wire/v1/hello.json");
    Action::Hello(Hello {
        passwords,
        portal_login: portal_login.map(str::to_owned),
        ..serde_json::from_str(text).unwrap()
    })
}

/// A page that gives tokens, with nobody logged in.
fn nobody() -> State {
    let mut state = State::default();
    state.portal.callback = TokenCallback::Ready;
    let effects = state.update(Action::NoSession, &env());
    assert_eq!(effects, [Effect::AskToken]);
    state
}

fn needed(reason: &'static str, asked: bool) -> HostEvent {
    HostEvent::Login { reason, asked }
}

#[test]
fn each_way_in_which_the_page_gives_no_token_is_kept_and_told() {
    for (fault, reason) in [
        (PortalFault::NoToken, "no-token"),
        (PortalFault::Failed("503".to_owned()), "failed"),
        (PortalFault::Late, "timeout"),
        (PortalFault::NotAToken, "malformed"),
    ] {
        let mut state = nobody();
        let effects = state.update(Action::TokenGiven(Err(fault.clone())), &env());
        assert_eq!(effects, [Effect::Emit(needed(reason, false))]);
        assert_eq!(state.portal.fault, Some(fault));
        assert!(matches!(state.session, Session::LoggedOut { .. }));
        assert!(!state.takes_passwords(), "nothing is known of any password");
    }
}

#[test]
fn what_no_request_can_carry_is_not_sent() {
    for text in ["<html>请先登录</html>", "a b", "a\nb", " ", "", "a\u{0}"] {
        let mut asked = nobody();
        let given = Action::TokenGiven(Ok(text.to_owned()));
        let effects = asked.update(given, &env());
        assert_eq!(
            effects,
            [Effect::Emit(needed("malformed", false))],
            "{text:?}"
        );
        let mut handed = State::default();
        let effects = handed.update(Action::Token(Some(text.to_owned())), &env());
        assert_eq!(
            effects,
            [Effect::Emit(needed("malformed", false))],
            "{text:?}"
        );
        assert!(matches!(handed.session, Session::LoggedOut { .. }));
    }
    let mut state = nobody();
    let given = Action::TokenGiven(Ok(" a.b.c\n".to_owned()));
    let token = "a.b.c".to_owned();
    assert_eq!(state.update(given, &env()), [Effect::Identify { token }]);
}

#[test]
fn each_way_in_which_the_server_takes_no_token_is_kept_and_told() {
    let said = || "words".to_owned();
    for (fault, reason) in [
        (PortalFault::Expired(said()), "expired"),
        (PortalFault::Refused(said()), "refused"),
        (PortalFault::NoAccount(said()), "no-account"),
    ] {
        let answer = || Action::LoggedIn(Err(SyncFault::Portal(fault.clone())));
        let event = Effect::Emit(needed(reason, false));
        let mut asked = nobody();
        asked.update(Action::TokenGiven(Ok("t".to_owned())), &env());
        let effects = asked.update(answer(), &env());
        assert_eq!(effects, std::slice::from_ref(&event), "it is not repeated");
        assert_eq!(
            (asked.portal.fault, asked.portal.pending_token),
            (Some(fault.clone()), None)
        );

        let mut handed = State::default();
        handed.update(Action::Token(Some("t".to_owned())), &env());
        assert_eq!(handed.update(answer(), &env()), [event]);
    }
}

#[test]
fn the_form_for_passwords_is_shown_where_one_may_open_something() {
    let mut state = State::default();
    assert!(
        state.takes_passwords(),
        "as ever, until the server has said"
    );
    state.update(hello(false, None), &env());
    assert!(!state.takes_passwords());
    state.update(hello(true, None), &env());
    assert!(state.takes_passwords());

    let mut remembered = State::default();
    remembered.portal.is_only_way = true;
    assert!(!remembered.takes_passwords(), "as it was last");
    // a page that gives tokens, and no network: who was here with a password has one
    let offline = |last_user: Option<&str>, entry| {
        let mut state = State::default();
        state.portal.callback = TokenCallback::Spent;
        state.login.last_user = last_user.map(str::to_owned);
        state.login.entry = entry;
        state
    };
    assert!(!offline(None, Entry::Password).takes_passwords());
    assert!(offline(Some("wang"), Entry::Password).takes_passwords());
    assert!(!offline(Some("wang"), Entry::Portal).takes_passwords());
}

#[test]
fn whoever_goes_to_the_portal_and_comes_back_is_asked_for_at_once() {
    let mut state = nobody();
    state.update(hello(false, Some(PAGE)), &env());
    state.update(Action::TokenGiven(Err(PortalFault::NoToken)), &env());
    let asks = |state: &mut State| {
        state
            .update(Action::Seen, &env())
            .contains(&Effect::AskToken)
    };
    assert!(!asks(&mut state), "nobody went there");
    let effects = state.update(Action::ToPortal, &env());
    let goes = Effect::ToPortal {
        event: needed("no-token", true),
        url: Some(PAGE.to_owned()),
    };
    assert_eq!(effects, [goes]);
    assert!(asks(&mut state));
    assert_eq!(state.portal.fault, None);
    state.update(Action::TokenGiven(Err(PortalFault::NoToken)), &env());
    assert!(!asks(&mut state), "once");
}

#[test]
fn what_kind_of_login_there_is_is_asked_once_more_when_the_network_comes() {
    let mut state = State::default();
    state.update(Action::NoSession, &env());
    let asks = |state: &mut State, online| {
        let effects = state.update(Action::Online(online), &env());
        effects.contains(&Effect::Hello)
    };
    assert!(!asks(&mut state, false));
    assert!(asks(&mut state, true));
    state.update(hello(true, None), &env());
    assert!(!asks(&mut state, true));
}

#[test]
fn a_page_that_is_none_is_not_opened() {
    let mut state = nobody();
    for (page, opened) in [(PAGE, true), ("javascript:x", false), ("/login", false)] {
        state.update(hello(false, Some(page)), &env());
        assert_eq!(state.server.portal_login().is_some(), opened, "{page}");
    }
}

#[test]
fn the_portals_login_that_is_over_is_told_where_nobody_can_be_asked() {
    for (entry, told) in [(Entry::Portal, 1), (Entry::Password, 0)] {
        let mut state = opened(true);
        state.login.entry = entry;
        let (request, _) = state.device.get_mut().request("n".to_owned());
        let expired = SyncFault::Portal(PortalFault::Expired("words".to_owned()));
        let effects = state.update(synced(request, Err(expired)), &env());
        assert!(state.is_closed());
        let event = Effect::Emit(needed("expired", false));
        assert_eq!(
            effects.iter().filter(|effect| **effect == event).count(),
            told
        );
    }
}
