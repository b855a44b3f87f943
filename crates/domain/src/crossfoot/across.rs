//! Cross tables: whether each row adds up to its total, and both ways to the same corner.

use rust_decimal::Decimal;

use super::percent::half_unit;
use super::{Across, Row, Table, Verdict, is_count};

/// One row of a cross table held against its total column, or the corner of the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AcrossCheck<'a> {
    /// The total column.
    pub total: &'a str,
    /// The row's label.
    pub row: &'a str,
    /// The printed row total; at the corner the sum of the row totals.
    pub stated: Decimal,
    /// The sum of the row's parts; at the corner of the stated row's parts.
    pub sum: Decimal,
    /// sum − stated.
    pub difference: Decimal,
    /// How many parts the row carries.
    pub addends: usize,
    /// Exact, 尾差 or an error.
    pub verdict: Verdict,
    /// True for the corner: row totals against column totals, no grand total being printed.
    pub is_corner: bool,
}

/// Adds every row up across. A row without its total or without any part is not judged, except
/// that a stated row without a grand total is held against the sum of the row totals.
pub fn across(table: &Table) -> Vec<AcrossCheck<'_>> {
    let mut checks = Vec::new();
    for across in &table.across {
        let stated = table.stated.iter().map(|row| (row, true));
        let rows = table.rows.iter().map(|row| (row, false));
        for (row, is_total) in stated.chain(rows) {
            checks.extend(check(table, across, row, is_total));
        }
    }
    checks
}

fn check<'a>(
    table: &Table,
    across: &'a Across,
    row: &'a Row,
    is_total: bool,
) -> Option<AcrossCheck<'a>> {
    let slack = |row: &Row, measure: &str, is_total| {
        let printed = *row.figures.get(measure)?;
        Some((printed.value, half_unit(table, measure, printed, is_total)))
    };
    let parts = across
        .parts
        .iter()
        .filter_map(|part| slack(row, part, is_total));
    let (sum, parts_slack, addends) = add(parts);
    let printed = slack(row, &across.total, is_total);
    let is_corner = printed.is_none();
    let (stated, total_slack, rows) = match printed {
        Some((value, slack)) => (value, slack, 1),
        None if is_total => {
            let totals = table
                .rows
                .iter()
                .filter_map(|row| slack(row, &across.total, false));
            add(totals)
        }
        None => return None,
    };
    if addends == 0 || rows == 0 {
        return None;
    }
    let difference = sum.saturating_sub(stated);
    let verdict = if difference.is_zero() {
        Verdict::Exact
    } else if is_count(&across.total) || difference.abs() > parts_slack + total_slack {
        Verdict::Error
    } else {
        Verdict::Rounding
    };
    Some(AcrossCheck {
        total: &across.total,
        row: &row.label,
        stated,
        sum,
        difference,
        addends,
        verdict,
        is_corner,
    })
}

/// The sum of the figures, of their slacks, and how many there are.
fn add(figures: impl Iterator<Item = (Decimal, Decimal)>) -> (Decimal, Decimal, usize) {
    figures.fold(
        (Decimal::ZERO, Decimal::ZERO, 0),
        |(sum, slack, n), figure| {
            (
                sum.saturating_add(figure.0),
                slack.saturating_add(figure.1),
                n + 1,
            )
        },
    )
}
