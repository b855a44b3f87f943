//! Cross-footing of printed tables: does a stated total follow from its rows, exactly or within 尾差?

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// A printed table: rows, and the total that it states.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    /// Identifier within its profile.
    pub id: String,
    /// The stated total, if the table states one.
    #[serde(default)]
    pub stated: Option<Row>,
    /// The addends.
    pub rows: Vec<Row>,
}

/// One printed row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// The row's label as printed.
    #[serde(default)]
    pub label: String,
    /// The figures by measure, as printed.
    #[serde(flatten)]
    pub figures: BTreeMap<String, Printed>,
}

/// A printed figure: its exact value, and with how many places it was printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Printed {
    /// The exact value; its scale is the number of printed places.
    pub value: Decimal,
}

/// Whether a stated total follows from its rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// It does.
    Exact,
    /// It differs, but within what rounding explains (尾差).
    Rounding,
    /// It differs beyond rounding.
    Error,
    /// No row carries the measure, or no total is stated.
    NotEvaluated,
}

/// One measure of one table, footed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MeasureCheck {
    /// The measure's name.
    pub measure: String,
    /// Sum of the rows that carry it; `None` if none does.
    pub sum: Option<Decimal>,
    /// The stated total.
    pub stated: Option<Decimal>,
    /// stated − sum.
    pub difference: Option<Decimal>,
    /// How many rows carry it.
    pub addends: usize,
    /// The verdict.
    pub verdict: Verdict,
}
