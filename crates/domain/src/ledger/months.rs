//! Twelve months of a year, each against the plan of that month.

use rust_decimal::Decimal;

use super::{Given, Reported};
use crate::money::Money;
use crate::operation::report::State;
use crate::period::Month;
use crate::plan::PlanRow;
use crate::progress::{Progress, against_schedule, planned, scheduled};

/// A year of the project.
#[derive(Debug, Clone, PartialEq)]
pub struct Year {
    /// Which.
    pub year: i16,
    /// 年度计划投资 as it counts in its last month that is shown, 万元; `None` for 预备.
    pub plan: Option<Money>,
    /// January to December.
    pub lines: Vec<Line>,
}

/// What is held of a month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stands {
    /// A report that counts.
    Counts(State),
    /// One that is not handed in, or void.
    NotCounted(Option<State>),
    /// One that has not come to the step of whoever looks.
    Withheld,
    /// The project is in the plan, and no report of it is here.
    NotHeld,
    /// The project is not in the plan.
    NotInPlan,
    /// It is after the month of the ledger.
    ToCome,
}

/// One month.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// Which.
    pub month: Month,
    /// What is held of it.
    pub stands: Stands,
    /// 本月完成投资, 万元.
    pub completed: Option<Money>,
    /// 本年累计, 万元.
    pub year_to_date: Option<Money>,
    /// 自开工累计, 万元.
    pub since_start: Option<Money>,
    /// 完成率 and 序时.
    pub progress: Progress,
    /// 滞后, as the gap is printed.
    pub is_behind: bool,
    /// 倒排计划 to the end of the month, 万元, where the plan has months.
    pub scheduled: Option<Money>,
    /// 与倒排差距, 个百分点.
    pub against_schedule: Option<Decimal>,
}

/// From the first year of the plan or of a report to that of the ledger, the newest first.
pub(super) fn years(given: &Given<'_>, reports: &[&Reported<'_>]) -> Vec<Year> {
    let of_plan = given.book.first().map(|first| first.valid_from);
    let of_reports = reports.first().map(|first| first.month);
    let first = of_plan.into_iter().chain(of_reports).min();
    let last = given.month.year();
    let first = first.map_or(last, Month::year).min(last);
    (first..=last)
        .rev()
        .map(|year| of_year(given, reports, year))
        .collect()
}

fn of_year(given: &Given<'_>, reports: &[&Reported<'_>], year: i16) -> Year {
    let months = (1..=12).filter_map(|number| Month::new(year, number));
    let last = Month::new(year, 12).map_or(given.month, |last| last.min(given.month));
    Year {
        year,
        plan: given.book.at(last).and_then(planned),
        lines: months.map(|month| line(given, reports, month)).collect(),
    }
}

fn line(given: &Given<'_>, reports: &[&Reported<'_>], month: Month) -> Line {
    let reported = reports.iter().find(|one| one.month == month);
    let report = reported.and_then(|one| one.counted.as_ref());
    let row = given.book.at(month);
    let plan: Option<Money> = row.and_then(planned);
    let done = report.and_then(|one| one.year_to_date);
    let progress = Progress::at(month, done, plan);
    let is_shown = month <= given.month;
    let scheduled = row.and_then(|row: &PlanRow| scheduled(row, month));
    Line {
        month,
        stands: stands(given, reported.copied(), month),
        completed: report.and_then(|one| one.month_investment),
        year_to_date: done,
        since_start: report.and_then(|one| one.since_start),
        progress,
        is_behind: is_shown && progress.is_behind(given.profile.decimals.percent),
        scheduled,
        against_schedule: against_schedule(done, scheduled, plan),
    }
}

fn stands(given: &Given<'_>, reported: Option<&Reported<'_>>, month: Month) -> Stands {
    match reported {
        _ if month > given.month => Stands::ToCome,
        Some(one) if one.is_withheld => Stands::Withheld,
        Some(one) => match (one.state, &one.counted) {
            (Some(state), Some(_)) => Stands::Counts(state),
            (state, _) => Stands::NotCounted(state),
        },
        None if given.book.is_in_plan(month)
            && given.book.at(month).is_some_and(PlanRow::reports) =>
        {
            Stands::NotHeld
        }
        None => Stands::NotInPlan,
    }
}
