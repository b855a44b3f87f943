//! The list of questions that are open: for each side the same, what waits for whoever reads it first.

use web_sys::HtmlSelectElement;
use yew::prelude::*;
use yuebao_domain::rights::Action as Right;

use super::model::{Line, List, list};
use super::{look, on_its_way, who};
use crate::components::icon::Icon;
use crate::dispatch::Dispatch;
use crate::pages::pending::when;
use crate::state::{Action, Inquiry, QuestionFilter, State};
use crate::text::{questions as text, shell};

/// The section of a screen: everything that is open, with its filters.
pub(crate) fn view(state: &State, send: &Dispatch) -> Html {
    let model = list(state, false);
    let help = if state.may(Right::Report) {
        text::HELP_REPORTER
    } else {
        text::HELP_REVIEWER
    };
    let lang = state.display.lang;
    let content = match (model.all, state.device.get().meta.complete) {
        (0, false) => html! { <p class="yb-muted">{ text::NOT_COMPLETE.get(lang) }</p> },
        (0, true) => html! { <p class="yb-muted">{ text::NOTHING.get(lang) }</p> },
        _ => html! {
            <>
                <p class="yb-muted" role="status">{ text::open(model.all, model.mine, lang) }</p>
                <p class="yb-muted">{ help.get(lang) }</p>
                { filters(state, &model, send) }
                if model.lines.is_empty() {
                    <p class="yb-muted">{ text::NOTHING_SO.get(lang) }</p>
                } else {
                    { lines(state, &model, send) }
                }
            </>
        },
    };
    section(state, model.mine, &content)
}

/// The same among other things to be done, if there is anything. Those who review have a screen of
/// their own for what does not wait for them.
pub(crate) fn beside_others(state: &State, send: &Dispatch) -> Html {
    let reviews = state.may(Right::Review);
    let model = list(state, reviews);
    if model.all == 0 {
        return Html::default();
    }
    if !reviews {
        return view(state, send);
    }
    let content = html! {
        <>
            <p class="yb-muted">{ text::HELP_REVIEWER.get(state.display.lang) }</p>
            { lines(state, &model, send) }
        </>
    };
    section(state, model.mine, &content)
}

fn section(state: &State, count: usize, content: &Html) -> Html {
    html! {
        <section class="yb-pending-section" aria-label={text::TITLE.get(state.display.lang)}>
            <h2>
                { text::TITLE.get(state.display.lang) }
                if count > 0 { <span class="yb-pending-count">{ text::count(count, state.display.lang) }</span> }
            </h2>
            { content.clone() }
        </section>
    }
}

fn filters(state: &State, model: &List, send: &Dispatch) -> Html {
    let (lang, filter) = (state.display.lang, &state.questions);
    let age = |days: i64| {
        let filter = QuestionFilter {
            days,
            ..filter.clone()
        };
        let pressed = (state.questions.days == days).to_string();
        let onclick =
            send.reform(move |_: MouseEvent| Action::Question(Inquiry::Filter(filter.clone())));
        html! {
            <button type="button" class="yb-toggle" aria-pressed={pressed} {onclick}>{ text::at_least(days, lang) }</button>
        }
    };
    html! {
        <div class="yb-questions__filters">
            <div class="yb-filters" role="group" aria-label={text::AGE.get(lang)}>{ for text::AGES.map(age) }</div>
            if model.units.len() > 1 || filter.unit.is_some() { { units(state, model, send) } }
        </div>
    }
}

fn units(state: &State, model: &List, send: &Dispatch) -> Html {
    let (lang, chosen) = (state.display.lang, state.questions.unit.clone());
    let days = state.questions.days;
    let send = send.clone();
    let onchange = Callback::from(move |event: Event| {
        let select = event.target_dyn_into::<HtmlSelectElement>();
        let unit = select.map(|select| select.value());
        let unit = unit.filter(|unit| !unit.is_empty());
        send.emit(Action::Question(Inquiry::Filter(QuestionFilter {
            unit,
            days,
        })));
    });
    let one = |(id, name): &(String, String)| {
        let selected = chosen.as_ref() == Some(id);
        html! { <option value={id.clone()} {selected}>{ name }</option> }
    };
    html! {
        <select class="yb-input yb-input--select" aria-label={text::UNIT.get(lang)} {onchange}>
            <option value="" selected={chosen.is_none()}>{ text::ALL_UNITS.get(lang) }</option>
            { for model.units.iter().map(one) }
        </select>
    }
}

fn lines(state: &State, model: &List, send: &Dispatch) -> Html {
    html! { <ul class="yb-pending-list" part="list">{ for model.lines.iter().map(|it| line(state, it, send)) }</ul> }
}

fn line(state: &State, line: &Line, send: &Dispatch) -> Html {
    let (lang, thread) = (state.display.lang, &line.thread);
    let (icon, tone, words) = look(thread);
    let month = shell::month(thread.key.report.month, lang);
    let open = {
        let (key, field) = (thread.key.clone(), thread.field.clone());
        send.reform(move |_: MouseEvent| {
            Action::Question(Inquiry::Open(key.clone(), field.clone()))
        })
    };
    let label = format!(
        "{} {} {month} {}",
        text::OPEN.get(lang),
        line.project,
        thread.label
    );
    let last = thread.remarks.last().map(|last| {
        html! {
            <>
                <p>{ &last.text }</p>
                <p class="yb-muted">
                    { &line.unit.1 }{ " · " }{ last.kind.label().get(lang) }{ " " }{ who(last) }{ " " }{ when::show(last.at.as_str(), lang) }
                </p>
            </>
        }
    });
    let untaken = thread.untaken.as_ref().map(|it| {
        html! { <p class="yb-pending-fault">{ Icon::Cross.view() }<span>{ it.why }{ " " }{ it.words.join("；") }</span></p> }
    });
    html! {
        <li class="yb-pending-item" key={thread.key.id.clone()}>
            <div class="yb-pending-item-text">
                <h3 class="yb-pending-name">{ &line.project }<span class="yb-muted">{ month.clone() }</span><span>{ &thread.label }</span></h3>
                { last }
                { untaken }
                <div class="yb-pending-chips">
                    <span class={classes!("yb-chip", format!("yb-chip--{tone}"))}>{ icon.view() }{ words.get(lang) }</span>
                    if let Some(age) = thread.age { <span class="yb-chip">{ Icon::Clock.view() }{ text::age(age, lang) }</span> }
                    if thread.waiting > 0 { { on_its_way(lang) } }
                </div>
            </div>
            <button type="button" class="yb-button" onclick={open} aria-label={label}>{ text::OPEN.get(lang) }</button>
        </li>
    }
}
