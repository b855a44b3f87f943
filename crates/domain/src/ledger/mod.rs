//! 台账: all that is held of one project, month by month and year by year.
//!
//! It is made of what somebody holds, in the browser and on the server alike, and says of each month of
//! the plan whether there is a report of it here. It adds nothing up that a report does not say.
//!
//! | module | has |
//! |---|---|
//! | `months` | twelve months of a year, each against the plan of that month |
//! | `entries` | what lives across months: problems, visits, explanations |

mod entries;
mod months;
#[cfg(test)]
mod tests;

use crate::operation::Course;
use crate::operation::question::{Question, State as Asked};
use crate::operation::report::State;
use crate::period::{Date, Month};
use crate::plan::{PlanBook, PlanRow, PlanVersion};
use crate::profile::Profile;
use crate::report::{FieldKey, Milestone, MilestoneKind, Report, Visit};
use crate::statistics_entry::StatisticsEntry;

pub use entries::{Explained, KnownProblem};
pub use months::{Line, Stands, Year};

/// One report as it is held.
#[derive(Debug, Clone)]
pub struct Reported<'a> {
    /// Its month.
    pub month: Month,
    /// Where it stands; `None` for a draft that is nowhere else.
    pub state: Option<State>,
    /// What counts of it; `None` if nothing does, or if it is not told yet.
    pub counted: Option<Report>,
    /// It has not come to the step of whoever looks, and is not told.
    pub is_withheld: bool,
    /// How far it has come.
    pub course: Option<&'a Course>,
    /// What was asked about it: the box, what was said, and where it stands.
    pub questions: Vec<(FieldKey, Question, Asked)>,
}

/// What a ledger is made of.
#[derive(Debug, Clone)]
pub struct Given<'a> {
    /// The jurisdiction.
    pub profile: &'a Profile,
    /// The plan of the project.
    pub book: &'a PlanBook,
    /// At the end of which month it is drawn up.
    pub month: Month,
    /// Its reports that are held, the oldest first; those after the month do not count.
    pub reports: Vec<Reported<'a>>,
}

/// 台账 of a project.
#[derive(Debug, Clone, PartialEq)]
pub struct Ledger<'a> {
    /// The plan as it counts in the month.
    pub row: &'a PlanRow,
    /// Year by year, the newest first.
    pub years: Vec<Year>,
    /// 实际开工, as the newest report says that says it.
    pub started: Option<Date>,
    /// 实际竣工.
    pub completed: Option<Date>,
    /// 前期工作, as the newest report says.
    pub milestones: Vec<(MilestoneKind, Milestone)>,
    /// The newest report that counts, with its funds, and its month.
    pub newest: Option<(Month, Report)>,
    /// 入统, as the newest report says, judged at the end of its month; where the project is asked.
    pub statistics_entry: Option<StatisticsEntry>,
    /// 走访, the newest first.
    pub visits: Vec<Visit>,
    /// 存在问题, in the order in which they were raised.
    pub problems: Vec<KnownProblem>,
    /// 情况说明, the newest month first.
    pub explained: Vec<Explained>,
    /// 疑问, the newest month first: month, box, what was said, where it stands.
    pub questions: Vec<(Month, FieldKey, Question, Asked)>,
    /// 审批过程, the newest month first.
    pub courses: Vec<(Month, &'a Course)>,
    /// The versions of the plan, in the order of adoption.
    pub versions: &'a [PlanVersion],
    /// Months of the plan of which no report is held here.
    pub not_held: Vec<Month>,
}

/// The ledger of a project; `None` for one that is in no plan.
pub fn ledger<'a>(given: &Given<'a>) -> Option<Ledger<'a>> {
    let row = given.book.at(given.month)?;
    let mut reports: Vec<&Reported<'a>> = given.reports.iter().collect();
    reports.retain(|one| one.month <= given.month);
    let counted: Vec<(Month, &Report)> = reports
        .iter()
        .filter_map(|one| Some((one.month, one.counted.as_ref()?)))
        .collect();
    let said =
        |say: fn(&Report) -> Option<Date>| counted.iter().rev().find_map(|(_, one)| say(one));
    let newest = counted.last();
    let milestones = newest.map(|(_, one)| one.milestones.iter());
    let milestones = milestones.into_iter().flatten();
    let years = months::years(given, &reports);
    let missing = |line: &&Line| line.stands == Stands::NotHeld;
    let not_held = years.iter().flat_map(|year| year.lines.iter());
    let mut questions = Vec::new();
    for one in reports.iter().rev() {
        let of_month = one.questions.iter().cloned();
        questions.extend(of_month.map(|(key, said, state)| (one.month, key, said, state)));
    }
    Some(Ledger {
        row,
        started: said(|one| one.actual_start),
        completed: said(|one| one.actual_completion),
        milestones: milestones.map(|(kind, one)| (*kind, one.clone())).collect(),
        newest: newest.map(|(month, one)| (*month, (*one).clone())),
        statistics_entry: newest
            .and_then(|(month, one)| StatisticsEntry::of(one, given.profile, *month)),
        visits: entries::visits(&counted),
        problems: entries::problems(&counted),
        explained: entries::explained(&counted),
        questions,
        courses: (reports.iter().rev())
            .filter_map(|one| Some((one.month, one.course?)))
            .collect(),
        versions: given.book.versions(),
        not_held: not_held.filter(missing).map(|line| line.month).collect(),
        years,
    })
}
