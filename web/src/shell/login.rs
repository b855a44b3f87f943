//! The login form: as a page of its own, and as a panel when a login has expired.

use yew::{Callback, Html, html};

use super::first::{Login, alert, password, submit};
use super::{faults, header};
use crate::Send;
use crate::components::icon::Icon;
use crate::state::{Action, Said, State, StoreHealth, SyncFault, SyncPhase};
use crate::text::shell as text;

/// Nobody is logged in.
pub(super) fn page(state: &State, busy: bool, error: Option<&SyncFault>, send: &Send) -> Html {
    let login = Login {
        lang: state.lang,
        title: header::title(state),
        online: state.online,
        busy,
        wrong: wrong(error, state),
    };
    login.view(said(send))
}

/// Work goes on; only sync waits for the password.
pub(super) fn again(state: &State, user: &str, send: &Send) -> Html {
    let lang = state.lang;
    let why = match state.store {
        StoreHealth::Good => text::LOG_IN_AGAIN,
        _ => text::LOG_IN_AGAIN_UNSAVED,
    };
    let error = match &state.sync {
        SyncPhase::Failed { fault, .. } if *fault != SyncFault::LoginNeeded => Some(fault),
        _ => None,
    };
    html! {
        <section class="yb-relogin" aria-label={text::LOG_IN_TITLE.get(lang)}>
            <p class="yb-relogin__why">{ Icon::Person.view() }<span>{ why.get(lang) }</span></p>
            { alert(wrong(error, state)) }
            <form onsubmit={submit(Some(user.to_owned()), said(send))}>
                <input class="yb-hidden" name="username" autocomplete="username" value={user.to_owned()} readonly=true tabindex="-1" aria-hidden="true" />
                { password(lang) }
                <button class="yb-button yb-button--main" part="button">{ text::LOG_IN.get(lang) }</button>
            </form>
        </section>
    }
}

fn wrong(error: Option<&SyncFault>, state: &State) -> Option<Html> {
    let words = faults::of_sync(error?, state.lang);
    Some(html! {
        <p class="yb-banner yb-banner--bad">{ Icon::Cross.view() }<span>{ words }</span></p>
    })
}

fn said(send: &Send) -> Callback<Said> {
    send.reform(Action::from)
}
