//! 入统: the days by which a project that has newly started is filed (`[statistics_entry]`).

use serde::{Deserialize, Serialize};

use crate::period::{Date, Month};

/// Days of the month after the one in which a project has started.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntryDays {
    /// By which the departments bring together what has started (对接); a meeting of theirs, so that no
    /// report tells of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub matching_day: Option<i8>,
    /// By which a new enterprise files its new project.
    pub new_enterprise_day: i8,
    /// By which an enterprise that is in the statistics already does.
    pub existing_enterprise_day: i8,
}

impl EntryDays {
    /// The later of the days, for an enterprise of which nobody knows whether it is new.
    pub fn later(self) -> i8 {
        self.new_enterprise_day.max(self.existing_enterprise_day)
    }

    /// That day of the month after the one that `start` lies in; the last of a month that is shorter.
    pub fn after(start: Date, day: i8) -> Option<Date> {
        let last = Month::of(start)?.plus(1).last_day();
        Date::new(last.year(), last.month(), day.min(last.day())).ok()
    }
}
