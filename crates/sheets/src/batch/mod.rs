//! Several files put together: one plan, the reports of all months, and the totals.

mod contents;
mod files;
mod gather;
mod years;

#[cfg(test)]
pub(crate) use contents::FileContents;
pub use files::Files;
pub use gather::{Batch, BatchReport};
