//! What the reviewers have said to the reports of the months before the last one, whose reports
//! are still waiting.

use yuebao_domain::period::{Date, Month};
use yuebao_domain::profile::Profile;

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
}

/// The verdicts of one reviewer on one project's reports.
pub(super) fn of(
    profile: &Profile,
    index: usize,
    user: &str,
    reports: &[DemoReport],
    through: Month,
) -> Vec<DemoVerdict> {
    let mut dice = Dice::new(&profile.id, "verdicts", index);
    let reviewed = reports
        .iter()
        .filter(|report| report.submitted && report.month < through);
    reviewed
        .map(|report| {
            let comment = *dice.pick(words::COMMENTS);
            DemoVerdict {
                project: report.project.clone(),
                month: report.month,
                user: user.to_owned(),
                comment: dice.chance(RETURNED_PERCENT).then_some(comment),
                received: day_after(report.received, dice.between(1, 4)),
            }
        })
        .collect()
}
