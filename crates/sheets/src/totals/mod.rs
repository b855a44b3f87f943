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
use table::Sheet;

use crate::grid::Grid;
use crate::note::Question;
use crate::rows::{Kind, Line};
use crate::table::columns::Header;

/// A total and its rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Printout {
    /// The row of the total.
    pub row: usize,
    /// Total and rows, each labelled with its project's name.
    pub table: Table,
    /// Where the rows stand, by their labels.
    pub places: BTreeMap<String, usize>,
}

/// Every total of a table.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Totals {
    pub(crate) printouts: Vec<Printout>,
    /// Rows of totals that were not checked, and why.
    pub(crate) unchecked: Vec<(usize, Question)>,
}

/// Every total of a table with its pages, and its percentages.
pub(crate) fn totals(grid: &Grid, pages: &[Header], lines: &[Line]) -> Totals {
    let sheet = Sheet { grid, pages };
    let mut found = Totals::default();
    let percents = sheet.percents();
    let mut are_told = percents.is_empty();
    for (at, line) in lines.iter().enumerate() {
        let (sum, scope) = match &line.kind {
            Kind::Total(sum) => (sum, sheet.whole(line, sum, lines)),
            Kind::Part(depth, sum) => (sum, below(&lines[at + 1..], *depth)),
            Kind::Subtotal(sum) => (sum, around(lines, at)),
            _ => continue,
        };
        let Some(mut table) = sheet.table(line, sum, &scope, &mut found.unchecked) else {
            continue;
        };
        // a row's percentage is told once, below the total of all; nobody adds them up
        table.percents.clone_from(&percents);
        if are_told || !matches!(line.kind, Kind::Total(_)) {
            sheet.strip_percents(&mut table.rows);
        } else {
            are_told = true;
        }
        if percents.is_empty() {
            sheet.strip_percents(table.stated.as_mut_slice());
        }
        found.printouts.push(Printout {
            row: line.row,
            table,
            places: sheet.places(&scope),
        });
    }
    if !are_told {
        let rows = all(lines);
        let table = Table {
            id: grid.name.clone(),
            rows: rows
                .iter()
                .filter_map(|line| sheet.project(line, None))
                .collect(),
            percents,
            ..Table::default()
        };
        found.printouts.push(Printout {
            row: pages.first().map_or(0, |page| page.body.saturating_sub(1)),
            table,
            places: sheet.places(&rows),
        });
    }
    found
}
