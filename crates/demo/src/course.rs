//! How a project goes through the months: what was completed, when it began and ended, what
//! went wrong. Year to date and since start follow from the months, across the turn of the year.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use yuebao_domain::money::Money;
use yuebao_domain::period::{Date, Month};
use yuebao_domain::plan::{Nature, PlanRow};

use super::dice::Dice;
use super::words;

/// By how many thousandths of the annual plan the first months of a year lag behind the calendar:
/// frost, the Spring Festival, the rainy season.
const SEASON: [i64; 12] = [25, 35, 25, 15, 5, 0, 0, 0, 0, 0, 0, 0];

/// Most of a year's plan that was completed last year, in hundredths.
const LAST_YEAR: u32 = 98;

/// What happens to a project.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Story {
    /// Nothing out of the ordinary.
    Steady,
    /// Goes on, with a problem reported.
    Troubled,
    /// Behind 序时进度, with a problem.
    Behind,
    /// Beyond the annual plan.
    Ahead,
    /// An earlier figure is corrected downwards.
    Corrected,
    /// Halted since some month.
    Halted(Month),
    /// Should have started, has not.
    Delayed,
}

/// Figures of one month.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Figures {
    pub(super) month: Money,
    pub(super) year_to_date: Money,
    pub(super) since_start: Money,
}

/// A project's way through the reported months.
#[derive(Debug, Clone)]
pub(super) struct Course {
    pub(super) story: Story,
    pub(super) start: Option<Date>,
    pub(super) completion: Option<Date>,
    pub(super) figures: BTreeMap<Month, Figures>,
}

impl Course {
    /// What has happened by the last month has happened by `today`, which may lie within it.
    pub(super) fn happens_by(&mut self, today: Date) {
        for day in [&mut self.start, &mut self.completion]
            .into_iter()
            .flatten()
        {
            *day = today.min(*day);
        }
    }

    /// The way of one project up to `through`, with figures from `first` on.
    pub(super) fn of(row: &PlanRow, first: Month, through: Month, dice: &mut Dice) -> Self {
        let story = story(row, through, dice);
        let start = start(row, story, through, dice);
        let completion = completion(row, story, through, dice);
        let year = year(row, story, start, completion, through, dice);
        let mut course = Self {
            story,
            start,
            completion,
            figures: BTreeMap::new(),
        };
        let before = row.before_year.unwrap_or_default();
        if was_under_way(row) {
            course.last_year(row, before, first, through, dice);
        }
        let mut year_to_date = Money::ZERO;
        for (month, amount) in year {
            year_to_date = year_to_date + amount;
            if month >= first {
                let figures = Figures {
                    month: amount,
                    year_to_date,
                    since_start: before + year_to_date,
                };
                course.figures.insert(month, figures);
            }
        }
        course
    }

    /// Months of the year before, backwards from what the plan says of its end.
    fn last_year(
        &mut self,
        row: &PlanRow,
        before: Money,
        first: Month,
        through: Month,
        dice: &mut Dice,
    ) {
        let december = through.plus(-i32::from(through.number()));
        let annual = row.annual_plan.unwrap_or_default();
        let percent = Decimal::from(dice.between(93, LAST_YEAR));
        let mut year_to_date = share(annual, percent);
        let mut since_start = before;
        let mut month = december;
        while month >= first {
            let percent = Decimal::from(dice.between(6, 9));
            let amount = share(year_to_date, percent);
            let figures = Figures {
                month: amount,
                year_to_date,
                since_start,
            };
            self.figures.insert(month, figures);
            year_to_date = year_to_date - amount;
            since_start = since_start - amount;
            month = month.previous();
        }
    }

    /// Why the figures of `month` are as they are, where a check asks.
    pub(super) fn why(&self, month: Month) -> &'static str {
        let not_started = self.start.is_none_or(|start| start > month.last_day());
        let started_this_year = self.start.is_some_and(|start| start.year() == month.year());
        let last_year = self
            .figures
            .keys()
            .next_back()
            .is_some_and(|last| last.year() > month.year());
        match self.story {
            _ if last_year => words::WHY_LAST_YEAR,
            Story::Corrected => words::WHY_CORRECTED,
            Story::Ahead => words::WHY_AHEAD,
            Story::Behind | Story::Delayed | Story::Halted(_) | Story::Troubled => {
                words::WHY_BEHIND
            }
            Story::Steady if not_started => words::WHY_NOT_STARTED,
            Story::Steady if started_this_year => words::WHY_STARTED_LATE,
            Story::Steady => words::WHY_OTHERWISE,
        }
    }

    /// Whether the project stands still in `month`.
    pub(super) fn is_halted(&self, month: Month) -> bool {
        matches!(self.story, Story::Halted(since) if since <= month)
    }
}

/// Whether a project was under way last year, so that it was reported then.
pub(super) fn was_under_way(row: &PlanRow) -> bool {
    let annual = row.annual_plan.unwrap_or_default();
    let enough = share(annual, Decimal::from(LAST_YEAR));
    annual > Money::ZERO && row.before_year.is_some_and(|before| before >= enough)
}

fn story(row: &PlanRow, through: Month, dice: &mut Dice) -> Story {
    let drawn = dice.below(100);
    let january = through.plus(1 - i32::from(through.number()));
    let since = through
        .plus(-i32::try_from(dice.below(4)).unwrap_or_default())
        .max(january);
    let total = row.total_investment.unwrap_or_default();
    let annual = row.annual_plan.unwrap_or_default();
    let room = total - row.before_year.unwrap_or_default();
    match (row.nature, drawn) {
        (Nature::Preparatory, 0..15) | (Nature::NewStart | Nature::Completing, 10..18) => {
            Story::Troubled
        }
        (Nature::NewStart, 0..10) if row.planned_start <= Some(through.plus(-1)) => Story::Delayed,
        (Nature::Continuing, 0..3) => Story::Halted(since),
        (Nature::Continuing, 3..6) if room > annual.times(Decimal::new(13, 1)) => Story::Ahead,
        (Nature::Continuing, 6..8) => Story::Corrected,
        (Nature::Continuing, 8..20) => Story::Behind,
        (Nature::Continuing, 20..28) => Story::Troubled,
        _ => Story::Steady,
    }
}

fn start(row: &PlanRow, story: Story, through: Month, dice: &mut Dice) -> Option<Date> {
    let planned = row.planned_start.filter(|month| *month <= through)?;
    let day = i8::try_from(dice.between(3, 26)).unwrap_or(3);
    let begins = row.nature.is_implementing() && story != Story::Delayed;
    begins.then(|| planned.first_day().with().day(day).build().ok())?
}

fn completion(row: &PlanRow, story: Story, through: Month, dice: &mut Dice) -> Option<Date> {
    let planned = row.planned_completion.filter(|month| *month <= through)?;
    let day = i8::try_from(dice.between(8, 28)).unwrap_or(8);
    let ends = row.nature == Nature::Completing && story == Story::Steady;
    ends.then(|| planned.first_day().with().day(day).build().ok())?
}

/// What is completed in each month of the year so far.
fn year(
    row: &PlanRow,
    story: Story,
    start: Option<Date>,
    completion: Option<Date>,
    through: Month,
    dice: &mut Dice,
) -> Vec<(Month, Money)> {
    let january = through.plus(1 - i32::from(through.number()));
    let first = start
        .and_then(Month::of)
        .map_or(january, |month| month.max(january));
    let last = completion.and_then(Month::of).unwrap_or(january.plus(11));
    let mut path = Vec::new();
    let mut reached = 0;
    for (n, season) in (0_i32..)
        .zip(SEASON)
        .take(usize::try_from(through.number()).unwrap_or(12))
    {
        let month = january.plus(n);
        if start.is_some() && (first..=last).contains(&month) {
            let aim =
                i64::from(dice.between(0, 24)) - 12 - season + calendar(month, first, last, story);
            reached = aim.clamp(reached + 6, 993.max(reached + 6));
        }
        path.push((month, Decimal::from(reached)));
    }
    if story == Story::Ahead
        && let Some((_, now)) = path.last().copied()
    {
        let wanted = Decimal::from(dice.between(1_140, 1_220));
        for (_, reached) in &mut path {
            *reached = (*reached * wanted).checked_div(now).unwrap_or_default();
        }
    }
    let annual = row.annual_plan.unwrap_or_default();
    let mut before = Decimal::ZERO;
    let mut months = Vec::with_capacity(path.len());
    for (month, reached) in path {
        months.push((month, part(annual, reached - before, dice)));
        before = reached;
    }
    if let Story::Halted(since) = story {
        let stands = months.iter_mut().filter(|(month, _)| *month >= since);
        stands.for_each(|(_, amount)| *amount = Money::ZERO);
    }
    if story == Story::Corrected
        && let [.., (_, before), (_, last)] = months.as_mut_slice()
    {
        *last = -share(*before, Decimal::from(dice.between(10, 40)));
    }
    months
}

/// Thousandths of the annual plan that are due by the end of `month`, for a project that is built
/// from `first` to `last`. Whoever starts late catches up, quickly at first.
fn calendar(month: Month, first: Month, last: Month, story: Story) -> i64 {
    let due = 1_000 * i64::from(month.number()) / i64::from(last.number());
    let percent = match story {
        Story::Behind => 50,
        Story::Troubled => 82,
        _ => 97,
    };
    let late = 1_000 * (i64::from(first.number()) - 1) / 12;
    let caught_up = (0..=month.since(first)).fold(late, |late, _| late * 55 / 100);
    due * percent / 100 - caught_up
}

/// So many thousandths of an amount, as people write it.
fn part(amount: Money, thousandths: Decimal, dice: &mut Dice) -> Money {
    let exact = amount.wan() * thousandths / Decimal::ONE_THOUSAND;
    let places = match dice.below(6) {
        0 => 2,
        _ if exact >= Decimal::ONE_HUNDRED => 0,
        _ => 1,
    };
    Money::from_wan(exact.round_dp(places))
}

/// So many hundredths of an amount, to two places.
fn share(amount: Money, percent: Decimal) -> Money {
    Money::from_wan((amount.wan() * percent / Decimal::ONE_HUNDRED).round_dp(2))
}
