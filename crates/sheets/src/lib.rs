//! Files as people hand them over, read and checked: tables of monthly reports as offices have them,
//! and plans in the project's own format.
//!
//! Bytes → sheets of cells (`formats`) → tables with their headers, pages, month and the columns that count
//! (`table`) → what each row is, and what a project's row gives of plan and report (`rows`), and the
//! totals (`totals`) → one sheet (`sheet`) → one plan with the reports of all months (`batch`) → findings
//! (`check`). What a rule says is the domain's. What might be wrong is asked about (`note`) and left out.
//!
//! Rooms, from the bottom up: words `text`, `note`; cells `grid`, `values`; files `plan_file`, `formats`;
//! what columns and rows are called `vocabulary`, `options`; tables `table`, `rows`, `totals`, `sheet`;
//! all together `batch`, `check`, `plan_table`; beside them `account_list`.
//!
//! Architecture invariant: whoever calls has read the files; nothing here touches a disk, a network, a
//! clock or a database.

pub mod account_list;
mod batch;
mod check;
mod formats;
mod grid;
mod note;
mod options;
pub mod plan_file;
pub mod plan_table;
mod rows;
mod sheet;
mod table;
#[cfg(test)]
mod tests;
mod text;
mod totals;
mod values;
mod vocabulary;

pub use batch::{Batch, BatchReport, Files};
pub use check::{LocatedFinding, Verdicts, has_no_column, known_from, run};
pub use note::{Location, Note};
pub use options::ReadOptions;
pub use totals::PrintedTotal;
pub use values::units::Unit;
pub use vocabulary::Vocabulary;
