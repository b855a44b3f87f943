//! The document as it goes to the printer: all of every table, on the paper that it is meant for.

use yew::prelude::*;
use yuebao_domain::publish::Document;
use yuebao_domain::publish::document::{Block, Column, ColumnKind, Paper, Row, RowKind, Table};
use yuebao_domain::text::Lang;

use super::{chart, line, notes, table};

/// The whole document.
pub(super) fn view(document: &Document, lang: Lang) -> Html {
    let paper = match document.page.paper {
        Paper::A3 => "A3",
        Paper::A4 => "A4",
    };
    let turned = if document.page.landscape {
        "landscape"
    } else {
        "portrait"
    };
    html! {
        <article class="yb-paper" data-page={format!("{paper} {turned}")}>
            <h1 class="yb-summary-print-title">{ &document.title }</h1>
            <p class="yb-paper__basis">{ &document.basis }</p>
            { line("yb-paper__line", &document.heading) }
            { for document.blocks.iter().map(|block| part(block, document, lang)) }
            { line("yb-paper__line", &document.foot) }
        </article>
    }
}

fn part(block: &Block, document: &Document, lang: Lang) -> Html {
    match block {
        Block::Heading { level: 1, text } => html! { <h2>{ text }</h2> },
        Block::Heading { text, .. } => html! { <h3>{ text }</h3> },
        Block::Paragraph { text } => html! { <p class="yb-paper__text">{ text }</p> },
        Block::Chart(one) => chart::view(one, Some(document)),
        Block::Table(table) => {
            html! { <>{ whole(table, document) }{ notes(&table.notes, lang) }</> }
        }
    }
}

fn whole(table: &Table, document: &Document) -> Html {
    let class = format!("yb-size-{}", table.character(document.page));
    html! {
        <table {class}>
            if !table.title.is_empty() { <caption>{ &table.title }</caption> }
            <colgroup>{ for table.columns.iter().map(|column| html! { <col width={share(table, column)} /> }) }</colgroup>
            { table::heads(table) }
            <tbody>{ for table.rows.iter().map(|one| row(table, one)) }</tbody>
        </table>
    }
}

/// As an attribute: pages may forbid styles that are written into the page.
fn share(table: &Table, column: &Column) -> String {
    let share = table.share(column);
    format!("{}.{}%", share / 10, share % 10)
}

fn row(table: &Table, row: &Row) -> Html {
    let class = match row.kind {
        RowKind::Total | RowKind::Group => "yb-paper__total",
        RowKind::Item => "",
        RowKind::Part => "yb-paper__part",
    };
    let cell = |column: &Column| {
        let class = match column.kind {
            ColumnKind::Text => "",
            ColumnKind::Figure => "yb-paper__figure",
            ColumnKind::Word | ColumnKind::Ordinal => "yb-paper__word",
            ColumnKind::Day | ColumnKind::Month => "yb-paper__word yb-paper__day",
        };
        html! { <td {class}>{ row.shown(table, &column.key) }</td> }
    };
    html! { <tr {class}>{ for table.columns.iter().map(cell) }</tr> }
}
