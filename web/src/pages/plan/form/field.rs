//! A box of the form: its label, what it is filled in with, and what stands beside it.

use web_sys::{HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};
use yew::prelude::*;
use yuebao_domain::money;
use yuebao_domain::text::Lang;

use super::finding;
use super::model::{Field, Kind};
use crate::components::icon::Icon;
use crate::dispatch::Dispatch;
use crate::pages::plan::step;
use crate::state::{BETWEEN, PlanEntry, PlanStep, YES};
use crate::text::plan as text;

/// What the attributes of a box's element have in common.
struct Marks {
    id: String,
    described_by: String,
    invalid: Option<&'static str>,
    required: Option<&'static str>,
}

/// The box; `at` is its place in the form.
pub(super) fn view(field: &Field, at: usize, lang: Lang, send: &Dispatch) -> Html {
    let id = format!("yb-plan-{at}");
    let marks = Marks {
        described_by: format!("{id}-said"),
        id: id.clone(),
        invalid: field.fault.is_some().then_some("true"),
        required: field.required.then_some("true"),
    };
    let is_wide = matches!(field.kind, Kind::Area | Kind::Units(_));
    html! {
        <div class={classes!("yb-account-field", is_wide.then_some("yb-plan-wide"))} key={id.clone()}>
            <label for={id}>
                { &field.label }
                if field.required { <span class="yb-plan-required">{ text::REQUIRED.get(lang) }</span> }
            </label>
            { element(field, &marks, lang, send) }
            <div id={marks.described_by} class="yb-findings">
                if let Some(fault) = &field.fault {
                    <p class="yb-plan-fault">{ Icon::Cross.view() }<span>{ fault }</span></p>
                }
                { for field.findings.iter().map(|one| finding(one, lang)) }
            </div>
        </div>
    }
}

fn element(field: &Field, marks: &Marks, lang: Lang, send: &Dispatch) -> Html {
    match &field.kind {
        Kind::Line | Kind::Month | Kind::Day | Kind::Amount | Kind::Flag => {
            input(field, marks, send)
        }
        Kind::Area => area(field, marks, send),
        Kind::Choice(choices) => {
            let entry = field.entry;
            let onchange = send.reform(move |event| step(PlanStep::Type(entry, chosen(&event))));
            let none = text::CHOOSE.get(lang);
            select(marks, &field.value, (none, choices), onchange)
        }
        Kind::Units(known) => units(field, known, marks, lang, send),
        Kind::Fixed(words) => html! { <p id={marks.id.clone()}>{ words }</p> },
    }
}

/// What was typed goes where it belongs.
fn typed(entry: PlanEntry, send: &Dispatch) -> Callback<InputEvent> {
    send.reform(move |event: InputEvent| {
        let input = event.target_dyn_into::<HtmlInputElement>();
        let input = input.map(|input| input.value());
        let area = event.target_dyn_into::<HtmlTextAreaElement>();
        let text = input.or_else(|| area.map(|area| area.value()));
        step(PlanStep::Type(entry, text.unwrap_or_default()))
    })
}

/// A box of one line, or one that is set or not.
fn input(field: &Field, marks: &Marks, send: &Dispatch) -> Html {
    let entry = field.entry;
    let is_flag = field.kind == Kind::Flag;
    let is_amount = field.kind == Kind::Amount;
    let kind = match field.kind {
        Kind::Month => "month",
        Kind::Day => "date",
        Kind::Flag => "checkbox",
        _ => "text",
    };
    let class = if is_flag {
        classes!("yb-plan-flag")
    } else {
        classes!("yb-input", is_amount.then_some("yb-input--amount"))
    };
    let left = send.reform(move |event: Event| {
        let input = event.target_dyn_into::<HtmlInputElement>();
        let held = input.map_or_else(String::new, |input| {
            if is_flag {
                if input.checked() { YES } else { "" }.to_owned()
            } else {
                as_amount(input.value())
            }
        });
        step(PlanStep::Type(entry, held))
    });
    html! {
        <input id={marks.id.clone()} {class} type={kind} autocomplete="off"
            value={(!is_flag).then(|| field.value.clone())} checked={is_flag && field.value == YES}
            placeholder={(kind == "month").then_some("2022-06")} inputmode={is_amount.then_some("decimal")}
            aria-describedby={marks.described_by.clone()} aria-invalid={marks.invalid} aria-required={marks.required}
            oninput={(!is_flag).then(|| typed(entry, send))} onchange={(is_flag || is_amount).then_some(left)} />
    }
}

/// An amount is written as amounts are once it is left.
fn as_amount(text: String) -> String {
    let read = money::parse(&text);
    let written = read.map(|amount| amount.map_or_else(String::new, |it| it.grouped(0)));
    written.unwrap_or(text)
}

fn area(field: &Field, marks: &Marks, send: &Dispatch) -> Html {
    html! {
        <textarea id={marks.id.clone()} class="yb-input yb-input--area" rows="2" value={field.value.clone()}
            aria-describedby={marks.described_by.clone()} aria-invalid={marks.invalid} aria-required={marks.required}
            oninput={typed(field.entry, send)} />
    }
}

/// What is chosen in a list.
fn chosen(event: &Event) -> String {
    let select = event.target_dyn_into::<HtmlSelectElement>();
    select.map_or_else(String::new, |select| select.value())
}

fn options(choices: &[(String, String)], held: &str) -> Html {
    let one = |(key, label): &(String, String)| {
        html! { <option value={key.clone()} selected={key == held}>{ label }</option> }
    };
    choices.iter().map(one).collect()
}

/// A list to choose from, with the word for none of it.
fn select(
    marks: &Marks,
    held: &str,
    (nothing, choices): (&'static str, &[(String, String)]),
    onchange: Callback<Event>,
) -> Html {
    html! {
        <select id={marks.id.clone()} class="yb-input yb-input--select" ~value={held.to_owned()} {onchange}
            aria-describedby={marks.described_by.clone()} aria-invalid={marks.invalid} aria-required={marks.required}>
            <option value="" selected={held.is_empty()}>{ nothing }</option>
            { options(choices, held) }
        </select>
    }
}

/// 牵头单位, then the others, each of which can be taken out.
fn units(
    field: &Field,
    known: &[(String, String)],
    marks: &Marks,
    lang: Lang,
    send: &Dispatch,
) -> Html {
    let entry = field.entry;
    let held = field.value.split(BETWEEN).filter(|unit| !unit.is_empty());
    let held: Vec<String> = held.map(str::to_owned).collect();
    let lead = held.first().cloned().unwrap_or_default();
    let others: Vec<String> = held.iter().skip(1).cloned().collect();
    let put =
        move |units: Vec<String>| step(PlanStep::Type(entry, units.join(&BETWEEN.to_string())));
    let onlead = {
        let others = others.clone();
        send.reform(move |event: Event| {
            let lead = chosen(&event);
            let rest = others.iter().filter(|unit| **unit != lead).cloned();
            put([lead.clone()].into_iter().chain(rest).collect())
        })
    };
    let onadd = {
        let held = held.clone();
        send.reform(move |event: Event| {
            let added = Some(chosen(&event)).filter(|unit| !held.contains(unit));
            put(held.iter().cloned().chain(added).collect())
        })
    };
    let name = |id: &String| {
        let unit = known.iter().find(|(unit, _)| unit == id);
        unit.map_or(id, |(_, name)| name).clone()
    };
    let other = |unit: &String| {
        let rest: Vec<String> = held.iter().filter(|one| *one != unit).cloned().collect();
        let onclick = send.reform(move |_: MouseEvent| put(rest.clone()));
        let label = format!("{} {}", text::TAKE_OUT.get(lang), name(unit));
        html! {
            <li class="yb-chip">
                { name(unit) }
                <button type="button" class="yb-button yb-button--plain" aria-label={label} {onclick}>{ Icon::Close.view() }</button>
            </li>
        }
    };
    let free: Vec<(String, String)> = (known.iter())
        .filter(|(unit, _)| !held.contains(unit))
        .cloned()
        .collect();
    html! {
        <div class="yb-plan-units">
            { select(marks, &lead, (text::LEAD.get(lang), known), onlead) }
            if !others.is_empty() { <ul class="yb-plan-others">{ for others.iter().map(other) }</ul> }
            if !lead.is_empty() {
                <select class="yb-input yb-input--select" aria-label={text::ADD_UNIT.get(lang)} ~value="" onchange={onadd}>
                    <option value="" selected=true>{ text::ADD_UNIT.get(lang) }</option>
                    { options(&free, "") }
                </select>
            }
        </div>
    }
}
