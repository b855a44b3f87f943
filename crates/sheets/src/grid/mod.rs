//! A sheet as cells, whatever file it came from. Rows and columns count from 0 here, from 1 and A
//! wherever people read them.

mod cell;
pub(crate) mod invisible;

use std::collections::HashSet;

pub(crate) use cell::{Cell, Scaled};

use crate::note::SheetNote;

/// Cells that are merged into the one at their top left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Merge {
    /// First row and column.
    pub(crate) from: (usize, usize),
    /// Last row and column.
    pub(crate) to: (usize, usize),
}

/// A sheet.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Grid {
    /// Name of the sheet; empty for a file that is one table.
    pub(crate) name: String,
    /// The rows from the first of the sheet on.
    pub(crate) rows: Vec<Vec<Cell>>,
    /// Merged cells.
    pub(crate) merges: Vec<Merge>,
    /// Formulas whose value is not in the file.
    pub(crate) uncalculated: HashSet<(usize, usize)>,
    /// What is to be said of it, whatever it holds.
    pub(crate) notes: Vec<SheetNote>,
}

impl Grid {
    /// The cell there, empty if there is none.
    pub(crate) fn cell(&self, row: usize, column: usize) -> &Cell {
        const NOTHING: &Cell = &Cell::Empty;
        let found = self.rows.get(row).and_then(|cells| cells.get(column));
        found.unwrap_or(NOTHING)
    }

    /// The cell there, or the one that it is merged into.
    pub(crate) fn merged(&self, row: usize, column: usize) -> &Cell {
        let own = self.cell(row, column);
        if !own.is_empty() {
            return own;
        }
        let within = |merge: &&Merge| {
            (merge.from.0..=merge.to.0).contains(&row)
                && (merge.from.1..=merge.to.1).contains(&column)
        };
        (self.merges.iter().find(within)).map_or(own, |merge| self.cell(merge.from.0, merge.from.1))
    }

    /// Whether it is a text, every cell of which may have been a number in a spreadsheet.
    pub(crate) fn is_text(&self) -> bool {
        self.name.is_empty()
    }

    /// How many columns the widest row has.
    pub(crate) fn width(&self) -> usize {
        self.rows.iter().map(Vec::len).max().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_merged_cell_says_what_its_first_says() {
        let text = |text: &str| Cell::Text(text.to_owned());
        let grid = Grid {
            rows: vec![vec![text("a"), Cell::Empty], vec![Cell::Empty, text("b")]],
            merges: vec![Merge {
                from: (0, 0),
                to: (1, 1),
            }],
            ..Grid::default()
        };
        assert_eq!(grid.merged(0, 1), &text("a"));
        assert_eq!(grid.merged(1, 1), &text("b"));
        assert_eq!(grid.cell(1, 0), &Cell::Empty);
        assert_eq!(grid.merged(9, 9), &Cell::Empty);
        assert_eq!(grid.width(), 2);
    }
}
