//! What surrounds every screen.

mod banners;
pub(crate) mod first;
mod header;
mod login;
mod rescued;

use yew::{Html, MouseEvent, html};

use crate::components::icon::Icon;
use crate::dispatch::Dispatch;
use crate::pages;
use crate::state::{Action, OfficePart, OfficeStep, Session, State, View};
use crate::text::shell as text;

/// The whole widget.
pub fn view(state: &State, send: &Dispatch) -> Html {
    match &state.session {
        Session::Opening => {
            let (icon, words) = if state.store.is_blocked {
                (Icon::Warn, text::STORE_BLOCKED)
            } else {
                (Icon::Sync, text::OPENING)
            };
            first::opening(icon, words, state.display.lang)
        }
        Session::LoggedOut { busy, error } => login::page(state, *busy, error.as_ref(), send),
        Session::Open { user, token } => html! {
            <>
                { header::view(state, user, send) }
                if !state.is_closed() { { banners::view(state, send) } }
                if token.is_none() && (state.is_closed() || !state.portal.is_asking()) { { login::again(state, user, send) } }
                <main class="yb-main" part="main" hidden={state.is_closed()}>{ page(state, send) }</main>
                if !matches!(state.screen.view, View::Form(_)) { { notice(state, send) } }
            </>
        },
    }
}

fn page(state: &State, send: &Dispatch) -> Html {
    match &state.screen.view {
        View::Tasks => pages::tasks::view(state, send),
        View::Form(project) => pages::form::view(state, project, notice(state, send), send),
        View::Totals => pages::totals::view(state, send),
        View::Pending => pages::pending::view(state, send),
        View::Board
        | View::Review
        | View::Accounts
        | View::Console
        | View::Plan
        | View::Project(_)
        | View::Import
        | View::Ledger(_)
        | View::Publish
        | View::Statistics
        | View::Summaries => office(state, send),
    }
}

/// A screen of the office's part, or what has become of the part.
fn office(state: &State, send: &Dispatch) -> Html {
    let lang = state.display.lang;
    match state.office {
        OfficePart::Here => pages::office::view(state, send),
        OfficePart::Unasked | OfficePart::Coming => html! {
            <div class="yb-empty" role="status">{ Icon::Sync.view() }<h1>{ text::SCREEN_COMES.get(lang) }</h1></div>
        },
        OfficePart::Missing => {
            let again = send.reform(|_: MouseEvent| Action::Office(OfficeStep::Fetch));
            html! {
                <div class="yb-empty" role="alert">
                    { Icon::Offline.view() }
                    <h1>{ text::SCREEN_MISSING.get(lang) }</h1>
                    <p class="yb-muted">{ text::SCREEN_MISSING_ADVICE.get(lang) }</p>
                    <button type="button" class="yb-button yb-button--main" onclick={again}>{ text::SCREEN_AGAIN.get(lang) }</button>
                </div>
            }
        }
    }
}

/// Where the login is over, its panel says what is to be said.
fn notice(state: &State, send: &Dispatch) -> Html {
    if state.is_closed() {
        return Html::default();
    }
    banners::notice(state, send)
}
