//! 月度看板: the month at a glance, for those who review, total and supervise.

mod chased;
mod closing;
pub(crate) mod model;
mod table;
#[cfg(test)]
mod tests;

use yew::prelude::*;
use yuebao_domain::period::show_day;
use yuebao_domain::text::Lang;

use self::chased::Chased;
use self::model::{Model, Opened, has_board, model};
use crate::components::icon::Icon;
use crate::dispatch::Dispatch;
use crate::state::{Action, State};
use crate::text::{board as text, shell, tasks, totals};

/// The screen.
pub fn view(state: &State, send: &Dispatch) -> Html {
    let lang = state.display.lang;
    let banner = |words: &'static str| {
        html! { <div class="yb-banner yb-banner--info">{ Icon::Info.view() }{ words }</div> }
    };
    let content = if has_board(state) {
        match model(state) {
            None => banner(totals::NOTHING_YET.get(lang)),
            Some(model) => content(state, &model, send),
        }
    } else {
        banner(text::NOT_YOURS.get(lang))
    };
    html! {
        <div class="yb-board">
            <h1>{ text::TITLE.get(lang) }</h1>
            { content }
        </div>
    }
}

fn content(state: &State, model: &Model, send: &Dispatch) -> Html {
    let lang = state.display.lang;
    let print = send.reform(|_: MouseEvent| Action::Print);
    html! {
        <>
            { print_head(state, model) }
            { until(model, lang) }
            if !state.device.get().meta.complete {
                <div class="yb-banner yb-banner--warn">{ Icon::Warn.view() }{ text::NOT_COMPLETE.get(lang) }</div>
            }
            { steps(model, lang) }
            <section class="yb-board-part">
                <div class="yb-board-head">
                    <h2>{ text::FILING.get(lang) }</h2>
                    <button type="button" class="yb-button" onclick={print}>{ Icon::Print.view() }{ text::PRINT.get(lang) }</button>
                </div>
                { table::view(model, lang, send) }
                if let Some(opened) = &model.open { { reports(opened, lang, send) } }
                <p class="yb-muted yb-board-note">{ text::OF_THIS_DEVICE.get(lang) }</p>
            </section>
            <Chased text={model.chase.clone()} with={model.chase_with.clone().map(AttrValue::from)} people={model.people.clone()} {lang} />
            { closing::view(state, model, send) }
        </>
    }
}

fn print_head(state: &State, model: &Model) -> Html {
    let lang = state.display.lang;
    let title = state.profile().map_or("", |profile| profile.title_in(lang));
    html! {
        <p class="yb-print-only yb-summary-print-title">
            { title }{ " " }{ shell::month(model.month, lang) }{ " " }{ text::PRINTED.get(lang) }
        </p>
    }
}

/// Until when, why until then, and how long that is.
fn until(model: &Model, lang: Lang) -> Html {
    let Some(deadline) = &model.deadline else {
        return html! { <p class="yb-tasks__until">{ Icon::Calendar.view() }<span>{ tasks::NO_DEADLINE.get(lang) }</span></p> };
    };
    let is_over = model.left.is_some_and(|left| left < 0);
    let words = tasks::deadline(&show_day(deadline.last_day), model.left, lang);
    let words = tasks::with_reason(words, deadline.because(lang), lang);
    let icon = if is_over { Icon::Warn } else { Icon::Calendar };
    html! {
        <p class={classes!("yb-tasks__until", is_over.then_some("yb-tasks__until--late"))}>
            { icon.view() }<span>{ words }</span>
        </p>
    }
}

/// How far the reports of the month have come.
fn steps(model: &Model, lang: Lang) -> Html {
    let one = |(step, count): &(Option<_>, usize)| {
        let nothing = || text::NOTHING_THERE.get(lang).to_owned();
        let words = step.map_or_else(nothing, |step| text::step(step, lang));
        html! { <li class="yb-chip">{ words }{ " " }<strong>{ *count }</strong></li> }
    };
    html! {
        <section class="yb-board-part">
            <h2>{ text::STEPS.get(lang) }</h2>
            <ul class="yb-board-steps">{ for model.steps.iter().map(one) }</ul>
        </section>
    }
}

/// The reports behind the cell that is open.
fn reports(opened: &Opened, lang: Lang, send: &Dispatch) -> Html {
    let close = send.reform(|_: MouseEvent| Action::BoardOpen(None));
    let one = |shown: &model::Shown| {
        let key = shown.key.clone();
        let onclick = send.reform(move |_: MouseEvent| Action::Open(key.clone()));
        html! {
            <li key={format!("{} {}", shown.key.project, shown.key.month)}>
                <button type="button" class="yb-summary-link" {onclick}>{ &shown.name }</button>
                <span class="yb-muted">{ &shown.unit }{ " · " }{ shown.key.month }{ " · " }{ shown.mark.say(lang) }</span>
            </li>
        }
    };
    html! {
        <div class="yb-board-open">
            <div class="yb-board-head">
                <h3>{ &opened.title }</h3>
                <button type="button" class="yb-button" onclick={close}>{ text::CLOSE.get(lang) }</button>
            </div>
            if opened.reports.is_empty() {
                <p class="yb-muted">{ text::NOBODY.get(lang) }</p>
            } else {
                <ul>{ for opened.reports.iter().map(one) }</ul>
            }
        </div>
    }
}
