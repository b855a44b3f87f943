//! What really happens with a project, before anybody writes it down.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use yuebao_domain::period::Month;

use super::pace::{Pace, Season, noise, ramp};
use crate::amount::{rounded, share};
use crate::chance::Chance;

/// A day of a month, written `2022-05-08`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Day {
    pub(crate) month: Month,
    pub(crate) day: i32,
}

impl Day {
    /// Some day that every month has.
    pub(crate) fn draw(chance: &mut Chance, month: Month) -> Self {
        let day = chance.between(1, 28);
        Self { month, day }
    }
}

impl std::fmt::Display for Day {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}-{:02}", self.month, self.day)
    }
}

/// Work stands still from `from` on, until `until` (the month in which it goes on).
#[derive(Debug, Clone, Copy)]
pub(crate) struct Halt {
    pub(crate) from: Month,
    pub(crate) until: Option<Month>,
    /// When people on the site believe, at first, that it goes on.
    pub(crate) hoped: Option<Month>,
    /// Which of the causes that there are.
    pub(crate) cause: usize,
}

impl Halt {
    pub(crate) fn holds(&self, month: Month) -> bool {
        self.from <= month && self.until.is_none_or(|until| month < until)
    }
}

/// A project as it goes.
#[derive(Debug, Clone)]
pub(crate) struct Truth {
    pub(crate) total: Decimal,
    /// What planners knew of start and completion when the project was decided.
    pub(crate) planned: (Option<Month>, Option<Month>),
    pub(crate) start: Option<Day>,
    pub(crate) completion: Option<Day>,
    /// The last month of work; completion is when it is accepted.
    pub(crate) built: Option<Month>,
    pub(crate) pace: Pace,
    pub(crate) season: Season,
    pub(crate) halt: Option<Halt>,
    /// What each month brought, 万元; negative where an audit took something back.
    pub(crate) months: BTreeMap<Month, Decimal>,
    /// Sums of earlier years were corrected: in which month, and by how much.
    pub(crate) verified: Option<(Month, Decimal)>,
    /// Decimal places in which its people count.
    pub(crate) places: u32,
}

impl Truth {
    pub(crate) fn has_started(&self, month: Month) -> bool {
        self.start.is_some_and(|start| start.month <= month)
    }

    pub(crate) fn has_completed(&self, month: Month) -> bool {
        self.completion
            .is_some_and(|completion| completion.month <= month)
    }

    pub(crate) fn is_halted(&self, month: Month) -> bool {
        self.halt.is_some_and(|halt| halt.holds(month)) && !self.has_completed(month)
    }

    pub(crate) fn is_before_halt(&self, month: Month) -> bool {
        self.halt.is_none_or(|halt| month < halt.from)
    }

    pub(crate) fn of_month(&self, month: Month) -> Decimal {
        self.months.get(&month).copied().unwrap_or_default()
    }

    /// All up to the end of `month`, with the corrections known by then.
    pub(crate) fn since_start(&self, month: Month) -> Decimal {
        let sum: Decimal = self.months.range(..=month).map(|(_, amount)| amount).sum();
        sum + self.correction(month)
    }

    /// What the correction of earlier years adds from its month on.
    pub(crate) fn correction(&self, month: Month) -> Decimal {
        let known = self.verified.filter(|(from, _)| *from <= month);
        known.map(|(_, by)| by).unwrap_or_default()
    }

    /// From January (or `from`, if that is later) to `month`.
    pub(crate) fn year_to_date(&self, month: Month, from: Month) -> Decimal {
        let january = month.plus(1 - i32::from(month.number()));
        let months = self.months.range(january.max(from)..=month);
        months.map(|(_, amount)| amount).sum()
    }

    /// What planners expect of the months `from..=to` if all goes well between `start` and `end` and
    /// `rest` is to be spent from `from` on.
    pub(crate) fn forecast(
        &self,
        rest: Decimal,
        (start, end): (Month, Month),
        (from, to): (Month, Month),
    ) -> Decimal {
        let weight = |a: Month, b: Month| -> i32 {
            let months = 0..=b.since(a).max(-1);
            let each = months.map(|n| a.plus(n));
            each.map(|month| self.season.weight(month) * ramp(month.since(start)))
                .sum()
        };
        let from = from.max(start);
        let whole = Decimal::from(weight(from, end).max(1));
        rest * Decimal::from(weight(from, end.min(to))) / whole
    }

    /// Spends `whole` between start and completion: season, first months, halts and noise.
    pub(crate) fn work(&mut self, chance: &mut Chance, whole: Decimal, end: Month) {
        let Some(start) = self.start.map(|day| day.month) else {
            return;
        };
        let months: Vec<(Month, i32, bool)> = (0..=end.since(start))
            .map(|n| start.plus(n))
            .map(|month| {
                let usual = self.season.weight(month) * ramp(month.since(start)) / 100;
                let is_still = self.halt.is_some_and(|halt| halt.holds(month));
                (month, usual * noise(chance, month), is_still)
            })
            .collect();
        // who goes on later makes up for it; who does not leaves it undone
        let is_given_up = self.halt.is_some_and(|halt| halt.until.is_none());
        let counted = months
            .iter()
            .filter(|(_, _, is_still)| is_given_up || !is_still);
        let sum = Decimal::from(counted.map(|(_, weight, _)| weight).sum::<i32>().max(1));
        for (month, weight, is_still) in months {
            if !is_still {
                let amount = rounded(whole * Decimal::from(weight) / sum, self.places);
                *self.months.entry(month).or_default() += amount;
            }
        }
    }

    /// Land and surveys are paid before the first spade.
    pub(crate) fn prepare(&mut self, chance: &mut Chance, last: Month) {
        let heavy = chance.percent(12);
        for back in 0..chance.between(1, 5) {
            let part = chance.between(1, if heavy { 20 } else { 7 });
            let amount = rounded(share(self.total, part), self.places);
            *self.months.entry(last.plus(-back)).or_default() += amount;
        }
    }

    /// Bills that come in after completion: soon some, later little.
    pub(crate) fn settle(&mut self, chance: &mut Chance) {
        let Some(completion) = self.completion.map(|day| day.month) else {
            return;
        };
        for after in 1..=chance.between(0, 6) {
            if chance.percent(45) {
                let part = chance.between(1, if after <= 2 { 22 } else { 9 });
                let amount = rounded(share(self.total, part), self.places);
                *self.months.entry(completion.plus(after)).or_default() += amount;
            }
        }
    }

    /// An audit takes back a part of what was reported before `month`.
    pub(crate) fn take_back(&mut self, chance: &mut Chance, month: Month) {
        let done = self.since_start(month.previous());
        let amount = rounded(share(done, chance.between(3, 40)), self.places);
        self.months.insert(month, -amount);
    }
}
