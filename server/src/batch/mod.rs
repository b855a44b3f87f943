//! Checking a whole plan and its reports from files, as an office has them.
//!
//! Bytes ([`open`]) → sheets of cells ([`grid`]) → a header and its columns ([`header`], named by
//! [`columns`]) → what each row is ([`lines`]) → plan rows and reports ([`rows`], [`reading`]) and totals
//! ([`totals`]) → one plan with the reports of all months ([`gather`]) → findings ([`run`]). What
//! a rule says is the domain's; everything here but reading the file is pure.

mod cells;
mod columns;
mod csv_text;
mod delimiter;
mod encoding;
mod gather;
mod grid;
mod header;
mod json;
mod lines;
mod marks;
mod open;
mod place;
mod plain;
mod reading;
mod rows;
mod run;
mod sheet;
#[cfg(test)]
mod tests;
mod totals;
mod workbook;

pub(crate) use columns::Columns;
pub(crate) use gather::Batch;
pub(crate) use open::{Opened, open};
pub(crate) use place::{Note, Place};
pub(crate) use run::{Found, Verdicts, run};
pub(crate) use sheet::With;
