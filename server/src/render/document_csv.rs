//! A document as .csv: its title, texts and tables below one another, as they are printed.

use std::borrow::Cow;

use yuebao_domain::publish::document::{Block, Column, ColumnKind, Row, Table};
use yuebao_domain::publish::{Cell as Printed, Document};
use yuebao_sheets::plan_table::Cell;

use super::RenderError;

/// UTF-8 with the mark that spreadsheets know it by; texts that would be taken for formulas have an
/// apostrophe before them. Figures have no separators of thousands.
pub(crate) fn document_as_csv(document: &Document) -> Result<Vec<u8>, RenderError> {
    let mut writer = csv::WriterBuilder::new()
        .flexible(true)
        .from_writer("\u{feff}".as_bytes().to_vec());
    let mut line = |text: &str| writer.write_record([guarded(text).as_ref()]);
    line(&document.title)?;
    line(&document.basis)?;
    if !document.heading.is_empty() {
        let heading = document.heading.iter().map(|text| guarded(text));
        writer.write_record(heading.map(Cow::into_owned))?;
    }
    for block in &document.blocks {
        match block {
            Block::Heading { text, .. } | Block::Paragraph { text } => {
                writer.write_record([guarded(text).as_ref()])?;
            }
            Block::Table(table) => write_table(table, &mut writer)?,
        }
    }
    if !document.foot.is_empty() {
        let foot = document.foot.iter().map(|text| guarded(text).into_owned());
        writer.write_record(foot)?;
    }
    writer.into_inner().map_err(|_| RenderError::CsvEnd)
}

fn write_table(table: &Table, writer: &mut csv::Writer<Vec<u8>>) -> Result<(), csv::Error> {
    if !table.title.is_empty() {
        writer.write_record([guarded(&table.title).as_ref()])?;
    }
    writer.write_record(table.columns.iter().map(head))?;
    for row in &table.rows {
        let cells = table.columns.iter().map(|column| cell(table, row, column));
        writer.write_record(cells)?;
    }
    for note in &table.notes {
        writer.write_record([guarded(note).as_ref()])?;
    }
    Ok(())
}

fn head(column: &Column) -> String {
    let Column {
        group, title, unit, ..
    } = column;
    let between = if group.is_empty() { "" } else { "·" };
    let unit = if unit.is_empty() {
        String::new()
    } else {
        format!("（{unit}）")
    };
    format!("{group}{between}{title}{unit}")
}

fn cell(table: &Table, row: &Row, column: &Column) -> String {
    let shown = row.shown(table, column.key);
    let figure = row.cell(column.key).and_then(Printed::figure);
    match figure {
        Some(_) if column.kind == ColumnKind::Figure => shown.replace(',', ""),
        _ => guarded(shown).into_owned(),
    }
}

/// As a spreadsheet takes it for a text.
fn guarded(text: &str) -> Cow<'_, str> {
    match Cell::Text(text.to_owned()).csv() {
        Cow::Borrowed(_) => text.into(),
        Cow::Owned(quoted) => quoted.into(),
    }
}

#[cfg(test)]
mod tests;
