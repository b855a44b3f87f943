//! 历史 of a report or of one of its boxes, as far as it was asked for.

use yuebao_domain::device::ReportKey;
use yuebao_domain::report::FieldKey;
use yuebao_domain::wire::v1::ReportHistory;

use crate::fault::SyncFault;

/// 历史 as far as it was asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HistoryPane {
    /// Of which report.
    pub key: ReportKey,
    /// Of one box of it, or of the whole.
    pub about: About,
    /// What the server knows of it, as far as it was fetched.
    pub known: Option<Box<ReportHistory>>,
    /// Where asking stands.
    pub phase: HistoryPhase,
}

impl HistoryPane {
    /// The box that it is of.
    pub fn of_box(&self) -> Option<&FieldKey> {
        match &self.about {
            About::Report => None,
            About::Box(key) => Some(key),
        }
    }
}

/// What a history is of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum About {
    /// The whole report.
    Report,
    /// One box.
    Box(FieldKey),
}

/// Where asking for a history stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HistoryPhase {
    /// It is asked for.
    Loading,
    /// It is here.
    Loaded,
    /// It could not be had: why.
    Failed(SyncFault),
}
