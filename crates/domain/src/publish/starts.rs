//! 开工, 竣工: how many were due, and how many are there.
//!
//! 实际 = 应 − 逾期 + 提前: what was due and is not there is 逾期, what is there and was not due is 提前.
//! Starts are those of 新开工, completions those of 竣工; a project whose plan names no month was not
//! due yet.

use rust_decimal::Decimal;

use crate::aggregate::Item;
use crate::money::percent_of;
use crate::period::Month;
use crate::plan::Nature;

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Event {
    /// 开工.
    Start,
    /// 竣工.
    Completion,
}

/// How many.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// 全年计划: all projects of the nature.
    pub planned: usize,
    /// 应: due by the end of the month.
    pub due: usize,
    /// 提前: there before they were due.
    pub early: usize,
    /// 逾期: due and not there.
    pub missed: usize,
}

impl Tally {
    /// Those of `items` by the end of `month`.
    pub fn of<'a>(event: Event, items: impl IntoIterator<Item = Item<'a>>, month: Month) -> Self {
        let mut tally = Self::default();
        for item in items {
            if item.has_left || !item.plan.is_in_plan(month) || item.plan.nature != event.nature() {
                continue;
            }
            let planned = match event {
                Event::Start => item.plan.planned_start,
                Event::Completion => item.plan.planned_completion,
            };
            let is_due = planned.is_some_and(|planned| planned <= month);
            let is_there = event.is_there(&item, month);
            tally.planned += 1;
            tally.due += usize::from(is_due);
            tally.early += usize::from(is_there && !is_due);
            tally.missed += usize::from(is_due && !is_there);
        }
        tally
    }

    /// 实际.
    pub fn actual(self) -> usize {
        (self.due + self.early).saturating_sub(self.missed)
    }

    /// 实际 of those that are planned for the year, %.
    pub fn of_planned(self) -> Option<Decimal> {
        percent_of(self.actual().into(), self.planned.into())
    }

    /// 实际 of those that were due, %.
    pub fn of_due(self) -> Option<Decimal> {
        percent_of(self.actual().into(), self.due.into())
    }
}

impl Event {
    /// The nature whose projects are to do it within the year.
    pub const fn nature(self) -> Nature {
        match self {
            Self::Start => Nature::NewStart,
            Self::Completion => Nature::Completing,
        }
    }

    /// Whether it is there at the end of `month`.
    fn is_there(self, item: &Item<'_>, month: Month) -> bool {
        let Some((report, _)) = item.so_far(month) else {
            return false;
        };
        let day = match self {
            Self::Start => report.actual_start,
            Self::Completion => report.actual_completion,
        };
        day.is_some_and(|day| day <= month.last_day())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::month;
    use crate::publish::Project;
    use crate::publish::testing::{project, source};

    fn starting(id: &str, planned: &str, actual: &str) -> Project {
        let made = project(id, Nature::NewStart, "100")
            .planned(|plan| plan.planned_start = planned.parse().ok());
        if actual.is_empty() {
            made
        } else {
            made.reporting(&[("actual_start", actual)])
        }
    }

    /// office.md 4: 15 due, 3 missed, 1 early → 13.
    #[test]
    fn what_is_there_is_what_was_due_less_missed_and_more_early() {
        let mut projects = Vec::new();
        for number in 0..15 {
            let actual = if number < 3 { "" } else { "2022-05-31" };
            projects.push(starting(&format!("d{number}"), "2022-05", actual));
        }
        projects.push(starting("early", "2022-06", "2022-05-20"));
        projects.push(starting("later", "2022-06", ""));
        projects.push(starting("open", "", ""));
        projects.push(starting("wrong", "2022-09", "2022-06-01"));
        projects.push(project("other", Nature::Continuing, "100"));
        let source = source("2022-05", projects);
        let tally = Tally::of(Event::Start, source.items(), source.month);
        let expected = Tally {
            planned: 19,
            due: 15,
            early: 1,
            missed: 3,
        };
        assert_eq!((tally, tally.actual()), (expected, 13));
        let shown = [tally.of_due(), tally.of_planned()]
            .map(|rate| crate::money::printed(rate.unwrap(), 1).to_string());
        assert_eq!(shown, ["86.7", "68.4"]);
    }

    #[test]
    fn completions_are_those_of_projects_to_be_completed() {
        let of = |nature, done: &str| {
            let made = project("p", nature, "100")
                .planned(|plan| plan.planned_completion = "2022-03".parse().ok());
            let made = made.reporting(&[("actual_completion", done)]);
            let source = source("2022-05", vec![made]);
            Tally::of(Event::Completion, source.items(), month("2022-05")).actual()
        };
        assert_eq!(of(Nature::Completing, "2022-04-30"), 1);
        assert_eq!(of(Nature::Completing, "2022-06-01"), 0);
        assert_eq!(of(Nature::Continuing, "2022-04-30"), 0);
        assert_eq!(Tally::default().of_due(), None);
    }
}
