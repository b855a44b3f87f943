//! Which days are working days.

use jiff::civil::Weekday;

use super::{CalendarRule, Holidays};
use crate::period::Date;
use crate::text::Lang;

/// Why a day is no working day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Off {
    /// A Saturday or Sunday like any other.
    Weekend,
    /// The jurisdiction's own day off.
    Local,
    /// A notice says so.
    Holiday {
        /// For example 劳动节.
        name: String,
        /// For example Labour Day.
        name_en: String,
    },
}

impl Off {
    /// In `lang`.
    pub fn get(&self, lang: Lang) -> &str {
        match (self, lang) {
            (Self::Weekend, Lang::Zh) => "周末",
            (Self::Weekend, Lang::En) => "weekend",
            (Self::Local, Lang::Zh) => "本地放假",
            (Self::Local, Lang::En) => "local day off",
            (Self::Holiday { name, .. }, Lang::Zh) => name,
            (Self::Holiday { name_en, .. }, Lang::En) => name_en,
        }
    }
}

/// The days of a jurisdiction.
#[derive(Clone, Copy)]
pub(super) struct Days<'a> {
    pub(super) rule: &'a CalendarRule,
    pub(super) holidays: &'a Holidays,
}

impl Days<'_> {
    /// Why the day is off; `None` for a working day.
    pub(super) fn off(self, day: Date) -> Option<Off> {
        if self.rule.workdays.contains(&day) {
            return None;
        }
        if self.rule.holidays.contains(&day) {
            return Some(Off::Local);
        }
        match self.holidays.about(day) {
            Some(holiday) => holiday.contains(day).then(|| Off::Holiday {
                name: holiday.name.clone(),
                name_en: holiday.name_en.clone(),
            }),
            None => is_weekend(day).then_some(Off::Weekend),
        }
    }
}

/// Whether it is a Saturday or Sunday.
pub fn is_weekend(day: Date) -> bool {
    matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday)
}

/// The first working day after `day`.
pub fn next_working_day(rule: &CalendarRule, holidays: &Holidays, day: Date) -> Date {
    let mut walk = Walk::from(Days { rule, holidays }, day);
    if walk.step(true) {
        walk.reach_work(true);
    }
    walk.day
}

/// Goes from day to day and remembers why days were passed over.
pub(super) struct Walk<'a> {
    days: Days<'a>,
    pub(super) day: Date,
    pub(super) passed: Vec<Off>,
    pub(super) is_verified: bool,
}

impl<'a> Walk<'a> {
    pub(super) fn from(days: Days<'a>, day: Date) -> Self {
        Self {
            days,
            day,
            passed: Vec::new(),
            is_verified: true,
        }
    }

    /// Whether the day that was reached is a working day.
    pub(super) fn is_at_work(&mut self) -> bool {
        self.is_verified &= self.days.holidays.is_verified(self.day);
        let off = self.days.off(self.day);
        let is_at_work = off.is_none();
        self.passed
            .extend(off.filter(|off| !self.passed.contains(off)));
        is_at_work
    }

    /// One day later or earlier; false where the calendar ends.
    pub(super) fn step(&mut self, is_later: bool) -> bool {
        let day = if is_later {
            self.day.tomorrow()
        } else {
            self.day.yesterday()
        };
        day.map(|day| self.day = day).is_ok()
    }

    /// On to the first working day, the one that was reached included.
    pub(super) fn reach_work(&mut self, is_later: bool) {
        while !self.is_at_work() && self.step(is_later) {}
    }
}
