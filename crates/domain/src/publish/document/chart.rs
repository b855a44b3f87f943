//! A chart: a table of the same document, drawn as bars.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::Key;

/// Bars, one a row of its table: totals are left out, and rows without a figure. It says nothing that the
/// table does not say.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Chart {
    /// What stands above it.
    pub title: String,
    /// The table of the document that it draws, by its identifier.
    pub table: String,
    /// The column of figures that is drawn; of several, each row has one bar in so many parts.
    pub columns: Vec<Key>,
    /// What every bar is held against, in the unit of the column: 序时进度.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mark: Option<Mark>,
}

/// What bars are held against.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// What it is, with its figure as it is printed.
    pub label: String,
    /// Exact.
    #[serde(with = "rust_decimal::serde::str")]
    pub value: Decimal,
}
