//! What surrounds every screen.

mod banners;
pub(crate) mod first;
mod header;
mod login;
mod rescued;

use yew::{Html, html};

use crate::components::icon::Icon;
use crate::dispatch::Dispatch;
use crate::pages;
use crate::state::{Session, State, View};
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
        View::Summary => pages::summary::view(state, send),
        View::Board => pages::board::view(state, send),
        View::Review => pages::review::view(state, send),
        View::Pending => pages::pending::view(state, send),
        View::Accounts => pages::accounts::view(state, send),
        View::Console => pages::console::view(state, send),
    }
}

/// Where the login is over, its panel says what is to be said.
fn notice(state: &State, send: &Dispatch) -> Html {
    if state.is_closed() {
        return Html::default();
    }
    banners::notice(state, send)
}
