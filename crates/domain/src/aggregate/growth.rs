//! Totals against those of the same months of the year before (增速), in two forms.
//!
//! - **按公布数**: what counted then against what counts now, each with the projects of its own year's
//!   plan, as the two tables were published.
//! - **可比口径**: the same set of projects on both sides: those that are in the plan in both months and
//!   have a year to date in both, their own or carried. A project that has entered, has left, or has no
//!   figure in one of the years is on neither side. Each stands where this year's plan has it, so that
//!   a group is compared with itself.

use std::collections::BTreeMap;

use super::{Item, Summary, carries, summarise};
use crate::growth::Growth;
use crate::money::Money;
use crate::order::Gather;
use crate::period::Month;
use crate::profile::Profile;

/// 增速 of one line; `None` where last year has no figure, printed "—".
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct LineGrowth {
    /// 按公布数.
    pub as_published: Option<Growth>,
    /// 可比口径.
    pub comparable: Option<Growth>,
}

impl LineGrowth {
    /// Whether there is nothing to say.
    pub const fn is_empty(&self) -> bool {
        self.as_published.is_none() && self.comparable.is_none()
    }
}

/// 增速 of each line of `now`, which is the summary of `items`, in its order. `before` are the
/// projects twelve months earlier with what counted then, under the profile of that year.
pub fn growth<'a>(
    (now, items, profile): (&Summary, &[Item<'a>], &Profile),
    (before, profile_before): (&[Item<'a>], &Profile),
) -> Vec<LineGrowth> {
    let then = now.month.plus(-TWELVE);
    let published = summarise(before.iter().copied(), &now.by, then, profile_before);
    let (ours, theirs) = comparable(items, before, now.month);
    let ours = summarise(ours, &now.by, now.month, profile);
    let theirs = summarise(theirs, &now.by, now.month, profile);
    let year_to_date = |summary: &Summary, path| summary.at(path)?.year_to_date;
    let lines = now.lines.iter().map(|line| LineGrowth {
        as_published: Growth::of(line.year_to_date, year_to_date(&published, &line.path)),
        comparable: Growth::of(
            year_to_date(&ours, &line.path),
            year_to_date(&theirs, &line.path),
        ),
    });
    lines.collect()
}

/// Months of a year.
const TWELVE: i32 = 12;

/// The projects with a figure in both years: with this year's, and with last year's in its place.
fn comparable<'a>(
    items: &[Item<'a>],
    before: &[Item<'a>],
    month: Month,
) -> (Vec<Item<'a>>, Vec<Item<'a>>) {
    let then = month.plus(-TWELVE);
    let known = before.iter().filter(|item| figure(item, then).is_some());
    let known: BTreeMap<&str, &Item<'a>> =
        known.map(|item| (item.plan.id.as_str(), item)).into_map();
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for item in items.iter().filter(|item| !item.has_left) {
        let alone = Item {
            opening: None,
            ..*item
        };
        if item.plan.is_bundle {
            // It has no figure, and its parts stand where it does.
            ours.push(alone);
            theirs.push(alone);
        } else if let Some(last) = known.get(item.plan.id.as_str())
            && figure(item, month).is_some()
        {
            ours.push(alone);
            theirs.push(Item {
                report: last.report,
                earlier: (last.earlier).map(|(from, report)| (from.plus(TWELVE), report)),
                ..alone
            });
        }
    }
    (ours, theirs)
}

/// 本年累计 of a project that is in the plan in `month`: its own or carried.
fn figure(item: &Item<'_>, month: Month) -> Option<Money> {
    if item.has_left || !item.plan.is_in_plan(month) {
        return None;
    }
    let earlier = item.earlier.filter(|(from, _)| carries(*from, month));
    let report = item.report.or(earlier.map(|(_, report)| report))?;
    report.year_to_date
}

#[cfg(test)]
mod tests;
