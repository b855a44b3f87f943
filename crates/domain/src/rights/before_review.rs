//! What a level sees of a report before those below it have accepted it.
//!
//! Where a profile says so ([`Profile::sees_at_own_step`](crate::profile::Profile::sees_at_own_step)), a
//! role is told of a report that has not come to its step that it is there and where it stands, and
//! nothing else: no box, no conflict, no comment, no history. Whoever fills the report sees it all along,
//! whatever else they are. A role without a step in the chain of a report sees it once it is 审定.

use super::{May, Role};

/// How far a report has come, as it bears on who sees what it holds.
#[derive(Debug, Clone, Copy)]
pub struct Progress<'a> {
    /// The chain of the report: who fills it, then who reviews it, step by step.
    pub chain: &'a [Role],
    /// The step that it has passed last, 0 if it is handed in; none for what waits for no review.
    pub passed: Option<u8>,
    /// The roles of the chain that nobody fills, whose steps are passed over.
    pub vacant: &'a [Role],
}

/// Whether somebody in this role, who may do so much with the project, sees what a report holds.
/// `waiting` are the roles that the profile has wait until a report has come to their step.
pub fn sees_boxes(role: Role, may: May, waiting: &[Role], report: &Progress<'_>) -> bool {
    may.files() || !waiting.contains(&role) || report.has_reached(role)
}

impl Progress<'_> {
    /// Whether it is up to this role, or was: every step before theirs is passed or vacant.
    fn has_reached(&self, role: Role) -> bool {
        let Some(passed) = self.passed.map(usize::from) else {
            return false;
        };
        let own = self.chain.iter().skip(1).position(|one| *one == role);
        match own.map(|at| at + 1) {
            Some(own) => {
                let between = self.chain.get(passed + 1..own).unwrap_or_default();
                between.iter().all(|role| self.vacant.contains(role))
            }
            None => passed + 1 >= self.chain.len(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Role::{CityOffice, Clerk, CountyCoordinator, Liaison, RegionOffice};

    const CHAIN: [Role; 4] = [Clerk, Liaison, CountyCoordinator, CityOffice];

    #[test]
    fn a_report_is_seen_once_everybody_before_has_passed_it_or_is_not_there() {
        let all: &[Role] = &[Liaison, CountyCoordinator, CityOffice, RegionOffice];
        for (passed, vacant, sees) in [
            (None, &[][..], &[][..]),
            (None, &[Liaison, CountyCoordinator], &[]),
            (Some(0), &[], &[Liaison]),
            (Some(0), &[Liaison], &[Liaison, CountyCoordinator]),
            (Some(0), &[CountyCoordinator], &[Liaison]),
            (
                Some(0),
                &[Liaison, CountyCoordinator],
                &[Liaison, CountyCoordinator, CityOffice],
            ),
            (Some(1), &[], &[Liaison, CountyCoordinator]),
            (Some(2), &[], &[Liaison, CountyCoordinator, CityOffice]),
            (Some(3), &[], all),
        ] {
            let report = Progress {
                chain: &CHAIN,
                passed,
                vacant,
            };
            for role in all {
                let found = sees_boxes(*role, May::NOTHING, all, &report);
                assert_eq!(found, sees.contains(role), "{role:?} {passed:?} {vacant:?}");
                let fills = May {
                    file_for: true,
                    ..May::NOTHING
                };
                assert!(sees_boxes(*role, fills, all, &report), "who fills it");
                assert!(
                    sees_boxes(*role, May::NOTHING, &[], &report),
                    "nobody waits"
                );
            }
        }
    }
}
