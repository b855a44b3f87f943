//! The login form: as a page of its own, and as a panel when a login has expired.

use wasm_bindgen::JsCast;
use web_sys::{HtmlFormElement, HtmlInputElement};
use yew::{Callback, Html, SubmitEvent, TargetCast, html};

use super::{faults, header};
use crate::Send;
use crate::components::icon::Icon;
use crate::state::{Action, State, StoreHealth, SyncFault, SyncPhase};
use crate::text::shell as text;

/// Nobody is logged in.
pub(super) fn page(state: &State, busy: bool, error: Option<&SyncFault>, send: &Send) -> Html {
    let lang = state.lang;
    let advice = if state.online {
        text::LOG_IN_ONCE
    } else {
        text::LOG_IN_OFFLINE
    };
    html! {
        <main class="yb-login" part="login">
            <p class="yb-login__where">{ header::title(state) }</p>
            <h1>{ text::LOG_IN_TITLE.get(lang) }</h1>
            { wrong(error, state) }
            <form onsubmit={submit(None, send)}>
                <label class="yb-login__field">
                    <span>{ text::USER.get(lang) }</span>
                    <input name="user" required=true autocomplete="username" autocapitalize="none" spellcheck="false" />
                </label>
                { password(state) }
                <button class="yb-button yb-button--main" part="button" disabled={busy}>
                    { if busy { text::LOGGING_IN } else { text::LOG_IN }.get(lang) }
                </button>
            </form>
            <p class="yb-login__advice yb-muted">
                { if state.online { Icon::Info } else { Icon::Offline }.view() }
                <span>{ advice.get(lang) }</span>
            </p>
        </main>
    }
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
            { wrong(error, state) }
            <form onsubmit={submit(Some(user.to_owned()), send)}>
                <input class="yb-hidden" name="username" autocomplete="username" value={user.to_owned()} readonly=true tabindex="-1" aria-hidden="true" />
                { password(state) }
                <button class="yb-button yb-button--main" part="button">{ text::LOG_IN.get(lang) }</button>
            </form>
        </section>
    }
}

fn password(state: &State) -> Html {
    html! {
        <label class="yb-login__field">
            <span>{ text::PASSWORD.get(state.lang) }</span>
            <input name="password" type="password" required=true autocomplete="current-password" />
        </label>
    }
}

fn wrong(error: Option<&SyncFault>, state: &State) -> Html {
    let words = error.map(|fault| faults::of_sync(fault, state.lang));
    html! {
        <div role="alert">
            if let Some(words) = words {
                <p class="yb-banner yb-banner--bad">{ Icon::Cross.view() }<span>{ words }</span></p>
            }
        </div>
    }
}

fn submit(user: Option<String>, send: &Send) -> Callback<SubmitEvent> {
    let send = send.clone();
    Callback::from(move |event: SubmitEvent| {
        event.prevent_default();
        let Some(form) = event.target_dyn_into::<HtmlFormElement>() else {
            return;
        };
        let user = user
            .clone()
            .unwrap_or_else(|| box_of(&form, "user").trim().to_owned());
        let password = box_of(&form, "password");
        send.emit(Action::LogIn { user, password });
    })
}

fn box_of(form: &HtmlFormElement, name: &str) -> String {
    form.query_selector(&format!("[name={name}]"))
        .ok()
        .flatten()
        .and_then(|input| input.dyn_into::<HtmlInputElement>().ok())
        .map_or_else(String::new, |input| input.value())
}
