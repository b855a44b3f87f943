//! A rescue file that is open: what it holds is listed, and taken in one by one.

use std::collections::BTreeSet;

use yuebao_domain::device::OpenedRescue;

/// One thing that a rescue file holds, by its place there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum RescueItem {
    /// A report with what was typed.
    Report(usize),
    /// A decision.
    Decision(usize),
}

/// The file that is open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RescuePane {
    /// The file.
    pub file: OpenedRescue,
    /// What was taken in.
    pub taken: BTreeSet<RescueItem>,
}
