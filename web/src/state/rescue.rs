//! Rescue files: what this device has written, and one that is open, whose contents are taken in one
//! by one.

use std::collections::BTreeSet;
use std::rc::Rc;

use yuebao_domain::device::OpenedRescue;

/// Rescue files, written and read.
#[derive(Debug, Clone, Default)]
pub struct Rescue {
    /// The file that is open.
    pub opened: Option<Rc<RescuePane>>,
    /// The text of a file that the browser may not have been allowed to download.
    pub text: Option<String>,
    /// The last write when everything was put into a file.
    pub exported: Option<u64>,
}

/// One thing that a rescue file holds, by its place there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum RescueItem {
    /// A report with what was typed.
    Report(usize),
    /// A decision.
    Decision(usize),
    /// What was being written, of which nothing is decided yet.
    Noted(usize),
}

/// The file that is open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RescuePane {
    /// The file.
    pub file: OpenedRescue,
    /// What was taken in.
    pub taken: BTreeSet<RescueItem>,
}
