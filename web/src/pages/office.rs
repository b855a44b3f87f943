//! The office's screens: a part of their own, fetched for those who have them, so that a clerk's tablet
//! does without.

#![expect(
    clippy::unnecessary_wraps,
    reason = "a part that can be missing has to answer with a `Result`"
)]

use std::pin::pin;
use std::task::{Context, Poll, Waker};

use wasm_split_helpers::{SplitLoaderError, wasm_split};
use yew::Html;

use super::{accounts, board, console, ledger, plan, publish, review, statistics, summaries};
use crate::dispatch::Dispatch;
use crate::state::{State, View};

#[wasm_split(office, fallible, preload(load))]
fn draw(state: &State, send: &Dispatch) -> Result<Html, SplitLoaderError> {
    Ok(match &state.screen.view {
        View::Board => board::view(state, send),
        View::Review => review::view(state, send),
        View::Console => console::view(state, send),
        View::Accounts => accounts::view(state, send),
        View::Plan => plan::view(state, send),
        View::Import => plan::import::view(state, send),
        View::Project(project) => plan::project::view(state, project, send),
        View::Ledger(project) => ledger::view(state, project, send),
        View::Publish => publish::view(state, send),
        View::Statistics => statistics::view(state, send),
        View::Summaries => summaries::view(state, send),
        View::Tasks | View::Form(_) | View::Totals | View::Pending => Html::default(),
    })
}

/// Fetches the part; whether it could be had.
pub(crate) async fn fetch() -> bool {
    load().await.is_ok()
}

/// The screen that is shown, once the part was fetched: then it is drawn without waiting.
pub(crate) fn view(state: &State, send: &Dispatch) -> Html {
    let mut context = Context::from_waker(Waker::noop());
    match pin!(draw(state, send)).poll(&mut context) {
        Poll::Ready(drawn) => drawn.unwrap_or_default(),
        Poll::Pending => Html::default(),
    }
}
