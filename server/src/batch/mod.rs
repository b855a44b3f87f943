//! Checking a whole plan and its reports from files, as an office has them.
//!
//! Bytes ([`open`]) → sheets of cells ([`grid`]) → tables and their pages ([`pages`]) → a header, its names
//! ([`header`], [`groups`], [`columns`]), the month ([`dating`], [`months`]) and the columns that count
//! ([`choose`], [`units`]) → what each row is ([`lines`]) → plan rows and reports ([`rows`], [`reading`],
//! [`figures`]) and totals ([`totals`]) → one plan with the reports of all months ([`gather`]) → findings
//! ([`run`]). What a rule says is the domain's; everything here but reading the file is pure. What might
//! be wrong is asked about ([`remarks`]) and left out.

mod cells;
mod choose;
mod columns;
mod csv_text;
mod dating;
mod delimiter;
mod encoding;
mod figures;
#[cfg(test)]
mod fuzz;
mod gather;
mod grid;
mod groups;
mod header;
mod json;
mod lines;
mod marks;
mod months;
mod number_format;
mod open;
mod pages;
mod place;
mod plain;
mod quotes;
mod reading;
mod remarks;
mod rows;
mod run;
mod sheet;
mod spans;
#[cfg(test)]
mod tests;
mod totals;
mod units;
mod workbook;
mod years;

pub(crate) use columns::Columns;
pub(crate) use gather::Batch;
pub(crate) use open::{Contents, Opened, open};
pub(crate) use place::{Note, Place};
pub(crate) use run::{Found, Verdicts, run};
pub(crate) use sheet::With;
pub(crate) use units::Unit;
pub(crate) use years::leave_out_other_years;
