//! What the reviewers have said to the reports of the months before the last one, whose reports
//! are still waiting.

use yuebao_domain::period::{Date, Month};
use yuebao_domain::plan::PlanRow;
use yuebao_domain::profile::Profile;
use yuebao_domain::rights::{Me, Person, over};
use yuebao_domain::units::Unit;

use super::DemoUser;
use super::dice::Dice;
use super::reports::{DemoReport, day_after};
use super::words;

/// So many of a hundred reports were sent back and have not been handed in again.
const RETURNED_PERCENT: u32 = 2;

/// What a reviewer said to one report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DemoVerdict {
    /// Project id.
    pub project: String,
    /// Reported month.
    pub month: Month,
    /// User name of the reviewer.
    pub user: String,
    /// What a report was sent back with; without it, it was accepted.
    pub comment: Option<&'static str>,
    /// The day on which the server received it.
    pub received: Date,
    /// The revision that the reviewer saw: what the clerk handed in, and each step one more.
    pub seen: u64,
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
                owner: None,
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

/// What the reviewers of a project said to its reports: the first sends some back, and all others pass
/// every step.
pub(super) fn of(
    profile: &Profile,
    index: usize,
    reviewers: &[&DemoUser],
    reports: &[DemoReport],
    through: Month,
) -> Vec<DemoVerdict> {
    let mut dice = Dice::new(&profile.id, "verdicts", index);
    let reviewed = reports
        .iter()
        .filter(|report| report.submitted && report.month < through);
    let mut verdicts = Vec::new();
    for report in reviewed {
        let comment = *dice.pick(words::COMMENTS);
        let comment = dice.chance(RETURNED_PERCENT).then_some(comment);
        let mut received = report.received;
        for (seen, user) in (1..).zip(reviewers) {
            received = day_after(received, dice.between(1, 4));
            verdicts.push(DemoVerdict {
                project: report.project.clone(),
                month: report.month,
                user: user.name.clone(),
                comment,
                received,
                seen,
            });
            if comment.is_some() {
                break;
            }
        }
    }
    verdicts
}
