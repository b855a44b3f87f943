//! A few questions about boxes of the last month, some of them answered.

use yuebao_domain::period::{Date, Month};
use yuebao_domain::profile::Profile;
use yuebao_domain::report::Field;

use super::dice::{Dice, uuid};
use super::reports::{DemoReport, day_after};
use super::words;

/// One project of so many is asked about.
const ONE_OF: u32 = 25;

/// A question about one box of a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DemoQuestion {
    /// Project id.
    pub project: String,
    /// Reported month.
    pub month: Month,
    /// A UUID.
    pub id: String,
    /// The box.
    pub field: Field,
    /// User name of the reviewer.
    pub user: String,
    /// What is asked.
    pub asked: &'static str,
    /// The day on which the server received it.
    pub received: Date,
    /// User name of the clerk, the answer and its day.
    pub answer: Option<(String, &'static str, Date)>,
}

/// Whether a project's report of the last month is asked about.
pub(super) fn is_asked(profile: &Profile, index: usize) -> bool {
    let size = ONE_OF as usize;
    let drawn = Dice::new(&profile.id, "questions", index / size).below(ONE_OF);
    index % size == drawn as usize
}

/// What `user` asks about the report of the last month, if it is handed in.
pub(super) fn of(
    profile: &Profile,
    index: usize,
    user: &str,
    reports: &[DemoReport],
    through: Month,
) -> Option<DemoQuestion> {
    let of_last_month = |report: &&DemoReport| report.month == through && report.submitted;
    let report = reports.iter().find(of_last_month)?;
    if !is_asked(profile, index) {
        return None;
    }
    let mut dice = Dice::new(&profile.id, "question", index);
    let (field, asked, answer) = *dice.pick(words::QUESTIONS);
    let received = day_after(report.received, dice.between(1, 2));
    let answered = day_after(received, 1);
    let is_answered = dice.chance(40);
    Some(DemoQuestion {
        project: report.project.clone(),
        month: report.month,
        id: uuid(&mut dice),
        field,
        user: user.to_owned(),
        asked,
        received,
        answer: is_answered.then(|| (report.user.clone(), answer, answered)),
    })
}
