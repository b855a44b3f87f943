//! When a month's report is due: day, month offset, inclusive or not, holiday shift, quarterly natures.

use serde::{Deserialize, Serialize};

use crate::period::Date;
use crate::plan::Nature;

/// The due day of a monthly report, as a jurisdiction states it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CalendarRule {
    /// Day of the month; absent where the notice gives none (柳政办〔2022〕5号).
    #[serde(default)]
    pub day: Option<i8>,
    /// 0: in the reported month itself; 1: in the month after.
    pub month_offset: i32,
    /// Whether the day itself is still in time.
    pub inclusive: bool,
    /// What happens when the last day is not a working day.
    pub shift: HolidayShift,
    /// Natures that report only in March, June, September and December.
    #[serde(default)]
    pub quarterly: Vec<Nature>,
    /// Public holidays that fall on weekdays.
    #[serde(default)]
    pub holidays: Vec<Date>,
    /// Weekend days that are worked (调休).
    #[serde(default)]
    pub workdays: Vec<Date>,
}

/// What happens to a last day that is not a working day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HolidayShift {
    /// It stays.
    None,
    /// The next working day.
    Next,
    /// The working day before.
    Previous,
}
