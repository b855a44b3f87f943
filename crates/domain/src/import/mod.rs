//! 导入: what a file would change of the plan and of past months, told before anything is written.
//!
//! | module | decides |
//! |---|---|
//! | `identity` | which project of the plan a row of the file is of |
//! | `persons` | what cells say of persons, and what that would change |
//! | `bundles` | which bundle a part names |
//! | `preview` | what is compared, and what came of it |
//! | `plan` | what the file would change: new, changed, gone, unchanged |
//! | `reports` | which reports of past months are taken in, and as what |
//!
//! Whoever reads the file brings its rows, whoever writes applies what the preview says and nothing else.

mod bundles;
mod identity;
pub mod persons;
mod plan;
mod preview;
pub mod reports;
#[cfg(test)]
mod tests;

pub use identity::{Identity, Known};
pub use plan::{compare, is_named};
pub use preview::{Change, ChangeKind, FieldChange, FileRow, Gone, Obstacle, Preview, Terms};
