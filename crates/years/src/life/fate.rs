//! What becomes of a project: how large it is, when it begins and ends, what comes in between.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use yuebao_domain::period::Month;

use super::pace::{Pace, Season};
use super::truth::{Day, Halt, Truth};
use crate::amount::share;
use crate::chance::Chance;

/// What the year holds for a project, seen from the end of the plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Course {
    NewStart,
    Continuing,
    Completing,
    /// Completed last year; bills are still to come.
    Billing,
    /// Said to be going on, though it never began.
    NeverBegun,
    Preparatory,
    /// Preliminary work that is done sooner than thought: it is made a new start.
    Promoted,
    /// A new start that is put off: it is made preliminary work again.
    PutOff,
}

/// Total investment in 万元, as it is written in approvals.
pub(crate) fn size(chance: &mut Chance, is_industrial: bool) -> Decimal {
    let least = if is_industrial { 5_000 } else { 1_500 };
    let (low, high, step) = chance.weigh(&[
        (12, (1_500, 5_000, 1)),
        (34, (5_000, 20_000, 10)),
        (34, (20_000, 150_000, 100)),
        (16, (150_000, 900_000, 1_000)),
        (4, (900_000, 6_000_000, 10_000)),
    ]);
    let whole = (chance.between(low, high) / step * step).max(least);
    let cents = if chance.percent(30) {
        chance.between(0, 9_999)
    } else {
        0
    };
    Decimal::from(whole) + Decimal::new(cents.into(), 4)
}

/// How many months such a project is planned to take.
fn duration(chance: &mut Chance, total: Decimal) -> i32 {
    let (low, high) = match total {
        total if total < Decimal::from(5_000) => (5, 14),
        total if total < Decimal::from(20_000) => (8, 22),
        total if total < Decimal::from(150_000) => (12, 30),
        total if total < Decimal::from(900_000) => (18, 40),
        _ => (28, 60),
    };
    chance.between(low, high)
}

/// When the planners of the project think that it begins.
fn planned_start(chance: &mut Chance, course: Course, months: i32, january: Month) -> Month {
    let number = match course {
        Course::NewStart | Course::PutOff => chance.weigh(&[
            (4, 0),
            (8, 1),
            (18, 2),
            (14, 3),
            (12, 4),
            (12, 5),
            (8, 6),
            (7, 7),
            (9, 8),
            (5, 9),
            (3, 10),
        ]),
        Course::Promoted => chance.between(4, 9),
        Course::Preparatory => chance.between(13, 30),
        Course::Continuing => -chance.between(2, (months - 2).max(3)),
        Course::NeverBegun => -chance.between(1, 8),
        Course::Completing => chance.between(3, 11) + 1 - months,
        Course::Billing => -chance.between(1, 4) - months,
    };
    january.plus(number)
}

/// The month in which it really begins, if it does.
fn begins(
    chance: &mut Chance,
    course: Course,
    pace: Pace,
    planned: Month,
    january: Month,
) -> Option<Month> {
    match course {
        Course::NewStart if pace == Pace::Stuck && chance.percent(25) => None,
        Course::PutOff | Course::NeverBegun | Course::Preparatory => None,
        Course::NewStart => Some(planned.plus(pace.late_start(chance)).max(january)),
        _ => Some(planned),
    }
}

/// The truth of a course, whose last plan year begins in `january`.
pub(crate) fn live(chance: &mut Chance, course: Course, total: Decimal, january: Month) -> Truth {
    let pace = Pace::draw(chance);
    let months = duration(chance, total);
    let planned_start = planned_start(chance, course, months, january);
    let planned_end = match course {
        // carried on through the whole year
        Course::Continuing => planned_start.plus(months).max(january.plus(13)),
        Course::Completing => planned_start.plus(months - 1).max(january.plus(2)),
        _ => planned_start.plus(months - 1),
    };
    let begins = begins(chance, course, pace, planned_start, january);
    let left = planned_end.since(planned_start.max(january)) + 1;
    let delay = pace.delay(chance, left);
    let late = begins.map_or(0, |month| month.since(planned_start));
    let ends = match course {
        Course::Billing => planned_end,
        _ => planned_end.plus(late + delay),
    };
    let ends = ends.max(begins.unwrap_or(ends).plus(2));
    let mut truth = Truth {
        total,
        planned: (Some(planned_start), Some(planned_end)),
        start: begins.map(|month| Day::draw(chance, month)),
        completion: begins.map(|_| Day::draw(chance, ends)),
        pace,
        built: None,
        season: Season::draw(chance),
        halt: None,
        months: BTreeMap::new(),
        verified: None,
        places: chance.weigh(&[(30, 0), (45, 2), (15, 4), (10, 6)]),
    };
    truth.halt = halt(chance, &truth, january);
    if truth.halt.is_some_and(|halt| halt.until.is_none()) {
        truth.completion = (truth.completion).filter(|day| truth.is_before_halt(day.month));
    }
    spend(chance, &mut truth, course, january, ends);
    truth
}

/// Land before the start, work, bills after completion, what an audit takes back.
fn spend(chance: &mut Chance, truth: &mut Truth, course: Course, january: Month, ends: Month) {
    let begins = truth.start.map(|day| day.month);
    let odds = match course {
        Course::Preparatory | Course::NewStart | Course::Promoted | Course::PutOff => 25,
        Course::NeverBegun => 60,
        _ => 0,
    };
    if chance.percent(odds) {
        let last = match (course, begins) {
            (Course::Preparatory, _) => january.plus(chance.between(2, 11)),
            (_, Some(begins)) => begins.previous(),
            _ => january.plus(chance.between(-2, 6)),
        };
        truth.prepare(chance, last);
    }
    let paid = truth.since_start(ends);
    let part = chance.weigh(&[(88, 920), (4, 740), (5, 985), (3, 1_050)]);
    let whole = share(share(truth.total, part), chance.between(960, 1010)) - paid;
    // what is finished waits for its acceptance
    let wait = if chance.percent(25) {
        chance.between(1, 3)
    } else {
        0
    };
    let built = ends.plus(-wait).max(begins.unwrap_or(ends).plus(1));
    truth.built = begins.map(|_| built);
    truth.work(chance, whole, built);
    truth.settle(chance);
    let worked = begins.filter(|month| *month < january.plus(8));
    if let Some(begins) = worked.filter(|_| chance.percent(5)) {
        let since = begins.max(january).since(january);
        let month = january.plus(chance.between(since + 2, 11));
        truth.take_back(chance, month);
    }
}

fn halt(chance: &mut Chance, truth: &Truth, january: Month) -> Option<Halt> {
    let start = truth.start?.month;
    let odds = if truth.pace.is_late() { 24 } else { 5 };
    if !chance.percent(odds) {
        return None;
    }
    let from = january.max(start.plus(1)).plus(chance.between(1, 7));
    let length = chance.between(1, 5);
    let until = chance.percent(70).then(|| from.plus(length));
    // three in ten hope too soon
    let early = if chance.percent(30) {
        chance.between(1, 2)
    } else {
        0
    };
    let hoped = until.map(|until| until.plus(-early).max(from.plus(1)));
    Some(Halt {
        from,
        until,
        hoped,
        cause: chance.between(0, 99).unsigned_abs() as usize,
    })
}
