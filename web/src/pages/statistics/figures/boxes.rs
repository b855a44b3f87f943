//! The rows of a group, each with its boxes; for who only reads, with what stands.

use wasm_bindgen::JsCast;
use web_sys::{ClipboardEvent, Element, HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;
use yuebao_domain::text::Lang;

use super::model::{Cell, Group, Reached, Row, Stands};
use super::{is_empty, worth};
use crate::components::focus;
use crate::components::icon::Icon;
use crate::dispatch::Dispatch;
use crate::pages::pending::when;
use crate::pages::statistics::act;
use crate::state::{FigureBox, FigurePart, StatisticsStep, cells};
use crate::text::statistics as text;

/// The group.
pub(super) fn view(
    group: &Group,
    (decides, only_missing): (bool, bool),
    lang: Lang,
    send: &Dispatch,
) -> Html {
    if is_empty(group) && (!decides || group.others.is_empty()) {
        return Html::default();
    }
    let class = classes!(
        "yb-figures__rows",
        group.has_ranks.then_some("yb-figures__rows--ranked")
    );
    let one = |(at, row): (usize, &Row)| {
        if decides {
            line(group, at, row, lang, send)
        } else {
            read(row, group, lang)
        }
    };
    let is_shown = |(_, row): &(usize, &Row)| !only_missing || row.stands.is_none() || row.is_typed;
    let rows = group.rows.iter().enumerate().filter(is_shown);
    html! {
        <section class="yb-section yb-figures__group" aria-labelledby={group.id.clone()}>
            <h2 id={group.id.clone()}>{ &group.title }</h2>
            if !group.note.is_empty() { <p class="yb-muted">{ &group.note }</p> }
            { missing(group, lang) }
            <div {class}>
                if decides && !is_empty(group) { { heads(group, lang) } }
                { for rows.map(one) }
            </div>
            if decides && !group.others.is_empty() { { adding(group, lang, send) } }
        </section>
    }
}

/// 未录入, by name; many of them are listed once somebody wants to read it.
fn missing(group: &Group, lang: Lang) -> Html {
    const FEW: usize = 8;
    let names = group.missing.join(text::LIST_COMMA.get(lang));
    match group.missing.len() {
        0 => Html::default(),
        1..=FEW => html! {
            <p class="yb-figures__missing">{ Icon::Circle.view() }<span>{ text::missing_of(&names, lang) }</span></p>
        },
        count => html! {
            <details class="yb-details">
                <summary class="yb-details__summary">{ text::missing(count, lang) }</summary>
                <p class="yb-figures__missing">{ Icon::Circle.view() }<span>{ text::missing_of(&names, lang) }</span></p>
            </details>
        },
    }
}

fn heads(group: &Group, lang: Lang) -> Html {
    html! {
        <div class="yb-figures__heads" aria-hidden="true">
            <span>{ text::OF.get(lang) }</span>
            <span>{ text::value(group.unit.as_deref().unwrap_or_default(), lang) }</span>
            if group.has_ranks { <span>{ text::RANK.get(lang) }</span> }
            <span>{ text::SOURCE.get(lang) }</span>
            <span>{ text::STANDS.get(lang) }</span>
        </div>
    }
}

fn line(group: &Group, at: usize, row: &Row, lang: Lang, send: &Dispatch) -> Html {
    let id = format!("{}-{at}", group.id);
    let boxes = row.cells.iter().map(|cell| {
        let below = group.rows.iter().skip(at).flat_map(|row| &row.cells);
        let below = below.filter(|other| other.at.part == cell.at.part);
        let below: Vec<FigureBox> = below.map(|cell| cell.at.clone()).collect();
        field(&id, cell, row, below, lang, send)
    });
    html! {
        <div class={classes!("yb-figures__row", row.is_typed.then_some("yb-figures__row--typed"))} role="group" aria-label={row.label.clone()} key={id.clone()}>
            { label(row, group, lang) }
            { for boxes }
            <div class="yb-figures__stands">{ row.stands.as_ref().map(|stands| standing(stands, lang)) }</div>
        </div>
    }
}

fn label(row: &Row, group: &Group, lang: Lang) -> Html {
    let unit = group.unit.is_none().then(|| text::unit(&row.unit, lang));
    let said: Vec<String> = unit.into_iter().chain(row.asked.clone()).collect();
    html! {
        <div class="yb-figures__label">
            <span>{ &row.label }</span>
            if !said.is_empty() { <span class="yb-muted">{ said.join(text::COMMA.get(lang)) }</span> }
        </div>
    }
}

fn field(
    row_id: &str,
    cell: &Cell,
    row: &Row,
    below: Vec<FigureBox>,
    lang: Lang,
    send: &Dispatch,
) -> Html {
    let part = cell.at.part;
    let (name, words) = match part {
        FigurePart::Value => ("value", text::value(&row.unit, lang)),
        FigurePart::Rank => ("rank", text::RANK.get(lang).to_owned()),
        FigurePart::Source => ("source", text::SOURCE.get(lang).to_owned()),
    };
    let id = format!("{row_id}-{name}");
    let said = format!("{id}-said");
    let is_figure = part != FigurePart::Source;
    let mode = match part {
        FigurePart::Value => Some("decimal"),
        FigurePart::Rank => Some("numeric"),
        FigurePart::Source => None,
    };
    let oninput = {
        let at = cell.at.clone();
        send.reform(move |event: InputEvent| {
            let input = event.target_dyn_into::<HtmlInputElement>();
            let typed = input.map_or_else(String::new, |input| input.value());
            act(StatisticsStep::Type(at.clone(), typed))
        })
    };
    let onchange = {
        let at = cell.at.clone();
        send.reform(move |_: Event| act(StatisticsStep::Leave(at.clone())))
    };
    let onpaste = is_figure.then(|| {
        let send = send.clone();
        Callback::from(move |event: Event| paste(event, &below, &send))
    });
    let class = classes!(
        "yb-input",
        is_figure.then_some("yb-input--amount"),
        format!("yb-figures__{name}")
    );
    html! {
        <div class={format!("yb-figures__cell yb-figures__cell--{name}")}>
            <label for={id.clone()}><span class="yb-hidden">{ &row.label }{ " " }</span>{ words }</label>
            <input {id} {class} type="text" inputmode={mode} enterkeyhint="next" autocomplete="off" spellcheck="false"
                value={cell.text.clone()} title={(!is_figure && !cell.text.is_empty()).then(|| cell.text.clone())} aria-invalid={cell.fault.is_some().then_some("true")} aria-describedby={said.clone()}
                {oninput} {onchange} {onpaste} onkeydown={Callback::from(next)} />
            <p id={said} class="yb-figures__fault">
                if let Some(fault) = cell.fault { { Icon::Cross.view() }<span>{ fault.get(lang) }</span> }
            </p>
        </div>
    }
}

/// A column goes into the boxes below one another; a single cell is pasted as any text.
fn paste(event: Event, below: &[FigureBox], send: &Dispatch) {
    let Ok(event) = event.dyn_into::<ClipboardEvent>() else {
        return;
    };
    let copied = (event.clipboard_data()).and_then(|data| data.get_data("text/plain").ok());
    if let Some(column) = copied.and_then(|copied| cells(&copied)) {
        event.prevent_default();
        send.emit(act(StatisticsStep::Paste(below.to_vec(), column)));
    }
}

/// Enter goes to the next box, unless it ends a word of an input method (key code 229).
fn next(event: KeyboardEvent) {
    if event.key() != "Enter" || event.is_composing() || event.key_code() == 229 {
        return;
    }
    event.prevent_default();
    if let Some(element) = event.target_dyn_into::<Element>() {
        focus::next_box(&element);
    }
}

/// What stands, by whom and since when.
fn standing(stands: &Stands, lang: Lang) -> Html {
    let entered = &stands.entered;
    html! {
        <>
            { chips(stands, lang) }
            <span class="yb-muted">{ &entered.by }{ " · " }{ when::show(entered.at.as_str(), lang) }</span>
        </>
    }
}

fn chips(stands: &Stands, lang: Lang) -> Html {
    html! {
        <span class="yb-figures__chips">
            <strong>{ worth(&stands.entered.figure, lang) }</strong>
            { stands.reached.map(|reached| reach(reached, lang)) }
            if stands.entered.is_corrected { <span class="yb-chip yb-chip--warn">{ Icon::Pen.view() }{ text::CORRECTED.get(lang) }</span> }
            if stands.waits { <span class="yb-chip yb-chip--info">{ Icon::Up.view() }{ text::ON_ITS_WAY.get(lang) }</span> }
        </span>
    }
}

fn reach(reached: Reached, lang: Lang) -> Html {
    let (icon, tone, words) = match reached {
        Reached::Striving => (Icon::Check, "yb-chip--good", text::STRIVING_REACHED),
        Reached::Target => (Icon::Check, "yb-chip--good", text::TARGET_REACHED),
        Reached::Missed => (Icon::Warn, "yb-chip--warn", text::TARGET_MISSED),
    };
    html! { <span class={classes!("yb-chip", tone)}>{ icon.view() }{ words.get(lang) }</span> }
}

/// A row for who only reads.
fn read(row: &Row, group: &Group, lang: Lang) -> Html {
    html! {
        <div class="yb-figures__row yb-figures__row--read">
            { label(row, group, lang) }
            if let Some(stands) = &row.stands {
                <div class="yb-figures__stands">
                    { standing(stands, lang) }
                    <span class="yb-muted">{ text::SOURCE.get(lang) }{ text::COLON.get(lang) }{ &stands.entered.figure.source }</span>
                </div>
            } else {
                <div class="yb-figures__stands"><span class="yb-chip">{ Icon::Circle.view() }{ text::NOT_ENTERED.get(lang) }</span></div>
            }
        </div>
    }
}

/// A row for one of those who have none yet.
fn adding(group: &Group, lang: Lang, send: &Dispatch) -> Html {
    let others = group.others.clone();
    let onchange = {
        let send = send.clone();
        Callback::from(move |event: Event| {
            let Some(select) = event.target_dyn_into::<HtmlSelectElement>() else {
                return;
            };
            let chosen = select.value().parse().ok();
            if let Some((key, _)) = chosen.and_then(|at: usize| others.get(at)) {
                send.emit(act(StatisticsStep::Add(key.clone())));
            }
        })
    };
    let id = format!("{}-add", group.id);
    html! {
        <div class="yb-figures__add">
            <label for={id.clone()}>{ text::ADD_UNIT.get(lang) }</label>
            <select {id} class="yb-input yb-input--select" ~value="" {onchange}>
                <option value="" selected=true>{ text::CHOOSE.get(lang) }</option>
                { for group.others.iter().enumerate().map(|(at, (_, name))| html! { <option value={at.to_string()}>{ name }</option> }) }
            </select>
        </div>
    }
}
