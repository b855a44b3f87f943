//! 计划表: tables of a plan as offices have them, as rows of the plan with the cell of each value.
//!
//! Nothing of a cell is passed over: what is not understood is an error with its place, since what is
//! left out here would be missing from the plan. What a file would change is the domain's to say
//! ([`yuebao_domain::import`]); what stands against it is said here with its place.
//!
//! | module | does |
//! |---|---|
//! | `read` | files to rows, and the year that they are of |
//! | `sheet` | one sheet |
//! | `row` | one row: each value, or what is wrong with its cell |
//! | `months` | 倒排计划 of a row |
//! | `persons` | whom a row names, and their numbers |
//! | `columns` | what each column was taken for, beside its first cells |
//! | `obstacles` | what stands against a file, in words |
//! | `table` | a plan as such a table |

mod columns;
mod months;
mod obstacles;
mod persons;
mod read;
mod row;
mod sheet;
mod table;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use yuebao_domain::import::FileRow;
use yuebao_domain::import::persons::Detail;
use yuebao_domain::period::Month;
use yuebao_domain::plan::PlanBox;
use yuebao_domain::profile::Profile;
use yuebao_domain::units;

use crate::note::{Location, Note, column_name};
use crate::values::units::Unit;
use crate::vocabulary::Vocabulary;

pub use columns::{ColumnGuess, SheetColumns, is_target, targets};
pub use obstacles::{faults, obstacles};
pub use read::read;
pub use table::{Cell, PlanTable};

/// Most projects of one import: more is no plan of a city, and is to be imported in parts.
pub const MOST_ROWS: usize = 15_000;

/// What a plan is read with.
#[derive(Debug, Clone, Copy)]
pub struct PlanReading<'a> {
    /// What columns are called.
    pub names: &'a Vocabulary,
    /// The jurisdiction.
    pub profile: &'a Profile,
    /// The units that there are.
    pub units: &'a [units::Unit],
    /// The month from which on it holds, if it was said.
    pub valid_from: Option<Month>,
    /// The unit of columns that do not say theirs, instead of the one that the table says.
    pub unit: Option<Unit>,
}

/// Everything that the files say.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PlanTables {
    /// The projects, in the order of the files.
    pub rows: Vec<ReadRow>,
    /// What each column was taken for.
    pub columns: Vec<SheetColumns>,
    /// What could not be read, by its cell where it is one. Nothing may be written beside it.
    pub errors: Vec<Note>,
    /// What is good to know.
    pub notes: Vec<Note>,
    /// The month from which on it holds: as it was said, else January of the year that the tables say
    /// or the profile is for.
    pub valid_from: Option<Month>,
    /// The question about it, where nothing says it: it is asked if something would change.
    pub year_unsaid: Option<Note>,
}

/// One row of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadRow {
    /// What it says.
    pub said: FileRow,
    /// Where it stands.
    pub location: Location,
    /// The column of each value.
    pub(crate) cells: BTreeMap<PlanBox, usize>,
    /// The columns of the persons of each kind.
    pub(crate) persons_at: persons::Places,
}

impl ReadRow {
    /// Where a value stands; the whole row if it has no cell.
    pub fn at(&self, field: PlanBox) -> Location {
        self.at_column(self.cells.get(&field))
    }

    /// Where the persons of a kind stand.
    pub fn at_persons(&self, kind: &str) -> Location {
        self.at_column(self.persons_at.names(kind))
    }

    /// Where something else is said of them.
    pub(crate) fn at_detail(&self, kind: &str, detail: Detail) -> Location {
        self.at_column(self.persons_at.detail(kind, detail))
    }

    fn at_column(&self, column: Option<&usize>) -> Location {
        match column {
            Some(column) => Location {
                column: column_name(*column),
                ..self.location.clone()
            },
            None => self.location.clone(),
        }
    }
}
