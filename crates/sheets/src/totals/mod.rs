//! The totals that a table prints, each with the rows that it should be the sum of. A total that cannot
//! be checked is said to be unchecked, with the reason.

mod measures;
mod scope;
mod table;
#[cfg(test)]
mod tests;
mod unchecked;

use std::collections::BTreeMap;

use yuebao_domain::crossfoot::Table;

use scope::{all, around, below};
use table::TablePages;

use crate::grid::Grid;
use crate::note::Message;
use crate::rows::{RowKind, TableRow};
use crate::table::columns::Header;

/// A total and its rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PrintedTotal {
    /// The row of the total.
    pub row: usize,
    /// Total and rows, each labelled with its project's name.
    pub table: Table,
    /// Where the rows stand, by their labels.
    pub rows_by_label: BTreeMap<String, usize>,
}

/// Every total of a table.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Totals {
    pub(crate) printed_totals: Vec<PrintedTotal>,
    /// Rows of totals that were not checked, and why.
    pub(crate) unchecked: Vec<(usize, Message)>,
}

/// Every total of a table with its pages, and its percentages.
pub(crate) fn totals(grid: &Grid, pages: &[Header], rows: &[TableRow]) -> Totals {
    let table_pages = TablePages { grid, pages };
    let mut found = Totals::default();
    let percents = table_pages.percents();
    let mut are_told = percents.is_empty();
    for (at, row) in rows.iter().enumerate() {
        let (sum, scope) = match &row.kind {
            RowKind::Total(sum) => (sum, table_pages.whole(row, sum, rows)),
            RowKind::Part(depth, sum) => (sum, below(&rows[at + 1..], *depth)),
            RowKind::Subtotal(sum) => (sum, around(rows, at)),
            _ => continue,
        };
        let Some(mut table) = table_pages.table(row, sum, &scope, &mut found.unchecked) else {
            continue;
        };
        // a row's percentage is told once, below the total of all; nobody adds them up
        table.percents.clone_from(&percents);
        if are_told || !matches!(row.kind, RowKind::Total(_)) {
            table_pages.strip_percents(&mut table.rows);
        } else {
            are_told = true;
        }
        if percents.is_empty() {
            table_pages.strip_percents(table.stated.as_mut_slice());
        }
        found.printed_totals.push(PrintedTotal {
            row: row.at,
            table,
            rows_by_label: table_pages.rows_by_label(&scope),
        });
    }
    if !are_told {
        let rows = all(rows);
        let table = Table {
            id: grid.name.clone(),
            rows: rows
                .iter()
                .filter_map(|row| table_pages.project(row, None))
                .collect(),
            percents,
            ..Table::default()
        };
        found.printed_totals.push(PrintedTotal {
            row: pages.first().map_or(0, |page| page.body.saturating_sub(1)),
            table,
            rows_by_label: table_pages.rows_by_label(&rows),
        });
    }
    found
}
