//! 设备与未送达: what tablets could not deliver, for the office and the administrator.

pub(crate) mod model;
#[cfg(test)]
mod tests;

use yew::prelude::*;
use yuebao_domain::text::{Lang, Words};

use self::model::{Counts, Line, Model, PersonPart, UnitPart, has_console, model};
use crate::components::faults;
use crate::components::icon::Icon;
use crate::dispatch::Dispatch;
use crate::pages::pending::when;
use crate::state::{Action, Asking, OfficeStep, State, Watch};
use crate::text::console as text;

/// How far can be looked back, in months.
const WINDOWS: [u32; 3] = [3, 12, 36];

/// The screen.
pub fn view(state: &State, send: &Dispatch) -> Html {
    let lang = state.display.lang;
    let told = model(state);
    let content = match &told {
        _ if !has_console(state) => info(text::NOT_YOURS, lang),
        None if !state.sync.online => info(text::OFFLINE, lang),
        told => html! {
            <>
                if !state.sync.online { { info(text::OFFLINE_SHOWN, lang) } }
                { phase(state, send) }
                if let Some(model) = told { { list(state, model, send) } }
            </>
        },
    };
    html! {
        <div class="yb-pending">
            <h1>{ text::TITLE.get(lang) }</h1>
            { content }
        </div>
    }
}

fn info(words: Words, lang: Lang) -> Html {
    html! { <div class="yb-banner yb-banner--info">{ Icon::Info.view() }<p>{ words.get(lang) }</p></div> }
}

fn phase(state: &State, send: &Dispatch) -> Html {
    let lang = state.display.lang;
    match &state.console.phase {
        Asking::Idle => Html::default(),
        Asking::Waiting => {
            html! { <p role="status" class="yb-muted">{ Icon::Sync.view() }{ text::WAITING.get(lang) }</p> }
        }
        Asking::Failed(fault) => html! {
            <div class="yb-banner yb-banner--bad" role="alert">
                { Icon::Cross.view() }
                <span>{ faults::of_sync(fault, lang) }</span>
                { again(lang, send) }
            </div>
        },
    }
}

fn again(lang: Lang, send: &Dispatch) -> Html {
    let onclick = send.reform(|_: MouseEvent| Action::Office(OfficeStep::Watch(Watch::Load)));
    html! { <button type="button" class="yb-button" {onclick}>{ Icon::Sync.view() }{ text::AGAIN.get(lang) }</button> }
}

fn list(state: &State, model: &Model, send: &Dispatch) -> Html {
    let lang = state.display.lang;
    html! {
        <>
            { windows(state, send) }
            <p class="yb-muted">
                if let Some(day) = &model.since { { text::since(day, lang) }{ " " } }
                { text::WAITS_ALWAYS.get(lang) }
            </p>
            if model.cut {
                <div class="yb-banner yb-banner--warn">{ Icon::Warn.view() }<p>{ text::CUT.get(lang) }</p></div>
            }
            if model.units.is_empty() {
                { info(text::NOBODY, lang) }
            } else if model.total.is_any() {
                <div class="yb-pending-chips">{ chips(model.total, lang) }</div>
            } else {
                <div class="yb-banner yb-banner--good">{ Icon::Check.view() }<p>{ text::ALL_ARRIVED.get(lang) }</p></div>
            }
            if model.total.set_aside > 0 { <p>{ text::SET_ASIDE_HELP.get(lang) }</p> }
            { for model.units.iter().map(|unit| unit_part(unit, lang, send)) }
        </>
    }
}

fn windows(state: &State, send: &Dispatch) -> Html {
    let lang = state.display.lang;
    let one = |months: u32| {
        let onclick = send
            .reform(move |_: MouseEvent| Action::Office(OfficeStep::Watch(Watch::Months(months))));
        let is_chosen = state.console.months == months;
        html! {
            <button type="button" class="yb-toggle" aria-pressed={is_chosen.to_string()} {onclick}>
                { text::months(months, lang) }
            </button>
        }
    };
    html! {
        <div class="yb-pending-actions" role="group" aria-label={text::WINDOW.get(lang)}>
            <span class="yb-muted" aria-hidden="true">{ text::WINDOW.get(lang) }</span>
            { for WINDOWS.map(one) }
            { again(lang, send) }
        </div>
    }
}

fn chips(counts: Counts, lang: Lang) -> Html {
    let chip = |(n, what, tone, icon): (usize, Words, &'static str, Icon)| {
        html! {
            if n > 0 {
                <span class={classes!("yb-chip", tone)}>{ icon.view() }{ text::counted(n, what, lang) }</span>
            }
        }
    };
    let all = [
        (counts.refused, text::REFUSED, "yb-chip--bad", Icon::Cross),
        (counts.waiting, text::CONFLICT, "yb-chip--warn", Icon::Split),
        (
            counts.set_aside,
            text::SET_ASIDE,
            "yb-chip--bad",
            Icon::Inbox,
        ),
    ];
    html! { <>{ for all.map(chip) }</> }
}

fn unit_part(unit: &UnitPart, lang: Lang, send: &Dispatch) -> Html {
    html! {
        <section class="yb-pending-section" key={unit.name.clone()} aria-label={unit.name.clone()}>
            <h2>{ &unit.name }</h2>
            <ul class="yb-pending-list" part="list">
                { for unit.people.iter().map(|person| person_part(person, lang, send)) }
            </ul>
        </section>
    }
}

fn person_part(person: &PersonPart, lang: Lang, send: &Dispatch) -> Html {
    let seen = match &person.seen_at {
        Some(at) => text::seen(&when::show(at, lang), lang),
        None => text::NEVER_SEEN.get(lang).to_owned(),
    };
    html! {
        <li class="yb-pending-item" key={person.user.clone()}>
            <div class="yb-pending-item-text">
                <h3 class="yb-pending-name">{ &person.name }<span class="yb-muted">{ &person.user }</span></h3>
                <p class="yb-muted">{ seen }</p>
                if !person.lines.is_empty() {
                    <details class="yb-details">
                        <summary class="yb-details__summary">{ text::DETAILS.get(lang) }</summary>
                        <ul>{ for person.lines.iter().map(|line| line_part(line, lang, send)) }</ul>
                    </details>
                }
            </div>
            <div class="yb-pending-chips">{ chips(person.counts, lang) }</div>
        </li>
    }
}

fn line_part(line: &Line, lang: Lang, send: &Dispatch) -> Html {
    let (icon, what) = if line.is_refused {
        (Icon::Cross, text::REFUSED)
    } else {
        (Icon::Split, text::CONFLICT)
    };
    html! {
        <li class="yb-console-line">
            <p>{ icon.view() }{ &line.name }{ " " }{ &line.month }{ " · " }{ what.get(lang) }</p>
            <p class="yb-muted">{ text::came(&when::show(&line.at, lang), lang) }</p>
            if let Some(words) = &line.words { <p>{ words }</p> }
            if let Some(key) = line.key.clone() {
                <button type="button" class="yb-button" aria-label={format!("{} {} {}", text::OPEN.get(lang), line.name, line.month)}
                    onclick={send.reform(move |_: MouseEvent| Action::Open(key.clone()))}>{ text::OPEN.get(lang) }</button>
            }
        </li>
    }
}
