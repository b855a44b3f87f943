//! Workbooks (.xlsx, .xls, .xlsb, .ods) as sheets of cells.

use std::io::Cursor;

use calamine::{Data, Reader as _, SheetVisible, Sheets, StyleRange};
use rust_decimal::Decimal;
use yuebao_domain::period::Date;

use super::grid::{Cell, Grid, Merge};
use super::place::Unreadable;

/// Wider or longer than any monthly report: a format painted over a whole sheet.
const MOST_ROWS: usize = 200_000;
const MOST_COLUMNS: usize = 300;

/// The sheets that are not hidden, in their order.
pub(crate) fn read(bytes: Vec<u8>) -> Result<Vec<Grid>, Unreadable> {
    let mut book = calamine::open_workbook_auto_from_rs(Cursor::new(bytes)).map_err(refused)?;
    let names: Vec<String> = (book.sheets_metadata().iter())
        .filter(|sheet| sheet.visible == SheetVisible::Visible)
        .map(|sheet| sheet.name.clone())
        .collect();
    let mut grids = Vec::with_capacity(names.len());
    for name in names {
        grids.push(sheet(&mut book, name)?);
    }
    Ok(grids)
}

fn refused(error: calamine::Error) -> Unreadable {
    Unreadable::new(
        format!("不是能读的表格文件（加密或损坏？），请在表格软件中另存为 xlsx：{error}"),
        format!(
            "not a workbook that can be read (encrypted or damaged?); save it as xlsx: {error}"
        ),
    )
}

fn sheet(book: &mut Sheets<Cursor<Vec<u8>>>, name: String) -> Result<Grid, Unreadable> {
    let range = book.worksheet_range(&name).map_err(|error| {
        Unreadable::new(
            format!("工作表“{name}”读不出：{error}"),
            format!("sheet “{name}” cannot be read: {error}"),
        )
    })?;
    // what cannot be had only costs the guesses that rest on it
    let styles = book
        .worksheet_style(&name)
        .unwrap_or_else(|_| StyleRange::empty());
    let merges = merges(book, &name);
    let (height, width) = range.end().map_or((0, 0), |(row, column)| {
        let size = |n: u32| usize::try_from(n).unwrap_or_default() + 1;
        (size(row).min(MOST_ROWS), size(column).min(MOST_COLUMNS))
    });
    let mut rows = Vec::with_capacity(height);
    for row in (0_u32..).take(height) {
        let cells = (0_u32..).take(width).map(|column| {
            let value = range.get_value((row, column)).unwrap_or(&Data::Empty);
            let is_percent = || {
                let style = styles.get((row, column));
                let format = style.and_then(|style| style.number_format.as_ref());
                format.is_some_and(|format| format.format_code.contains('%'))
            };
            cell(value, is_percent)
        });
        rows.push(cells.collect());
    }
    Ok(Grid { name, rows, merges })
}

fn merges(book: &mut Sheets<Cursor<Vec<u8>>>, name: &str) -> Vec<Merge> {
    let regions = match book {
        Sheets::Xlsx(book) => book.merge_cells_by_sheet_name(name).unwrap_or_default(),
        Sheets::Xls(book) => book.merge_cells_by_sheet_name(name).unwrap_or_default(),
        Sheets::Xlsb(_) | Sheets::Ods(_) => Vec::new(),
    };
    let place = |(row, column): (u32, u32)| {
        let index = |n: u32| usize::try_from(n).unwrap_or(usize::MAX);
        (index(row), index(column))
    };
    (regions.iter())
        .map(|region| Merge {
            from: place(region.start),
            to: place(region.end),
        })
        .collect()
}

fn cell(value: &Data, is_percent: impl Fn() -> bool) -> Cell {
    match value {
        Data::Empty => Cell::Empty,
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => {
            Cell::Text(text.clone())
        }
        Data::Int(number) => Cell::Number(Decimal::from(*number)),
        Data::Float(number) => match exact(*number) {
            Some(number) if is_percent() => {
                Cell::Percent(number.saturating_mul(Decimal::ONE_HUNDRED).normalize())
            }
            Some(number) => Cell::Number(number),
            None => Cell::Broken(number.to_string()),
        },
        Data::Bool(true) => Cell::Text("是".to_owned()),
        Data::Bool(false) => Cell::Text("否".to_owned()),
        Data::DateTime(moment) => {
            let (year, month, day, ..) = moment.to_ymd_hms_milli();
            let parts = (i16::try_from(year), i8::try_from(month), i8::try_from(day));
            let day = match parts {
                (Ok(year), Ok(month), Ok(day)) => Date::new(year, month, day).ok(),
                _ => None,
            };
            day.map_or_else(|| Cell::Broken(moment.as_f64().to_string()), Cell::Day)
        }
        Data::Error(error) => Cell::Broken(error.to_string()),
    }
}

/// A binary number to the fifteen digits that a spreadsheet keeps: 0.1 + 0.2 is 0.3.
fn exact(number: f64) -> Option<Decimal> {
    let digits = format!("{number:.14e}");
    Decimal::from_scientific(&digits)
        .ok()
        .map(|d| d.normalize())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn binary_numbers_come_out_as_they_are_shown() {
        for (number, shown) in [
            (0.300_000_000_000_000_04, "0.3"),
            (1250.5, "1250.5"),
            (1_212.680_08, "1212.68008"),
            (45123.0, "45123"),
            (-3.0, "-3"),
            (1e21, "1000000000000000000000"),
            (33.333_333_333_333_336, "33.3333333333333"),
            (0.0, "0"),
        ] {
            assert_eq!(exact(number).unwrap().to_string(), shown);
        }
        for number in [f64::NAN, f64::INFINITY, 1e300] {
            assert_eq!(exact(number), None);
        }
    }

    #[test]
    fn what_is_no_workbook_is_refused_in_words() {
        for bytes in [&b"PK\x03\x04rest"[..], b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"] {
            let error = read(bytes.to_vec()).unwrap_err();
            assert!(error.zh.contains("另存为 xlsx"), "{error:?}");
        }
    }
}
