//! What each column was taken for, above its first cells, to be corrected.

use web_sys::HtmlSelectElement;
use yew::prelude::*;
use yuebao_domain::wire::v2::import::{Import, ImportColumn, ImportSheet};

use super::model::targets;
use super::step;
use crate::dispatch::Dispatch;
use crate::state::{ImportStep, State};
use crate::text::import as text;

pub(super) fn view(state: &State, told: &Import, send: &Dispatch) -> Html {
    let lang = state.display.lang;
    if told.sheets.is_empty() || told.written {
        return Html::default();
    }
    let sheets = told.sheets.iter().enumerate();
    html! {
        <section class="yb-plan-part">
            <h2>{ text::COLUMNS.get(lang) }</h2>
            <p class="yb-muted">{ text::COLUMNS_HELP.get(lang) }</p>
            { for sheets.map(|(at, sheet)| table(state, told, (at, sheet), send)) }
        </section>
    }
}

fn table(
    state: &State,
    told: &Import,
    (at, sheet): (usize, &ImportSheet),
    send: &Dispatch,
) -> Html {
    let lang = state.display.lang;
    let columns = || sheet.columns.iter();
    let rows = columns()
        .map(|column| column.cells.len())
        .max()
        .unwrap_or(0);
    let row = |row: usize| {
        let cell = |column: &ImportColumn| {
            html! { <td>{ column.cells.get(row).cloned().unwrap_or_default() }</td> }
        };
        html! { <tr>{ for columns().map(cell) }</tr> }
    };
    let head = |(place, column): (usize, &ImportColumn)| {
        html! {
            <th scope="col">
                <span class="yb-muted">{ &column.column }</span>{ " " }{ &column.label }
                { choice(state, told, (at, place), column, send) }
            </th>
        }
    };
    html! {
        <div class="yb-summary-scroll" tabindex="0" role="region" aria-label={text::columns_of(&sheet.sheet, lang)}>
            <table class="yb-summary-table yb-plan-columns">
                <caption>{ &sheet.sheet }</caption>
                <thead><tr>{ for columns().enumerate().map(head) }</tr></thead>
                <tbody>{ for (0..rows).map(row) }</tbody>
            </table>
        </div>
    }
}

fn choice(
    state: &State,
    told: &Import,
    (sheet, place): (usize, usize),
    column: &ImportColumn,
    send: &Dispatch,
) -> Html {
    let lang = state.display.lang;
    let is_asking = state.plan.import.doing.is_some();
    let now = column.target.as_deref();
    let send = send.clone();
    let onchange = Callback::from(move |event: Event| {
        let select = event.target_dyn_into::<HtmlSelectElement>();
        let target = select.map_or_else(String::new, |select| select.value());
        if !target.is_empty() {
            send.emit(step(ImportStep::Column {
                sheet,
                column: place,
                target,
            }));
        }
    });
    let one = |(key, label): (String, String)| {
        let selected = now == Some(key.as_str());
        html! { <option value={key} {selected}>{ label }</option> }
    };
    html! {
        <select class="yb-input yb-input--select" aria-label={text::column(&column.column, &column.label, lang)}
            ~value={now.unwrap_or_default().to_owned()} disabled={is_asking} {onchange}>
            <option value="" selected={now.is_none()}>{ text::UNREAD.get(lang) }</option>
            { for targets(state, told, now).into_iter().map(one) }
        </select>
    }
}
