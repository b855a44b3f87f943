//! Totals by nature, category, level, class, area and unit (汇总).
//!
//! [`summarise`] adds up exact amounts and divides last: a percentage is made from sums and never
//! from other percentages (X707), and nothing is rounded here. An amount that no project carries
//! is absent and prints "—"; it is never 0.
//!
//! **完成率** of a line is the year to date of its projects *that have an annual plan*, divided by
//! the annual plans of *all* of them, reported or not: a report that is missing is named beside
//! it, instead of making the rest look better. 预备 has no annual plan and enters neither side,
//! even if a plan row gives it one (M114).
//!
//! **年初, 调整后**: a line's own rate is that of the plan as it stands in the month (调整后). Beside it
//! [`Line::opening`] holds what was completed against the plan as it was issued: with the projects
//! that have left since, and without those that have entered. What the former have completed is no
//! part of 本年累计 and stands apart ([`Line::left`]).
//!
//! **打包**: the parts of a bundle add what they report, the bundle is counted, once, with its plan.
//!
//! **结转**: what a project without a report of the month last said of the year is carried forward,
//! and the line says of how many projects and which months ([`Line::carried`], [`carries`]).
//!
//! **增速**: each line against the same months of the year before, in two forms ([`growth`]); the years of a plan of
//! several beside one another ([`PlanYears`]).

mod basis;
mod bundles;
mod carry;
mod growth;
mod key;
mod line;
mod parts;
mod print;
mod printed;
mod proof;
mod ranks;
mod tally;
mod totals;
mod years;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

pub use basis::Basis;
pub use carry::{Carried, carries};
pub use growth::{LineGrowth, growth};
pub use key::{Dimension, Key};
pub use line::{Left, Line, Opening};
pub use parts::parts;
pub use print::{AmountUnit, Print};
pub use printed::{MEASURES, Name};
pub use proof::{At, Draft, Proof, SheetFinding, Why};
pub use totals::Totals;
pub use years::{PlanYear, PlanYears};

use crate::period::Month;
use crate::plan::{PlanBook, PlanRow};
use crate::profile::Profile;
use crate::report::Report;
pub(crate) use bundles::Bundles;

/// One project with its report of the month, or what stands in for it. A project is to be given once.
#[derive(Debug, Clone, Copy)]
pub struct Item<'a> {
    /// The row that counts in the month; of a project that has left, the one with which it did.
    pub plan: &'a PlanRow,
    /// The row of the year's plan as it was issued (年初); without one it entered during the year.
    pub opening: Option<&'a PlanRow>,
    /// 已调出: it was in the plan earlier in the year, and is not any more.
    pub has_left: bool,
    /// The month's report; `None` counts as missing (未报).
    pub report: Option<&'a Report>,
    /// Without a report of the month: the newest that counts of an earlier month, and that month.
    /// Its cumulative figures are carried where it [`carries`], else it is passed over.
    pub earlier: Option<(Month, &'a Report)>,
}

/// Totals of one month.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summary {
    /// The reported month.
    pub month: Month,
    /// Which reports are in them.
    #[serde(default)]
    pub basis: Basis,
    /// What the lines are divided by, outermost first.
    pub by: Vec<Dimension>,
    /// 序时进度 in percent, unrounded.
    #[serde(with = "rust_decimal::serde::str")]
    pub elapsed: Decimal,
    /// 合计 first, then each group before its parts, in the profile's order; units by identifier.
    pub lines: Vec<Line>,
}

impl<'a> Item<'a> {
    /// A project without a history of its plan: the row was always so.
    pub fn new(
        plan: &'a PlanRow,
        report: Option<&'a Report>,
        earlier: Option<(Month, &'a Report)>,
    ) -> Self {
        Self {
            plan,
            opening: None,
            has_left: false,
            report,
            earlier,
        }
    }

    /// A project as its versions have it in `month`; `None` if it is not in the plan then and has not
    /// left it within the year.
    pub fn of(
        book: &'a PlanBook,
        month: Month,
        report: Option<&'a Report>,
        earlier: Option<(Month, &'a Report)>,
    ) -> Option<Self> {
        let placed = book.at(month).filter(|row| row.is_in_plan(month));
        Some(Self {
            plan: placed.or_else(|| book.left(month))?,
            opening: book.opening(month),
            has_left: placed.is_none(),
            report,
            earlier,
        })
    }

    /// What the project completed in the year by the end of `month`, and until when that is known.
    pub fn so_far(&self, month: Month) -> Option<(&'a Report, Month)> {
        let earlier = self.earlier.filter(|(from, _)| carries(*from, month));
        let earlier = earlier.map(|(from, report)| (report, from));
        self.report.map(|report| (report, month)).or(earlier)
    }
}

impl Summary {
    /// The line at this path; the empty path is 合计.
    pub fn at(&self, path: &[Key]) -> Option<&Line> {
        self.lines.iter().find(|line| line.path == path)
    }
}

/// The same of the reports that `basis` lets in, which `items` give as the month's and as earlier ones.
pub fn summarise_on<'a>(
    basis: Basis,
    items: impl IntoIterator<Item = Item<'a>>,
    by: &[Dimension],
    month: Month,
    profile: &Profile,
) -> Summary {
    Summary {
        basis,
        ..summarise(items, by, month, profile)
    }
}

/// Adds up `items` as 合计 and by each of `by` within the one before, with subtotals at each level.
///
/// Projects that are not in the plan in `month` are left out. The result does not depend on the
/// order of `items`.
pub fn summarise<'a>(
    items: impl IntoIterator<Item = Item<'a>>,
    by: &[Dimension],
    month: Month,
    profile: &Profile,
) -> Summary {
    Totals::of(items, month, profile).by(by)
}

#[cfg(test)]
mod tests;
