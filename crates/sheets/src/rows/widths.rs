//! Rows of a text that have more cells than their header, or so few that they stand below the wrong ones.

use std::ops::Range;

use crate::grid::Grid;
use crate::table::columns::Header;
use crate::values::amount::amount;

/// How many cells the lines of a text have. In a workbook rows have no length of their own.
pub(super) struct Widths {
    header: usize,
    is_text: bool,
    /// Every line is longer by the same empty cells.
    is_padded: bool,
}

impl Widths {
    pub(super) fn of(grid: &Grid, header: &Header, rows: &Range<usize>) -> Self {
        let len = |row: usize| grid.rows.get(row).map_or(0, Vec::len);
        let width = header.width_in(grid);
        let mut filled = rows.clone().map(len).filter(|len| *len > 1);
        let first = filled.next().unwrap_or_default();
        Self {
            header: width,
            is_text: grid.is_text(),
            is_padded: first > width && filled.all(|len| len == first),
        }
    }

    pub(super) fn are_shifted(&self, grid: &Grid, header: &Header, row: usize) -> bool {
        let Some(cells) = grid.rows.get(row).filter(|_| self.is_text) else {
            return false;
        };
        let beyond = cells.get(self.header..).unwrap_or_default();
        if beyond.iter().any(|cell| !cell.is_empty()) {
            return true;
        }
        let is_longer = !beyond.is_empty() && !self.is_padded;
        let is_shorter = cells.len() < self.header && misfits(grid, header, row);
        is_longer || is_shorter
    }
}

/// Whether an amount's column holds none: what a lost cell moves there.
fn misfits(grid: &Grid, header: &Header, row: usize) -> bool {
    let amounts = header
        .columns
        .iter()
        .filter(|column| column.target.is_amount());
    amounts.into_iter().any(|column| {
        let cell = grid.cell(row, column.at);
        amount(cell, column.unit).is_err()
    })
}
