//! Until when a report is in time.

use super::days::{Days, Off, Walk};
use super::{CalendarRule, HolidayShift, Holidays, is_due};
use crate::period::{Date, Month};
use crate::plan::Nature;
use crate::rights::Role;
use crate::text::{Lang, words};

/// Until when a report is in time, and why until then.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deadline {
    /// The last day on which it is, until 24:00 in Beijing.
    pub last_day: Date,
    /// The day that the rule names, if it is another one.
    pub moved_from: Option<Date>,
    /// What was passed over between the two, or while working days were counted; each once.
    pub passed: Vec<Off>,
    /// Which working day of the month it is, where that is the rule.
    pub working_day: Option<u8>,
    /// Who decided the day, where the notice names none.
    pub decided_by: Option<Role>,
    /// Whether the notices on all days that it depends on were seen.
    pub is_verified: bool,
}

/// Until when the report of `month` is in time; `None` if none is due or no day is given.
///
/// A day that the due month does not have (the 31st in April) means its last day. A day that is
/// not inclusive leaves the day before it, which is then moved if it is no working day; of a working
/// day that is not inclusive, the working day before.
pub fn deadline(
    rule: &CalendarRule,
    holidays: &Holidays,
    month: Month,
    nature: Nature,
) -> Option<Deadline> {
    if !is_due(rule, month, nature) {
        return None;
    }
    due_in(rule, holidays, month.plus(rule.month_offset))
}

/// The due day in the month that it lies in.
pub(super) fn due_in(rule: &CalendarRule, holidays: &Holidays, month: Month) -> Option<Deadline> {
    let due = match rule.working_day {
        Some(number) => counted(Days { rule, holidays }, month, number),
        None => on_day(Days { rule, holidays }, month, rule.day?)?,
    };
    Some(Deadline {
        decided_by: rule.decided_by,
        ..due
    })
}

/// Day `day` of the month, moved if it is no working day.
pub(super) fn on_day(days: Days<'_>, month: Month, day: i8) -> Option<Deadline> {
    let first = month.first_day();
    let day = day.clamp(1, first.days_in_month());
    let stated = Date::new(first.year(), first.month(), day).ok()?;
    let named = if days.rule.inclusive {
        stated
    } else {
        stated.yesterday().ok()?
    };
    let mut walk = Walk::from(days, named);
    match days.rule.shift {
        HolidayShift::None => {}
        HolidayShift::Next => walk.reach_work(true),
        HolidayShift::Previous => walk.reach_work(false),
    }
    Some(Deadline {
        moved_from: (walk.day != named).then_some(named),
        ..Deadline::at(walk)
    })
}

/// Working day `number` of the month; counting goes on where the month has fewer.
fn counted(days: Days<'_>, month: Month, number: u8) -> Deadline {
    let mut walk = Walk::from(days, month.first_day());
    walk.reach_work(true);
    for _ in 1..number {
        if !walk.step(true) {
            break;
        }
        walk.reach_work(true);
    }
    if !days.rule.inclusive && walk.step(false) {
        walk.reach_work(false);
    }
    // nobody asks why weekends are not counted
    walk.passed.retain(|off| *off != Off::Weekend);
    Deadline {
        working_day: Some(number),
        ..Deadline::at(walk)
    }
}

impl Deadline {
    fn at(walk: Walk<'_>) -> Self {
        Self {
            last_day: walk.day,
            moved_from: None,
            passed: walk.passed,
            working_day: None,
            decided_by: None,
            is_verified: walk.is_verified,
        }
    }

    /// Why it is this day, in a few words; `None` if it is simply the day that the rule names.
    pub fn because(&self, lang: Lang) -> Option<String> {
        let unverified = words("未核对节假日", "public holidays not verified").get(lang);
        let reasons = [
            self.decided_by.map(|role| decided(role, lang)),
            self.counted(lang),
            self.moved(lang),
            (!self.is_verified).then(|| unverified.to_owned()),
        ];
        let reasons: Vec<String> = reasons.into_iter().flatten().collect();
        let between = words("；", "; ").get(lang);
        (!reasons.is_empty()).then(|| reasons.join(between))
    }

    fn counted(&self, lang: Lang) -> Option<String> {
        let number = self.working_day?;
        let passed = self.passed(lang);
        Some(match (lang, passed.is_empty()) {
            (Lang::Zh, true) => format!("第 {number} 个工作日"),
            (Lang::Zh, false) => format!("第 {number} 个工作日，其间{passed}放假"),
            (Lang::En, true) => format!("working day {number}"),
            (Lang::En, false) => format!("working day {number}, not counting {passed}"),
        })
    }

    fn moved(&self, lang: Lang) -> Option<String> {
        let is_later = self.last_day > self.moved_from?;
        let passed = self.passed(lang);
        Some(match (lang, is_later) {
            (Lang::Zh, true) => format!("逢{passed}，顺延"),
            (Lang::Zh, false) => format!("逢{passed}，提前"),
            (Lang::En, true) => format!("{passed}: moved to the next working day"),
            (Lang::En, false) => format!("{passed}: moved to the working day before"),
        })
    }

    fn passed(&self, lang: Lang) -> String {
        let names: Vec<&str> = self.passed.iter().map(|off| off.get(lang)).collect();
        names.join(words("、", ", ").get(lang))
    }
}

fn decided(role: Role, lang: Lang) -> String {
    let role = role.label().get(lang);
    match lang {
        Lang::Zh => format!("通知未定日期，由{role}决定"),
        Lang::En => format!("decided by the {role}, the notice names no day"),
    }
}

/// Days from `today` to the deadline: 0 on the last day, negative once it has passed.
pub fn days_left(last_day: Date, today: Date) -> i64 {
    today.duration_until(last_day).as_hours() / 24
}

#[cfg(test)]
mod tests;
