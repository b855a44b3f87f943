//! What differs between two rows, for a preview and for the ledger.

use super::{PlanBox, PlanRow};
use crate::order::Gather;

/// A part that differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// Which.
    pub part: PlanBox,
    /// As it was, as [`PlanBox::written`] has it; `None` if it was empty.
    pub before: Option<String>,
    /// As it is; `None` if it is empty.
    pub after: Option<String>,
}

/// What differs, in the order of [`PlanBox::ALL`], then classes by their keys.
pub fn differences(before: &PlanRow, after: &PlanRow) -> Vec<Difference> {
    let differs = |part: PlanBox| {
        let (before, after) = (part.written(before), part.written(after));
        (before != after).then_some(Difference {
            part,
            before,
            after,
        })
    };
    let classes = before.classes.iter().chain(after.classes.iter());
    let classes = classes.map(|(key, _)| PlanBox::Class(key)).distinct();
    let all = PlanBox::ALL.into_iter().chain(classes);
    all.filter_map(differs).collect()
}
