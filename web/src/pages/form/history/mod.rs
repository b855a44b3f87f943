//! 历史: of the whole report below its head, of one box below the box.

mod model;
#[cfg(test)]
mod tests;

use std::rc::Rc;

use yew::prelude::*;
use yuebao_domain::report::FieldKey;
use yuebao_domain::text::Words;
use yuebao_domain::wire::v1::ReportHistory;

use self::model::{Event, name, of_box, of_group, of_questions, steps};
use super::part::Part;
use crate::components::icon::Icon;
use crate::shell::faults::of_sync;
use crate::state::{About, Action, HistoryPane, HistoryPhase, SyncFault};
use crate::text::{history as text, questions};

/// The button for the whole report.
pub(super) fn button(part: &Part) -> Html {
    let words = part.say(text::TITLE);
    toggle(
        part,
        About::Report,
        "yb-button yb-button--plain",
        words,
        html! { words },
    )
}

/// The small button beside a box.
pub(super) fn box_button(part: &Part, key: &FieldKey, label: &str) -> Html {
    let words = text::of_box(label, part.lang);
    toggle(
        part,
        About::Box(key.clone()),
        "yb-history-button",
        &words,
        Html::default(),
    )
}

fn toggle(part: &Part, about: About, class: &'static str, label: &str, words: Html) -> Html {
    if !part.has_history {
        return Html::default();
    }
    let expanded = if pane(part, &about).is_some() {
        "true"
    } else {
        "false"
    };
    let project = part.project.to_string();
    let onclick = part.send.reform(move |_: MouseEvent| Action::ShowHistory {
        project: project.clone(),
        about: about.clone(),
    });
    let (label, title) = (label.to_owned(), part.say(text::TITLE));
    html! {
        <button type="button" {class} aria-label={label} {title} aria-expanded={expanded} {onclick}>
            { Icon::Clock.view() }{ words }
        </button>
    }
}

/// What is shown of it; nothing unless it was asked for.
pub(super) fn view(part: &Part, about: &About) -> Html {
    let Some(pane) = pane(part, about) else {
        return Html::default();
    };
    let told = pane.told.as_ref().map(|told| match about {
        About::Report => report(part, told),
        About::Box(key) => {
            let events = of_box(told, key, part.decimals.shown, part.lang);
            list(part, &events, text::NOTHING)
        }
    });
    let more = || part.send.reform(|_: MouseEvent| Action::MoreHistory);
    let phase = match &pane.phase {
        HistoryPhase::Loading => {
            html! { <p role="status">{ Icon::Sync.view() }{ " " }{ part.say(text::LOADING) }</p> }
        }
        HistoryPhase::Failed(fault) => html! {
            <div role="alert" class="yb-history__fault">
                <p>{ Icon::Warn.view() }{ " " }{ fault_words(part, fault) }</p>
                <button type="button" class="yb-button" onclick={more()}>{ part.say(text::RETRY) }</button>
            </div>
        },
        HistoryPhase::Told if pane.told.as_ref().is_some_and(|told| told.before.is_some()) => {
            html! { <button type="button" class="yb-button" onclick={more()}>{ part.say(text::OLDER) }</button> }
        }
        HistoryPhase::Told => Html::default(),
    };
    html! {
        <section class="yb-history" aria-label={part.say(text::TITLE)}>{ told }{ phase }{ asked(part, about) }</section>
    }
}

/// What was asked, which is on this device, whatever the server tells.
fn asked(part: &Part, about: &About) -> Html {
    let threads = part.questions.iter().filter(|it| match about {
        About::Report => true,
        About::Box(key) => it.field == *key,
    });
    let events = of_questions(threads.map(Rc::as_ref), *about == About::Report, part.lang);
    if events.is_empty() {
        return Html::default();
    }
    html! { <><h3>{ part.say(questions::TITLE) }</h3>{ list(part, &events, text::NOTHING) }</> }
}

fn pane<'a>(part: &'a Part, about: &About) -> Option<&'a HistoryPane> {
    let pane = part.history.as_deref();
    pane.filter(|pane| pane.about == *about)
}

fn report(part: &Part, history: &ReportHistory) -> Html {
    let boxes = history.fields.iter().map(|field| {
        let events = of_group(field, part.decimals.shown, part.lang);
        html! {
            <details class="yb-details" key={field.group.to_string()}>
                <summary class="yb-details__summary">{ name(&field.group, part.lang) }</summary>
                { list(part, &events, text::NOTHING) }
            </details>
        }
    });
    html! {
        <>
            <h2>{ part.say(text::TITLE) }</h2>
            { list(part, &steps(history, part.lang), text::NOTHING) }
            if !history.fields.is_empty() {
                <h3>{ part.say(text::BOXES) }</h3>
                { for boxes }
            }
        </>
    }
}

fn list(part: &Part, events: &[Event], nothing: Words) -> Html {
    if events.is_empty() {
        return html! { <p class="yb-muted">{ part.say(nothing) }</p> };
    }
    html! { <ol class="yb-history__list">{ for events.iter().map(one) }</ol> }
}

fn one(event: &Event) -> Html {
    let value = |(label, lines): &(String, Vec<String>)| {
        html! {
            <p class="yb-history__value">
                if !label.is_empty() { <span class="yb-muted">{ label }{ " " }</span> }
                <b>{ lines.join("；") }</b>
            </p>
        }
    };
    html! {
        <li class="yb-history__event">
            <p><strong>{ event.what }</strong>{ " " }{ &event.who }</p>
            { for event.values.iter().map(value) }
            { for event.notes.iter().map(|note| html! { <p>{ note }</p> }) }
            if let Some(comment) = &event.comment {
                <blockquote class="yb-explanation__words">{ comment }</blockquote>
            }
            <p class="yb-muted">{ &event.received }</p>
            if let Some(device) = &event.device { <p class="yb-muted yb-history__device">{ device }</p> }
        </li>
    }
}

fn fault_words(part: &Part, fault: &SyncFault) -> String {
    match fault {
        SyncFault::Unreachable => part.say(text::OFFLINE).to_owned(),
        fault if fault.ends_login() => part.say(text::LOGIN).to_owned(),
        fault => of_sync(fault, part.lang),
    }
}

/// Below the row of a box.
pub(super) fn below(part: &Part, key: &FieldKey) -> Html {
    view(part, &About::Box(key.clone()))
}
