//! Tables: as wide as the text, every width said three times, since WPS reads the grid first.

use yuebao_domain::publish::document::{Column, ColumnKind, Row, RowKind, Table};

use super::super::widths::widths;
use super::letters::Letters;
use super::page::Paper;
use super::xml::Xml;

/// Smallest and largest letters, in half points.
const SMALLEST: u32 = 12;
const LARGEST: u32 = 24;
/// The width of a figure in twentieths of a point, for each half point of its height.
const FIGURE: u32 = 5;
/// What the edges of a cell take, in twentieths of a point.
const EDGES: u32 = 140;

const BORDERS: &str = "<w:tblBorders><w:top w:val=\"single\" w:sz=\"4\"/><w:left w:val=\"single\" w:sz=\"4\"/>\
    <w:bottom w:val=\"single\" w:sz=\"4\"/><w:right w:val=\"single\" w:sz=\"4\"/>\
    <w:insideH w:val=\"single\" w:sz=\"4\"/><w:insideV w:val=\"single\" w:sz=\"4\"/></w:tblBorders>";

/// The table with its caption and notes.
pub(super) fn write(table: &Table, paper: &Paper, text: Letters, xml: &mut Xml) {
    if table.columns.is_empty() {
        return;
    }
    if !table.title.is_empty() {
        xml.paragraph("Caption", "", &table.title);
    }
    let needed = widths(table);
    let size = letters(&needed, paper.text()).min(text.size);
    let widths = shared_out(&table.columns, &needed, size, paper.text());
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

/// The width of the text shared out: what stands on one line gets what it needs, as long as there is room
/// for texts, which share the rest.
fn shared_out(columns: &[Column], needed: &[u16], size: u32, text: u32) -> Vec<u32> {
    let is_text = |column: &Column| column.kind == ColumnKind::Text;
    let on_a_line = |width: u16| u32::from(width) * size * FIGURE + EDGES;
    let each = || columns.iter().zip(needed.iter().copied());
    let lines: u32 = (each().filter(|(column, _)| !is_text(column)))
        .map(|(_, width)| on_a_line(width))
        .sum();
    let texts: u32 = (each().filter(|(column, _)| is_text(column)))
        .map(|(_, width)| u32::from(width))
        .sum();
    let room = text.saturating_sub(lines);
    if texts == 0 || room < texts * FIGURE * SMALLEST / 2 {
        return in_proportion(needed, text);
    }
    let mut end = 0;
    let widths = each().map(|(column, width)| {
        if !is_text(column) {
            return on_a_line(width);
        }
        let begin = room * end / texts;
        end += u32::from(width);
        room * end / texts - begin
    });
    widths.collect()
}

/// The same without looking at what the columns hold.
fn in_proportion(needed: &[u16], text: u32) -> Vec<u32> {
    let all = sum(needed);
    let mut end = 0;
    let widths = needed.iter().map(|width| {
        let begin = text * end / all;
        end += u32::from(*width);
        text * end / all - begin
    });
    widths.collect()
}

/// The letters of a table on this paper, in half points.
pub(super) fn size(table: &Table, paper: &Paper) -> u32 {
    letters(&widths(table), paper.text())
}

/// The letters with which the columns have the width that they need, in half points.
fn letters(needed: &[u16], text: u32) -> u32 {
    let edges = EDGES * u32::try_from(needed.len()).unwrap_or(u32::MAX);
    (text.saturating_sub(edges) / sum(needed) / FIGURE).clamp(SMALLEST, LARGEST)
}

fn sum(widths: &[u16]) -> u32 {
    widths
        .iter()
        .map(|width| u32::from(*width))
        .sum::<u32>()
        .max(1)
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
                text: row.shown(table, &column.key),
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
        let aligned = format!("<w:jc w:val=\"{}\"/>", cell.side);
        xml.styled("Cell", &aligned, &letters, cell.text);
        xml.close("w:tc");
    }
}

fn begin_row(is_head: bool, xml: &mut Xml) {
    xml.open("w:tr", "");
    xml.raw(if is_head {
        "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>"
    } else {
        "<w:trPr><w:cantSplit/></w:trPr>"
    });
}

fn titled(column: &Column) -> String {
    if column.unit.is_empty() {
        column.title.clone()
    } else {
        format!("{}\n（{}）", column.title, column.unit)
    }
}
