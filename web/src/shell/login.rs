//! The login: as a page of its own, and as a panel when a login has expired. Who comes from the host
//! page is sent to the portal instead: that person may have no password here.

use yew::{Callback, Html, MouseEvent, SubmitEvent, html};
use yuebao_domain::text::Words;

use super::first::{Login, alert, password, submit};
use super::header;
use crate::components::faults;
use crate::components::icon::Icon;
use crate::dispatch::Dispatch;
use crate::fault::{PortalFault, SyncFault};
use crate::state::{
    Action, Entry, Input, State, StoreHealth, StorePermission, SyncPhase, TokenCallback,
};
use crate::text::{portal, shell as text};

/// Nobody is logged in.
pub(super) fn page(state: &State, busy: bool, error: Option<&SyncFault>, send: &Dispatch) -> Html {
    let by_portal_alone = !state.takes_passwords();
    let wrong = wrong(error, state).or_else(|| portal_fault(state));
    let login = Login {
        lang: state.display.lang,
        title: header::title(state),
        online: state.sync.online,
        storing: state.store.permission,
        busy,
        wrong: wrong.or_else(|| portal_ended(state)).or_else(|| {
            let alone = info(portal::ALONE.get(state.display.lang));
            by_portal_alone.then_some(alone)
        }),
        portal: if by_portal_alone {
            to_portal(state, send)
        } else {
            ask_portal(portal::BY_PORTAL, state, send)
        },
        alone: by_portal_alone.then(|| advice(state)),
    };
    login.view(log_in(send))
}

fn advice(state: &State) -> Words {
    match (state.sync.online, &state.login.last_user) {
        (true, _) if state.store.permission != StorePermission::Allowed => {
            text::LOG_IN_KEEPS_NOTHING
        }
        (true, _) => portal::ONCE,
        (false, Some(_)) => portal::OFFLINE,
        (false, None) => portal::OFFLINE_FIRST,
    }
}

/// The login is over: what was filled in is here and not shown until the next.
pub(super) fn again(state: &State, user: &str, send: &Dispatch) -> Html {
    let lang = state.display.lang;
    let by_portal = state.login.entry == Entry::Portal || !state.takes_passwords();
    let why = match (by_portal, &state.store.health) {
        _ if !state.login.has_ended => text::LOG_IN_TO_SEND,
        (false, StoreHealth::Good) => text::LOG_IN_AGAIN,
        (false, _) => text::LOG_IN_AGAIN_UNSAVED,
        (true, StoreHealth::Good) => portal::ENDED,
        (true, _) => portal::ENDED_UNSAVED,
    };
    let error = match &state.sync.phase {
        SyncPhase::Failed { fault, .. } if !fault.ends_login() => Some(fault),
        _ => None,
    };
    let log_in = submit(Some(user.to_owned()), log_in(send));
    html! {
        <section class="yb-relogin" aria-label={text::LOG_IN_TITLE.get(lang)}>
            <p class="yb-relogin__why">{ Icon::Person.view() }<span>{ why.get(lang) }</span></p>
            { alert(portal_fault(state).or_else(|| wrong(error, state))) }
            if by_portal {
                { to_portal(state, send) }
            } else {
                <form onsubmit={log_in.reform(|event: SubmitEvent| event.into())}>
                    <input class="yb-hidden" name="username" autocomplete="username" value={user.to_owned()} readonly=true tabindex="-1" aria-hidden="true" />
                    { password(lang) }
                    <button class="yb-button yb-button--main" part="button"
                        onclick={log_in.reform(|event: MouseEvent| event.into())}>{ text::LOG_IN.get(lang) }</button>
                </form>
            }
        </section>
    }
}

/// The way to the portal's login, and back from there.
fn to_portal(state: &State, send: &Dispatch) -> Html {
    let go = send.reform(|_: MouseEvent| Action::ToPortal);
    html! {
        <div class="yb-login__doors">
            <button type="button" class="yb-button yb-button--main yb-login__portal" part="button" onclick={go}>
                { portal::GO.get(state.display.lang) }
            </button>
            { ask_portal(portal::AGAIN, state, send) }
            <p role="status">if state.portal.is_expected_back { { portal::GONE.get(state.display.lang) } }</p>
        </div>
    }
}

/// Where the host page has a way to give a token, it can be asked once more.
fn ask_portal(words: Words, state: &State, send: &Dispatch) -> Html {
    let onclick = send.reform(|_: MouseEvent| Action::AskPortal);
    html! {
        if state.portal.callback != TokenCallback::Absent {
            <button type="button" class="yb-button yb-login__portal" {onclick} disabled={state.portal.is_asking()}>
                { words.get(state.display.lang) }
            </button>
        }
    }
}

fn wrong(error: Option<&SyncFault>, state: &State) -> Option<Html> {
    Some(bad(faults::of_sync(error?, state.display.lang)))
}

/// Where there is another way in, that nobody came by the portal is no fault.
fn portal_fault(state: &State) -> Option<Html> {
    let fault = state.portal.fault.as_ref()?;
    let words = portal::fault(fault, state.display.lang);
    let is_fault = *fault != PortalFault::NoToken || !state.takes_passwords();
    Some(if is_fault { bad(words) } else { info(&words) })
}

/// Who came from the portal may have no password here.
fn portal_ended(state: &State) -> Option<Html> {
    let ended = state.login.entry == Entry::Portal && state.login.last_user.is_some();
    ended.then(|| info(portal::ENDED.get(state.display.lang)))
}

fn bad(words: String) -> Html {
    html! { <p class="yb-banner yb-banner--bad">{ Icon::Cross.view() }<span>{ words }</span></p> }
}

fn info(words: &str) -> Html {
    html! { <p class="yb-banner yb-banner--info">{ Icon::Info.view() }<span>{ words.to_owned() }</span></p> }
}

fn log_in(send: &Dispatch) -> Callback<Input> {
    send.reform(Action::from)
}
