//! The login form: as a page of its own, and as a panel when a login has expired. Who comes from the
//! host page is sent back there instead: that person may have no password here.

use yew::{Callback, Html, MouseEvent, SubmitEvent, html};
use yuebao_domain::text::Words;

use super::first::{Login, alert, password, submit};
use super::{faults, header};
use crate::Send;
use crate::components::icon::Icon;
use crate::state::{Action, Entry, Giver, Notice, Said, State, StoreHealth, SyncFault, SyncPhase};
use crate::text::shell as text;

/// Nobody is logged in.
pub(super) fn page(state: &State, busy: bool, error: Option<&SyncFault>, send: &Send) -> Html {
    let login = Login {
        lang: state.lang,
        title: header::title(state),
        online: state.online,
        busy,
        wrong: wrong(error, state)
            .or_else(|| no_token(state))
            .or_else(|| portal_ended(state)),
        portal: ask_portal(text::BY_PORTAL, state, send),
    };
    login.view(said(send))
}

/// The login is over: what was filled in is here and not shown until the next.
pub(super) fn again(state: &State, user: &str, send: &Send) -> Html {
    let lang = state.lang;
    let why = match (state.entry, &state.store) {
        _ if !state.over => text::LOG_IN_TO_SEND,
        (Entry::Password, StoreHealth::Good) => text::LOG_IN_AGAIN,
        (Entry::Password, _) => text::LOG_IN_AGAIN_UNSAVED,
        (Entry::Portal, StoreHealth::Good) => text::PORTAL_ENDED,
        (Entry::Portal, _) => text::PORTAL_ENDED_UNSAVED,
    };
    let error = match &state.sync {
        SyncPhase::Failed {
            fault: SyncFault::LoginNeeded | SyncFault::LoginEnded,
            ..
        } => None,
        SyncPhase::Failed { fault, .. } => Some(fault),
        _ => None,
    };
    let log_in = submit(Some(user.to_owned()), said(send));
    html! {
        <section class="yb-relogin" aria-label={text::LOG_IN_TITLE.get(lang)}>
            <p class="yb-relogin__why">{ Icon::Person.view() }<span>{ why.get(lang) }</span></p>
            { alert(no_token(state).filter(|_| state.is_closed()).or_else(|| wrong(error, state))) }
            if state.entry == Entry::Portal {
                { ask_portal(text::PORTAL_AGAIN, state, send) }
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

/// Where the host page has a way to give a token, it can be asked once more.
fn ask_portal(words: Words, state: &State, send: &Send) -> Html {
    let onclick = send.reform(|_: MouseEvent| Action::AskPortal);
    html! {
        if state.giver != Giver::Absent {
            <button type="button" class="yb-button yb-login__portal" {onclick} disabled={state.asks_host()}>
                { words.get(state.lang) }
            </button>
        }
    }
}

fn wrong(error: Option<&SyncFault>, state: &State) -> Option<Html> {
    Some(bad(faults::of_sync(error?, state.lang)))
}

fn no_token(state: &State) -> Option<Html> {
    let said = state.notice == Some(Notice::NoToken);
    said.then(|| bad(text::NO_TOKEN.get(state.lang).to_owned()))
}

/// Who came from the portal may have no password here.
fn portal_ended(state: &State) -> Option<Html> {
    let words = text::PORTAL_ENDED.get(state.lang);
    let ended = state.entry == Entry::Portal;
    ended.then(|| html! { <p class="yb-banner yb-banner--info">{ Icon::Info.view() }<span>{ words }</span></p> })
}

fn bad(words: String) -> Html {
    html! { <p class="yb-banner yb-banner--bad">{ Icon::Cross.view() }<span>{ words }</span></p> }
}

fn said(send: &Send) -> Callback<Said> {
    send.reform(Action::from)
}
