//! Whether one project has reported a month in time.

use crate::beijing::Beijing;
use crate::calendar::{Lateness, days_left, deadline, is_due, lateness, next_working_day};
use crate::operation::month::MonthBook;
use crate::operation::report::{HandIn, HandIns, State, is_in};
use crate::period::{Date, Month};
use crate::plan::PlanRow;
use crate::profile::Profile;
use crate::text::{Lang, Words, words};

/// How a project stands to the deadline of a month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Mark {
    /// No report of the month is due: by the quarter, or not in the plan.
    NotDue,
    /// Not handed in, and there is time until the end of this day; `None` where no day is given.
    NotYet(Option<Date>),
    /// 按时.
    OnTime,
    /// 迟 so many days, at least one.
    Late(u32),
    /// 离线: handed in on the device in time, and arrived later.
    LateOffline {
        /// So many days, at least one.
        days: u32,
        /// A reviewer has excused it: it counts as in time.
        excused: bool,
    },
    /// 逾期未报: not handed in, and the last day was so many days ago, at least one.
    Overdue(u32),
    /// 缺报: nothing was there when the month was locked.
    Missing,
}

/// What the office has decided about one project in one month.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Decided {
    /// 延期: the last day, if it is later than the deadline.
    pub extended_until: Option<Date>,
    /// What arrived late for want of a connection is excused.
    pub is_excused: bool,
    /// 封账: nothing of the month changes any more.
    pub is_locked: bool,
}

impl Decided {
    /// What a month says of a project.
    pub fn of(book: &MonthBook, plan: &PlanRow) -> Self {
        Self {
            extended_until: book.extended(&plan.id, plan.lead_unit()),
            is_excused: book.excused(&plan.id).is_some(),
            is_locked: book.gate(&plan.id).is_locked(),
        }
    }
}

/// One project in one month, with all that its mark depends on.
#[derive(Debug, Clone, Copy)]
pub struct Case<'a> {
    /// The project.
    pub plan: &'a PlanRow,
    /// The reported month.
    pub month: Month,
    /// Where its report stands; `None` if there is none.
    pub state: Option<State>,
    /// When it was handed in, as far as the server has said so.
    pub hand_ins: Option<&'a HandIns>,
    /// What the office has decided.
    pub decided: Decided,
}

/// A case and its mark.
#[derive(Debug, Clone, Copy)]
pub struct Entry<'a> {
    /// The project.
    pub plan: &'a PlanRow,
    /// The reported month.
    pub month: Month,
    /// Where its report stands; `None` if there is none.
    pub state: Option<State>,
    /// How it stands to the deadline.
    pub mark: Mark,
}

impl<'a> Entry<'a> {
    /// The case as it is judged on `today`.
    pub fn of(case: &Case<'a>, profile: &Profile, today: Date) -> Self {
        Self {
            plan: case.plan,
            month: case.month,
            state: case.state,
            mark: mark(case, profile, today),
        }
    }
}

/// The last day of a case, its extension included; `None` where no day is given or none is due.
pub fn last_day(case: &Case<'_>, profile: &Profile) -> Option<Date> {
    let (rule, holidays) = (&profile.calendar, &profile.holidays);
    let named = deadline(rule, holidays, case.month, case.plan.nature)?.last_day;
    let extended = case.decided.extended_until;
    Some(extended.map_or(named, |until| until.max(named)))
}

/// The mark of a case on `today`, a day in Beijing.
///
/// What came until 24:00 of the last day is in time. A return that was corrected by the end of the next
/// working day keeps the mark that there was; a later correction is judged as if nothing had come
/// before it. What is handed in and nothing is known of when counts as in time, so what was taken in from
/// files of past months does.
pub fn mark(case: &Case<'_>, profile: &Profile, today: Date) -> Mark {
    let plan = case.plan;
    let is_placed = plan.is_in_plan(case.month) && plan.reports();
    if !is_placed || !is_due(&profile.calendar, case.month, plan.nature) {
        return Mark::NotDue;
    }
    let last_day = last_day(case, profile);
    match in_force(case, profile, today) {
        InForce::Unknown => Mark::OnTime,
        InForce::HandIn(by) => last_day.map_or(Mark::OnTime, |last_day| judged(case, by, last_day)),
        InForce::Nothing if case.decided.is_locked => Mark::Missing,
        InForce::Nothing => match last_day {
            Some(last_day) if last_day < today => Mark::Overdue(between(last_day, today)),
            last_day => Mark::NotYet(last_day),
        },
    }
}

/// What a case is judged by.
enum InForce<'a> {
    /// Nothing has come, or what has was sent back and not corrected in time.
    Nothing,
    /// This hand-in.
    HandIn(&'a HandIn),
    /// It was handed in, and the server has not said when.
    Unknown,
}

fn in_force<'a>(case: &Case<'a>, profile: &Profile, today: Date) -> InForce<'a> {
    let has_come = case.state.is_some_and(is_in);
    let Some(hand_ins) = case.hand_ins else {
        return if has_come {
            InForce::Unknown
        } else {
            InForce::Nothing
        };
    };
    let keeps_mark = |returned: Option<Beijing>, until: Option<Date>| {
        let (rule, holidays) = (&profile.calendar, &profile.holidays);
        let last = returned.map(|moment| next_working_day(rule, holidays, moment.day));
        last.zip(until).is_none_or(|(last, until)| until <= last)
    };
    let mut by = &hand_ins.first;
    for one in &hand_ins.returns {
        let returned = one.at.in_beijing();
        if let Some(again) = &one.corrected {
            let received = again.received_at.in_beijing().map(|moment| moment.day);
            if !keeps_mark(returned, received) {
                by = again;
            }
        } else if case.decided.is_locked || !keeps_mark(returned, Some(today)) {
            return InForce::Nothing;
        }
    }
    let is_returned = case.state == Some(State::Returned);
    if has_come || is_returned {
        InForce::HandIn(by)
    } else {
        InForce::Nothing
    }
}

fn judged(case: &Case<'_>, by: &HandIn, last_day: Date) -> Mark {
    if by.is_taken_in() {
        return Mark::OnTime;
    }
    // the server's own time: what cannot be read is held against nobody
    let Some(received) = by.received_at.in_beijing() else {
        return Mark::OnTime;
    };
    let Lateness::Late(days) = lateness(last_day, received) else {
        return Mark::OnTime;
    };
    // a clock that says a day before the month even began is wrong
    let made = by.made_at.in_beijing().map(|moment| moment.day);
    let was_in_time = |made: Date| case.month.first_day() <= made && made <= last_day;
    if made.is_some_and(was_in_time) {
        Mark::LateOffline {
            days,
            excused: case.decided.is_excused,
        }
    } else {
        Mark::Late(days)
    }
}

/// Days from the last day to one after it.
fn between(last_day: Date, today: Date) -> u32 {
    u32::try_from(-days_left(last_day, today)).unwrap_or(0)
}

impl Mark {
    /// So many days late, if it is and nobody has excused it.
    pub const fn days_late(self) -> Option<u32> {
        match self {
            Self::Late(days)
            | Self::LateOffline {
                days,
                excused: false,
            } => Some(days),
            _ => None,
        }
    }

    /// Whether a report is due and none has come.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::NotYet(_) | Self::Overdue(_))
    }

    /// What people call it, without days.
    pub const fn label(self) -> Words {
        match self {
            Self::NotDue => words("不需报送", "not due"),
            Self::NotYet(_) => words("未报", "not reported yet"),
            Self::OnTime => words("按时", "on time"),
            Self::Late(_) => words("迟报", "late"),
            Self::LateOffline { excused: false, .. } => words("迟报（离线）", "late (offline)"),
            Self::LateOffline { excused: true, .. } => {
                words("离线，已予谅解", "late (offline), excused")
            }
            Self::Overdue(_) => words("逾期未报", "overdue"),
            Self::Missing => words("缺报", "missing"),
        }
    }

    /// What people call it, such as 迟 2 天.
    pub fn say(self, lang: Lang) -> String {
        let days = |zh: &str, days: u32, en: &str| match lang {
            Lang::Zh => format!("{zh} {days} 天"),
            Lang::En if days == 1 => format!("1 day {en}"),
            Lang::En => format!("{days} days {en}"),
        };
        match self {
            Self::Late(late) => days("迟", late, "late"),
            Self::LateOffline { days: late, .. } => {
                let label = words("离线", "offline").get(lang);
                let excused = match (self.days_late(), lang) {
                    (Some(_), _) => "",
                    (None, Lang::Zh) => "，已予谅解",
                    (None, Lang::En) => ", excused",
                };
                let late = days("迟", late, "late");
                match lang {
                    Lang::Zh => format!("{late}（{label}{excused}）"),
                    Lang::En => format!("{late} ({label}{excused})"),
                }
            }
            Self::Overdue(over) => days("逾期", over, "overdue"),
            other => other.label().get(lang).to_owned(),
        }
    }
}

#[cfg(test)]
mod tests;
