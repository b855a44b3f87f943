//! Files as people hand them over, read and checked: tables of monthly reports as offices have them,
//! and plans in the project's own format.
//!
//! Bytes (`open`) → sheets of cells (`grid`) → tables and their pages (`pages`) → a header, its names
//! (`header`, `groups`, `columns`), the month (`dating`, `months`) and the columns that count
//! (`choose`, `units`) → what each row is (`lines`) → plan rows and reports (`rows`, `reading`,
//! `figures`) and totals (`totals`) → one plan with the reports of all months (`gather`, `files`) →
//! findings (`run`). What a rule says is the domain's. What might be wrong is asked about (`remarks`)
//! and left out.
//!
//! Architecture invariant: whoever calls has read the files; nothing here touches a disk, a network, a
//! clock or a database.

mod cells;
mod choose;
mod columns;
mod csv_text;
mod dating;
mod delimiter;
mod encoding;
mod figures;
mod files;
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
pub mod plan_file;
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

pub use columns::Columns;
pub use files::Files;
pub use gather::{Batch, Filed};
pub use place::{Note, Place};
pub use run::{Found, Verdicts, run};
pub use sheet::With;
pub use totals::Printout;
pub use units::Unit;
