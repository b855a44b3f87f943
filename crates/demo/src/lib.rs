//! A plan of made-up projects that adds up to what a profile's notice has published, with three
//! months of reports: to look at, to learn on and to test with.
//!
//! Everything follows from the profile's tables and targets, see `published`, `counts` and
//! `amounts`; no jurisdiction is treated apart. The same profile and month always give the
//! same plan.
//!
//! Architecture invariant: nothing here reads a clock, throws real dice or writes anything. Whoever asks
//! sends the [`requests`](DemoPlan::requests) by the way that real ones take.

mod amounts;
mod codes;
mod counts;
mod course;
mod dated;
mod dice;
mod error;
mod locks;
mod persons;
mod projects;
mod published;
mod questions;
mod reports;
mod requests;
mod targets;
mod units;
mod verdicts;
mod words;

use reports::Place;
use yuebao_domain::crossfoot::Table;
use yuebao_domain::money::Money;
use yuebao_domain::period::{Date, Month};
use yuebao_domain::plan::PlanRow;
use yuebao_domain::profile::Profile;
use yuebao_domain::rights::Role;
use yuebao_domain::units::Unit;

pub use dated::dated;
pub use error::DemoError;
pub use locks::DemoLock;
pub use persons::DemoPerson;
pub use published::{Cell, cells, tables};
pub use questions::DemoQuestion;
pub use reports::{DemoReport, MONTHS};
pub use requests::Request;
pub use targets::Targets;
pub use units::DemoUser;
pub use verdicts::DemoVerdict;

/// Everything that a demo installation starts with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DemoPlan {
    /// Units, each after the one above it.
    pub units: Vec<Unit>,
    /// One account for every role, and a clerk for every reporting unit.
    pub users: Vec<DemoUser>,
    /// The projects.
    pub projects: Vec<PlanRow>,
    /// Reports, oldest first within each project.
    pub reports: Vec<DemoReport>,
    /// What was said to them, in the same order.
    pub verdicts: Vec<DemoVerdict>,
    /// What was asked about boxes of the last month.
    pub questions: Vec<DemoQuestion>,
    /// The months that are closed, oldest first.
    pub locks: Vec<DemoLock>,
    /// Who answers for some of the projects.
    pub persons: Vec<DemoPerson>,
}

/// Builds the demo of a profile, with reports up to the month `through`, as they are on `today`: of what
/// is reported nothing lies after it. `tables` are those that the plan has to reproduce: the profile's,
/// and those of the plan that it extends.
pub fn plan(
    profile: &Profile,
    tables: &[Table],
    through: Month,
    today: Date,
) -> Result<DemoPlan, DemoError> {
    let first = through.plus(1 - reports::MONTHS);
    let mut projects = projects::build(profile, tables, first, through)?;
    let (units, users) = units::build(profile, &mut projects);
    let mut reports = Vec::new();
    let mut verdicts = Vec::new();
    let mut questions = Vec::new();
    let mut persons = Vec::new();
    let least = least_visited(profile, &projects);
    for (index, row) in projects.iter().enumerate() {
        let is_clerk = |user: &&DemoUser| {
            let is_units = user.owner.is_none() && user.role == Role::Clerk;
            is_units && Some(user.unit.as_str()) == row.lead_unit()
        };
        let Some(clerk) = users.iter().find(is_clerk) else {
            continue;
        };
        let place = Place {
            id: &row.id,
            index,
            is_leading: least.is_some_and(|least| row.annual_plan >= Some(least)),
            today,
        };
        let own = reports::of(profile, row, place, &clerk.name, through);
        let unit = units.iter().find(|unit| unit.id == clerk.unit);
        let by = (
            clerk.name.as_str(),
            unit.map_or("", |unit| unit.name.as_str()),
        );
        let entered = own.first().map_or(today, |first| first.received);
        persons.extend(persons::of(profile, row, index, by, entered));
        let reviewers = verdicts::reviewers(profile, row, &units, &users);
        verdicts.extend(verdicts::of(profile, index, &reviewers, &own, through));
        let asks = reviewers.first();
        questions
            .extend(asks.and_then(|asks| questions::of(profile, index, &asks.name, &own, through)));
        reports.extend(own);
    }
    let locks = locks::of(profile, &projects, &users, &reports, &verdicts, through);
    Ok(DemoPlan {
        units,
        users,
        projects,
        reports,
        verdicts,
        questions,
        locks,
        persons,
    })
}

/// The annual plan from which on projects are visited, some more than the profile asks for: it is not
/// the plan but what is completed that counts.
fn least_visited(profile: &Profile, projects: &[PlanRow]) -> Option<Money> {
    let count = usize::from(profile.visits?.largest) * 2;
    let mut plans: Vec<Money> = (projects.iter())
        .filter_map(|row| row.annual_plan)
        .collect();
    plans.sort_unstable_by(|a, b| b.cmp(a));
    plans.get(count.min(plans.len()).checked_sub(1)?).copied()
}

#[cfg(test)]
mod tests;
