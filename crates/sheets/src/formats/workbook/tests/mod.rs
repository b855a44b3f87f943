//! The three kinds of workbook say the same, and what is odd in one is told.

mod formulas;
mod kinds;
mod odd;

use rust_decimal::Decimal;
use yuebao_domain::period::Date;

use super::samples::{
    Xlsx, container, ods, package, record, words, xls, xls_formula, xls_number, xls_text, xlsx,
};
use super::*;
use crate::grid::{Cell, Merge, Scaled};

fn one(bytes: Vec<u8>) -> Grid {
    let mut grids = read(bytes).unwrap();
    assert_eq!(grids.len(), 1);
    grids.remove(0)
}

fn told(grid: &Grid) -> Vec<(&str, bool)> {
    let told = grid.notes.iter();
    told.map(|note| (note.zh.as_str(), note.is_left_out))
        .collect()
}

fn number(digits: &str) -> Cell {
    Cell::Number(digits.parse::<Decimal>().unwrap())
}

fn percent(digits: &str) -> Cell {
    Cell::Percent(digits.parse::<Decimal>().unwrap())
}

fn text(text: &str) -> Cell {
    Cell::Text(text.to_owned())
}
