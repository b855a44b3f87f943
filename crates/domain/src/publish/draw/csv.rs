//! A document as .csv: its title, texts and tables below one another, as they are printed.

use std::borrow::Cow;

use crate::publish::document::{Block, Cell, Column, ColumnKind, Document, Row, Table};
use crate::text::{csv_of_cells, quoted};

/// UTF-8 with the mark that spreadsheets know it by; texts that would be taken for formulas have an
/// apostrophe before them. Figures have no separators of thousands. A chart is not in it: the table that
/// it is drawn from is.
pub fn as_csv(document: &Document) -> String {
    let mut lines = vec![
        vec![text(&document.title)],
        vec![text(&document.basis)],
        texts(&document.heading),
    ];
    for block in &document.blocks {
        match block {
            Block::Heading { text: said, .. } | Block::Paragraph { text: said } => {
                lines.push(vec![text(said)]);
            }
            Block::Table(table) => add_table(table, &mut lines),
            Block::Chart(_) => {}
        }
    }
    lines.push(texts(&document.foot));
    csv_of_cells(lines.into_iter().filter(|cells| !cells.is_empty()))
}

fn text(text: &str) -> Cow<'_, str> {
    quoted(text)
}

fn texts(texts: &[String]) -> Vec<Cow<'_, str>> {
    texts.iter().map(|one| text(one)).collect()
}

fn add_table<'a>(table: &'a Table, lines: &mut Vec<Vec<Cow<'a, str>>>) {
    if !table.title.is_empty() {
        lines.push(vec![text(&table.title)]);
    }
    lines.push(table.columns.iter().map(head).collect());
    for row in &table.rows {
        let cells = table.columns.iter().map(|column| cell(table, row, column));
        lines.push(cells.collect());
    }
    lines.extend(table.notes.iter().map(|note| vec![text(note)]));
}

fn head(column: &Column) -> Cow<'_, str> {
    let Column {
        group, title, unit, ..
    } = column;
    let between = if group.is_empty() { "" } else { "·" };
    let unit = if unit.is_empty() {
        String::new()
    } else {
        format!("（{unit}）")
    };
    quoted(&format!("{group}{between}{title}{unit}"))
        .into_owned()
        .into()
}

fn cell<'a>(table: &'a Table, row: &'a Row, column: &Column) -> Cow<'a, str> {
    let shown = row.shown(table, &column.key);
    let figure = row.cell(&column.key).and_then(Cell::figure);
    match figure {
        Some(_) if column.kind == ColumnKind::Figure => shown.replace(',', "").into(),
        _ => text(shown),
    }
}
