//! What a report is checked against: the jurisdiction, the plan, and what was reported before.

use std::collections::BTreeMap;

use crate::period::{Date, Month};
use crate::plan::PlanRow;
use crate::profile::Profile;
use crate::report::Report;

/// Whether somebody is still typing or wants to hand the report in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Nothing is said about what is not filled yet.
    Typing,
    /// Rules about what is missing speak as well (C001 and others).
    Submitting,
}

/// The earlier reports of the project, as far as they are at hand.
#[derive(Debug, Clone, Copy)]
pub struct History<'a> {
    /// Every report from this month on is at hand; `None` if nothing is known.
    pub known_from: Option<Month>,
    /// The reports by month.
    pub reports: &'a BTreeMap<Month, Report>,
}

/// What is known of one earlier month.
#[derive(Debug, Clone, Copy)]
pub enum Past<'a> {
    /// The report.
    Report(&'a Report),
    /// It is known that there is none.
    NoReport,
    /// It may exist, but is not on this device.
    NotHere,
}

impl<'a> History<'a> {
    /// What is known of `month`.
    pub fn at(&self, month: Month) -> Past<'a> {
        match (self.reports.get(&month), self.known_from) {
            (Some(report), _) => Past::Report(report),
            (None, Some(from)) if from <= month => Past::NoReport,
            (None, _) => Past::NotHere,
        }
    }

    /// What is known of a month of this project. Before it entered the plan there is no report,
    /// whatever is at hand.
    pub fn of(&self, plan: &PlanRow, month: Month) -> Past<'a> {
        match self.at(month) {
            Past::NotHere if month < plan.entered => Past::NoReport,
            past => past,
        }
    }

    /// The latest report of this project before `month`.
    pub fn latest(&self, plan: &PlanRow, month: Month) -> Latest<'a> {
        let found = self.reports.range(..month).next_back();
        let after = found.map_or(plan.entered, |(at, _)| at.plus(1).max(plan.entered));
        // nothing lies in between, or all that does is known
        let is_known = after >= month || self.known_from.is_some_and(|from| from <= after);
        match found {
            _ if !is_known => Latest::NotHere,
            Some((at, report)) => Latest::Report(*at, report),
            None => Latest::NoReport,
        }
    }
}

/// The latest report before some month.
#[derive(Debug, Clone, Copy)]
pub enum Latest<'a> {
    /// It, and its month.
    Report(Month, &'a Report),
    /// It is known that there is none.
    NoReport,
    /// A later one than those at hand may exist, but is not on this device.
    NotHere,
}

/// What a report is checked against.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// The jurisdiction.
    pub profile: &'a Profile,
    /// The project's plan row.
    pub plan: &'a PlanRow,
    /// The month that is reported.
    pub month: Month,
    /// Typing or submitting.
    pub stage: Stage,
    /// Today, brought by the caller; `None` if unknown. Only used to tell what is in the future.
    pub today: Option<Date>,
    /// Earlier reports.
    pub history: History<'a>,
}
