//! The whole trial: all jurisdictions, right reports and wrong ones.

use yuebao_domain::profile::Profile;

use crate::budget::Budget;
use crate::tally::Right;
use crate::trial::{Trials, try_all};
use crate::{life, plans};

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
        plans::try_all(&mut trials, profile, &projects);
    }
    right.push(Right::sum(&right));
    Figures { right, trials }
}

impl Figures {
    /// What breaks the budget, in words: in each jurisdiction, in all of them, by the mistakes.
    pub fn broken(&self, budget: &Budget) -> Vec<String> {
        let mut broken = budget.broken_by_mistakes(&self.trials);
        if let Some((all, each)) = self.right.split_last() {
            broken.extend(budget.broken_by_all(all));
            broken.extend(each.iter().flat_map(|right| budget.broken_by_one(right)));
        }
        broken
    }
}

#[cfg(test)]
mod tests {
    use yuebao_domain::rule::{RuleCode, Severity};

    use super::*;
    use crate::mistakes::MISTAKES;
    use crate::world;

    const SMALL: Extent = Extent {
        seed: 1,
        projects: 40,
        every: 5,
    };

    /// The same as `cargo xtask bench rules`, on fewer projects: single jurisdictions are too few then.
    #[test]
    fn the_rules_keep_to_their_budget() {
        let figures = run(SMALL, &world::jurisdictions().unwrap());
        let budget = Budget::read().unwrap();
        let all = figures.right.last().unwrap();
        let mut broken = budget.broken_by_mistakes(&figures.trials);
        broken.extend(budget.broken_by_all(all));
        assert!(broken.is_empty(), "{broken:#?}");
        assert!(all.written.whole > 2_500, "{:?}", all.written);
        for mistake in MISTAKES {
            let tried = figures.trials.get(mistake.name);
            let tried = tried.map_or(0, |trial| trial.caught.whole);
            assert!(tried >= 3, "{} was tried {tried} times", mistake.name);
        }
    }

    /// A budget that nothing can break holds nothing.
    #[test]
    fn a_lost_rule_and_a_harsh_one_are_noticed() {
        let code = |code: &'static str| RuleCode::new(code);
        let mut profile = yuebao_domain::profile_file::builtin("liuzhou-2022").unwrap();
        profile.rules.entry(code("M111")).off = true;
        profile.rules.entry(code("T208")).severity = Some(Severity::Mandatory);
        let harsh = profile.rules.entry(code("T210"));
        harsh.params.insert("points".to_owned(), 0.into());
        let few = Extent {
            projects: 25,
            ..SMALL
        };
        let broken = run(few, &[profile])
            .broken(&Budget::read().unwrap())
            .join("; ");
        for told in [
            "month-in-yi-carried: caught",
            "blocked",
            "to be explained",
            "T210",
        ] {
            assert!(broken.contains(told), "{told}: {broken}");
        }
    }
}
