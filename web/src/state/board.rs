//! 月度看板: which of its cells is open, and what the office does about a month.

use yuebao_domain::filing::Column;
use yuebao_domain::operation::month::Listed;
use yuebao_domain::period::Date;

/// 月度看板.
#[derive(Debug, Clone, Default)]
pub struct BoardScreen {
    /// The cell whose reports are listed.
    pub open: Option<Cell>,
}

/// One figure of the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// The unit of its line; `None` in that of the total.
    pub unit: Option<String>,
    /// What is counted.
    pub column: Column,
    /// Of the year so far, not of the month alone.
    pub is_year: bool,
}

/// What the office decides about the month that is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MonthStep {
    /// 封账, with what is confirmed as 缺报.
    Lock(Vec<Listed>),
    /// 更正: opened again, for these projects or for all.
    Reopen {
        /// Project ids; all if none.
        projects: Vec<String>,
        /// Why.
        reason: String,
    },
    /// 延期 for one unit's projects or for one project.
    Extend {
        /// Whom.
        whom: Whom,
        /// The last day.
        until: Date,
        /// Why.
        reason: String,
    },
    /// A report that was late for want of a connection is excused.
    Excuse {
        /// Project id.
        project: String,
        /// Why.
        reason: String,
    },
    /// Why a decision was not taken has been read.
    Dismiss,
}

/// Who is given more time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Whom {
    /// All that this unit leads.
    Unit(String),
    /// This project.
    Project(String),
}
