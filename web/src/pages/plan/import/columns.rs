//! What each column was taken for, above its first cells, to be corrected.

use web_sys::HtmlSelectElement;
use yew::prelude::*;
use yuebao_domain::text::Lang;
use yuebao_domain::wire::v2::import::{Import, ImportColumn, ImportSheet};

use super::model::targets;
use super::step;
use crate::dispatch::Dispatch;
use crate::state::ImportStep;
use crate::text::import as text;

pub(super) fn view(told: &Import, is_asking: bool, lang: Lang, send: &Dispatch) -> Html {
    if told.sheets.is_empty() || told.written {
        return Html::default();
    }
    let sheets = told.sheets.iter().enumerate();
    html! {
        <section class="yb-plan-part">
            <h2>{ text::COLUMNS.get(lang) }</h2>
            <p class="yb-muted">{ text::COLUMNS_HELP.get(lang) }</p>
            { for sheets.map(|(at, sheet)| table(told, (at, sheet), is_asking, lang, send)) }
        </section>
    }
}

fn table(
    told: &Import,
    (at, sheet): (usize, &ImportSheet),
    is_asking: bool,
    lang: Lang,
    send: &Dispatch,
) -> Html {
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
                { choice(told, (at, place), column, is_asking, lang, send) }
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
    told: &Import,
    (sheet, place): (usize, usize),
    column: &ImportColumn,
    is_asking: bool,
    lang: Lang,
    send: &Dispatch,
) -> Html {
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
            { for targets(told, now, lang).into_iter().map(one) }
        </select>
    }
}
