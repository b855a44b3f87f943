//! 报送情况: units × (应报, 已报, 审定, 退回, 迟报, 缺报), for a month and for the year so far.

use std::collections::BTreeMap;

use super::{Entry, Mark};
use crate::operation::report::{State, is_in};
use crate::period::Month;
use crate::text::{Words, words};
use crate::units::Tree;

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Column {
    /// 应报: a report of the month is due.
    Due,
    /// 已报: handed in and not sent back.
    Reported,
    /// 审定: of those, accepted.
    Accepted,
    /// 退回: sent back and not handed in again.
    Returned,
    /// 迟报: came late and is not excused, whatever became of it.
    Late,
    /// 未报: nothing has come, and the month is open.
    Open,
    /// 缺报: nothing was there at the lock.
    Missing,
}

impl Column {
    /// In the order of the table.
    pub const ALL: [Self; 7] = [
        Self::Due,
        Self::Reported,
        Self::Accepted,
        Self::Returned,
        Self::Late,
        Self::Open,
        Self::Missing,
    ];

    /// The head of the column.
    pub const fn label(self) -> Words {
        match self {
            Self::Due => words("应报", "due"),
            Self::Reported => words("已报", "reported"),
            Self::Accepted => words("审定", "approved"),
            Self::Returned => words("退回", "returned"),
            Self::Late => words("迟报", "late"),
            Self::Open => words("未报", "not reported"),
            Self::Missing => words("缺报", "missing"),
        }
    }

    /// Whether an entry counts in it. Of 已报, 退回, 未报 and 缺报 each entry that is due is exactly one.
    pub fn holds(self, entry: &Entry<'_>) -> bool {
        let (mark, state) = (entry.mark, entry.state);
        let is_due = mark != Mark::NotDue;
        let is_missing = mark == Mark::Missing;
        let is_returned = state == Some(State::Returned);
        is_due
            && match self {
                Self::Due => true,
                Self::Reported => state.is_some_and(is_in) && !is_missing,
                Self::Accepted => state == Some(State::Accepted) && !is_missing,
                Self::Returned => is_returned && !is_missing,
                Self::Late => mark.days_late().is_some(),
                Self::Open => mark.is_open() && !is_returned && !state.is_some_and(is_in),
                Self::Missing => is_missing,
            }
    }
}

/// How many entries each column holds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts([usize; Column::ALL.len()]);

impl Counts {
    /// Of one column.
    pub const fn of(&self, column: Column) -> usize {
        self.0[column as usize]
    }

    fn add(&mut self, entry: &Entry<'_>) {
        for column in Column::ALL {
            self.0[column as usize] += usize::from(column.holds(entry));
        }
    }
}

/// One unit with all that stands below it, or all of them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Line {
    /// The unit's identifier; empty for the total, and for what no unit in sight leads.
    pub unit: String,
    /// Of the month.
    pub month: Counts,
    /// Of the year until then.
    pub year: Counts,
}

/// The table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Board {
    /// 合计.
    pub total: Line,
    /// By identifier; what no unit in sight leads comes last.
    pub units: Vec<Line>,
}

/// Counts `entries` of `month` and of the months of its year before it, by the units directly below
/// `top`; `top` itself has the projects that it leads, and so has each unit that stands elsewhere. A
/// project counts where its lead unit stands, so in one line only. Entries of other months are passed
/// over.
pub fn board<'a>(
    entries: impl IntoIterator<Item = &'a Entry<'a>>,
    tree: &Tree<'_>,
    top: &str,
    month: Month,
) -> Board {
    let mut total = Line::default();
    let mut units: BTreeMap<String, Line> = BTreeMap::new();
    for entry in entries {
        if entry.month.year() != month.year() || entry.month > month {
            continue;
        }
        let unit = unit_of(entry, tree, top);
        let line = units.entry(unit.to_owned()).or_default();
        for line in [line, &mut total] {
            line.year.add(entry);
            if entry.month == month {
                line.month.add(entry);
            }
        }
    }
    let nobody = units.remove_entry("");
    let units = units.into_iter().chain(nobody);
    Board {
        total,
        units: units.map(|(unit, line)| Line { unit, ..line }).collect(),
    }
}

/// The unit in whose line an entry counts: the one directly below `top` on the way to its lead unit, or
/// that itself if it stands elsewhere; empty if no unit in sight leads it.
pub fn unit_of<'a>(entry: &Entry<'a>, tree: &Tree<'a>, top: &str) -> &'a str {
    let lead = entry.plan.lead_unit().unwrap_or_default();
    let below = tree.towards(top, lead);
    let elsewhere = || tree.units().find(|unit| *unit == lead);
    below.or_else(elsewhere).unwrap_or_default()
}

/// The unit whose board somebody of `own` looks at: `own`, or the nearest above it below which all that
/// lead `entries` stand.
pub fn top_of<'a>(entries: &[Entry<'_>], tree: &Tree<'a>, own: &'a str) -> &'a str {
    let holds_all = |top: &str| {
        let mut leads = entries.iter().filter_map(|entry| entry.plan.lead_unit());
        leads.all(|lead| tree.towards(top, lead).is_some())
    };
    let mut upwards = std::iter::once(own).chain(tree.above(own));
    upwards.find(|top| holds_all(top)).unwrap_or(own)
}

#[cfg(test)]
mod tests;
