//! What the form keeps beside what is stored.

use std::collections::BTreeSet;
use std::rc::Rc;

use yuebao_domain::device::ReportKey;
use yuebao_domain::report::FieldKey;

use super::{HistoryPane, Undo, UnfinishedBoxes};

/// 填报.
#[derive(Debug, Clone, Default)]
pub struct FormScreen {
    /// Reports whose required boxes are checked too, because handing in was tried.
    pub tried: BTreeSet<ReportKey>,
    /// Boxes that somebody has begun to fill and not brought to an end.
    pub unfinished: UnfinishedBoxes,
    /// Reports whose boxes were opened on purpose: passed ones, to ask for a change, and those of a unit
    /// that cannot report itself (代报).
    pub opened: BTreeSet<ReportKey>,
    /// The last changes to a report, to be taken back.
    pub undo: Undo,
    /// 历史 that is shown.
    pub history: Option<Rc<HistoryPane>>,
    /// The box that a question is being asked about.
    pub asking: Option<(ReportKey, FieldKey)>,
}

impl FormScreen {
    /// Forgets what is of no use on another screen.
    pub(super) fn leave(&mut self) {
        self.history = None;
        self.asking = None;
        self.unfinished = UnfinishedBoxes::default();
    }
}
