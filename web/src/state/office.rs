//! What only the office does.

use yuebao_domain::period::Month;

use super::Watch;

/// What the office does, and what comes of it.
#[derive(Debug, Clone)]
pub enum OfficeStep {
    /// 月度看板 of a month.
    ShowBoard(Month),
    /// Why the server did not take decisions about a month was read.
    ReadRefusal(Month),
    /// 设备与未送达.
    Watch(Watch),
}
