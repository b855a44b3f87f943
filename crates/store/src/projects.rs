//! The plan's rows.

use yuebao_domain::plan::PlanRow;

use crate::Result;
use crate::feed::WriteFeed;
use crate::subjects::ReadSubjects;

/// What writing a row did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Put {
    /// It is new.
    Added,
    /// It differs from what was there.
    Changed,
    /// It was there already.
    Same,
}

impl Put {
    /// The word that programs read.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Changed => "changed",
            Self::Same => "same",
        }
    }
}

/// What is asked of the plan.
pub trait ReadProjects {
    /// One row.
    fn project(&self, id: &str) -> Result<Option<PlanRow>>;

    /// Every row, by id.
    fn projects(&self) -> Result<Vec<PlanRow>>;
}

/// What is written of the plan. [`WriteTies`](crate::ties::WriteTies) writes a row and tells of it.
pub trait WriteProjects: ReadProjects + ReadSubjects + WriteFeed {
    /// Writes a row, led by `unit`, in the place of the one before, if there is one.
    fn write_project(&self, plan: &PlanRow, unit: &str) -> Result<()>;
}
