//! The whole trial: all jurisdictions, right reports and wrong ones.

use yuebao_domain::profile::Profile;

use crate::budget::Budget;
use crate::life;
use crate::tally::Right;
use crate::trial::{Trials, try_all};

/// How much is tried.
#[derive(Debug, Clone, Copy)]
pub struct Extent {
    /// Of the invented world.
    pub seed: u32,
    /// Projects in each jurisdiction.
    pub projects: usize,
    /// Each mistake is made in about one of so many reports.
    pub every: u32,
}

/// What came of it: each jurisdiction, then all together; and the mistakes.
#[derive(Debug)]
pub struct Figures {
    /// Right reports.
    pub right: Vec<Right>,
    /// Wrong ones.
    pub trials: Trials,
}

/// The projects of the jurisdiction number `number`.
pub fn projects(extent: Extent, number: u32, profile: &Profile) -> Vec<life::Project> {
    let seed = extent.seed.wrapping_mul(64).wrapping_add(number);
    life::plan(seed, extent.projects, profile)
}

/// Tries all of these jurisdictions.
pub fn run(extent: Extent, profiles: &[Profile]) -> Figures {
    let mut right = Vec::new();
    let mut trials = Trials::new();
    for (number, profile) in (0..).zip(profiles) {
        let projects = projects(extent, number, profile);
        right.push(Right::of(profile, &projects));
        try_all(&mut trials, profile, &projects, extent.every);
    }
    right.push(Right::sum(&right));
    Figures { right, trials }
}

impl Figures {
    /// What breaks the budget, in words: in each jurisdiction, in all of them, by the mistakes.
    pub fn broken(&self, budget: &Budget) -> Vec<String> {
        let mut broken = budget.broken_by_mistakes(&self.trials);
        for right in &self.right {
            broken.extend(budget.broken_by(right));
        }
        if let Some(all) = self.right.last() {
            broken.extend(budget.broken_by_rules(all));
        }
        broken
    }
}
