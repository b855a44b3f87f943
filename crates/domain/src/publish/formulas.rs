//! Which figures of a table follow from others, so that a spreadsheet may compute them: held to be exact
//! before it is said.

use rust_decimal::Decimal;

use super::document::{Formula, Key, Row, RowKind, Table};
use super::{Cell, Value};
use crate::money::percent_of;
use crate::period::Month;
use crate::progress::elapsed;

/// The columns of percentages: which, of what, over what.
pub(super) const PERCENTS: [(&str, &str, &str); 3] = [
    ("completion", "year_to_date", "annual_plan"),
    ("payment_rate", "paid", "issued"),
    ("total_completion", "since_start", "total_investment"),
];
/// What of a numerator counts in its percentage, where it is not all of it: in cells that no column
/// shows.
pub(super) const OUTSIDE: [(&str, &str); 1] = [("year_to_date", "year_to_date_planned")];
/// 与序时进度差距: which, of what.
const GAPS: [(&str, &str); 1] = [("gap", "completion")];

/// Says which rows each total adds up, and of each cell how it follows from others.
pub(super) fn add_hints(table: &mut Table, month: Month) {
    for at in 0..table.rows.len() {
        let sums = parts_of(&table.rows, at);
        let row = table.rows.get(at);
        let cells = row.into_iter().flat_map(|row| &row.cells);
        let hints: Vec<(Key, Formula)> = cells
            .filter_map(|(key, cell)| {
                let figure = cell.figure()?;
                let row = table.rows.get(at)?;
                let formula = if is_rate(key) {
                    rate(key, figure, row, month)
                } else {
                    adds_up(&table.rows, &sums, key, figure)
                }?;
                Some((key.clone(), formula))
            })
            .collect();
        if let Some(row) = table.rows.get_mut(at) {
            row.sums = sums;
            for (key, formula) in hints {
                if let Some(cell) = row.cells.get_mut(&key) {
                    cell.formula = Some(formula);
                }
            }
        }
    }
}

/// The rows one level below a total or a group, up to the next of its own level.
fn parts_of(rows: &[Row], at: usize) -> Vec<usize> {
    let Some(row) = rows.get(at) else {
        return Vec::new();
    };
    if !matches!(row.kind, RowKind::Total | RowKind::Group) {
        return Vec::new();
    }
    let below = rows.iter().enumerate().skip(at + 1);
    let below = below.take_while(|(_, other)| other.level > row.level);
    let parts = below.filter(|(_, other)| other.level == row.level + 1);
    parts.map(|(place, _)| place).collect()
}

/// Whether a column holds rates or differences of them, which add up to nothing.
fn is_rate(key: &str) -> bool {
    let is_percent = PERCENTS.iter().any(|(percent, ..)| *percent == key);
    is_percent || GAPS.iter().any(|(gap, _)| *gap == key)
}

fn adds_up(rows: &[Row], sums: &[usize], key: &str, figure: Decimal) -> Option<Formula> {
    let parts = sums.iter().filter_map(|at| rows.get(*at)?.cell(key));
    let mut parts = parts.filter_map(Cell::figure).peekable();
    parts.peek()?;
    let sum = parts.try_fold(Decimal::ZERO, Decimal::checked_add)?;
    (sum == figure).then_some(Formula::Sum)
}

fn rate(key: &str, figure: Decimal, row: &Row, month: Month) -> Option<Formula> {
    let other = |key: &str| match row.cell(key)?.value {
        Value::Number(figure) => Some(figure),
        _ => None,
    };
    if let Some((_, of, over)) = PERCENTS.into_iter().find(|(percent, ..)| *percent == key) {
        let follows = percent_of(other(of)?, other(over)?)? == figure;
        return follows.then(|| Formula::Percent {
            of: of.into(),
            over: over.into(),
        });
    }
    let (_, of) = GAPS.into_iter().find(|(gap, _)| *gap == key)?;
    let by = elapsed(month);
    let is_it = other(of)?.checked_sub(by)? == figure;
    is_it.then(|| Formula::Less { of: of.into(), by })
}
