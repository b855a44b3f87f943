//! 汇总: totals of the month from what is on the device, and what is missing from them.

mod audit;
mod model;
mod table;
#[cfg(test)]
mod tests;

use yew::prelude::*;
use yuebao_domain::aggregate::{AmountUnit, Basis, Dimension};
use yuebao_domain::text::Lang;

use self::model::{LEVELS, Missing, Model, Scope, model, toggled};
use crate::components::icon::Icon;
use crate::dispatch::Dispatch;
use crate::state::{Action, State, TotalsChoice, View};
use crate::text::totals as text;

/// The id of a line's button in the table.
fn line_id(line: usize) -> String {
    format!("yb-line-{line}")
}

/// The id of a line's cell in a column of `MEASURES`.
fn cell_id(line: usize, measure: &str) -> String {
    format!("yb-cell-{line}-{measure}")
}

/// The screen.
pub fn view(state: &State, send: &Dispatch) -> Html {
    let lang = state.display.lang;
    let content = match model(state) {
        None => {
            html! { <div class="yb-banner yb-banner--info">{ Icon::Info.view() }{ text::NOTHING_YET.get(lang) }</div> }
        }
        Some(model) if model.scope.projects == 0 => html! {
            <div class="yb-banner yb-banner--info">{ Icon::Info.view() }{ text::NO_PROJECTS.get(lang) }</div>
        },
        Some(model) => html! {
            <>
                { print_head(state, &model) }
                { scope(&model.scope, lang, send) }
                { audit::line(state) }
                { tools(&model, state.totals.unit, lang, send) }
                { table::view(&model, state.totals.unit, lang, send) }
                <p class="yb-summary-note yb-muted">{ text::RATE_NOTE.get(lang) }</p>
                if let Some(then) = model.compared {
                    <p class="yb-summary-note yb-muted">{ text::growth_note(then, lang) }</p>
                }
                { table::years(&model, state.totals.unit, lang) }
                if let Some(left) = &model.left {
                    <p class="yb-summary-note">{ text::left(left.projects, &left.completed, &left.year_to_date, lang) }</p>
                }
                if !model.carried.is_empty() {
                    <p class="yb-summary-note yb-muted">{ text::carried(&model.carried, lang) }</p>
                }
                { audit::view(state, send) }
                { print_footer(lang) }
            </>
        },
    };
    html! {
        <div class="yb-summary">
            <h1>{ text::TITLE.get(lang) }</h1>
            { content }
        </div>
    }
}

fn scope(scope: &Scope, lang: Lang, send: &Dispatch) -> Html {
    html! {
        <div class="yb-summary-scope">
            if !scope.is_complete {
                <div class="yb-banner yb-banner--warn">{ Icon::Warn.view() }{ text::NOT_COMPLETE.get(lang) }</div>
            }
            if !scope.not_final.is_empty() {
                { named(text::not_final(scope.not_final.len(), lang), &scope.not_final, send) }
            }
            if !scope.withheld.is_empty() {
                { named(text::withheld(scope.withheld.len(), lang), &scope.withheld, send) }
            }
            if scope.missing.is_empty() {
                <p class="yb-summary-state yb-summary-state--good">{ Icon::Check.view() }{ text::ALL_REPORTED.get(lang) }</p>
            } else {
                { named(text::missing(scope.missing.len(), scope.due, lang), &scope.missing, send) }
            }
            if scope.waiting > 0 {
                <p class="yb-summary-state">{ Icon::Up.view() }{ text::waiting(scope.waiting, lang) }</p>
            }
            if scope.in_conflict > 0 {
                <p class="yb-summary-state yb-summary-state--warn">{ Icon::Split.view() }{ text::in_conflict(scope.in_conflict, lang) }</p>
            }
        </div>
    }
}

/// What is not in the totals, by name.
fn named(words: String, projects: &[Missing], send: &Dispatch) -> Html {
    let open = |project: &str| {
        let view = View::Form(project.to_owned());
        send.reform(move |_: MouseEvent| Action::Show(view.clone()))
    };
    html! {
        <details class="yb-summary-missing">
            <summary>{ Icon::Warn.view() }{ words }</summary>
            <ul>
                { for projects.iter().map(|it| html! {
                    <li>
                        <button type="button" class="yb-summary-link" onclick={open(&it.project)}>{ &it.name }</button>
                        <span class="yb-muted">{ &it.unit }</span>
                    </li>
                }) }
            </ul>
        </details>
    }
}

fn tools(model: &Model, unit: AmountUnit, lang: Lang, send: &Dispatch) -> Html {
    let print = send.reform(|_: MouseEvent| Action::Print);
    html! {
        <div class="yb-summary-tools">
            <fieldset class="yb-summary-choice">
                <legend>{ text::DIVIDE_BY.get(lang) }</legend>
                { for model.dimensions.iter().map(|it| dimension_button(model, it, send)) }
            </fieldset>
            <fieldset class="yb-summary-choice">
                <legend>{ text::BASIS.get(lang) }</legend>
                { for Basis::ALL.map(|it| html! {
                    <button type="button" class="yb-toggle" aria-pressed={pressed(it == model.basis)}
                        onclick={send.reform(move |_: MouseEvent| Action::Totals(TotalsChoice::Basis(it)))}>
                        { text::basis(it).get(lang) }
                    </button>
                }) }
            </fieldset>
            <fieldset class="yb-summary-choice">
                <legend>{ text::UNIT_OF_AMOUNTS.get(lang) }</legend>
                { for [AmountUnit::Wan, AmountUnit::Yi].map(|it| html! {
                    <button type="button" class="yb-toggle" aria-pressed={pressed(it == unit)}
                        onclick={send.reform(move |_: MouseEvent| Action::Totals(TotalsChoice::Unit(it)))}>
                        { text::unit(it).get(lang) }
                    </button>
                }) }
            </fieldset>
            <button type="button" class="yb-button" onclick={print}>{ Icon::Print.view() }{ text::PRINT.get(lang) }</button>
        </div>
    }
}

fn dimension_button(
    model: &Model,
    (dimension, name): &(Dimension, String),
    send: &Dispatch,
) -> Html {
    let level = model.by.iter().position(|it| it == dimension);
    let disabled = level.is_none() && model.by.len() >= LEVELS;
    let after = toggled(&model.by, *dimension);
    let onclick = send.reform(move |_: MouseEvent| Action::Totals(TotalsChoice::By(after.clone())));
    html! {
        <button type="button" class="yb-toggle" aria-pressed={pressed(level.is_some())} {disabled} {onclick}>
            if let Some(level) = level {
                <span class="yb-summary-level">{ level + 1 }</span>
            }
            { name }
        </button>
    }
}

const fn pressed(on: bool) -> &'static str {
    if on { "true" } else { "false" }
}

fn print_head(state: &State, model: &Model) -> Html {
    let lang = state.display.lang;
    let title = state.profile().map_or("", |profile| profile.title_in(lang));
    let unit = state
        .device
        .get()
        .meta
        .me
        .as_ref()
        .map_or("", |me| me.unit.name.as_str());
    html! {
        <div class="yb-print-only">
            <p class="yb-summary-print-title">{ text::print_title(title, model.month, lang) }</p>
            <p>{ text::basis(model.basis).get(lang) }</p>
            <p>{ text::REPORTING_UNIT.get(lang) }{ unit }</p>
        </div>
    }
}

fn print_footer(lang: Lang) -> Html {
    html! {
        <div class="yb-print-only yb-summary-signatures">
            <span>{ text::HEAD.get(lang) }</span>
            <span>{ text::FILLED_BY.get(lang) }</span>
            <span>{ text::PRINTED_ON.get(lang) }</span>
        </div>
    }
}
