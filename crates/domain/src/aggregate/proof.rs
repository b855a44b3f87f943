//! Proofreading a summary before it is printed: what the rules about printed tables say of it.

use rust_decimal::Decimal;

use super::printed::{MEASURES, PrintedTable, Printer, amount};
use super::{Dimension, Item, Key, Line, Name, Print, Summary};
use crate::check::{Arg, Finding, check_table, measure_arg};
use crate::crossfoot::in_column;
use crate::money::Money;
use crate::order::Order;
use crate::profile::Profile;

/// A summary that is about to be printed, with what it was made from.
#[derive(Debug, Clone, Copy)]
pub struct Draft<'a> {
    /// The summary as it is shown.
    pub summary: &'a Summary,
    /// What it adds up.
    pub items: &'a [Item<'a>],
    /// What the units below say: see [`super::parts`].
    pub parts: &'a [(String, Line)],
    /// How its figures are printed.
    pub print: Print,
    /// The jurisdiction.
    pub profile: &'a Profile,
}

/// What was found.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Proof {
    /// How many tables were added up.
    pub tables: usize,
    /// By severity, then in the order of the tables.
    pub findings: Vec<SheetFinding>,
    /// Columns without a figure in the total, which nothing could be held against.
    pub not_evaluated: Vec<&'static str>,
}

/// A finding about a printed summary, and where that stands in it.
#[derive(Debug, Clone, PartialEq)]
pub struct SheetFinding {
    /// The finding.
    pub finding: Finding,
    /// Where the summary shows what it is about.
    pub at: At,
    /// The column, one of [`MEASURES`].
    pub measure: Option<&'static str>,
    /// What it comes from, where that is known.
    pub why: Option<Why>,
}

/// Where a summary shows what a finding is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum At {
    /// In a line: the total's where the row itself is not in the summary.
    Line(Vec<Key>),
    /// Nowhere as it is divided now, but as the total of a group once it is divided by this alone.
    Dividing(Dimension),
}

/// What a finding comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// Rounding alone.
    Rounding {
        /// What the exact rows add up to, as does the exact total, 万元.
        exact: Money,
        /// By how much the printed ones differ, in the printed unit.
        difference: Decimal,
    },
    /// The year to date holds this much of projects without an annual plan, 万元, which does not
    /// enter the rate.
    Unplanned(Money),
}

impl Draft<'_> {
    /// Adds up every table that a reader can; see [`Name`] for what `name` is asked for.
    pub fn proofread(&self, name: &dyn Fn(Name<'_>) -> String) -> Proof {
        let printer = Printer {
            print: self.print,
            name,
        };
        let mut tables = printer.nested(self.summary);
        tables.extend(printer.cross(self.summary, self.items, self.profile));
        let parts = (self.parts.len() > 1).then_some(self.parts);
        let parts = parts.and_then(|parts| printer.parts(self.summary, parts));
        tables.extend(parts.filter(|parts| !says_the_same(parts, tables.first())));
        let found = tables.iter().flat_map(|printed| self.check(printed));
        let mut findings: Vec<SheetFinding> = found.collect();
        findings.order_by_key(|found| found.finding.severity);
        Proof {
            tables: tables.len(),
            findings,
            not_evaluated: self.not_evaluated(),
        }
    }

    fn check(&self, printed: &PrintedTable) -> Vec<SheetFinding> {
        let found = check_table(&printed.table, self.profile);
        found
            .into_iter()
            .map(|finding| {
                let line = row_of(&finding, printed).unwrap_or_else(|| printed.total.clone());
                let column = column_of(&finding, printed);
                let parts = column.as_deref().map(in_column);
                let second = self.summary.by.get(1).copied();
                let head = second.filter(|_| matches!(parts, Some((Some(_), _))));
                let why = self.why(&finding, column.as_deref(), &line, printed);
                SheetFinding {
                    why,
                    at: head.map_or(At::Line(line), At::Dividing),
                    measure: MEASURES
                        .into_iter()
                        .find(|name| parts.is_some_and(|(_, measure)| measure == *name)),
                    finding,
                }
            })
            .collect()
    }

    fn why(
        &self,
        finding: &Finding,
        column: Option<&str>,
        line: &[Key],
        printed: &PrintedTable,
    ) -> Option<Why> {
        // The exact parts add up to the exact total, always: what is left is rounding.
        let exact = printed.exact.get(column?).copied();
        let difference = finding.args.get("difference");
        if let (Some(exact), Some(Arg::Number(difference)), None) =
            (exact, difference, finding.args.get("row"))
        {
            return Some(Why::Rounding {
                exact,
                difference: *difference,
            });
        }
        let line = self.summary.at(line)?;
        let (year, planned) = (line.year_to_date?, line.year_to_date_planned);
        let outside = year - planned.unwrap_or(Money::ZERO);
        (column == Some("completion") && outside != Money::ZERO).then_some(Why::Unplanned(outside))
    }

    fn not_evaluated(&self) -> Vec<&'static str> {
        let Some(total) = self.summary.at(&[]) else {
            return MEASURES.into();
        };
        let is_there = |name: &str| match name {
            "count" | "reported_count" => true,
            "completion" => total.completion.is_some(),
            _ => amount(total, name).is_some(),
        };
        let missing = MEASURES.into_iter();
        missing.filter(|name| !is_there(name)).collect()
    }
}

/// Whether the first table shows the very figures of `parts`, so that they need not be read twice.
fn says_the_same(parts: &PrintedTable, first: Option<&PrintedTable>) -> bool {
    let figures = |printed: &PrintedTable| -> Vec<String> {
        let rows = printed.table.rows.iter();
        let mut rows: Vec<String> = rows.map(|row| format!("{:?}", row.figures)).collect();
        rows.order_by(String::cmp);
        rows
    };
    first.is_some_and(|first| figures(first) == figures(parts))
}

fn row_of(finding: &Finding, printed: &PrintedTable) -> Option<Vec<Key>> {
    let Some(Arg::Text(label)) = finding.args.get("row") else {
        return None;
    };
    let at = (printed.table.rows.iter()).position(|row| row.label == *label)?;
    printed.rows[at].clone()
}

/// The column whose name the finding carries.
fn column_of(finding: &Finding, printed: &PrintedTable) -> Option<String> {
    let said = finding.args.get("measure")?;
    let stated = printed.table.stated.iter();
    let mut columns = stated
        .chain(&printed.table.rows)
        .flat_map(|row| row.figures.keys());
    columns.find(|column| measure_arg(column) == *said).cloned()
}

#[cfg(test)]
mod tests;
