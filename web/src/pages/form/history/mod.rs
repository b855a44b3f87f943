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
use super::boxes::Boxes;
use crate::components::faults::of_sync;
use crate::components::icon::Icon;
use crate::fault::SyncFault;
use crate::state::{About, Action, HistoryPane, HistoryPhase};
use crate::text::{history as text, questions};

/// The button for the whole report.
pub(super) fn button(boxes: &Boxes) -> Html {
    let words = boxes.context.say(text::TITLE);
    toggle(
        boxes,
        About::Report,
        "yb-button yb-button--plain",
        words,
        html! { words },
    )
}

/// The small button beside a box.
pub(super) fn box_button(boxes: &Boxes, key: &FieldKey, label: &str) -> Html {
    let words = text::of_box(label, boxes.context.lang);
    toggle(
        boxes,
        About::Box(key.clone()),
        "yb-history-button",
        &words,
        Html::default(),
    )
}

fn toggle(boxes: &Boxes, about: About, class: &'static str, label: &str, words: Html) -> Html {
    if !boxes.context.has_history {
        return Html::default();
    }
    let expanded = if pane(boxes, &about).is_some() {
        "true"
    } else {
        "false"
    };
    let project = boxes.context.project.to_string();
    let onclick = boxes
        .context
        .send
        .reform(move |_: MouseEvent| Action::ShowHistory {
            project: project.clone(),
            about: about.clone(),
        });
    let (label, title) = (label.to_owned(), boxes.context.say(text::TITLE));
    html! {
        <button type="button" {class} aria-label={label} {title} aria-expanded={expanded} {onclick}>
            { Icon::Clock.view() }{ words }
        </button>
    }
}

/// What is shown of it; nothing unless it was asked for.
pub(super) fn view(boxes: &Boxes, about: &About) -> Html {
    let Some(pane) = pane(boxes, about) else {
        return Html::default();
    };
    let known = pane.known.as_ref().map(|known| match about {
        About::Report => report(boxes, known),
        About::Box(key) => {
            let events = of_box(known, key, boxes.context.decimals.shown, boxes.context.lang);
            list(boxes, &events, text::NOTHING)
        }
    });
    let more = || {
        boxes
            .context
            .send
            .reform(|_: MouseEvent| Action::MoreHistory)
    };
    let phase = match &pane.phase {
        HistoryPhase::Loading => {
            html! { <p role="status">{ Icon::Sync.view() }{ " " }{ boxes.context.say(text::LOADING) }</p> }
        }
        HistoryPhase::Failed(fault) => html! {
            <div role="alert" class="yb-history__fault">
                <p>{ Icon::Warn.view() }{ " " }{ fault_words(boxes, fault) }</p>
                <button type="button" class="yb-button" onclick={more()}>{ boxes.context.say(text::RETRY) }</button>
            </div>
        },
        HistoryPhase::Loaded
            if pane
                .known
                .as_ref()
                .is_some_and(|known| known.before.is_some()) =>
        {
            html! { <button type="button" class="yb-button" onclick={more()}>{ boxes.context.say(text::OLDER) }</button> }
        }
        HistoryPhase::Loaded => Html::default(),
    };
    html! {
        <section class="yb-history" aria-label={boxes.context.say(text::TITLE)}>{ known }{ phase }{ asked(boxes, about) }</section>
    }
}

/// What was asked, which is on this device, whatever the server tells.
fn asked(boxes: &Boxes, about: &About) -> Html {
    let threads = boxes.questions.iter().filter(|it| match about {
        About::Report => true,
        About::Box(key) => it.field == *key,
    });
    let events = of_questions(
        threads.map(Rc::as_ref),
        *about == About::Report,
        boxes.context.lang,
    );
    if events.is_empty() {
        return Html::default();
    }
    html! { <><h3>{ boxes.context.say(questions::TITLE) }</h3>{ list(boxes, &events, text::NOTHING) }</> }
}

fn pane<'a>(boxes: &'a Boxes, about: &About) -> Option<&'a HistoryPane> {
    let pane = boxes.history.as_deref();
    pane.filter(|pane| pane.about == *about)
}

fn report(boxes: &Boxes, history: &ReportHistory) -> Html {
    let fields = history.fields.iter().map(|field| {
        let events = of_group(field, boxes.context.decimals.shown, boxes.context.lang);
        html! {
            <details class="yb-details" key={field.group.to_string()}>
                <summary class="yb-details__summary">{ name(&field.group, boxes.context.lang) }</summary>
                { list(boxes, &events, text::NOTHING) }
            </details>
        }
    });
    html! {
        <>
            <h2>{ boxes.context.say(text::TITLE) }</h2>
            { list(boxes, &steps(history, boxes.context.lang), text::NOTHING) }
            if !history.fields.is_empty() {
                <h3>{ boxes.context.say(text::BOXES) }</h3>
                { for fields }
            }
        </>
    }
}

fn list(boxes: &Boxes, events: &[Event], nothing: Words) -> Html {
    if events.is_empty() {
        return html! { <p class="yb-muted">{ boxes.context.say(nothing) }</p> };
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

fn fault_words(boxes: &Boxes, fault: &SyncFault) -> String {
    match fault {
        SyncFault::Unreachable => boxes.context.say(text::OFFLINE).to_owned(),
        fault if fault.ends_login() => boxes.context.say(text::LOGIN).to_owned(),
        fault => of_sync(fault, boxes.context.lang),
    }
}

/// Below the row of a box.
pub(super) fn below(boxes: &Boxes, key: &FieldKey) -> Html {
    view(boxes, &About::Box(key.clone()))
}
