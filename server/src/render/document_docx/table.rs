//! Tables: as wide as the text, every width said three times, since WPS reads the grid first.

use yuebao_domain::publish::document::{Column, ColumnKind, Row, RowKind, Table};

use super::page::Paper;
use super::xml::Xml;

/// Smallest and largest letters, in half points.
const LETTERS: (u32, u32) = (13, 24);
/// What the edges of a cell take, in twentieths of a point.
const EDGES: u32 = 140;

const BORDERS: &str = "<w:tblBorders><w:top w:val=\"single\" w:sz=\"4\"/><w:left w:val=\"single\" w:sz=\"4\"/>\
    <w:bottom w:val=\"single\" w:sz=\"4\"/><w:right w:val=\"single\" w:sz=\"4\"/>\
    <w:insideH w:val=\"single\" w:sz=\"4\"/><w:insideV w:val=\"single\" w:sz=\"4\"/></w:tblBorders>";

/// The table with its caption and notes.
pub(super) fn write(table: &Table, paper: &Paper, xml: &mut Xml) {
    if table.columns.is_empty() {
        return;
    }
    if !table.title.is_empty() {
        xml.paragraph("Caption", "", &table.title);
    }
    let widths = widths(&table.columns, paper.text());
    let size = letters(&table.columns, paper.text());
    xml.open("w:tbl", "");
    xml.raw(&format!(
        "<w:tblPr><w:tblW w:w=\"{}\" w:type=\"dxa\"/>{BORDERS}<w:tblLayout w:type=\"fixed\"/></w:tblPr><w:tblGrid>",
        paper.text()
    ));
    for width in &widths {
        xml.raw(&format!("<w:gridCol w:w=\"{width}\"/>"));
    }
    xml.close("w:tblGrid");
    let cells = Cells {
        widths: &widths,
        size,
    };
    cells.write_heads(&table.columns, xml);
    for row in &table.rows {
        cells.write_row(table, row, xml);
    }
    xml.close("w:tbl");
    for (number, note) in (1..).zip(&table.notes) {
        let before = if number == 1 { "注：" } else { "　　" };
        xml.paragraph("Note", "", &format!("{before}{number}.{note}"));
    }
    // two tables without a paragraph between them would be one
    if table.notes.is_empty() {
        xml.paragraph("Note", "", "");
    }
}

/// The width of the text shared out as the columns ask for it, to the last twentieth of a point.
fn widths(columns: &[Column], text: u32) -> Vec<u32> {
    let asked = columns.iter().map(|column| u32::from(column.width.max(1)));
    let all: u32 = asked.clone().sum();
    let mut end = 0;
    let widths = asked.map(|width| {
        let begin = text * end / all;
        end += width;
        text * end / all - begin
    });
    widths.collect()
}

/// The letters with which the columns have the width that they ask for, in half points.
fn letters(columns: &[Column], text: u32) -> u32 {
    let asked: u32 = columns
        .iter()
        .map(|column| u32::from(column.width.max(1)))
        .sum();
    let edges = EDGES * u32::try_from(columns.len()).unwrap_or(u32::MAX);
    let (smallest, largest) = LETTERS;
    (text.saturating_sub(edges) / asked / 10).clamp(smallest, largest)
}

/// How the cells of a table are written.
struct Cells<'a> {
    widths: &'a [u32],
    size: u32,
}

/// One cell.
struct Cell<'a> {
    /// Its first column, and how many it takes.
    columns: (usize, usize),
    /// Of cells that are merged downwards.
    merge: &'a str,
    side: &'a str,
    is_bold: bool,
    text: &'a str,
}

impl<'a> Cell<'a> {
    const fn head(columns: (usize, usize), merge: &'a str, text: &'a str) -> Self {
        Self {
            columns,
            merge,
            side: "center",
            is_bold: true,
            text,
        }
    }
}

impl Cells<'_> {
    /// One line of heads, or two where neighbours share one; repeated on each page.
    fn write_heads(&self, columns: &[Column], xml: &mut Xml) {
        let has_groups = columns.iter().any(|column| !column.group.is_empty());
        begin_row(true, xml);
        let mut at = 0;
        while let Some(column) = columns.get(at) {
            if column.group.is_empty() {
                let merge = if has_groups {
                    "<w:vMerge w:val=\"restart\"/>"
                } else {
                    ""
                };
                self.write_cell(&Cell::head((at, 1), merge, &titled(column)), xml);
                at += 1;
                continue;
            }
            let same = columns.iter().skip(at);
            let wide = same.take_while(|other| other.group == column.group).count();
            self.write_cell(&Cell::head((at, wide), "", &column.group), xml);
            at += wide;
        }
        xml.close("w:tr");
        if !has_groups {
            return;
        }
        begin_row(true, xml);
        for (at, column) in columns.iter().enumerate() {
            if column.group.is_empty() {
                self.write_cell(&Cell::head((at, 1), "<w:vMerge/>", ""), xml);
            } else {
                self.write_cell(&Cell::head((at, 1), "", &titled(column)), xml);
            }
        }
        xml.close("w:tr");
    }

    fn write_row(&self, table: &Table, row: &Row, xml: &mut Xml) {
        begin_row(false, xml);
        for (at, column) in table.columns.iter().enumerate() {
            let side = match column.kind {
                ColumnKind::Text => "left",
                ColumnKind::Figure => "right",
                ColumnKind::Word | ColumnKind::Ordinal | ColumnKind::Day | ColumnKind::Month => {
                    "center"
                }
            };
            let cell = Cell {
                columns: (at, 1),
                merge: "",
                side,
                is_bold: matches!(row.kind, RowKind::Total | RowKind::Group),
                text: row.shown(table, column.key),
            };
            self.write_cell(&cell, xml);
        }
        xml.close("w:tr");
    }

    fn write_cell(&self, cell: &Cell<'_>, xml: &mut Xml) {
        let (first, count) = cell.columns;
        let width: u32 = self.widths.iter().skip(first).take(count).sum();
        let span = if count > 1 {
            format!("<w:gridSpan w:val=\"{count}\"/>")
        } else {
            String::new()
        };
        xml.raw(&format!(
            "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/>{span}{}<w:vAlign w:val=\"center\"/></w:tcPr>",
            cell.merge
        ));
        let bold = if cell.is_bold { "<w:b/>" } else { "" };
        let size = self.size;
        let letters = format!("{bold}<w:sz w:val=\"{size}\"/><w:szCs w:val=\"{size}\"/>");
        let side = format!("<w:jc w:val=\"{}\"/>", cell.side);
        xml.styled("Cell", &side, &letters, cell.text);
        xml.close("w:tc");
    }
}

fn begin_row(is_head: bool, xml: &mut Xml) {
    xml.open("w:tr", "");
    if is_head {
        xml.raw("<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>");
    }
}

fn titled(column: &Column) -> String {
    if column.unit.is_empty() {
        column.title.clone()
    } else {
        format!("{}\n（{}）", column.title, column.unit)
    }
}
