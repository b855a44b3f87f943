//! How much the catalogue may ask of right reports, and how much it must see of wrong ones.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::tally::{Right, Share};
use crate::trial::Trials;

/// The budget as it stands beside the program.
const TEXT: &str = include_str!("../budget.toml");

/// All limits, in percent.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Budget {
    /// Of right reports.
    pub right: RightBudget,
    /// Of wrong ones.
    pub mistakes: MistakeBudget,
}

/// What may be asked of right reports.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RightBudget {
    blocked: usize,
    written: usize,
    explained: usize,
    written_in_one: usize,
    explained_in_one: usize,
    rule: usize,
    rules: BTreeMap<String, usize>,
}

/// What must be seen of wrong ones.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MistakeBudget {
    caught: usize,
    /// By the mistake's name: why no check can see it.
    pub not_catchable: BTreeMap<String, String>,
}

impl Budget {
    /// The budget in force.
    ///
    /// # Errors
    /// When the file is not what it should be.
    pub fn read() -> Result<Self, toml::de::Error> {
        toml::from_str(TEXT)
    }

    /// What the right reports of one jurisdiction break, in words.
    pub fn broken_by_one(&self, right: &Right) -> Vec<String> {
        let limits = &self.right;
        self.broken_beyond(right, (limits.written_in_one, limits.explained_in_one))
    }

    /// What the right reports of all of them break, in words.
    pub fn broken_by_all(&self, right: &Right) -> Vec<String> {
        let limits = &self.right;
        let mut broken = self.broken_beyond(right, (limits.written, limits.explained));
        broken.extend(self.broken_by_rules(right));
        broken
    }

    fn broken_beyond(&self, right: &Right, (written, explained): (usize, usize)) -> Vec<String> {
        let held = [
            ("blocked", right.blocked, self.right.blocked),
            ("to be written about", right.written, written),
            ("to be explained", right.explained, explained),
        ];
        let held = held.into_iter();
        held.filter_map(|(what, share, percent)| over(&right.profile, what, share, percent))
            .collect()
    }

    /// What single rules break among these right reports and rows of plans, in words.
    fn broken_by_rules(&self, right: &Right) -> Vec<String> {
        let limits = &self.right;
        let of = |part, whole| Share { part, whole };
        let reports = right.rules.iter().filter_map(|(code, alarms)| {
            let percent = limits.rules.get(code).copied().unwrap_or(limits.rule);
            let share = of(alarms.verify, right.explained.whole);
            over(&right.profile, code, share, percent)
        });
        let rows = right.plan.iter().filter_map(|(code, alarms)| {
            let asked = over(
                &right.profile,
                code,
                of(alarms.verify, right.rows),
                limits.rule,
            );
            let refused = of(alarms.mandatory, right.rows);
            asked.or_else(|| over(&right.profile, code, refused, limits.blocked))
        });
        reports.chain(rows).collect()
    }

    /// What these trials break, in words: mistakes that slip through, and such as are said to be not
    /// catchable and are caught.
    pub fn broken_by_mistakes(&self, trials: &Trials) -> Vec<String> {
        let limit = self.mistakes.caught;
        let named = &self.mistakes.not_catchable;
        let mut broken = Vec::new();
        for (name, trial) in trials {
            let share = trial.caught;
            // of few, two say little
            let is_caught = (share.part + 2) * 100 >= share.whole * limit;
            match (is_caught, named.contains_key(*name)) {
                (true, true) if share.whole < 200 => {}
                (false, false) => {
                    broken.push(format!("{name}: caught {share} % of {}", share.whole));
                }
                (true, true) => {
                    broken.push(format!("{name}: caught {share} %, though not catchable"));
                }
                _ => {}
            }
        }
        let unknown = named
            .keys()
            .filter(|name| !trials.contains_key(name.as_str()));
        broken.extend(unknown.map(|name| format!("{name}: no such mistake was tried")));
        broken
    }
}

fn over(name: &str, what: &str, share: Share, percent: usize) -> Option<String> {
    // not one report is more than none
    let is_over = share.part * 100 > share.whole * percent;
    is_over.then(|| format!("{name}: {what} {share} %, allowed are {percent} %"))
}
