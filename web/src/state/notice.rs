//! What the widget says after an action.

use yuebao_domain::device::RescueError;
use yuebao_domain::merge::ClashKind;
use yuebao_domain::operation::Refusal;

use crate::fault::PasteFault;

/// A short message after an action.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Notice {
    /// Handed in, and on its way.
    HandedIn,
    /// Cannot be handed in: so many to correct, so many to explain.
    NotReady {
        /// 强制性.
        to_correct: usize,
        /// 核实性 without explanation.
        to_explain: usize,
    },
    /// Nothing has changed since it was handed in.
    NothingNew,
    /// Accepted or sent back, and on its way.
    Decided,
    /// A decision cannot be made: why.
    NotDecided(Refusal),
    /// A step of a question cannot be taken: why.
    NotSaid(Refusal),
    /// A rescue file was written.
    Exported,
    /// Something of a rescue file was taken in.
    Imported {
        /// Reports that were taken in.
        taken: usize,
        /// Reports in which this device's own draft stayed.
        kept: usize,
    },
    /// A rescue file was not read in.
    NotImported(RescueError),
    /// A conflict, or the amendments of a report, were decided, and that is on its way.
    Settled(ClashKind),
    /// A proposed amendment was taken back, and that is on its way.
    Withdrawn,
    /// So many amounts were pasted.
    Pasted(usize),
    /// So many figures of the statistics were pasted, and are not stored yet.
    PastedFigures(usize),
    /// A column was not pasted: why.
    NotPasted(PasteFault),
}
