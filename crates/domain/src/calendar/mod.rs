//! When a month's report is due, and why on that day.
//!
//! A [`CalendarRule`] is what a jurisdiction says (day or n-th working day, month offset, inclusive or
//! not, shift, quarterly natures); [`Holidays`] are what the notices on days off say of its years.
//! Days are days in Beijing; whoever asks brings them.

mod days;
mod deadline;
mod dues;
mod holidays;
mod lateness;
mod reporting;
#[cfg(test)]
mod testing;

use serde::{Deserialize, Serialize};

use crate::period::{Date, Month, written};
use crate::plan::Nature;
use crate::rights::Role;

pub use days::{Off, is_weekend, next_working_day};
pub use deadline::{Deadline, days_left, deadline};
pub use dues::{Due, DueKind, dues, summary_due};
pub use holidays::{Holiday, Holidays};
pub use lateness::{Lateness, lateness};
pub use reporting::reporting_month;

/// The due day of a monthly report, as a jurisdiction states it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CalendarRule {
    /// Day of the month; absent where nobody has named one.
    #[serde(default)]
    pub day: Option<i8>,
    /// In the place of `day`: which working day of the month, from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub working_day: Option<u8>,
    /// Who decided the day, where the notice names none (柳政办〔2022〕5号).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decided_by: Option<Role>,
    /// Day of July by which the summary of the half year is due (贵政办发〔2021〕15号 四（二）).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub half_year_day: Option<i8>,
    /// Day of January by which the summary of the year before is due.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub annual_day: Option<i8>,
    /// 0: in the reported month itself; 1: in the month after.
    pub month_offset: i32,
    /// Whether the day itself is still in time.
    pub inclusive: bool,
    /// What happens when the last day is not a working day.
    pub shift: HolidayShift,
    /// Natures that report only in March, June, September and December.
    #[serde(default)]
    pub quarterly: Vec<Nature>,
    /// Days off of this jurisdiction alone; they go before every notice.
    #[serde(default, with = "written::days")]
    pub holidays: Vec<Date>,
    /// Days that this jurisdiction alone works; they go before every notice and `holidays`.
    #[serde(default, with = "written::days")]
    pub workdays: Vec<Date>,
}

/// What happens to a last day that is not a working day.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HolidayShift {
    /// It stays.
    #[default]
    None,
    /// The next working day (顺延).
    Next,
    /// The working day before.
    Previous,
}

/// Whether a project of this nature reports in `month` at all: natures that report by the quarter
/// do so in March, June, September and December.
pub fn is_due(rule: &CalendarRule, month: Month, nature: Nature) -> bool {
    !rule.quarterly.contains(&nature) || month.number() % 3 == 0
}
