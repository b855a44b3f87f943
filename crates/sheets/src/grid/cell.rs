//! One cell, whatever file it came from.

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
