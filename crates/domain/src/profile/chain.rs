//! 审批链: who passes a report on to whom, per kind of unit.

use serde::{Deserialize, Serialize};

use super::Profile;
use crate::plan::PlanRow;
use crate::rights::Role;

/// The chain of what lies in some areas, where it is another than the others'.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AreaChain {
    /// Codes of [`super::Area`]: in QZ those of 市直, whose units stand below no county.
    pub areas: Vec<String>,
    /// As [`Profile::chain`].
    pub roles: Vec<Role>,
}

/// The roles that a report passes: step 0 fills it, each after that reviews it, and what the last has
/// passed is 审定.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReviewChain<'a>(pub &'a [Role]);

impl<'a> ReviewChain<'a> {
    /// At which step a role reviews; `None` for who fills the report, and for who has no part in it.
    pub fn step_of(self, role: Role) -> Option<u8> {
        let at = self.0.iter().position(|one| *one == role)?;
        u8::try_from(at).ok().filter(|step| *step > 0)
    }

    /// The step that makes a report 审定; 0 in a chain in which nobody reviews.
    pub fn last(self) -> u8 {
        u8::try_from(self.0.len()).map_or(u8::MAX, |count| count.saturating_sub(1))
    }

    /// Who reviews at a step.
    pub fn at(self, step: u8) -> Option<Role> {
        self.0.get(usize::from(step)).copied()
    }

    /// The roles of the steps after `from` and before `to`.
    pub fn between(self, from: u8, to: u8) -> &'a [Role] {
        let from = usize::from(from).saturating_add(1);
        self.0.get(from..usize::from(to)).unwrap_or_default()
    }

    /// Who reviews, step by step.
    pub fn reviewers(self) -> &'a [Role] {
        self.0.get(1..).unwrap_or_default()
    }
}

impl Profile {
    /// The chain of a project's reports.
    pub fn chain_of(&self, plan: &PlanRow) -> ReviewChain<'_> {
        let own = |chain: &&AreaChain| chain.areas.contains(&plan.area);
        let own = self.chains.iter().find(own);
        ReviewChain(own.map_or(&self.chain, |chain| &chain.roles))
    }

    /// Every chain of this jurisdiction.
    pub fn all_chains(&self) -> impl Iterator<Item = ReviewChain<'_>> {
        let others = self.chains.iter().map(|chain| &chain.roles);
        let all = std::iter::once(&self.chain).chain(others);
        all.map(|roles| ReviewChain(roles))
    }

    /// Whether somebody in one of these roles reviews before the last step of some chain: those after
    /// them wait for them, or pass over them once nobody is there.
    pub fn has_between(&self, roles: &[Role]) -> bool {
        let is_between = |chain: ReviewChain<'_>| {
            let between = chain.between(0, chain.last());
            between.iter().any(|role| roles.contains(role))
        };
        self.all_chains().any(is_between)
    }

    /// The step from which a report counts in published totals: the last, unless the profile names an
    /// earlier one that the chain has.
    pub fn published_step(&self, chain: ReviewChain<'_>) -> u8 {
        let named = self.published_from.and_then(|role| chain.step_of(role));
        named.unwrap_or_else(|| chain.last())
    }
}
