//! What was decided about the figures of the month, the newest first: a figure that was corrected is still
//! there.

use yew::prelude::*;
use yuebao_domain::operation::statistics::Step;

use super::said;
use crate::components::icon::Icon;
use crate::dispatch::Dispatch;
use crate::pages::pending::when;
use crate::pages::statistics::on;
use crate::state::{Desk, State, StatisticsStep};
use crate::text::statistics as text;

/// The button, and the list once it is wanted.
pub(super) fn view(state: &State, desk: &Desk, send: &Dispatch) -> Html {
    let lang = state.display.lang;
    let steps = &desk.figures.log.steps;
    if steps.is_empty() {
        return Html::default();
    }
    let shows = state.statistics.shows_log;
    let waits_from = steps.len() - desk.figures.waiting.min(steps.len());
    let line = |(at, step): (usize, &Step)| {
        html! {
            <li key={at}>
                <span>{ said(state, &step.command) }</span>
                <span class="yb-muted">
                    { &step.by }{ " · " }{ when::show(step.at.as_str(), lang) }
                    if at >= waits_from { { " · " }{ text::ON_ITS_WAY.get(lang) } }
                </span>
            </li>
        }
    };
    html! {
        <div class="yb-figures__log">
            <button type="button" class="yb-button" aria-expanded={shows.to_string()} onclick={on(StatisticsStep::ShowLog(!shows), send)}>
                { Icon::Clock.view() }{ text::log(steps.len(), lang) }
            </button>
            if shows { <ol>{ for steps.iter().enumerate().rev().map(line) }</ol> }
        </div>
    }
}
