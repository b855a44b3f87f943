//! 计划: the projects with the rows that count in the month, and what was decided about each.

mod changed;
mod form;
pub(crate) mod import;
pub(crate) mod model;
pub(crate) mod project;
mod proposals;
pub(crate) mod rights;
#[cfg(test)]
mod tests;
pub(crate) mod value;

use web_sys::HtmlInputElement;
use yew::prelude::*;
use yuebao_domain::plan::PlanChange;
use yuebao_domain::rights::Action as Right;
use yuebao_domain::text::{Lang, Words, clean};

use self::import::model::may_import;
use self::model::{Line, Model, model};
use self::rights::{has_plan, may_change};
use crate::components::icon::Icon;
use crate::dispatch::Dispatch;
use crate::state::{Action, Listed, OfficeStep, PlanFilter, PlanStep, State, View};
use crate::text::{import as text_import, plan as text};

/// The list.
pub fn view(state: &State, send: &Dispatch) -> Html {
    let lang = state.display.lang;
    let content = match model(state) {
        _ if !has_plan(state) => info(text::NOT_YOURS.get(lang)),
        _ if !state.may(Right::Read) => html! {
            <>
                { info(text::ADMINISTRATOR.get(lang)) }
                { new(state, send) }
            </>
        },
        None => html! {
            <>
                { info(text::NOTHING_YET.get(lang)) }
                { new(state, send) }
            </>
        },
        Some(model) => content(state, &model, send),
    };
    html! {
        <div class="yb-plans">
            <h1>{ text::TITLE.get(lang) }</h1>
            { content }
        </div>
    }
}

fn info(words: &'static str) -> Html {
    html! { <div class="yb-banner yb-banner--info">{ Icon::Info.view() }<p>{ words }</p></div> }
}

fn content(state: &State, model: &Model, send: &Dispatch) -> Html {
    let lang = state.display.lang;
    html! {
        <>
            if !state.device.get().meta.complete {
                <div class="yb-banner yb-banner--warn">{ Icon::Warn.view() }<p>{ text::NOT_COMPLETE.get(lang) }</p></div>
            }
            { new(state, send) }
            { form::view(state, None, send) }
            { proposals::view(state, None, send) }
            <section class="yb-plan-part" aria-label={text::PROJECTS.get(lang)}>
                <p class="yb-muted">{ text::of_month(&value::month(state, model.month), lang) }</p>
                { tools(state, model, send) }
                { list(state, model, send) }
            </section>
        </>
    }
}

/// 增补 of a project that is in no plan yet.
fn new(state: &State, send: &Dispatch) -> Html {
    let lang = state.display.lang;
    let is_open = state.plan.draft.as_ref().is_some_and(|it| it.is_new);
    let may_begin = !is_open && may_change(state, None);
    let may_import = may_import(state);
    if !may_begin && !may_import {
        return Html::default();
    }
    let words = if state.device.get().closes_months() {
        text::NEW
    } else {
        text::NEW_PROPOSAL
    };
    let to_import = send.reform(|_: MouseEvent| Action::Show(View::Import));
    let begin = || step(PlanStep::Begin(PlanChange::Supplement, None));
    let onclick = send.reform(move |_: MouseEvent| begin());
    html! {
        <div class="yb-pending-actions">
            if may_begin {
                <button type="button" class="yb-button yb-button--main" {onclick}>{ Icon::Plus.view() }{ words.get(lang) }</button>
            }
            if may_import {
                <button type="button" class="yb-button" onclick={to_import}>{ Icon::Upload.view() }{ text_import::OPEN.get(lang) }</button>
            }
        </div>
    }
}

/// Chips by standing, and the search.
fn tools(state: &State, model: &Model, send: &Dispatch) -> Html {
    let (lang, filter) = (state.display.lang, &state.plan.filter);
    let chip = |(listed, count): &(Listed, usize)| {
        let is_on = *listed == filter.listed;
        let next = PlanFilter {
            listed: *listed,
            ..filter.clone()
        };
        let onclick = send.reform(move |_: MouseEvent| step(PlanStep::Filter(next.clone())));
        html! {
            <button type="button" class={classes!("yb-filter", is_on.then_some("yb-filter--on"))}
                aria-pressed={is_on.to_string()} {onclick}>
                { words(*listed).get(lang) }<span class="yb-filter__count">{ *count }</span>
            </button>
        }
    };
    let oninput = {
        let (filter, send) = (filter.clone(), send.clone());
        Callback::from(move |event: InputEvent| {
            if let Some(input) = event.target_dyn_into::<HtmlInputElement>() {
                let search = clean(&input.value()).into_owned();
                let filter = filter.clone();
                send.emit(step(PlanStep::Filter(PlanFilter { search, ..filter })));
            }
        })
    };
    html! {
        <div class="yb-tasks__tools">
            <div class="yb-filters" role="group" aria-label={text::FILTER.get(lang)}>{ for model.counts.iter().map(chip) }</div>
            <label class="yb-search">
                <span class="yb-hidden">{ text::SEARCH.get(lang) }</span>
                { Icon::Search.view() }
                <input type="search" placeholder={text::SEARCH.get(lang)} value={filter.search.clone()} {oninput} />
            </label>
        </div>
    }
}

/// How projects stand to the plan of the month.
const fn words(listed: Listed) -> Words {
    match listed {
        Listed::InPlan => text::IN_PLAN,
        Listed::Left => text::LEFT,
        Listed::Later => text::LATER,
    }
}

fn list(state: &State, model: &Model, send: &Dispatch) -> Html {
    let (lang, filter) = (state.display.lang, &state.plan.filter);
    if model.lines.is_empty() {
        let empty = if filter.search.trim().is_empty() {
            text::NONE_SO
        } else {
            text::NO_MATCH
        };
        return html! { <p class="yb-muted" role="status">{ empty.get(lang) }</p> };
    }
    let more = PlanFilter {
        all: true,
        ..filter.clone()
    };
    let more = send.reform(move |_: MouseEvent| step(PlanStep::Filter(more.clone())));
    html! {
        <>
            <ul class="yb-plan-list" part="list">{ for model.lines.iter().map(|one| line(one, lang, send)) }</ul>
            if model.hidden > 0 {
                <p class="yb-tasks__more">
                    <button type="button" class="yb-button" onclick={more}>{ Icon::Down.view() }{ text::more(model.hidden, lang) }</button>
                </p>
            }
        </>
    }
}

fn line(line: &Line, lang: Lang, send: &Dispatch) -> Html {
    let to = View::Project(line.id.clone());
    let onclick = send.reform(move |_: MouseEvent| Action::Show(to.clone()));
    html! {
        <li key={line.id.clone()}>
            <button type="button" class="yb-plan-open" {onclick}>
                <span class="yb-plan-open__what">
                    <strong>{ &line.name }</strong>
                    <span class="yb-muted">{ &line.nature }{ " · " }{ &line.unit }{ " · " }{ &line.area }</span>
                </span>
                <span class="yb-plan-open__plan">
                    <span class="yb-amount">
                        <span class="yb-muted">{ text::ANNUAL.get(lang) }{ " " }</span>{ line.annual.as_deref().unwrap_or("—") }
                    </span>
                    if line.versions > 1 {
                        <span class="yb-chip">{ Icon::Clock.view() }{ text::versions(line.versions, lang) }</span>
                    }
                </span>
            </button>
        </li>
    }
}

/// What is done on these screens.
pub(crate) const fn step(step: PlanStep) -> Action {
    Action::Office(OfficeStep::Plan(step))
}
