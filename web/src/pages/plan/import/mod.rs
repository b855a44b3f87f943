//! 导入: a file is chosen, its columns are looked at, what it would change is seen, then it is written.

mod choose;
mod columns;
pub(crate) mod model;
mod told;

use yew::prelude::*;

use self::model::may_import;
use crate::components::faults;
use crate::components::icon::Icon;
use crate::dispatch::Dispatch;
use crate::state::{Action, Doing, ImportStep, PlanStep, State, View};
use crate::text::import as text;
use crate::text::plan;

/// The screen.
pub(crate) fn view(state: &State, send: &Dispatch) -> Html {
    let lang = state.display.lang;
    let back = send.reform(|_: MouseEvent| Action::Show(View::Plan));
    html! {
        <div class="yb-plans">
            <button type="button" class="yb-button yb-button--plain yb-plan-back" onclick={back}>
                { Icon::Left.view() }{ plan::BACK.get(lang) }
            </button>
            <h1>{ text::TITLE.get(lang) }</h1>
            if may_import(state) {
                { content(state, send) }
            } else {
                <div class="yb-banner yb-banner--info">{ Icon::Info.view() }<p>{ text::NOT_YOURS.get(lang) }</p></div>
            }
        </div>
    }
}

fn content(state: &State, send: &Dispatch) -> Html {
    let lang = state.display.lang;
    let screen = &state.plan.import;
    html! {
        <>
            <p class="yb-muted">{ text::HELP.get(lang) }</p>
            if !state.sync.online {
                <div class="yb-banner yb-banner--warn">{ Icon::Offline.view() }<p>{ text::OFFLINE.get(lang) }</p></div>
            }
            { choose::view(state, send) }
            { waiting(screen.doing, state) }
            if let Some(fault) = &screen.fault {
                <div class="yb-banner yb-banner--bad" role="alert">{ Icon::Cross.view() }<p>{ faults::of_sync(fault, lang) }</p></div>
            }
            if let Some(told) = &screen.told {
                { columns::view(state, told, send) }
                { told::view(state, told, send) }
            }
        </>
    }
}

/// What is under way; the bar comes once it takes a while.
fn waiting(doing: Option<Doing>, state: &State) -> Html {
    let words = match doing {
        None => return Html::default(),
        Some(Doing::Write) => text::WRITING,
        Some(Doing::Preview | Doing::Columns) => text::READING,
    };
    let words = words.get(state.display.lang);
    html! {
        <div role="status" class="yb-plan-waiting">
            <p>{ Icon::Sync.view() }{ words }</p>
            <progress class="yb-plan-progress" aria-label={words} />
        </div>
    }
}

/// What is done on this screen.
fn step(what: ImportStep) -> Action {
    super::step(PlanStep::Import(what))
}
