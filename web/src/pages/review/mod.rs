//! 审核: what waits for a decision; the report itself is read on its form.

pub(crate) mod bar;
mod bulk;
pub(crate) mod course;
pub(crate) mod model;
#[cfg(test)]
mod tests;

use yew::prelude::*;
use yuebao_domain::operation::report::CommandKind;
use yuebao_domain::period::Month;
use yuebao_domain::rights::Action as Right;

use self::model::{Decided, Waiting, model};
use crate::components::icon::Icon;
use crate::components::severity::look;
use crate::dispatch::Dispatch;
use crate::pages::pending::when;
use crate::pages::questions;
use crate::state::{Action, State, View};
use crate::text::{review as text, shell};

/// The screen.
pub fn view(state: &State, send: &Dispatch) -> Html {
    let lang = state.display.lang;
    let model = model(state);
    let content = if state.may(Right::Review) {
        html! {
            <>
                if model.queue.is_empty() {
                    <div class="yb-empty">
                        { Icon::Check.view() }
                        <h2>{ text::NOTHING.get(lang) }</h2>
                        <p class="yb-muted">{ text::NOTHING_ADVICE.get(lang) }</p>
                    </div>
                } else {
                    <p><strong>{ text::waiting(model.queue.len(), lang) }</strong></p>
                    <p class="yb-muted">{ text::HELP.get(lang) }</p>
                    { bulk::filters(state, send) }
                    { bulk::view(state, &model, send) }
                    <ul class="yb-pending-list" part="list">{ for model.queue.iter().map(|it| waiting(state, it, send)) }</ul>
                }
                { questions::list::view(state, send) }
                { for model.elsewhere.iter().map(|(month, waiting)| elsewhere(state, *month, waiting, send)) }
                { on_its_way(state, &model.on_its_way) }
            </>
        }
    } else {
        html! { <div class="yb-banner yb-banner--info">{ Icon::Info.view() }{ text::NOT_YOURS.get(lang) }</div> }
    };
    html! {
        <div class="yb-pending">
            <h1>{ text::TITLE.get(lang) }</h1>
            { content }
        </div>
    }
}

fn waiting(state: &State, it: &Waiting, send: &Dispatch) -> Html {
    let lang = state.display.lang;
    let is_here = state.screen.month == Some(it.key.month);
    let label = if is_here {
        format!("{} {}", text::OPEN.get(lang), it.project)
    } else {
        let month = shell::month(it.key.month, lang);
        format!("{} {month} {}", text::OPEN.get(lang), it.project)
    };
    let open = send.reform({
        let key = it.key.clone();
        move |_: MouseEvent| {
            if is_here {
                Action::Show(View::Form(key.project.clone()))
            } else {
                Action::Open(key.clone())
            }
        }
    });
    let findings = it.findings.iter().map(|(severity, n)| {
        let (icon, tone) = look(*severity);
        chip(icon, tone, text::findings(*severity, *n, lang))
    });
    html! {
        <li class="yb-pending-item" key={it.key.project.clone()}>
            <div class="yb-pending-item-text">
                <h2 class="yb-review-name">{ &it.project }</h2>
                <p class="yb-muted">
                    { &it.unit }{ " · " }{ text::handed_in(&it.by, &when::show(&it.at, lang), lang) }
                </p>
                <div class="yb-pending-chips">
                    if it.amendments > 0 { { chip(Icon::Split, "warn", text::amendments(it.amendments, lang)) } }
                    if it.has_conflict { { chip(Icon::Split, "bad", text::CONFLICT.get(lang).to_owned()) } }
                    if let Some(late) = it.late { { chip(Icon::Clock, "warn", late.say(lang)) } }
                    { for findings }
                </div>
            </div>
            <button type="button" class="yb-button" onclick={open} aria-label={label}>
                { text::OPEN.get(lang) }
            </button>
        </li>
    }
}

fn chip(icon: Icon, tone: &str, words: String) -> Html {
    html! { <span class={classes!("yb-chip", format!("yb-chip--{tone}"))}>{ icon.view() }{ words }</span> }
}

/// What waits in another month than the one that is shown.
fn elsewhere(state: &State, month: Month, items: &[Waiting], send: &Dispatch) -> Html {
    let lang = state.display.lang;
    let onclick = send.reform(move |_: MouseEvent| Action::ShowMonth(month));
    let words = text::elsewhere(&shell::month(month, lang), items.len(), lang);
    html! {
        <section class="yb-pending-section" key={month.to_string()}>
            <h2>{ words }</h2>
            <div class="yb-pending-actions">
                <button type="button" class="yb-button" {onclick}>{ text::show_month(&shell::month(month, lang), lang) }</button>
            </div>
            <ul class="yb-pending-list" part="list">{ for items.iter().map(|it| waiting(state, it, send)) }</ul>
        </section>
    }
}

fn on_its_way(state: &State, decided: &[Decided]) -> Html {
    let lang = state.display.lang;
    if decided.is_empty() {
        return Html::default();
    }
    let one = |it: &Decided| {
        let (icon, words) = match it.kind {
            CommandKind::Return => (Icon::Left, text::RETURN),
            _ => (Icon::Check, text::ACCEPT),
        };
        html! {
            <li class="yb-pending-item">
                <div class="yb-pending-item-text">
                    <h3 class="yb-pending-name">{ &it.project }<span class="yb-muted">{ it.key.month.to_string() }</span></h3>
                    if let Some(comment) = &it.comment { <p>{ comment }</p> }
                </div>
                <div class="yb-pending-chips">
                    { chip(icon, "info", words.get(lang).to_owned()) }
                    { chip(Icon::Up, "info", text::ON_ITS_WAY.get(lang).to_owned()) }
                </div>
            </li>
        }
    };
    html! {
        <section class="yb-pending-section">
            <h2>{ text::ON_ITS_WAY.get(lang) }</h2>
            <p class="yb-muted">{ text::ON_ITS_WAY_HELP.get(lang) }</p>
            <ul class="yb-pending-list" part="list">{ for decided.iter().map(one) }</ul>
        </section>
    }
}
