//! Why a column from a spreadsheet is not taken.

/// Why a column was not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PasteFault {
    /// More cells than boxes from there on.
    TooMany {
        /// Cells.
        cells: usize,
        /// Boxes.
        boxes: usize,
    },
    /// A cell that is no number.
    NotAFigure {
        /// Its place, from 1.
        place: usize,
        /// What it holds.
        text: String,
    },
    /// A cell that is no amount.
    NotAnAmount {
        /// Its place, from 1.
        place: usize,
        /// What it holds.
        text: String,
    },
}
