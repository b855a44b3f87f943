//! 停工 and 复工.

pub(in crate::check) mod h301_halted_without_reason;
pub(in crate::check) mod h302_resumption_not_planned;
pub(in crate::check) mod h303_halted_with_investment;
pub(in crate::check) mod h304_resumed_without_progress;
pub(in crate::check) mod h305_resumption_contradicted;
