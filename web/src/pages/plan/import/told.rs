//! What is wrong, what would change, and the button that writes it.

use web_sys::HtmlTextAreaElement;
use yew::prelude::*;
use yuebao_domain::import::Gone;
use yuebao_domain::text::{Lang, Words};
use yuebao_domain::wire::v2::import::{Import, ImportNote};

use super::model::{Differs, Group, Line, groups};
use super::step;
use crate::components::icon::Icon;
use crate::dispatch::Dispatch;
use crate::pages::plan::value;
use crate::state::{ImportKind, ImportStep, State};
use crate::text::import as text;

/// So many notes are drawn; the saved table has all.
const DRAWN: usize = 200;

pub(super) fn view(state: &State, told: &Import, send: &Dispatch) -> Html {
    let lang = state.display.lang;
    let groups = groups(state, told);
    let valid_from = told.valid_from.filter(|_| !told.written);
    html! {
        <section class="yb-plan-part">
            <h2>{ if told.written { text::WRITTEN } else { text::WOULD_CHANGE }.get(lang) }</h2>
            if let Some(from) = valid_from {
                <p>{ text::valid_from(&value::month(state, from), lang) }</p>
            }
            if told.counts.gone > 0 && !told.written && state.plan.import.kind == ImportKind::Plan {
                { gone(&Asked::projects(state, told), lang, send) }
            }
            if told.counts.persons_gone > 0 && !told.written {
                { gone(&Asked::persons(state, told), lang, send) }
            }
            { errors(state, told, send) }
            { notes(&told.notes, lang) }
            <p role="status"><strong>{ text::counts(told.counts, lang) }</strong></p>
            { for groups.iter().map(|it| group(it, lang)) }
            { write(state, told, send) }
        </section>
    }
}

/// A question about what was there and is not named.
struct Asked {
    name: &'static str,
    legend: String,
    choices: [(Gone, Words); 2],
    chosen: Option<Gone>,
    answer: fn(Gone) -> ImportStep,
}

impl Asked {
    fn projects(state: &State, told: &Import) -> Self {
        Self {
            name: "yb-import-gone",
            legend: text::gone(told.counts.gone, state.display.lang),
            choices: [(Gone::Keep, text::KEEP), (Gone::Exit, text::EXIT)],
            chosen: state.plan.import.gone,
            answer: ImportStep::Gone,
        }
    }

    fn persons(state: &State, told: &Import) -> Self {
        Self {
            name: "yb-import-persons",
            legend: text::persons_gone(told.counts.persons_gone, state.display.lang),
            choices: [
                (Gone::Keep, text::KEEP_PERSONS),
                (Gone::Exit, text::END_PERSONS),
            ],
            chosen: state.plan.import.persons_gone,
            answer: ImportStep::PersonsGone,
        }
    }
}

/// It is asked, and never silent.
fn gone(asked: &Asked, lang: Lang, send: &Dispatch) -> Html {
    let one = |(gone, words): (Gone, Words)| {
        let answer = asked.answer;
        let onchange = send.reform(move |_: Event| step(answer(gone)));
        let is_on = asked.chosen == Some(gone);
        html! {
            <label class={classes!("yb-conflict-choice", is_on.then_some("yb-conflict-choice--on"))}>
                <input type="radio" name={asked.name} checked={is_on} {onchange} />
                <span>{ words.get(lang) }</span>
            </label>
        }
    };
    html! {
        <fieldset class="yb-conflict-choices">
            <legend>{ &asked.legend }</legend>
            { for asked.choices.into_iter().map(one) }
        </fieldset>
    }
}

fn errors(state: &State, told: &Import, send: &Dispatch) -> Html {
    let lang = state.display.lang;
    if told.errors.is_empty() {
        return Html::default();
    }
    let save = send.reform(|_: MouseEvent| step(ImportStep::SaveErrors));
    let hidden = told.errors.len().saturating_sub(DRAWN);
    html! {
        <>
            <div class="yb-banner yb-banner--bad" role="alert">
                { Icon::Cross.view() }<p>{ text::errors(told.errors.len(), lang) }</p>
            </div>
            { table(&told.errors, lang) }
            if hidden > 0 { <p class="yb-muted">{ text::hidden(hidden, lang) }</p> }
            <button type="button" class="yb-button" onclick={save}>{ Icon::Download.view() }{ text::SAVE.get(lang) }</button>
            if let Some(content) = &state.plan.import.text { <Saved content={content.clone()} {lang} /> }
        </>
    }
}

/// By place.
fn table(notes: &[ImportNote], lang: Lang) -> Html {
    let one = |note: &ImportNote| {
        html! {
            <tr>
                <td data-label={text::SHEET.get(lang)}>{ &note.sheet }</td>
                <td data-label={text::ROW.get(lang)}>{ note.row.map_or_else(String::new, |row| row.to_string()) }</td>
                <td data-label={text::COLUMN.get(lang)}>{ &note.column }</td>
                <td data-label={text::WRONG.get(lang)}>{ said(note, lang) }</td>
            </tr>
        }
    };
    let heads = [text::SHEET, text::ROW, text::COLUMN, text::WRONG];
    html! {
        <table class="yb-conflict-table yb-plan-errors">
            <thead><tr>{ for heads.map(|head| html! { <th scope="col">{ head.get(lang) }</th> }) }</tr></thead>
            <tbody>{ for notes.iter().take(DRAWN).map(one) }</tbody>
        </table>
    }
}

fn said(note: &ImportNote, lang: Lang) -> &str {
    match lang {
        Lang::Zh => &note.zh,
        Lang::En => &note.en,
    }
}

fn notes(notes: &[ImportNote], lang: Lang) -> Html {
    if notes.is_empty() {
        return Html::default();
    }
    html! {
        <details class="yb-board-names">
            <summary>{ text::notes(notes.len(), lang) }</summary>
            { table(notes, lang) }
        </details>
    }
}

fn group(group: &Group, lang: Lang) -> Html {
    let hidden = group.count.saturating_sub(group.lines.len());
    // what changes is looked at, what stays need not be
    let is_open = matches!(group.kind, "changed" | "gone");
    html! {
        <details class="yb-board-decision yb-plan-group" open={is_open} key={group.kind}>
            <summary>{ text::change(group.kind).get(lang) }{ " " }<strong>{ group.count }</strong></summary>
            <ul>{ for group.lines.iter().map(|it| line(it, lang)) }</ul>
            if hidden > 0 { <p class="yb-muted">{ text::hidden(hidden, lang) }</p> }
        </details>
    }
}

fn line(line: &Line, lang: Lang) -> Html {
    let field = |field: &Differs| {
        let value = |value: Option<&String>| value.map_or("—", String::as_str).to_owned();
        html! {
            <li>
                { &field.label }{ text::COLON.get(lang) }
                if field.before.is_some() { { value(field.before.as_ref()) }{ " → " } }
                <strong>{ value(field.after.as_ref()) }</strong>
            </li>
        }
    };
    html! {
        <li class="yb-plan-line">
            <strong>{ &line.name }</strong>{ " " }<span class="yb-muted">{ line.beside.join(" · ") }</span>
            if !line.fields.is_empty() { <ul class="yb-plan-fields">{ for line.fields.iter().map(field) }</ul> }
        </li>
    }
}

fn write(state: &State, told: &Import, send: &Dispatch) -> Html {
    let lang = state.display.lang;
    let screen = &state.plan.import;
    if told.written {
        return html! { <div class="yb-banner yb-banner--good" role="status">{ Icon::Check.view() }<p>{ text::IS_WRITTEN.get(lang) }</p></div> };
    }
    if screen.is_stale && screen.doing.is_none() {
        return html! { <p class="yb-plan-warn">{ Icon::Warn.view() }{ text::STALE.get(lang) }</p> };
    }
    if screen.token().is_none() {
        let is_idle = told.errors.is_empty() && screen.doing.is_none();
        return html! { if is_idle { <p class="yb-muted">{ text::NOTHING.get(lang) }</p> } };
    }
    let onclick = send.reform(|_: MouseEvent| step(ImportStep::Write));
    html! {
        <div class="yb-pending-actions">
            <button type="button" class="yb-button yb-button--main" disabled={!state.sync.online} {onclick}>
                { Icon::Stamp.view() }{ text::WRITE.get(lang) }
            </button>
            <span class="yb-muted">{ text::ALL_OR_NOTHING.get(lang) }</span>
        </div>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct SavedProps {
    content: AttrValue,
    lang: Lang,
}

/// The table as a text, where the browser may not have been allowed to save it.
#[component]
fn Saved(props: &SavedProps) -> Html {
    let area = use_node_ref();
    let copy = {
        let area = area.clone();
        Callback::from(move |_: MouseEvent| {
            if let Some(area) = area.cast::<HtmlTextAreaElement>() {
                crate::js::copy_from(&area);
            }
        })
    };
    let lang = props.lang;
    html! {
        <div class="yb-banner yb-banner--warn yb-rescued">
            <p>{ text::NOT_SAVED.get(lang) }</p>
            <textarea ref={area} rows="4" readonly=true class="yb-input yb-input--area" aria-label={text::SAVE.get(lang)} value={props.content.clone()} />
            <button type="button" class="yb-button" onclick={copy}>{ text::COPY.get(lang) }</button>
        </div>
    }
}
