//! What is published, as values: 月报表, 通报, 简报 and the rest are each a pure function from a
//! [`Source`] to a [`Document`], which screen, print and files only draw. A figure is computed once and
//! is the same in all of them.

pub mod brief;
pub mod bulletin;
pub mod document;
pub mod draw;
mod entries;
mod figures;
mod formulas;
pub mod indicators;
mod kind;
pub mod letters;
pub mod lights;
mod measured;
pub mod monthly_table;
mod notes;
#[cfg(test)]
mod odd_months;
mod problems;
mod proof;
pub mod ranking;
pub mod reporting;
pub mod rosters;
pub mod scores;
mod source;
pub mod starts;
pub mod summary;
#[cfg(test)]
mod testing;

pub use bulletin::bulletin;
pub use document::{Cell, Document, Status, Value};
pub use kind::{Kind, publish};
pub use monthly_table::monthly_table;
pub use proof::{Unsound, proofread};
pub use source::{Ledger, Project, Source};
