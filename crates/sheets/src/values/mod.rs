//! What one cell holds, or one line of words says: an amount, a unit, a day, a month.

pub(crate) mod amount;
pub(crate) mod date;
pub(crate) mod months;
pub(crate) mod units;
