//! The projects behind a row, with what each has to do with its figures.

use std::rc::Rc;

use yew::prelude::*;
use yuebao_domain::publish::document::{Column, ColumnKind, Row, Table};
use yuebao_domain::publish::monthly_table::behind;
use yuebao_domain::text::Lang;

use super::step;
use crate::components::icon::Icon;
use crate::dispatch::Dispatch;
use crate::state::{Action, MadeDocument, PublishStep, View};
use crate::text::publish as text;

/// The projects of a row of a table.
pub(super) fn view(
    made: &Rc<MadeDocument>,
    table: &Table,
    row: usize,
    lang: Lang,
    send: &Dispatch,
) -> Html {
    let label = table.rows.get(row).map_or("", |row| row.label.as_str());
    let projects = behind(&made.source, &table.projects_behind(row), lang);
    let close = step(send, PublishStep::Behind(None));
    html! {
        <section class="yb-publish__behind" aria-label={format!("{label} {}", text::BEHIND.get(lang))}>
            <div class="yb-publish__head">
                <h3>{ label }{ " · " }{ text::BEHIND.get(lang) }</h3>
                <span class="yb-muted">{ text::rows(projects.rows.len(), lang) }</span>
                <button type="button" class="yb-button yb-button--plain" onclick={close}>{ Icon::Up.view() }{ text::CLOSE.get(lang) }</button>
            </div>
            <div class="yb-summary-scroll" role="region" tabindex="0" aria-label={text::BEHIND.get(lang)}>
                <table class="yb-summary-table">
                    <thead><tr>{ for projects.columns.iter().map(head) }</tr></thead>
                    <tbody>{ for projects.rows.iter().map(|row| line(&projects, row, send)) }</tbody>
                </table>
            </div>
        </section>
    }
}

fn head(column: &Column) -> Html {
    let class = (column.kind == ColumnKind::Figure).then_some("yb-summary-number");
    let unit = if column.unit.is_empty() {
        String::new()
    } else {
        format!("（{}）", column.unit)
    };
    html! { <th scope="col" {class}>{ &column.title }{ unit }</th> }
}

fn line(table: &Table, row: &Row, send: &Dispatch) -> Html {
    let cell = |column: &Column| {
        let shown = row.shown(table, column.key).to_owned();
        if column.key != table.label_column {
            let class = (column.kind == ColumnKind::Figure).then_some("yb-amount");
            return html! { <td {class}>{ shown }</td> };
        }
        let project = row.projects.first().cloned().unwrap_or_default();
        let view = View::Ledger(project);
        let onclick = send.reform(move |_: MouseEvent| Action::Show(view.clone()));
        html! { <th scope="row"><button type="button" class="yb-summary-link" {onclick}>{ shown }</button></th> }
    };
    html! { <tr>{ for table.columns.iter().map(cell) }</tr> }
}
