//! Who is here, and which screen is shown.

use super::*;

#[test]
fn the_form_opens_with_the_month_that_is_due() {
    assert_eq!(opened(true).month.unwrap().to_string(), "2022-05");
}

#[test]
fn an_expired_token_keeps_the_outbox_and_asks_for_a_login() {
    let mut state = opened(true);
    fill(&mut state, Field::Remarks, "x");
    let (request, _) = state.device.request("n".to_owned());
    let effects = state.update(synced(request, Err(SyncFault::LoginNeeded)), &env());
    assert_eq!(state.device.waiting(), 1);
    assert!(matches!(state.session, Session::Open { token: None, .. }));
    assert!(effects.contains(&Effect::Remember {
        session: Some(Remembered {
            user: "clerk".to_owned(),
            token: None,
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
    assert_eq!(*state.device, Device::default());
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
    shown(View::Summary);
    assert_eq!(shown(View::Tasks), [Effect::FocusTitle]);
}
