//! The plan (计划): what the city or the region decided about each project, and from which month on.
//!
//! A project has one or more versions ([`PlanVersion`]), together its [`PlanBook`]. Whoever looks at a
//! month asks the book for the row in force then ([`PlanBook::at`]); what is decided later about later
//! months never changes it. How a version comes to be is [`crate::operation::plan`].
//!
//! | module | has |
//! |---|---|
//! | `row` | a project's row: nature, category, units, amounts, dates |
//! | `class` | what rows are classified by, with keys (`class_key`) that a profile names |
//! | `version` | a row with the month from which it counts, and the decision behind it |
//! | `book` | the versions of one project: which is in force, 年初, what may be changed |
//! | `plan_box` | the parts of a row: their keys, names and values |
//! | `change` | what differs between two rows |
//! | `bundle` | 打包: parts report, the bundle is counted |

mod book;
mod bundle;
mod change;
mod class;
mod class_key;
mod plan_box;
mod row;
#[cfg(test)]
mod tests;
mod version;

pub use book::{PlanBasis, PlanBook};
pub use bundle::{BundleFault, bundle_fault};
pub use change::{Difference, differences};
pub use class::{Category, Classes, Level};
pub use class_key::ClassKey;
pub use plan_box::PlanBox;
pub use row::{Nature, PlanRow};
pub use version::{ExitCause, PlanChange, PlanVersion};
