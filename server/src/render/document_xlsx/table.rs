//! The heads and rows of a table.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use rust_xlsxwriter::{ExcelDateTime, Format, Formula};
use yuebao_domain::publish::document::{Cell, Column, ColumnKind, Table, Value};

use super::super::RenderError;
use super::formula::{self, Place};
use super::look::{Look, Print};
use super::sheet::{LETTERS, Sheet};

/// From here on a spreadsheet does not keep six places of a figure.
const TOO_LARGE: Decimal = Decimal::from_parts(1_000_000_000, 0, 0, false, 0);

/// One line of heads, or two where neighbours share one.
pub(super) fn write_heads(sheet: &mut Sheet<'_>, table: &Table) -> Result<(), RenderError> {
    let columns = &table.columns;
    let has_groups = columns.iter().any(|column| !column.group.is_empty());
    let format = &sheet.looks.head.clone();
    let top = sheet.line;
    let below = top + u32::from(has_groups);
    let mut at = 0;
    while let Some(column) = columns.get(at) {
        let first = place(at);
        if column.group.is_empty() {
            if has_groups {
                sheet
                    .page
                    .merge_range(top, first, below, first, &head(column), format)?;
            } else {
                sheet
                    .page
                    .write_string_with_format(top, first, head(column), format)?;
            }
            at += 1;
            continue;
        }
        let same = columns.iter().skip(at);
        let wide = same.take_while(|other| other.group == column.group).count();
        let last = place(at + wide - 1);
        if last == first {
            sheet
                .page
                .write_string_with_format(top, first, &column.group, format)?;
        } else {
            sheet
                .page
                .merge_range(top, first, top, last, &column.group, format)?;
        }
        for (column, at) in columns.iter().skip(at).take(wide).zip(first..) {
            sheet
                .page
                .write_string_with_format(below, at, head(column), format)?;
        }
        at += wide;
    }
    let heads = columns.iter().enumerate();
    let needed = heads.map(|(at, column)| sheet.lines_in(at, &head(column)));
    let needed = needed.max().unwrap_or(1);
    if has_groups {
        sheet.set_height(top, 1)?;
    }
    sheet.set_height(below, needed)?;
    sheet.line = below + 1;
    Ok(())
}

/// The rows, totals as formulas.
pub(super) fn write_rows(sheet: &mut Sheet<'_>, table: &Table) -> Result<(), RenderError> {
    let place = Place { first: sheet.line };
    // making a format takes longer than writing a cell
    let mut formats: BTreeMap<_, Format> = BTreeMap::new();
    for (at, row) in table.rows.iter().enumerate() {
        for (column, shown) in table.columns.iter().enumerate() {
            let is_label = shown.key == table.label_column;
            let cell = row.cell(&shown.key).filter(|_| !is_label);
            let print = cell.filter(|cell| number(cell).is_some());
            let print = print.and_then(Print::of);
            let look = Look::of(row.kind, row.level);
            let letters = match shown.kind {
                ColumnKind::Text => sheet.letters_in(column, row.shown(table, &shown.key)),
                _ => LETTERS,
            };
            let format = formats.entry((column, look, print, letters));
            let format =
                &*format.or_insert_with(|| look.of_cell(shown, print).set_font_size(letters));
            if is_label {
                let at = (sheet.line, column);
                write_text(sheet, at, &row.label, format)?;
            } else {
                write_cell(sheet, table, (at, column), place, format)?;
            }
        }
        let texts = table.columns.iter().enumerate();
        let texts = texts.filter(|(_, column)| column.kind == ColumnKind::Text);
        let needed = texts.map(|(at, column)| sheet.lines_in(at, row.shown(table, &column.key)));
        let needed = needed.max();
        sheet.set_height(sheet.line, needed.unwrap_or(1))?;
        sheet.line += 1;
    }
    Ok(())
}

fn write_cell(
    sheet: &mut Sheet<'_>,
    table: &Table,
    (row, column): (usize, usize),
    place: Place,
    format: &Format,
) -> Result<(), RenderError> {
    let at = (sheet.line, column);
    let held = table.rows.get(row).zip(table.columns.get(column));
    let Some((cell, row_of, key, kind)) = held
        .and_then(|(row, column)| Some((row.cell(&column.key)?, row, &column.key, column.kind)))
    else {
        sheet.page.write_blank(at.0, self::place(column), format)?;
        return Ok(());
    };
    let number = number(cell);
    let is_computed =
        number.is_some() && formula::is_kept(row_of, key, table, |it| self::number(it).is_some());
    let computed = is_computed
        .then(|| formula::of(cell, column, row, table, place))
        .flatten();
    match (number, computed) {
        (Some(number), Some(computed)) => {
            let computed = Formula::new(computed).set_result(number.to_string());
            sheet
                .page
                .write_formula_with_format(at.0, self::place(column), computed, format)?;
        }
        (Some(number), None) => {
            sheet
                .page
                .write_number_with_format(at.0, self::place(column), number, format)?;
        }
        (None, _) => match cell.value {
            Value::Day(day) if kind == ColumnKind::Day => {
                let year = u16::try_from(day.year()).unwrap_or(1900);
                let day = ExcelDateTime::from_ymd(
                    year,
                    day.month().unsigned_abs(),
                    day.day().unsigned_abs(),
                )?;
                sheet
                    .page
                    .write_datetime_with_format(at.0, self::place(column), &day, format)?;
            }
            _ => write_text(sheet, at, &cell.shown, format)?,
        },
    }
    Ok(())
}

fn write_text(
    sheet: &mut Sheet<'_>,
    (line, column): (u32, usize),
    text: &str,
    format: &Format,
) -> Result<(), RenderError> {
    /// Most characters that a cell of a spreadsheet holds.
    const LONGEST: usize = 32_767;
    let short;
    let text = if text.encode_utf16().count() > LONGEST {
        short = super::cut(text, LONGEST);
        short.as_str()
    } else {
        text
    };
    if text.is_empty() {
        sheet.page.write_blank(line, place(column), format)?;
    } else {
        sheet
            .page
            .write_string_with_format(line, place(column), text, format)?;
    }
    Ok(())
}

/// The figure as a spreadsheet has it, if it keeps as much of it as is printed.
fn number(cell: &Cell) -> Option<f64> {
    let figure = cell.figure().filter(|figure| figure.abs() < TOO_LARGE)?;
    Print::of(cell)?;
    figure.to_string().parse().ok()
}

fn head(column: &Column) -> String {
    if column.unit.is_empty() {
        column.title.clone()
    } else {
        format!("{}\n（{}）", column.title, column.unit)
    }
}

fn place(column: usize) -> u16 {
    u16::try_from(column).unwrap_or(u16::MAX)
}
