//! What day it is, by the device's clock and by what the server has told.

use yuebao_domain::device::{Device, ServerTime, Today};
use yuebao_domain::period::{Date, Month};

use super::Env;

/// What is known of the time.
#[derive(Debug, Clone, Default)]
pub struct Clock {
    /// Today, as far as it is known; the device's clock may be wrong.
    pub today: Option<Date>,
    /// No later day can be excluded: months are open up to that one's.
    pub latest_day: Option<Date>,
    /// What the device's clock says, if it is wrong.
    pub wrong: Option<Date>,
    /// The time that the server has told since the program began.
    pub server_time: Option<ServerTime>,
}

impl Clock {
    /// Looks at the device's clock, and at what is known of the time.
    pub(super) fn look(&mut self, device: &Device, env: &Env) {
        let today = device.today(&env.stamp.made_at, self.server_time.as_ref());
        let (day, latest, wrong) = match today {
            Some(Today { day, latest, wrong }) => (day, latest, wrong),
            None => (env.today, env.today, None),
        };
        self.today = Some(day);
        self.latest_day = Some(latest);
        self.wrong = wrong;
    }

    /// The last month that may be running.
    pub(super) fn latest_month(&self) -> Option<Month> {
        self.latest_day.and_then(Month::of)
    }
}
