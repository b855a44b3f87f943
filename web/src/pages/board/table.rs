//! Units × (应报, 已报, 审定, 退回, 迟报, 未报, 缺报), each figure a button to its reports.

use yew::prelude::*;
use yuebao_domain::filing::{Column, Counts};
use yuebao_domain::text::Lang;

use super::model::{Model, Row};
use crate::dispatch::Dispatch;
use crate::state::{Action, Cell};
use crate::text::board as text;

pub(super) fn view(model: &Model, lang: Lang, send: &Dispatch) -> Html {
    let heads = || {
        Column::ALL.map(|column| html! { <th scope="col" class="yb-summary-number">{ column.label().get(lang) }</th> })
    };
    let columns = Column::ALL.len().to_string();
    let open = model.open.as_ref().map(|opened| &opened.cell);
    html! {
        <div class="yb-summary-scroll" tabindex="0" role="region" aria-label={text::FILING.get(lang)}>
            <table class="yb-summary-table yb-board-table">
                <thead>
                    <tr>
                        <th rowspan="2" scope="col">{ text::UNIT.get(lang) }</th>
                        <th colspan={columns.clone()} scope="colgroup">{ text::OF_MONTH.get(lang) }</th>
                        <th colspan={columns} scope="colgroup">{ text::OF_YEAR.get(lang) }</th>
                    </tr>
                    <tr>{ for heads() }{ for heads() }</tr>
                </thead>
                <tbody>
                    { row(&model.total, true, open, lang, send) }
                    { for model.rows.iter().map(|one| row(one, false, open, lang, send)) }
                </tbody>
            </table>
        </div>
    }
}

fn row(row: &Row, is_total: bool, open: Option<&Cell>, lang: Lang, send: &Dispatch) -> Html {
    let figures = |counts: &Counts, is_year: bool| {
        let counts = *counts;
        Column::ALL.map(|column| figure(row, column, counts.of(column), is_year, open, lang, send))
    };
    html! {
        <tr key={row.unit.clone().unwrap_or_else(|| "/".to_owned())} class={is_total.then_some("yb-summary-depth-0")}>
            <th scope="row">{ &row.label }</th>
            { for figures(&row.month, false) }
            { for figures(&row.year, true) }
        </tr>
    }
}

/// A figure; nothing lies behind 0.
fn figure(
    row: &Row,
    column: Column,
    count: usize,
    is_year: bool,
    open: Option<&Cell>,
    lang: Lang,
    send: &Dispatch,
) -> Html {
    if count == 0 {
        return html! { <td class="yb-summary-number yb-muted">{ "0" }</td> };
    }
    let cell = Cell {
        unit: row.unit.clone(),
        column,
        is_year,
    };
    let is_open = open == Some(&cell);
    let label = text::figure(&row.label, column.label().get(lang), count, is_year, lang);
    let next = (!is_open).then_some(cell);
    let onclick = send.reform(move |_: MouseEvent| Action::BoardOpen(next.clone()));
    let is_bad = matches!(column, Column::Late | Column::Missing);
    html! {
        <td class="yb-summary-number">
            <button type="button" class={classes!("yb-summary-link", is_bad.then_some("yb-board-bad"))} {onclick}
                aria-label={label} aria-expanded={is_open.to_string()}>{ count }</button>
        </td>
    }
}
