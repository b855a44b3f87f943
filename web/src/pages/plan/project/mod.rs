//! The plan of one project: its row in the month, its versions in time, and what two of them differ in.

mod compare;
pub(crate) mod model;

use yew::prelude::*;
use yuebao_domain::plan::PlanChange;

use self::model::{Model, Span, Version, model};
use super::rights::may_change;
use super::value::Fact;
use super::{changed, form, proposals, step, value};
use crate::components::icon::Icon;
use crate::dispatch::Dispatch;
use crate::pages::pending::when;
use crate::state::{Action, PlanStep, State, View};
use crate::text::ledger as words;
use crate::text::plan as text;

/// The page.
pub(crate) fn view(state: &State, project: &str, send: &Dispatch) -> Html {
    let lang = state.display.lang;
    let back = send.reform(|_: MouseEvent| Action::Show(View::Plan));
    let content = match model(state, project) {
        None => html! {
            <>
                <h1>{ text::TITLE.get(lang) }</h1>
                { super::info(text::NOT_HERE.get(lang)) }
            </>
        },
        Some(model) => content(state, &model, send),
    };
    html! {
        <div class="yb-plans">
            <button type="button" class="yb-button yb-button--plain yb-plan-back" onclick={back}>
                { Icon::Left.view() }{ text::BACK.get(lang) }
            </button>
            { content }
        </div>
    }
}

fn content(state: &State, model: &Model, send: &Dispatch) -> Html {
    let lang = state.display.lang;
    let print = send.reform(|_: MouseEvent| Action::Print);
    let view = View::Ledger(model.id.clone());
    let ledger = send.reform(move |_: MouseEvent| Action::Show(view.clone()));
    html! {
        <>
            <div class="yb-board-head">
                <h1>{ &model.name }</h1>
                <button type="button" class="yb-button" onclick={ledger}>{ Icon::Table.view() }{ words::OPEN.get(lang) }</button>
                <button type="button" class="yb-button" onclick={print}>{ Icon::Print.view() }{ text::PRINT.get(lang) }</button>
            </div>
            <section class="yb-plan-part">
                <h2>{ text::row_of(&value::month(state, model.month), lang) }</h2>
                if !model.is_in_plan {
                    <p class="yb-plan-warn">{ Icon::Warn.view() }{ text::NOT_IN_PLAN.get(lang) }</p>
                }
                if let Some(closed) = model.closed_through {
                    <p class="yb-muted">{ text::closed(&value::month(state, closed), lang) }</p>
                }
                { facts(&model.facts) }
            </section>
            { changes(state, model, send) }
            { form::view(state, Some(&model.id), send) }
            { proposals::view(state, Some(&model.id), send) }
            <section class="yb-plan-part">
                <h2>{ text::VERSIONS.get(lang) }</h2>
                <ol class="yb-plan-versions" part="list">{ for model.versions.iter().map(|one| version(state, one)) }</ol>
                if model.versions.len() > 1 { { compare::view(state, model, send) } }
            </section>
        </>
    }
}

/// What can be decided about it, or proposed.
fn changes(state: &State, model: &Model, send: &Dispatch) -> Html {
    let lang = state.display.lang;
    let draft = state.plan.draft.as_ref();
    let is_open = draft.is_some_and(|draft| draft.id == model.id);
    if is_open || !may_change(state, Some(&model.id)) {
        return Html::default();
    }
    let is_proposal = !state.device.get().closes_months();
    let changes: &[PlanChange] = if model.is_in_plan {
        &[PlanChange::Amend, PlanChange::Nature, PlanChange::Exit]
    } else {
        &[PlanChange::Supplement]
    };
    let one = |change: &PlanChange| {
        let (change, project) = (*change, model.id.clone());
        let begin = move || step(PlanStep::Begin(change, Some(project.clone())));
        let onclick = send.reform(move |_: MouseEvent| begin());
        html! {
            <button type="button" class="yb-button" {onclick}>{ Icon::Pen.view() }{ text::title(change, is_proposal, lang) }</button>
        }
    };
    html! { <div class="yb-pending-actions">{ for changes.iter().map(one) }</div> }
}

pub(super) fn facts(facts: &[Fact]) -> Html {
    let one = |(label, value): &Fact| {
        html! { <div><dt>{ label }</dt><dd>{ value }</dd></div> }
    };
    html! { <dl class="yb-plan-facts">{ for facts.iter().map(one) }</dl> }
}

fn version(state: &State, version: &Version) -> Html {
    let lang = state.display.lang;
    let month = |month| value::month(state, month);
    let span = match version.span {
        Span::On => text::from(&month(version.from), lang),
        Span::To(to) => text::from_to(&month(version.from), &month(to), lang),
        Span::Replaced(other) => text::replaced(&month(version.from), other, lang),
    };
    let by = if version.by.is_empty() {
        text::IMPORTED.get(lang).to_owned()
    } else {
        text::adopted_by(&version.by, lang)
    };
    let changes = match &version.changed {
        None => html! { <p class="yb-muted">{ text::FIRST.get(lang) }</p> },
        Some(changed) if changed.is_empty() => {
            html! { <p class="yb-muted">{ text::SAME.get(lang) }</p> }
        }
        Some(changed) => changed::table(changed, lang),
    };
    html! {
        <li class={classes!("yb-plan-version", version.counts.then_some("yb-plan-version--on"))} key={version.number}>
            <div class="yb-plan-version__head">
                <h3>{ text::version(version.number, lang) }{ " · " }{ version.change.get(lang) }</h3>
                <span>{ span }</span>
                if version.counts {
                    <span class="yb-chip yb-chip--good">{ Icon::Check.view() }{ text::COUNTS.get(lang) }</span>
                }
            </div>
            if !version.said.is_empty() { { facts(&version.said) } }
            <p class="yb-muted">
                { by }if !version.at.is_empty() { { " · " }{ when::show(&version.at, lang) } }
            </p>
            { changes }
        </li>
    }
}
