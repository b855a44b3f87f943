//! A line while it is being added up: what a project brings, and what groups of projects come to, are one
//! thing, so that a group is the sum of its parts. Amounts are whole 分 here, which add faster than
//! decimals and as exactly. It is small, since there is one of each project of the month at a time.

use rust_decimal::Decimal;

use super::bundles::Reported;
use super::line::add;
use super::{Carried, Item, Key, Left, Line, Opening, carry};
use crate::money::Money;
use crate::order::Order;
use crate::period::{Date, Month};
use crate::plan::PlanRow;
use crate::progress::{Progress, planned};
use crate::report::Report;

/// The amounts of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Amount {
    TotalInvestment,
    AnnualPlan,
    Month,
    YearToDate,
    SinceStart,
    YearToDatePlanned,
    OpeningPlan,
    OpeningToDate,
    LeftToDate,
}

/// What of a line is counted.
#[derive(Debug, Clone, Copy)]
enum Count {
    Projects,
    Reported,
    StartedInMonth,
    StartedInYear,
    CompletedInMonth,
    CompletedInYear,
    Halted,
    Left,
}

/// A line while it is being added up.
#[derive(Debug, Clone, Default)]
pub(super) struct Tally<'a> {
    fen: [i64; 9],
    /// One more than the most places of 万元 that an amount was said with; 0 where nobody said any.
    places: [u8; 9],
    counts: [u32; 8],
    lists: Option<Box<Lists<'a>>>,
}

/// What most projects have nothing of.
#[derive(Debug, Clone, Default)]
struct Lists<'a> {
    missing: Vec<&'a str>,
    carried: Vec<Carried>,
    /// What no whole 分 can say, and what would be too much in one sum.
    others: Vec<(usize, Money)>,
}

impl<'a> Tally<'a> {
    /// What a project brings to the group of `row`: its own, or that of the bundle that it is a part of.
    pub(super) fn of(
        item: &Item<'a>,
        row: &'a PlanRow,
        is_part: bool,
        reported: Reported,
        month: Month,
    ) -> Self {
        let mut tally = Self::default();
        let plan = item.plan;
        if item.has_left {
            tally.count(Count::Left, !is_part);
            let so_far = item.so_far(month);
            tally.put(Amount::LeftToDate, so_far.and_then(|it| it.0.year_to_date));
            return tally;
        }
        if !is_part {
            tally.count(Count::Projects, true);
            tally.put(Amount::TotalInvestment, plan.total_investment);
            tally.put(Amount::AnnualPlan, planned(plan));
            let is_reported = match reported {
                Reported::Itself => item.report.is_some(),
                Reported::ByParts => true,
                Reported::NotByParts => false,
            };
            tally.count(Count::Reported, is_reported);
            if !is_reported {
                tally.lists().missing.push(&plan.id);
            }
        }
        if let Some(report) = item.report {
            tally.add_month(report, month);
            tally.add_cumulative(row, report, month);
        } else if let Some((report, earlier)) = item.so_far(month) {
            tally.add_cumulative(row, report, earlier);
            if carry::has_cumulative(report) {
                carry::count(&mut tally.lists().carried, earlier, 1);
            }
        }
        tally
    }

    /// What it brings to the group of the row with which the year's plan was issued, or of its bundle's.
    pub(super) fn of_opening(
        item: &Item<'a>,
        row: &'a PlanRow,
        is_part: bool,
        month: Month,
    ) -> Self {
        let mut tally = Self::default();
        if !is_part {
            tally.put(Amount::OpeningPlan, planned(row));
        }
        let so_far = item.so_far(month);
        let year_to_date = so_far.and_then(|it| it.0.year_to_date);
        tally.put(Amount::OpeningToDate, year_to_date);
        tally
    }

    /// What a report says of its month alone.
    fn add_month(&mut self, report: &Report, month: Month) {
        self.put(Amount::Month, report.month_investment);
        self.count(Count::StartedInMonth, falls(report.actual_start, month).0);
        let completed = falls(report.actual_completion, month).0;
        self.count(Count::CompletedInMonth, completed);
        self.count(Count::Halted, report.is_halted());
    }

    /// What a report says of all the time up to the end of its month.
    fn add_cumulative(&mut self, plan: &PlanRow, report: &Report, month: Month) {
        self.put(Amount::YearToDate, report.year_to_date);
        self.put(Amount::SinceStart, report.since_start);
        if planned(plan).is_some() {
            self.put(Amount::YearToDatePlanned, report.year_to_date);
        }
        self.count(Count::StartedInYear, falls(report.actual_start, month).1);
        let completed = falls(report.actual_completion, month).1;
        self.count(Count::CompletedInYear, completed);
    }

    /// Of a project, which says each amount once.
    fn put(&mut self, amount: Amount, said: Option<Money>) {
        let Some(said) = said else { return };
        let at = amount as usize;
        match said.fen() {
            Some((fen, places)) => (self.fen[at], self.places[at]) = (fen, places + 1),
            None => self.lists().others.push((at, said)),
        }
    }

    fn count(&mut self, count: Count, is: bool) {
        self.counts[count as usize] += u32::from(is);
    }

    fn lists(&mut self) -> &mut Lists<'a> {
        self.lists.get_or_insert_default()
    }

    /// Both together.
    pub(super) fn merge(&mut self, other: &Self) {
        for at in 0..self.fen.len() {
            if let Some(sum) = self.fen[at].checked_add(other.fen[at]) {
                self.fen[at] = sum;
                self.places[at] = self.places[at].max(other.places[at]);
            } else if let Some(said) = in_wan(other.fen[at], other.places[at]) {
                self.lists().others.push((at, said));
            }
        }
        for (count, other) in self.counts.iter_mut().zip(&other.counts) {
            *count += other;
        }
        if let Some(lists) = &other.lists {
            self.lists().merge(lists);
        }
    }

    fn sum(&self, amount: Amount) -> Option<Money> {
        let at = amount as usize;
        let mut total = in_wan(self.fen[at], self.places[at]);
        let others = self.lists.iter().flat_map(|lists| &lists.others);
        for (_, other) in others.filter(|(of, _)| *of == at) {
            add(&mut total, Some(*other));
        }
        total
    }

    const fn counted(&self, count: Count) -> usize {
        self.counts[count as usize] as usize
    }

    /// The line at this path; `elapsed` is 序时进度.
    pub(super) fn finish(mut self, path: Vec<Key>, elapsed: Decimal) -> Line {
        let (missing, carried) = match &mut self.lists {
            Some(lists) => lists.in_order(),
            None => Default::default(),
        };
        let [
            year_to_date_planned,
            annual_plan,
            opening_to_date,
            opening_plan,
        ] = [
            Amount::YearToDatePlanned,
            Amount::AnnualPlan,
            Amount::OpeningToDate,
            Amount::OpeningPlan,
        ]
        .map(|amount| self.sum(amount));
        let own = Progress::after(elapsed, year_to_date_planned, annual_plan);
        let opening = Progress::after(elapsed, opening_to_date, opening_plan);
        Line {
            path,
            count: self.counted(Count::Projects),
            reported: self.counted(Count::Reported),
            missing,
            total_investment: self.sum(Amount::TotalInvestment),
            annual_plan,
            month: self.sum(Amount::Month),
            year_to_date: self.sum(Amount::YearToDate),
            since_start: self.sum(Amount::SinceStart),
            year_to_date_planned,
            completion: own.completion,
            gap: own.gap(),
            started_in_month: self.counted(Count::StartedInMonth),
            started_in_year: self.counted(Count::StartedInYear),
            completed_in_month: self.counted(Count::CompletedInMonth),
            completed_in_year: self.counted(Count::CompletedInYear),
            halted: self.counted(Count::Halted),
            opening: Opening {
                annual_plan: opening_plan,
                year_to_date: opening_to_date,
                completion: opening.completion,
                gap: opening.gap(),
            },
            left: Left {
                projects: self.counted(Count::Left),
                year_to_date: self.sum(Amount::LeftToDate),
            },
            carried,
        }
    }
}

impl Lists<'_> {
    /// Both together.
    fn merge(&mut self, other: &Self) {
        self.missing.extend_from_slice(&other.missing);
        self.others.extend_from_slice(&other.others);
        for one in &other.carried {
            carry::count(&mut self.carried, one.month, one.projects);
        }
    }

    /// Missing ones by identifier, carried months with the newest first.
    fn in_order(&mut self) -> (Vec<String>, Vec<Carried>) {
        self.missing.order_by(Ord::cmp);
        carry::newest_first(&mut self.carried);
        let missing = self.missing.iter().map(|id| (*id).to_owned());
        (missing.collect(), self.carried.clone())
    }
}

/// As [`Tally`] has it.
fn in_wan(fen: i64, places: u8) -> Option<Money> {
    Some(Money::from_fen(fen, places.checked_sub(1)?))
}

/// Whether a day falls into `month`, and into its year up to the end of `month`.
fn falls(day: Option<Date>, month: Month) -> (bool, bool) {
    let Some(day) = day.and_then(Month::of) else {
        return (false, false);
    };
    (day == month, day.year() == month.year() && day <= month)
}
