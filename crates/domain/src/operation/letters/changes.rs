//! What of the figures that a letter stood on was corrected since.

use rust_decimal::Decimal;

use super::{Growth, Letter, inputs};
use crate::period::Month;

/// A growth that is another one now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The month up to which it is.
    pub month: Month,
    /// Whose.
    pub who: String,
    /// As the letter names it, %; `None` where there was none.
    pub was: Option<Decimal>,
    /// As it stands.
    pub now: Option<Decimal>,
}

impl Letter {
    /// The figures behind it that were corrected, entered or cleared since: those that it names in their
    /// order, then those that it does not name.
    pub fn changes(&self, growths: &[Growth], month: Month) -> Vec<Change> {
        let now = inputs(&self.of, growths, month);
        let mut changes = Vec::new();
        for growth in &self.inputs {
            changes.push(Change {
                month: growth.month,
                who: growth.who.clone(),
                was: growth.percent,
                now: percent(&now, growth),
            });
        }
        for growth in &now {
            if !self.inputs.iter().any(|known| is_same(known, growth)) {
                changes.push(Change {
                    month: growth.month,
                    who: growth.who.clone(),
                    was: None,
                    now: growth.percent,
                });
            }
        }
        changes.retain(|change| change.was != change.now);
        changes
    }
}

fn is_same(one: &Growth, other: &Growth) -> bool {
    one.month == other.month && one.who == other.who
}

fn percent(growths: &[Growth], of: &Growth) -> Option<Decimal> {
    growths.iter().find(|one| is_same(one, of))?.percent
}
