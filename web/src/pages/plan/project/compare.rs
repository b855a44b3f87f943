//! Two versions set beside each other.

use web_sys::HtmlSelectElement;
use yew::prelude::*;

use super::model::Model;
use crate::dispatch::Dispatch;
use crate::pages::plan::{changed, step};
use crate::state::{PlanStep, State};
use crate::text::plan as text;

/// Which two, and what differs.
pub(super) fn view(state: &State, model: &Model, send: &Dispatch) -> Html {
    let lang = state.display.lang;
    let numbers: Vec<u32> = model.versions.iter().map(|one| one.number).collect();
    let (newest, oldest) = (numbers.first().copied(), numbers.last().copied());
    let Some(shown) = state.plan.compared.or(oldest.zip(newest)) else {
        return Html::default();
    };
    let choose = |is_first: bool| {
        let send = send.clone();
        Callback::from(move |event: Event| {
            let select = event.target_dyn_into::<HtmlSelectElement>();
            let chosen = select.and_then(|select| select.value().parse().ok());
            if let Some(number) = chosen {
                let pair = if is_first {
                    (number, shown.1)
                } else {
                    (shown.0, number)
                };
                send.emit(step(PlanStep::Compare(Some(pair))));
            }
        })
    };
    let select = |is_first: bool, chosen: u32| {
        let label = if is_first { text::BEFORE } else { text::AFTER };
        let options = numbers.iter().map(|number| {
            html! { <option value={number.to_string()} selected={*number == chosen}>{ text::version(*number, lang) }</option> }
        });
        html! {
            <label class="yb-plan-choice">
                <span>{ label.get(lang) }</span>
                <select class="yb-input yb-input--select" onchange={choose(is_first)}>{ for options }</select>
            </label>
        }
    };
    html! {
        <details class="yb-board-decision yb-plan-compare" open={state.plan.compared.is_some()}>
            <summary>{ text::COMPARE.get(lang) }</summary>
            <div class="yb-plan-compare__choice">{ select(true, shown.0) }{ select(false, shown.1) }</div>
            { match &model.compared {
                None => Html::default(),
                Some(changed) if changed.is_empty() => html! { <p class="yb-muted" role="status">{ text::ALIKE.get(lang) }</p> },
                Some(changed) => changed::table(changed, lang),
            } }
        </details>
    }
}
