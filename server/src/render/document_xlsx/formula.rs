//! What a cell computes from others of its table, so that it gives what is printed.

use yuebao_domain::publish::document::{Cell, Formula, Row, Table};

/// Places to which a computed figure is rounded: more than any that is entered or printed, and fewer
/// than binary fractions begin to differ in.
const ROUNDED: u32 = 10;

/// Where a table stands on its sheet.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    /// The line of its first row, counted from 0.
    pub(super) first: u32,
}

/// The formula of a cell, without the sign before it; `None` if it names what is not in the table.
pub(super) fn of(
    cell: &Cell,
    column: usize,
    row: usize,
    table: &Table,
    place: Place,
) -> Option<String> {
    let line = |row: usize| u32::try_from(row).ok().map(|row| place.first + row + 1);
    let here = line(row)?;
    let named = |key: &str| {
        let at = table.columns.iter().position(|column| column.key == key)?;
        let is_figure = table.rows.get(row)?.cell(key)?.figure().is_some();
        is_figure.then(|| letters(at))
    };
    let computed = match cell.formula.as_ref()? {
        Formula::Sum => {
            let summed = &table.rows.get(row)?.sums;
            let lines: Option<Vec<u32>> = summed.iter().map(|row| line(*row)).collect();
            sum(&letters(column), &lines?)?
        }
        Formula::Percent { of, over } => {
            format!("100*{}{here}/{}{here}", named(of)?, named(over)?)
        }
        Formula::Less { of, by } => {
            format!("{}{here}-({})", named(of)?, by.round_dp(14).normalize())
        }
    };
    Some(format!("ROUND({computed},{ROUNDED})"))
}

/// The sum of lines of a column: neighbours are one range.
fn sum(column: &str, lines: &[u32]) -> Option<String> {
    /// Most arguments that spreadsheets take.
    const MOST: usize = 250;
    let mut ranges: Vec<(u32, u32)> = Vec::new();
    for line in lines {
        match ranges.last_mut() {
            Some((_, last)) if *last + 1 == *line => *last = *line,
            _ => ranges.push((*line, *line)),
        }
    }
    let written = |(first, last): &(u32, u32)| {
        if first == last {
            format!("{column}{first}")
        } else {
            format!("{column}{first}:{column}{last}")
        }
    };
    let sums = ranges.chunks(MOST).map(|ranges| {
        let ranges: Vec<String> = ranges.iter().map(written).collect();
        format!("SUM({})", ranges.join(","))
    });
    let sums: Vec<String> = sums.collect();
    (!sums.is_empty()).then(|| sums.join("+"))
}

/// The letters of a column, counted from 0.
pub(super) fn letters(column: usize) -> String {
    let mut letters = Vec::new();
    let mut left = column + 1;
    while left > 0 {
        left -= 1;
        let letter = u8::try_from(left % 26).map_or('A', |letter| char::from(b'A' + letter));
        letters.push(letter);
        left /= 26;
    }
    letters.iter().rev().collect()
}

/// Whether everything that a total adds up is a number in the table: with one that stands as a text,
/// because no spreadsheet keeps all its digits, the sum would be another.
pub(super) fn is_kept(
    row: &Row,
    column: &str,
    table: &Table,
    keeps: impl Fn(&Cell) -> bool,
) -> bool {
    let summed = row.sums.iter().filter_map(|row| table.rows.get(*row));
    let mut cells = summed.filter_map(|row| row.cell(column));
    cells.all(|cell| cell.figure().is_none() || keeps(cell))
}
