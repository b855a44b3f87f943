//! A sheet as cells, whatever file it came from. Rows and columns count from 0 here, from 1 and A
//! wherever people read them.

use rust_decimal::Decimal;
use yuebao_domain::period::{Date, show_day};

/// One cell.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) enum Cell {
    /// Nothing.
    #[default]
    Empty,
    /// What somebody typed.
    Text(String),
    /// A number, to the fifteen digits that a spreadsheet keeps.
    Number(Decimal),
    /// A number shown as a percentage, times 100.
    Percent(Decimal),
    /// A number shown as a date.
    Day(Date),
    /// `#REF!` and its like.
    Broken(String),
}

impl Cell {
    /// What the cell says, as text.
    pub(crate) fn text(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text) | Self::Broken(text) => text.trim().to_owned(),
            Self::Number(number) => number.normalize().to_string(),
            Self::Percent(number) => format!("{}%", number.normalize()),
            Self::Day(day) => show_day(*day),
        }
    }

    /// Nothing, or nothing but blanks.
    pub(crate) fn is_empty(&self) -> bool {
        match self {
            Self::Empty => true,
            Self::Text(text) => text.trim().is_empty(),
            _ => false,
        }
    }
}

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

    /// How many columns the widest row has.
    pub(crate) fn width(&self) -> usize {
        self.rows.iter().map(Vec::len).max().unwrap_or_default()
    }
}

/// A column as spreadsheets name it: A, B, … Z, AA.
pub(crate) fn column_name(column: usize) -> String {
    let mut name = Vec::new();
    let mut rest = column;
    loop {
        let digit = u8::try_from(rest % 26).unwrap_or_default();
        name.push(char::from(b'A' + digit));
        match rest / 26 {
            0 => break,
            more => rest = more - 1,
        }
    }
    name.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_named_as_in_a_spreadsheet() {
        for (column, name) in [
            (0, "A"),
            (25, "Z"),
            (26, "AA"),
            (51, "AZ"),
            (52, "BA"),
            (702, "AAA"),
        ] {
            assert_eq!(column_name(column), name);
        }
    }

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
