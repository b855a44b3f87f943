//! What the reviewers have said: the earlier months are through all steps, the last one is on its way.

use yuebao_domain::period::{Date, Month};
use yuebao_domain::plan::PlanRow;
use yuebao_domain::profile::Profile;
use yuebao_domain::rights::{Me, Person, over};
use yuebao_domain::units::Unit;

use super::dice::Dice;
use super::questions;
use super::reports::{DemoReport, day_after};
use super::units::DemoUser;
use super::words;

/// So many of a hundred reports of the last month were sent back.
const RETURNED_PERCENT: u32 = 8;
/// So many of a hundred reports of the last month are through all steps.
const ACCEPTED_PERCENT: u32 = 20;

/// What a reviewer said to one report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DemoVerdict {
    /// Project id.
    pub project: String,
    /// Reported month.
    pub month: Month,
    /// User name of the reviewer.
    pub user: String,
    /// The revision that the reviewer saw.
    pub seen: u64,
    /// What a report was sent back with; without it, it was passed on.
    pub comment: Option<&'static str>,
    /// The day on which the server received it.
    pub received: Date,
}

/// Who reviews a project's reports, step by step: a step that nobody fills is passed over.
pub(super) fn reviewers<'a>(
    profile: &Profile,
    row: &PlanRow,
    units: &[Unit],
    users: &'a [DemoUser],
) -> Vec<&'a DemoUser> {
    let may_review = |user: &DemoUser| {
        let unit = units.iter().find(|unit| unit.id == user.unit);
        unit.is_some_and(|unit| {
            let me = Me {
                user: user.name.clone(),
                name: user.shown.clone(),
                role: user.role,
                unit: unit.clone(),
                owner: user.owner.clone(),
            };
            over(&Person::new(&me, units), row).review
        })
    };
    let steps = profile.chain_of(row).reviewers().iter();
    let filled = steps.filter_map(|role| {
        let mut users = users.iter().filter(|user| user.role == *role);
        users.find(|user| may_review(user))
    });
    filled.collect()
}

/// What one project's reviewers have said to its reports.
pub(super) fn of(
    profile: &Profile,
    index: usize,
    reviewers: &[&DemoUser],
    reports: &[DemoReport],
    through: Month,
) -> Vec<DemoVerdict> {
    let mut dice = Dice::new(&profile.id, "verdicts", index);
    let mut verdicts = Vec::new();
    for report in reports.iter().filter(|report| report.submitted) {
        let comment = *dice.pick(words::COMMENTS);
        let is_returned = report.month == through && dice.chance(RETURNED_PERCENT);
        let steps = match report.month == through {
            false => reviewers.len(),
            true if questions::is_asked(profile, index) => 0,
            true => passed(&mut dice, reviewers.len()),
        };
        let mut day = report.received;
        let mut say = |reviewer: &DemoUser, seen, comment| {
            day = day_after(day, dice.between(1, 2));
            verdicts.push(DemoVerdict {
                project: report.project.clone(),
                month: report.month,
                user: reviewer.name.clone(),
                seen,
                comment,
                received: day,
            });
        };
        let mut seen = 1;
        for reviewer in &reviewers[..steps] {
            say(reviewer, seen, None);
            seen += 1;
        }
        // whoever is next sends it back
        if let Some(reviewer) = reviewers.get(steps).filter(|_| is_returned) {
            say(reviewer, seen, Some(comment));
        }
    }
    verdicts
}

/// How many of these steps a report of the last month is through.
fn passed(dice: &mut Dice, steps: usize) -> usize {
    if dice.chance(ACCEPTED_PERCENT) {
        return steps;
    }
    dice.below(u32::try_from(steps).unwrap_or(u32::MAX)) as usize
}
