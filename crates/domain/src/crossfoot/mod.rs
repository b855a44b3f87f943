//! Cross-footing of printed tables: does a stated total follow from its rows, exactly or within 尾差?
//!
//! Counts always add up. Printed amounts add up only within rounding, and by how much they may
//! miss depends on how finely rows and total were printed and on how many rows there are: see
//! [`foot`]. [`read_documents`] reads tables from JSON; profiles hold them as TOML.

mod across;
mod figure;
mod foot;
mod percent;
mod read;
mod row;

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

pub use across::{AcrossCheck, across};
pub use figure::{CARRIED_MARK, FigureError};
pub use foot::foot;
pub use percent::{Averaged, PercentCheck, averaged, percents};
pub use read::{Document, TableError, read_documents};

/// A printed table: rows, and the total that it states.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    /// Identifier within its profile.
    pub id: String,
    /// The stated total, if the table states one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stated: Option<Row>,
    /// The addends.
    pub rows: Vec<Row>,
    /// Which columns are percentages, and of what. They are recomputed, never added up.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub percents: Vec<Percent>,
    /// Which columns are the totals of other columns: a cross table (性质 × 行业).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub across: Vec<Across>,
}

/// A column of percentages: `measure` = `of` ÷ `over` × 100.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Percent {
    /// The column of percentages.
    pub measure: String,
    /// The column of numerators.
    pub of: String,
    /// The column of denominators.
    pub over: String,
}

/// A column that is the total of other columns of its row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Across {
    /// The column of row totals.
    pub total: String,
    /// The columns that it adds up.
    pub parts: Vec<String>,
}

/// One printed row. In JSON and TOML its figures stand beside its label:
/// `{ label = "续建", count = "203", annual_plan = "277" }`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Row {
    /// The row's label as printed.
    pub label: String,
    /// The figures by measure, as printed; a measure that the row does not carry is absent.
    pub figures: BTreeMap<String, Printed>,
}

/// A printed figure: its exact value, and with how many places it was printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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
    /// sum − stated: what the rows have more than the total says.
    pub difference: Option<Decimal>,
    /// How many rows carry it.
    pub addends: usize,
    /// The verdict.
    pub verdict: Verdict,
}

impl MeasureCheck {
    /// Whether the measure counts things, so that its total must be exact.
    pub fn is_count(&self) -> bool {
        is_count(&self.measure)
    }
}

/// Whether a measure of this name counts things: `count`, or a name that ends in `_count`, also
/// as a column of a cross table.
pub fn is_count(measure: &str) -> bool {
    let (_, measure) = in_column(measure);
    measure == "count" || measure.ends_with("_count")
}

/// The name of a measure in one column of a cross table: `新开工@annual_plan`.
pub fn of_column(column: &str, measure: &str) -> String {
    format!("{column}@{measure}")
}

/// The column and the measure of such a name.
pub fn in_column(name: &str) -> (Option<&str>, &str) {
    match name.rsplit_once('@') {
        Some((column, measure)) => (Some(column), measure),
        None => (None, name),
    }
}
