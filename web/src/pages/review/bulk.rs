//! 批量通过: the button, and what is left out of it and why.

use yew::prelude::*;
use yuebao_domain::text::Words;

use super::model::Model;
use crate::components::icon::Icon;
use crate::dispatch::Dispatch;
use crate::pages::pending::model::project_name;
use crate::state::{Action, ReviewFilter, State};
use crate::text::review as text;

/// Which are listed.
pub(super) fn filters(state: &State, send: &Dispatch) -> Html {
    let lang = state.display.lang;
    let button = |it: ReviewFilter| {
        let pressed = if it == state.reviews { "true" } else { "false" };
        html! {
            <button type="button" class="yb-toggle" aria-pressed={pressed}
                onclick={send.reform(move |_: MouseEvent| Action::FilterReviews(it))}>
                { called(it).get(lang) }
            </button>
        }
    };
    html! {
        <fieldset class="yb-summary-choice">
            <legend>{ text::FILTER.get(lang) }</legend>
            { for ReviewFilter::ALL.map(button) }
        </fieldset>
    }
}

const fn called(filter: ReviewFilter) -> Words {
    match filter {
        ReviewFilter::All => text::ALL,
        ReviewFilter::Findings => text::WITH_FINDINGS,
        ReviewFilter::Explanations => text::WITH_EXPLANATIONS,
        ReviewFilter::Questions => text::WITH_QUESTIONS,
        ReviewFilter::Late => text::LATE,
    }
}

/// The button for those that pass, and the others by name.
pub(super) fn view(state: &State, model: &Model, send: &Dispatch) -> Html {
    let lang = state.display.lang;
    let bulk = &model.bulk;
    let onclick = {
        let (send, passes) = (send.clone(), bulk.passes.clone());
        Callback::from(move |_: MouseEvent| {
            for (key, seen) in passes.clone() {
                send.emit(Action::Pass { key, seen });
            }
        })
    };
    let left = bulk.left_out.iter().map(|(key, why)| {
        html! {
            <li><strong>{ project_name(state, &key.project) }</strong>{ " " }<span class="yb-muted">{ text::left_out(*why, lang) }</span></li>
        }
    });
    html! {
        <section class="yb-review-bulk">
            if !bulk.passes.is_empty() {
                // one tap too many must not accept hundreds
                <details class="yb-details">
                    <summary class="yb-details__summary">{ text::pass_all(bulk.passes.len(), lang) }</summary>
                    <p class="yb-muted">{ text::PASS_ALL_HELP.get(lang) }</p>
                    <button type="button" class="yb-button" {onclick}>
                        { Icon::Check.view() }{ text::confirm_pass(bulk.passes.len(), lang) }
                    </button>
                </details>
            }
            if !bulk.left_out.is_empty() {
                <details class="yb-details">
                    <summary class="yb-details__summary">{ text::LEFT_OUT.get(lang) }{ format!(" ({})", bulk.left_out.len()) }</summary>
                    <ul>{ for left }</ul>
                </details>
            }
        </section>
    }
}
