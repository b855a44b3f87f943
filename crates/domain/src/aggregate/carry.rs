//! What a project without a report of the month brings from an earlier one (结转).
//!
//! A missing report leaves its month blank. Its year to date did not vanish with it: 1–5月 is never
//! below 1–4月 for want of a report. So the newest report that counts of an earlier month *of the
//! same year* stands in with what is cumulative by nature: 本年累计, 自开工累计, 实际开工 and 实际竣工
//! in the year. Its month's figure, and whether it was halted, belong to its own month. January
//! starts anew. Drafts, returned and void reports do not count here as little as in their own month.
//!
//! - A project that reports by the quarter is carried between quarters like one that is missing,
//!   and marked: its figure is of another month just the same. It is not named as 未报 for it.
//! - A project that has left the plan is in no total of the months after, with its plan as with its
//!   year to date. The total then falls because the plan does, not for want of a report.
//! - A project that reported before it entered the plan brings what it reported in the year.
//!
//! Percentages follow from the sums. A figure that holds anything carried is printed with
//! [`CARRIED_MARK`](crate::crossfoot::CARRIED_MARK) behind it.

use serde::{Deserialize, Serialize};

use crate::order::Order;
use crate::period::Month;
use crate::report::Report;

/// How many projects of a line are carried from one month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Carried {
    /// The month whose report stands in.
    pub month: Month,
    /// 项目数.
    pub projects: usize,
}

/// Whether what a report of month `from` says of the year stands in for a missing one of `into`.
pub fn carries(from: Month, into: Month) -> bool {
    from < into && from.year() == into.year()
}

/// Whether a report has anything to carry.
pub(super) fn has_cumulative(report: &Report) -> bool {
    report.year_to_date.is_some() || report.since_start.is_some()
}

/// Counts more projects of `month`.
pub(super) fn count(carried: &mut Vec<Carried>, month: Month, projects: usize) {
    match carried.iter_mut().find(|one| one.month == month) {
        Some(one) => one.projects += projects,
        None => carried.push(Carried { month, projects }),
    }
}

/// The newest month first.
pub(super) fn newest_first(carried: &mut Vec<Carried>) {
    carried.order_by(|a, b| b.month.cmp(&a.month));
}

#[cfg(test)]
mod tests;
