//! A sheet as cells, whatever file it came from. Rows and columns count from 0 here, from 1 and A
//! wherever people read them.

use std::collections::HashSet;

use rust_decimal::Decimal;
use yuebao_domain::period::{Date, show_day};

use super::choose::Header;

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
    /// A number whose format divides it, or names its unit.
    Scaled(Scaled),
    /// A number shown as a date.
    Day(Date),
    /// `#REF!` and its like.
    Broken(String),
}

/// A number as its format shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Scaled {
    /// What is shown, with all its places.
    pub(crate) number: Decimal,
    /// By how many powers of ten it is smaller than the number that is kept.
    pub(crate) powers: u8,
    /// What the format puts behind it.
    pub(crate) words: String,
}

impl Cell {
    /// What the cell says, as text.
    pub(crate) fn text(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text) | Self::Broken(text) => text.trim().to_owned(),
            Self::Number(number) => number.normalize().to_string(),
            Self::Percent(number) => format!("{}%", number.normalize()),
            Self::Scaled(scaled) => format!("{}{}", scaled.number.normalize(), scaled.words),
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
    /// Formulas whose value is not in the file.
    pub(crate) uncalculated: HashSet<(usize, usize)>,
    /// What is to be said of it, whatever it holds.
    pub(crate) remarks: Vec<Remark>,
}

/// What is to be said of a sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Remark {
    /// Chinese.
    pub(crate) zh: String,
    /// English.
    pub(crate) en: String,
    /// Whether something was left out because of it.
    pub(crate) is_left_out: bool,
}

impl Remark {
    /// Good to know.
    pub(crate) fn told(zh: String, en: String) -> Self {
        Self {
            zh,
            en,
            is_left_out: false,
        }
    }

    /// Something is missing because of it.
    pub(crate) fn left_out(zh: String, en: String) -> Self {
        Self {
            zh,
            en,
            is_left_out: true,
        }
    }

    /// Of a chart, a macro or a dialog.
    pub(crate) fn no_table() -> Self {
        Self::told(
            "不是数据表（图表、宏或对话框），没有读".to_owned(),
            "no sheet of cells (a chart, a macro or a dialog); it was not read".to_owned(),
        )
    }

    /// Of a sheet that is not shown.
    pub(crate) fn hidden_sheet() -> Self {
        Self::told(
            "是隐藏的工作表，没有读；要审核的请取消隐藏".to_owned(),
            "is a hidden sheet and was not read; unhide it if it is to be checked".to_owned(),
        )
    }

    /// Of a sheet that is not in the file, or not whole.
    pub(crate) fn damaged_sheet() -> Self {
        Self::left_out(
            "读不出（文件已损坏），没有审核；请用表格软件打开（修复）后另存为 xlsx".to_owned(),
            "cannot be read (the file is damaged) and was not checked; open it in the spreadsheet, which \
             may repair it, and save it as xlsx"
                .to_owned(),
        )
    }
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

    /// How many cells the rows of a header have.
    pub(crate) fn width_of(&self, header: &Header) -> usize {
        let rows = self.rows.iter().take(header.body).skip(header.first);
        rows.map(Vec::len).max().unwrap_or_default()
    }

    /// How many columns may have a header: in a text what lies beyond the header's cells has moved there.
    pub(crate) fn named_width(&self, header: &Header) -> usize {
        if self.is_text() {
            self.width_of(header)
        } else {
            self.width()
        }
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
