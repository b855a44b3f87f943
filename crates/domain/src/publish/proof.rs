//! Reads a document before it is given out as somebody with a pocket calculator does: every printed
//! total against the printed figures below it, every printed rate against what is printed beside it,
//! by the rules about printed tables (X7xx).

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use super::document::{Block, ColumnKind, Row, RowKind, Table};
use super::formulas::{OUTSIDE, PERCENTS};
use super::{Cell, Document};
use crate::check::{Finding, check_table};
use crate::crossfoot::{self, Percent, Printed, Verdict, foot};
use crate::profile::Profile;
use crate::rule::Severity;
use crate::text::Lang;

/// The column of how many projects a row stands for.
const COUNT: &str = "count";

/// What stands against a document: figures that do not follow from one another.
#[derive(Debug, Clone, PartialEq)]
pub struct Unsound {
    /// What was found, in the order of the tables.
    pub findings: Vec<Finding>,
}

/// The document with a note about 尾差 where there is any; or why it must not be given out.
pub fn proofread(
    mut document: Document,
    profile: &Profile,
    lang: Lang,
) -> Result<Document, Unsound> {
    let mut findings = Vec::new();
    for block in &mut document.blocks {
        let Block::Table(table) = block else {
            continue;
        };
        let mut rounded = BTreeSet::new();
        for printed in printed_totals(table) {
            let sums = foot(&printed).into_iter();
            let rounding = sums.filter(|it| it.verdict == Verdict::Rounding);
            rounded.extend(rounding.map(|it| it.measure));
            let found = check_table(&printed, profile).into_iter();
            findings.extend(found.filter(|it| it.severity != Severity::Hint));
        }
        table.notes.extend(rounding_note(table, &rounded, lang));
        table.fit_figures();
    }
    if findings.is_empty() {
        Ok(document)
    } else {
        Err(Unsound { findings })
    }
}

/// Each total with the rows that it adds up, and, without any total, the rows alone.
fn printed_totals(table: &Table) -> Vec<crossfoot::Table> {
    let totals = table.rows.iter().filter(|row| !row.sums.is_empty());
    let mut printed: Vec<crossfoot::Table> = totals.map(|row| printed_total(table, row)).collect();
    if printed.is_empty() {
        printed.push(crossfoot::Table {
            id: table.id.clone(),
            stated: None,
            rows: table
                .rows
                .iter()
                .map(|row| printed_row(table, row))
                .collect(),
            percents: percents(),
            across: Vec::new(),
        });
    }
    printed
}

fn printed_total(table: &Table, total: &Row) -> crossfoot::Table {
    let parts = total.sums.iter().filter_map(|at| table.rows.get(*at));
    crossfoot::Table {
        id: format!("{} {}", table.id, total.label),
        stated: Some(printed_row(table, total)),
        rows: parts.map(|row| printed_row(table, row)).collect(),
        percents: percents(),
        across: Vec::new(),
    }
}

fn percents() -> Vec<Percent> {
    let named = |(percent, of, over): (&str, &str, &str)| Percent {
        measure: percent.to_owned(),
        of: numerator(of),
        over: over.to_owned(),
    };
    PERCENTS.map(named).into()
}

/// What a percentage is made of is read beside the column that is printed: it may leave something out.
fn numerator(of: &str) -> String {
    format!("{of}_counted")
}

fn printed_row(table: &Table, row: &Row) -> crossfoot::Row {
    let mut printed = crossfoot::Row {
        label: row.label.clone(),
        ..crossfoot::Row::default()
    };
    let own = usize::from(matches!(row.kind, RowKind::Item));
    let count = row.count.unwrap_or(own);
    let mut put = |key: String, value: Decimal| {
        printed.figures.insert(key, Printed { value });
    };
    put(COUNT.to_owned(), count.into());
    for column in &table.columns {
        let is_read = column.kind == ColumnKind::Figure && column.unit != POINTS;
        let figure = row.cell(&column.key).and_then(as_printed);
        if let Some(figure) = figure.filter(|_| is_read) {
            put(column.key.to_string(), figure);
        }
    }
    for (_, of, _) in PERCENTS {
        let outside = OUTSIDE.into_iter().find(|(whole, _)| *whole == of);
        let own = outside.and_then(|(_, part)| row.cell(part));
        let counted = own.or_else(|| row.cell(of));
        if let Some(figure) = counted.and_then(as_printed) {
            put(numerator(of), figure);
        }
    }
    printed
}

/// 个百分点: differences of percentages are neither added up nor divided.
pub(super) const POINTS: &str = "个百分点";

/// The figure that a reader sees, with all its places.
fn as_printed(cell: &Cell) -> Option<Decimal> {
    cell.figure()?;
    let figure = cell.shown.strip_suffix(&*cell.mark)?.replace(',', "");
    Decimal::from_str_exact(&figure).ok()
}

fn rounding_note(table: &Table, rounded: &BTreeSet<String>, lang: Lang) -> Option<String> {
    let columns = table.columns.iter();
    let columns = columns.filter(|column| rounded.contains(&*column.key));
    let names: Vec<&str> = columns.map(|column| column.title.as_str()).collect();
    (!names.is_empty()).then(|| match lang {
        Lang::Zh => format!(
            "部分数据因四舍五入，合计与分项之和有尾差：{}。",
            names.join("、")
        ),
        Lang::En => format!(
            "Rounded figures may not add up to their totals in the last place: {}.",
            names.join(", ")
        ),
    })
}

#[cfg(test)]
mod tests;
