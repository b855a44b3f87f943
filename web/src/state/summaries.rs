//! 半年、年度总结: what somebody does about one.

use yuebao_domain::calendar::Deadline;
use yuebao_domain::operation::summary::Texts;

use super::State;

impl State {
    /// Until when this user's summary is due, if one of the time that ends with the month that is shown is
    /// asked for.
    pub fn summary_asked(&self) -> Option<Deadline> {
        let (device, month) = (self.device.get(), self.screen.month?);
        let due = device.summary_due(month)?;
        device.own_summary(month).map(|_| due)
    }
}

/// One step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SummaryStep {
    /// It is written so.
    Write(Texts),
    /// It is handed in as it is written.
    HandIn,
    /// It is taken back, to be written on.
    Withdraw,
    /// It is sent back, for this reason.
    Return(String),
    /// It is accepted.
    Accept,
    /// Why something was not taken has been read.
    Dismiss,
}
