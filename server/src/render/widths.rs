//! How wide the columns of a table are, on paper and in a spreadsheet.

use unicode_width::UnicodeWidthStr;
use yuebao_domain::publish::document::{Column, ColumnKind, Table};

/// A text that would take more lines than these makes its column wider, up to so many times what it asks
/// for.
const LINES: usize = 8;
const TIMES: usize = 3;

/// The width of each column in figures of its letters: what it asks for, but no figure, day or month runs
/// on in a second line, and no text over half a page if that can be helped.
pub(super) fn widths(table: &Table) -> Vec<u16> {
    let width = |column: &Column| {
        let asked = usize::from(column.width.max(1)) * 2 + 1;
        let shown = table.rows.iter().map(|row| row.shown(table, &column.key));
        let longest = shown.map(UnicodeWidthStr::width).max().unwrap_or(0);
        let needed = match column.kind {
            ColumnKind::Text => longest.div_ceil(LINES).min(asked * TIMES),
            ColumnKind::Word => asked,
            ColumnKind::Figure | ColumnKind::Ordinal | ColumnKind::Day | ColumnKind::Month => {
                longest + 2
            }
        };
        u16::try_from(asked.max(needed)).unwrap_or(u16::MAX)
    };
    table.columns.iter().map(width).collect()
}

#[cfg(test)]
mod tests {
    use yuebao_domain::publish::document::{Cell, Row, RowKind};

    use super::*;

    #[test]
    fn figures_stand_on_one_line_and_long_texts_get_more_room() {
        let column = |key: &'static str, kind| Column {
            key: key.into(),
            title: String::new(),
            group: String::new(),
            unit: String::new(),
            kind,
            places: None,
            width: 3,
        };
        let mut row = Row::new(RowKind::Item, 0, "长".repeat(400));
        row.put("figure", Cell::text("12,345,678.90*"));
        row.put("word", Cell::text("12,345,678.90*"));
        let table = Table {
            columns: vec![
                column("text", ColumnKind::Text),
                column("figure", ColumnKind::Figure),
                column("word", ColumnKind::Word),
                column("empty", ColumnKind::Figure),
            ],
            label_column: "text".into(),
            rows: vec![row],
            ..Table::default()
        };
        assert_eq!(widths(&table), [21, 16, 7, 7]);
    }
}
