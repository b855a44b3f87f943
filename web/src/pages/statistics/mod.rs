//! 统计与函件: what the statistics say of a month as the office types it in, and the letters that it leads
//! to. Who does not see every project has the letters to their unit alone.

mod figures;
mod letters;
mod paper;
mod refused;
#[cfg(test)]
mod tests;

use std::rc::Rc;

use yew::prelude::*;
use yuebao_domain::period::Month;
use yuebao_domain::text::Lang;

use crate::components::icon::Icon;
use crate::dispatch::Dispatch;
use crate::state::{Action, Desk, OfficeStep, Pane, State, StatisticsStep};
use crate::text::shell;
use crate::text::statistics as text;

/// Whether this user has the screen: who sees every project is told of the statistics, and whose unit a
/// letter was sent to reads it.
pub(crate) fn has_statistics(state: &State) -> bool {
    let device = state.device.get();
    device.sees_everything() || !device.letters.is_empty()
}

/// The screen.
pub(crate) fn view(state: &State, send: &Dispatch) -> Html {
    let lang = state.display.lang;
    let device = state.device.get();
    let sees_figures = device.sees_everything();
    let title = if sees_figures {
        shell::STATISTICS
    } else {
        shell::LETTERS
    };
    let content = match (state.screen.month, state.profile()) {
        _ if !has_statistics(state) => info(text::NOTHING_HERE.get(lang)),
        (Some(month), Some(_)) => {
            let desk = desk(state, month);
            if let Some(paper) = paper::view(state, &desk) {
                return paper;
            }
            content(state, month, &desk, send)
        }
        _ => info(text::NOT_YET.get(lang)),
    };
    html! {
        <div class="yb-statistics">
            <h1>{ title.get(lang) }</h1>
            { content }
        </div>
    }
}

fn content(state: &State, month: Month, desk: &Rc<Desk>, send: &Dispatch) -> Html {
    let lang = state.display.lang;
    let device = state.device.get();
    let sees_figures = device.sees_everything();
    let pane = match state.statistics.pane {
        _ if !sees_figures => Pane::Letters,
        pane => pane.unwrap_or(Pane::Figures),
    };
    html! {
        <>
            if !device.meta.complete {
                <div class="yb-banner yb-banner--warn">{ Icon::Warn.view() }<p>{ text::NOT_COMPLETE.get(lang) }</p></div>
            }
            { refused::view(state, send) }
            if sees_figures { { panes(pane, desk, lang, send) } }
            { match pane {
                Pane::Figures => figures::view(state, month, desk, send),
                Pane::Letters => letters::view(state, month, desk, send),
            } }
        </>
    }
}

/// What the screen is drawn from.
fn desk(state: &State, month: Month) -> Rc<Desk> {
    state.device.desk(month, |device| Desk::of(device, month))
}

fn panes(chosen: Pane, desk: &Desk, lang: Lang, send: &Dispatch) -> Html {
    let one = |pane: Pane, words: &'static str, count: usize| {
        let pressed = if pane == chosen { "true" } else { "false" };
        let onclick = on(StatisticsStep::Show(pane), send);
        html! {
            <button type="button" class="yb-toggle" aria-pressed={pressed} {onclick}>
                { words }
                if count > 0 { <span class="yb-chip yb-chip--warn">{ text::proposed(count, lang) }</span> }
            </button>
        }
    };
    html! {
        <div class="yb-statistics__panes" role="group" aria-label={text::PARTS.get(lang)}>
            { one(Pane::Figures, text::FIGURES.get(lang), 0) }
            { one(Pane::Letters, shell::LETTERS.get(lang), desk.letters.proposed.len()) }
        </div>
    }
}

fn info(words: &'static str) -> Html {
    html! { <div class="yb-banner yb-banner--info">{ Icon::Info.view() }<p>{ words }</p></div> }
}

/// A step as an action.
fn act(step: StatisticsStep) -> Action {
    Action::Office(OfficeStep::Statistics(step))
}

/// What a button does.
fn on(step: StatisticsStep, send: &Dispatch) -> Callback<MouseEvent> {
    send.reform(move |_: MouseEvent| act(step.clone()))
}

/// What an area or a unit is called.
fn who(state: &State, of: &str) -> String {
    let device = state.device.get();
    let unit = device.units.iter().find(|unit| unit.id == of);
    let area = || {
        let profile = state.profile();
        profile.map_or(of, |profile| profile.area_name_in(of, state.display.lang))
    };
    unit.map_or_else(area, |unit| unit.name.as_str()).to_owned()
}
