//! Whether printed percentages follow from the figures printed beside them.

use rust_decimal::Decimal;

use super::{Percent, Printed, Row, Table, is_count};
use crate::money::percent_of;

/// One printed percentage beside its numerator and denominator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PercentCheck<'a> {
    /// What the column means.
    pub percent: &'a Percent,
    /// The row's label.
    pub row: &'a str,
    /// The percentage as printed.
    pub printed: Decimal,
    /// The numerator as printed.
    pub part: Decimal,
    /// The denominator as printed.
    pub whole: Decimal,
    /// part ÷ whole × 100, unrounded.
    pub recomputed: Decimal,
    /// Whether figures that round to the printed ones have this percentage.
    pub follows: bool,
}

/// Every printed percentage whose numerator and denominator are printed too; the stated row
/// first. Not judged where the denominator may be zero.
pub fn percents(table: &Table) -> Vec<PercentCheck<'_>> {
    let mut checks = Vec::new();
    for percent in &table.percents {
        let stated = table.stated.iter().map(|row| (row, true));
        let rows = table.rows.iter().map(|row| (row, false));
        for (row, is_total) in stated.chain(rows) {
            checks.extend(check(table, percent, row, is_total));
        }
    }
    checks
}

fn check<'a>(
    table: &Table,
    percent: &'a Percent,
    row: &'a Row,
    is_total: bool,
) -> Option<PercentCheck<'a>> {
    let figure = |name: &str| {
        let printed = *row.figures.get(name)?;
        Some((printed.value, half_unit(table, name, printed, is_total)))
    };
    let (printed, slack) = figure(&percent.measure)?;
    let (part, part_slack) = figure(&percent.of)?;
    let (whole, whole_slack) = figure(&percent.over)?;
    let (least, most) = range((part, part_slack), (whole, whole_slack))?;
    Some(PercentCheck {
        percent,
        row: &row.label,
        printed,
        part,
        whole,
        recomputed: percent_of(part, whole)?,
        follows: least.saturating_sub(slack) <= printed && printed <= most.saturating_add(slack),
    })
}

/// The least and the greatest percentage of figures that round to the printed ones.
fn range(part: (Decimal, Decimal), whole: (Decimal, Decimal)) -> Option<(Decimal, Decimal)> {
    let ends = |(value, slack): (Decimal, Decimal)| [value - slack, value + slack];
    let [low, high] = ends(whole);
    if low <= Decimal::ZERO && high >= Decimal::ZERO {
        return None;
    }
    let parts = ends(part);
    let corners = parts.iter().flat_map(|part| [(*part, low), (*part, high)]);
    let corners: Option<Vec<Decimal>> = corners
        .map(|(part, whole)| percent_of(part, whole))
        .collect();
    let corners = corners?;
    Some((
        corners.iter().min().copied()?,
        corners.iter().max().copied()?,
    ))
}

/// How far a printed figure may be from the figure it was rounded from. As in footing, a row is
/// as fine as the finest of its column, a total as its own last place; counts are exact.
pub(super) fn half_unit(table: &Table, measure: &str, printed: Printed, is_total: bool) -> Decimal {
    if is_count(measure) {
        return Decimal::ZERO;
    }
    let column = table.rows.iter().filter_map(|row| row.figures.get(measure));
    let finest = column.map(|printed| printed.places()).max();
    let places = finest.filter(|_| !is_total).unwrap_or(printed.places());
    Decimal::new(5, places + 1)
}

/// A total percentage that is the mean of its rows and not what the sums give.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Averaged<'a> {
    /// What the column means.
    pub percent: &'a Percent,
    /// The total percentage as printed.
    pub printed: Decimal,
    /// What the sums give, unrounded.
    pub recomputed: Decimal,
    /// How many rows were averaged.
    pub rows: usize,
}

/// The percentages of the stated row that were averaged instead of recomputed from sums. Needs
/// the numerators and denominators of the stated row or of every row.
pub fn averaged(table: &Table) -> Vec<Averaged<'_>> {
    let Some(stated) = &table.stated else {
        return Vec::new();
    };
    let of = |percent| was_averaged(table, stated, percent);
    table.percents.iter().filter_map(of).collect()
}

fn was_averaged<'a>(table: &Table, stated: &Row, percent: &'a Percent) -> Option<Averaged<'a>> {
    let printed = *stated.figures.get(&percent.measure)?;
    let column: Vec<Decimal> = (table.rows.iter())
        .filter_map(|row| Some(row.figures.get(&percent.measure)?.value))
        .collect();
    if column.len() < 2 {
        return None;
    }
    let total = column
        .iter()
        .copied()
        .fold(Decimal::ZERO, Decimal::saturating_add);
    let mean = total.checked_div(Decimal::from(column.len()))?;
    let slack = half_unit(table, &percent.measure, printed, true);
    let (part, whole) = (
        sum(table, stated, &percent.of)?,
        sum(table, stated, &percent.over)?,
    );
    let (least, most) = range(part, whole)?;
    let follows =
        least.saturating_sub(slack) <= printed.value && printed.value <= most.saturating_add(slack);
    let is_mean = (mean - printed.value).abs() <= slack;
    (is_mean && !follows).then_some(Averaged {
        percent,
        printed: printed.value,
        recomputed: percent_of(part.0, whole.0)?,
        rows: column.len(),
    })
}

/// The stated figure, else the sum of the rows if every row carries it; and how far it may be off.
fn sum(table: &Table, stated: &Row, measure: &str) -> Option<(Decimal, Decimal)> {
    if let Some(printed) = stated.figures.get(measure) {
        return Some((printed.value, half_unit(table, measure, *printed, true)));
    }
    let mut sum = (Decimal::ZERO, Decimal::ZERO);
    for row in &table.rows {
        let printed = *row.figures.get(measure)?;
        sum.0 = sum.0.saturating_add(printed.value);
        sum.1 = sum
            .1
            .saturating_add(half_unit(table, measure, printed, false));
    }
    Some(sum)
}
