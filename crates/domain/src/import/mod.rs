//! 导入: what a file would change of the plan and of past months, told before anything is written.
//!
//! | module | decides |
//! |---|---|
//! | `field` | what a file can say of a project, and how that is written |
//! | `identity` | which project of the plan a row of the file is of |
//! | `plan` | what the file would change: new, changed, gone, unchanged |
//! | `reports` | which reports of past months are taken in, and as what |
//!
//! Whoever reads the file brings its rows, whoever writes applies what the preview says and nothing else.

mod field;
mod identity;
mod plan;
pub mod reports;
#[cfg(test)]
mod tests;

pub use field::PlanField;
pub use identity::{Identity, Known};
pub use plan::{
    Change, ChangeKind, FieldChange, FileRow, Gone, Obstacle, Preview, Terms, compare, is_named,
};
