//! The project's own exchange format for units and plan rows.
//!
//! [`read()`] takes a file apart and complains about everything at once, each complaint with its
//! line and path. Whoever asked writes what was read.

mod check;
mod faults;
mod read;
mod shape;
mod text;

use std::fmt;

use yuebao_domain::plan::PlanRow;
use yuebao_domain::profile::Profile;
use yuebao_domain::units::Unit;

pub use check::Known;
pub(crate) use faults::faults;
pub use read::read;
pub(crate) use read::read_list;
pub(crate) use shape::Row;
pub use text::is_identifier;

/// Units and plan rows that were checked, or that a program has made.
#[derive(Debug, Clone)]
pub struct Contents {
    /// The profile to put in force.
    pub profile: Profile,
    /// Units; a parent is among them or in the database already.
    pub units: Vec<Unit>,
    /// Plan rows, each with at least one unit.
    pub projects: Vec<PlanRow>,
}

/// A file that can be imported.
#[derive(Debug, Clone)]
pub struct Plan {
    /// What it holds.
    pub plan: Contents,
    /// What somebody should look at all the same.
    pub warnings: Vec<Complaint>,
}

/// Something about a plan file, with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Complaint {
    /// Line, from 1.
    pub line: usize,
    /// Path of the value, such as `projects[3].area`.
    pub path: String,
    /// What is wrong and what to do, in Chinese and English.
    pub words: String,
}

impl fmt::Display for Complaint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}: {}", self.line, self.path, self.words)
    }
}
