//! What is published, as values: 月报表, 通报, 简报 and the rest are each a pure function from a
//! [`Source`] to a [`Document`], which screen, print and files only draw. A figure is computed once and
//! is the same in all of them.

pub mod bulletin;
pub mod document;
mod figures;
mod formulas;
mod kind;
mod measured;
pub mod monthly_table;
mod notes;
mod proof;
pub mod ranking;
mod source;
pub mod starts;
#[cfg(test)]
mod testing;

pub use bulletin::bulletin;
pub use document::{Cell, Document, Status, Value};
pub use kind::{Kind, publish};
pub use monthly_table::monthly_table;
pub use proof::{Unsound, proofread};
pub use source::{Project, Source};
