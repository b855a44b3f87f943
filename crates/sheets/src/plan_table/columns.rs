//! What each column was taken for, beside its first cells, so that a person can say otherwise.

use yuebao_domain::profile::Profile;

use crate::grid::{Cell, Grid};
use crate::note::{Location, column_name};
use crate::table::columns::Header;
use crate::table::header::RawHeader;
use crate::vocabulary::{Target, class_key, known_keys, person_keys};

/// How many of the first cells are shown, and how much of each, in characters.
const CELLS: usize = 3;
const CHARACTERS: usize = 40;

/// The columns of a sheet, or of one of several tables on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetColumns {
    /// The file.
    pub file: String,
    /// The sheet; empty where a file has none.
    pub sheet: String,
    /// The columns, from left to right.
    pub columns: Vec<ColumnGuess>,
    /// What tells tables of one shape from others: their headers in their order, as they were found
    /// before anybody said anything of them.
    pub shape: String,
}

/// One column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ColumnGuess {
    /// Its letter.
    pub column: String,
    /// Its header as printed, without blanks.
    pub label: String,
    /// What it was taken for, by the key that files for `--columns` use; `None` if it was not read.
    pub target: Option<String>,
    /// Its first cells.
    pub cells: Vec<String>,
}

impl SheetColumns {
    pub(super) fn of(location: &Location, columns: Vec<ColumnGuess>) -> Self {
        let labels: Vec<&str> = columns.iter().map(|one| one.label.as_str()).collect();
        Self {
            file: location.file.clone(),
            sheet: location.sheet.clone(),
            shape: labels.join("\u{1f}"),
            columns,
        }
    }
}

/// Whether a column can be taken for this: for a class of any profile, since it is told at the column
/// if this one does not have it.
pub fn is_target(key: &str) -> bool {
    Target::from_key(key).is_some()
}

/// Every key that a column can be taken for, those of a profile's classes and kinds of persons last.
pub fn targets(profile: Option<&Profile>) -> Vec<String> {
    let classes = profile.iter().flat_map(|profile| &profile.classes);
    let classes = classes.map(|class| class_key(class.key));
    let persons = profile.into_iter().flat_map(person_keys);
    let known = known_keys().into_iter();
    known.chain(classes).chain(persons).collect()
}

/// The columns of a sheet without a header that is known, by the row of the first that has the most words:
/// a person can say which is which.
pub(super) fn unknown(grid: &Grid, location: &Location) -> Option<SheetColumns> {
    const FIRST_ROWS: usize = 30;
    let words = |row: &usize| {
        let cells = grid.rows[*row].iter();
        cells
            .filter(|cell| matches!(cell, Cell::Text(_)) && !cell.is_empty())
            .count()
    };
    let first = 0..grid.rows.len().min(FIRST_ROWS);
    // of equals the first
    let head = first.rev().max_by_key(words).filter(|row| words(row) > 1)?;
    let named = grid.rows[head].iter().enumerate();
    let named = named.filter(|(_, cell)| !cell.is_empty());
    let columns = named.map(|(at, cell)| ColumnGuess {
        column: column_name(at),
        label: cell.text().split_whitespace().collect(),
        target: None,
        cells: first_cells(grid, at, head + 1),
    });
    Some(SheetColumns::of(location, columns.collect()))
}

fn first_cells(grid: &Grid, column: usize, from: usize) -> Vec<String> {
    let below = (from..grid.rows.len()).map(|row| grid.cell(row, column));
    let cells = below.filter(|cell| !cell.is_empty()).take(CELLS);
    cells
        .map(|cell| cell.text().chars().take(CHARACTERS).collect())
        .collect()
}

pub(super) fn guesses(grid: &Grid, raw: &RawHeader, header: &Header) -> Vec<ColumnGuess> {
    let named = raw.columns.iter().filter(|column| !column.path.is_empty());
    let guess = named.map(|column| {
        let read = header.columns.iter().find(|one| one.at == column.at);
        ColumnGuess {
            column: column_name(column.at),
            label: column.label(),
            target: read.map(|column| column.target.key()),
            cells: first_cells(grid, column.at, header.body),
        }
    });
    guess.collect()
}
