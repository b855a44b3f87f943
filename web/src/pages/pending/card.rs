//! One conflict: the three values side by side, and the choice.

use std::collections::BTreeMap;

use web_sys::{HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};
use yew::prelude::*;
use yuebao_domain::report::FieldValues;
use yuebao_domain::report::ValueKind;
use yuebao_domain::text::{Lang, Words, clean};

use super::conflict::{Conflict, Row};
use super::edit_box::{EditBox, assemble};
use super::when;
use crate::components::icon::Icon;
use crate::text::pending::{self as text, Wording};

#[derive(Clone, PartialEq, Properties)]
pub(super) struct Props {
    pub(super) conflict: Conflict,
    pub(super) lang: Lang,
    pub(super) on_confirm: Callback<FieldValues>,
}

#[derive(Clone, Copy, PartialEq)]
enum Choice {
    First,
    Second,
    Other,
}

/// What is chosen and typed, before it is confirmed.
#[derive(Clone, PartialEq, Default)]
struct Draft {
    choice: Option<Choice>,
    typed: Option<Vec<String>>,
    /// Whether confirming was tried: from then on errors are shown.
    tried: bool,
}

impl Draft {
    fn typed(&self, boxes: &[EditBox]) -> Vec<String> {
        let initial = || boxes.iter().map(|it| it.initial.clone()).collect();
        self.typed.clone().unwrap_or_else(initial)
    }
}

/// One conflict.
#[component]
pub(super) fn ConflictCard(props: &Props) -> Html {
    let draft = use_state(Draft::default);
    let conflict = &props.conflict;
    let lang = props.lang;
    let said = text::wording(conflict.kind);
    let typed = draft.typed(&conflict.boxes);
    let assembled = assemble(&conflict.first.values, &conflict.boxes, &typed, lang);
    let confirm = {
        let (draft, assembled) = (draft.clone(), assembled.clone().ok());
        let (first, second) = (
            conflict.first.values.clone(),
            conflict.second.values.clone(),
        );
        let on_confirm = props.on_confirm.clone();
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let values = match draft.choice {
                Some(Choice::First) => Some(first.clone()),
                Some(Choice::Second) => Some(second.clone()),
                Some(Choice::Other) => assembled.clone(),
                None => None,
            };
            match values {
                Some(values) => on_confirm.emit(values),
                None => draft.set(Draft {
                    tried: true,
                    ..(*draft).clone()
                }),
            }
        })
    };
    let withdraw = {
        let first = conflict.first.values.clone();
        props.on_confirm.reform(move |_: MouseEvent| first.clone())
    };
    let wrong = assembled.err().unwrap_or_default();
    let waits = if conflict.may_withdraw {
        text::WITHDRAWN
    } else {
        text::CHOSEN
    };
    let name = format!(
        "conflict-{}-{}-{}",
        conflict.key.project, conflict.key.month, conflict.id
    );
    html! {
        <article class="yb-conflict" aria-labelledby={format!("{name}-title")}>
            <h3 id={format!("{name}-title")} class="yb-pending-name">
                { &conflict.project }
                <span class="yb-muted">{ conflict.key.month.to_string() }</span>
                <span>{ &conflict.subject }</span>
            </h3>
            { table(conflict, lang) }
            if let Some(chosen) = &conflict.chosen {
                <div class="yb-conflict-chosen">
                    <span class="yb-chip yb-chip--info">{ Icon::Up.view() }{ waits.get(lang) }</span>
                    { for chosen.iter().map(|(label, lines)| html! {
                        <p><span class="yb-muted">{ label }{ ": " }</span>{ value(lines, lang) }</p>
                    }) }
                </div>
            } else if conflict.may_settle {
                <form class="yb-conflict-form" onsubmit={confirm} novalidate=true>
                    <fieldset class="yb-conflict-choices">
                        <legend>{ said.choose.get(lang) }</legend>
                        { radio(&draft, &name, Choice::First, said.take_first, &conflict.first.by, lang) }
                        { radio(&draft, &name, Choice::Second, said.take_second, &conflict.second.by, lang) }
                        if !conflict.boxes.is_empty() {
                            { radio(&draft, &name, Choice::Other, text::TAKE_OTHER, "", lang) }
                        }
                    </fieldset>
                    if draft.choice == Some(Choice::Other) {
                        <div class="yb-conflict-boxes">
                            { for conflict.boxes.iter().enumerate().map(|(index, edit)| {
                                edit_box(&draft, conflict, edit, index, &typed, &wrong, &name, lang)
                            }) }
                        </div>
                    }
                    <p class="yb-conflict-error" role="alert">
                        { problem(&draft, &wrong, &said).map_or("", |words| words.get(lang)) }
                    </p>
                    <button type="submit" class="yb-button yb-button--main" part="button">{ said.confirm.get(lang) }</button>
                </form>
            } else if conflict.may_withdraw {
                <div class="yb-together">
                    <p>{ text::WITHDRAW_HELP.get(lang) }</p>
                    <button type="button" class="yb-button" part="button" onclick={withdraw}>{ text::WITHDRAW.get(lang) }</button>
                </div>
            } else {
                <p class="yb-muted">{ said.read_only.get(lang) }</p>
            }
        </article>
    }
}

fn problem(draft: &Draft, wrong: &BTreeMap<usize, String>, said: &Wording) -> Option<Words> {
    match draft.choice {
        None if draft.tried => Some(said.choose_first),
        Some(Choice::Other) if draft.tried && !wrong.is_empty() => Some(text::CORRECT_FIRST),
        _ => None,
    }
}

fn table(conflict: &Conflict, lang: Lang) -> Html {
    let said = text::wording(conflict.kind);
    let heading = |words: Words, by: &str, at: &str| {
        html! {
            <th scope="col">
                { words.get(lang) }
                <span class="yb-conflict-who">{ by }{ " " }{ when::show(at, lang) }</span>
            </th>
        }
    };
    html! {
        <table class="yb-conflict-table">
            <thead>
                <tr>
                    <th scope="col">{ text::BOX.get(lang) }</th>
                    <th scope="col">{ text::BASE.get(lang) }</th>
                    { heading(said.first, &conflict.first.by, &conflict.first.at) }
                    { heading(said.second, &conflict.second.by, &conflict.second.at) }
                </tr>
            </thead>
            <tbody>{ for conflict.rows.iter().map(|row| table_row(row, conflict, lang)) }</tbody>
        </table>
    }
}

fn table_row(row: &Row, conflict: &Conflict, lang: Lang) -> Html {
    let said = text::wording(conflict.kind);
    let amount = row.is_amount.then_some("yb-amount");
    let marked = row.differs().then_some("yb-conflict-differs");
    // On a narrow screen the header row is gone and each cell carries its own heading.
    let first = format!("{} · {}", said.first.get(lang), conflict.first.by);
    let second = format!("{} · {}", said.second.get(lang), conflict.second.by);
    html! {
        <tr>
            <th scope="row">{ &row.label }</th>
            <td class={classes!(amount)} data-label={text::BASE.get(lang)}>{ value(&row.base, lang) }</td>
            <td class={classes!(amount, marked)} data-label={first}>{ value(&row.first, lang) }</td>
            <td class={classes!(amount, marked)} data-label={second}>{ value(&row.second, lang) }</td>
        </tr>
    }
}

fn value(lines: &[String], lang: Lang) -> Html {
    if lines.is_empty() {
        return html! { <span class="yb-muted">{ text::EMPTY_BOX.get(lang) }</span> };
    }
    html! { <>{ for lines.iter().map(|line| html! { <span class="yb-conflict-line">{ line }</span> }) }</> }
}

fn radio(
    draft: &UseStateHandle<Draft>,
    name: &str,
    choice: Choice,
    words: Words,
    by: &str,
    lang: Lang,
) -> Html {
    let checked = draft.choice == Some(choice);
    let set = {
        let draft = draft.clone();
        Callback::from(move |_: Event| {
            draft.set(Draft {
                choice: Some(choice),
                tried: false,
                ..(*draft).clone()
            });
        })
    };
    html! {
        <label class={classes!("yb-conflict-choice", checked.then_some("yb-conflict-choice--on"))}>
            <input type="radio" name={name.to_owned()} {checked} onchange={set} />
            <span>{ words.get(lang) }</span>
            if !by.is_empty() { <span class="yb-muted">{ by }</span> }
        </label>
    }
}

#[expect(
    clippy::too_many_arguments,
    reason = "one input and all it depends on, used once"
)]
fn edit_box(
    draft: &UseStateHandle<Draft>,
    conflict: &Conflict,
    edit: &EditBox,
    index: usize,
    typed: &[String],
    wrong: &BTreeMap<usize, String>,
    name: &str,
    lang: Lang,
) -> Html {
    let id = format!("{name}-{index}");
    let now = typed.get(index).cloned().unwrap_or_default();
    let set = {
        let (draft, boxes) = (draft.clone(), conflict.boxes.clone());
        Callback::from(move |text: String| {
            let mut typed = draft.typed(&boxes);
            if let Some(slot) = typed.get_mut(index) {
                *slot = text;
            }
            draft.set(Draft {
                typed: Some(typed),
                ..(*draft).clone()
            });
        })
    };
    let error = wrong.get(&index).filter(|_| draft.tried);
    let error_id = error.map(|_| format!("{id}-error"));
    html! {
        <div class="yb-conflict-box">
            <label for={id.clone()}>{ &edit.label }</label>
            { control(edit.kind, &id, now, error_id.clone(), &set, lang) }
            if let Some(error) = error {
                <p id={error_id} class="yb-conflict-error">{ Icon::Cross.view() }{ error }</p>
            }
        </div>
    }
}

fn control(
    kind: ValueKind,
    id: &str,
    now: String,
    error_id: Option<String>,
    set: &Callback<String>,
    lang: Lang,
) -> Html {
    let id = id.to_owned();
    let set = &set.reform(|typed: String| clean(&typed).into_owned());
    let invalid = error_id.is_some().then_some("true");
    let from_input =
        set.reform(|event: InputEvent| event.target_unchecked_into::<HtmlInputElement>().value());
    match kind {
        ValueKind::Amount => html! {
            <input {id} type="text" inputmode="decimal" autocomplete="off" enterkeyhint="next"
                class="yb-conflict-input yb-amount" value={now} oninput={from_input}
                aria-invalid={invalid} aria-describedby={error_id} />
        },
        ValueKind::Day => html! {
            <input {id} type="date" class="yb-conflict-input" value={now} oninput={from_input}
                aria-invalid={invalid} aria-describedby={error_id} />
        },
        ValueKind::Text => {
            let from_area = set.reform(|event: InputEvent| {
                event.target_unchecked_into::<HtmlTextAreaElement>().value()
            });
            html! {
                <textarea {id} rows="2" class="yb-conflict-input" value={now} oninput={from_area} />
            }
        }
        ValueKind::Line | ValueKind::Person | ValueKind::Month => html! {
            <input {id} type="text" autocomplete="off" class="yb-conflict-input" value={now} oninput={from_input}
                aria-invalid={invalid} aria-describedby={error_id} />
        },
        ValueKind::Choice(choices) => {
            let from_select = set
                .reform(|event: Event| event.target_unchecked_into::<HtmlSelectElement>().value());
            html! {
                <select {id} class="yb-conflict-input" onchange={from_select}>
                    <option value="" selected={now.is_empty()}>{ text::NO_CHOICE.get(lang) }</option>
                    { for choices.iter().map(|(key, words)| html! {
                        <option value={*key} selected={*key == now}>{ words.get(lang) }</option>
                    }) }
                </select>
            }
        }
    }
}
