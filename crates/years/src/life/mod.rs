//! Invented years of right reports.
//!
//! A project is lived first (`truth`): land, start, work by the season, halts, completion, bills.
//! Then an office plans it, year by year, with what it can know by then (`office`), and a clerk
//! tells each month as it was (`clerk`). Nothing here knows what the checks look for.

mod clerk;
mod codes;
mod fate;
mod filing;
mod funds;
mod habits;
mod matters;
mod office;
mod pace;
mod permits;
#[cfg(test)]
mod tests;
mod truth;
mod visits;
mod words;

use std::collections::BTreeMap;

use yuebao_domain::calendar::is_due;
use yuebao_domain::period::Month;
use yuebao_domain::plan::PlanRow;
use yuebao_domain::profile::Profile;
use yuebao_domain::report::FieldValues;

use self::clerk::Clerk;
use self::filing::Filing;
use self::visits::Visits;
use crate::chance::Chance;

/// A project with what its office planned and what its clerk reported.
#[derive(Debug, Clone)]
pub struct Project {
    /// Its number in its world.
    pub index: usize,
    /// Its row in the plan, by the month from which on it reads so.
    pub rows: BTreeMap<Month, PlanRow>,
    /// Its reports, all of them right. Months may be missing.
    pub reports: BTreeMap<Month, FieldValues>,
    /// The first month of which a report could be at hand.
    pub known_from: Month,
}

impl Project {
    /// The row as it reads in `month`: the first one for a month before all.
    pub fn row(&self, month: Month) -> Option<&PlanRow> {
        let reads = self.rows.range(..=month).next_back();
        reads
            .or_else(|| self.rows.first_key_value())
            .map(|(_, row)| row)
    }
}

/// The project number `index` of the world `seed`, under this jurisdiction.
pub fn project(seed: u32, index: usize, profile: &Profile) -> Project {
    let mut chance = Chance::new(seed, index);
    let life = office::Life::draw(&mut chance, index, profile);
    // by chance of its own, so that worlds in which nobody asks stay as they are
    let mut own = Chance::new(!seed, index);
    let filing = Filing::draw(&mut own, profile, &life);
    let visits = Visits::draw(&mut own, profile, &life);
    let mut clerk = Clerk::new(&mut chance, profile, &life, (filing, visits));
    let mut reports = BTreeMap::new();
    let mut month = life.reports_from;
    while month <= life.reports_to {
        let row = life.row(month);
        let due = is_due(&profile.calendar, month, row.nature) && row.is_in_plan(month);
        // somebody was ill, or the tablet was with somebody else
        let forgotten = month > life.reports_from && chance.percent(2);
        let told = clerk.tell(&mut chance, &life, month);
        if due && !forgotten {
            clerk.handed_in();
            reports.insert(month, told);
        }
        month = month.plus(1);
    }
    Project {
        index,
        known_from: life.reports_from,
        rows: life.rows,
        reports,
    }
}

/// `count` projects of one plan. Some are phases of one undertaking and share its code.
pub fn plan(seed: u32, count: usize, profile: &Profile) -> Vec<Project> {
    let mut projects: Vec<Project> = (0..count)
        .map(|index| project(seed, index, profile))
        .collect();
    let mut chance = Chance::new(seed, usize::MAX - 1);
    for first in (0..count.saturating_sub(1)).step_by(40) {
        make_phases(&mut chance, &mut projects[first..first + 2]);
    }
    projects
}

/// Two phases of one undertaking: approved under one code, planned as two rows.
fn make_phases(chance: &mut Chance, pair: &mut [Project]) {
    let Some(model) = pair[0].rows.values().next().cloned() else {
        return;
    };
    let (one, two) = *chance.pick(&[
        ("一期", "二期"),
        ("（一期）", "（二期）"),
        ("A标段", "B标段"),
    ]);
    for (project, phase) in pair.iter_mut().zip([one, two]) {
        for row in project.rows.values_mut() {
            row.name = format!("{}{phase}", model.name);
            row.code.clone_from(&model.code);
            row.owner.clone_from(&model.owner);
            row.units.clone_from(&model.units);
        }
    }
}
