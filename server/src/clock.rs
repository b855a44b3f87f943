//! The only access to the clock in the server.

use std::fmt;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::{Offset, TimeZone};
use yuebao_domain::period::Date;

const STAMP: &str = "%Y%m%dT%H%M%SZ";

/// Tells the time: the system's, or one that a test sets.
#[derive(Clone)]
pub struct Clock(Arc<dyn Fn() -> Timestamp + Send + Sync>);

/// One moment, in the forms in which it is needed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Now(Timestamp);

impl Clock {
    /// The system's clock.
    pub fn system() -> Self {
        Self(Arc::new(Timestamp::now))
    }

    /// Any other source of the time.
    pub fn from_fn(tell: impl Fn() -> Timestamp + Send + Sync + 'static) -> Self {
        Self(Arc::new(tell))
    }

    /// Now.
    pub fn now(&self) -> Now {
        Now((self.0)())
    }
}

impl fmt::Debug for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Clock({})", self.now().rfc3339())
    }
}

impl From<Timestamp> for Now {
    fn from(moment: Timestamp) -> Self {
        Self(moment)
    }
}

impl Now {
    /// As it is stored and sent, to the millisecond, in UTC.
    pub fn rfc3339(self) -> String {
        format!("{:.3}", self.0)
    }

    /// The moment that is written so.
    pub fn from_rfc3339(text: &str) -> Option<Self> {
        text.parse().ok().map(Self)
    }

    /// As it stands in the name of a file, to the second, in UTC.
    pub fn stamp(self) -> String {
        self.0.strftime(STAMP).to_string()
    }

    /// The moment of such a name.
    pub fn from_stamp(text: &str) -> Option<Self> {
        let moment = DateTime::strptime(STAMP, text).ok()?;
        let now = Self(TimeZone::UTC.to_timestamp(moment).ok()?);
        // What may be written in several ways is not what this program has written.
        (now.stamp() == text).then_some(now)
    }

    /// So many seconds after 1970 began.
    pub fn from_seconds(seconds: u64) -> Self {
        let moment = i64::try_from(seconds).map(Timestamp::from_second);
        Self(moment.map_or(Timestamp::MAX, |moment| moment.unwrap_or(Timestamp::MAX)))
    }

    /// Seconds since 1970.
    pub fn seconds(self) -> i64 {
        self.0.as_second()
    }

    /// The same moment some seconds later.
    #[must_use]
    pub fn plus_seconds(self, seconds: i64) -> Self {
        let later = self.0.as_second().saturating_add(seconds);
        Self(Timestamp::from_second(later).unwrap_or(Timestamp::MAX))
    }

    /// The calendar day in China, which has one time zone (UTC+8) and no summer time.
    pub fn today(self) -> Date {
        let zone = TimeZone::fixed(Offset::constant(8));
        self.0.to_zoned(zone).date()
    }
}

#[cfg(test)]
mod tests {
    use super::Now;

    #[test]
    fn the_day_begins_at_midnight_in_china() {
        let at = |text: &str| Now::from(text.parse::<jiff::Timestamp>().unwrap());
        assert_eq!(at("2022-05-31T15:59:59Z").today().to_string(), "2022-05-31");
        assert_eq!(at("2022-05-31T16:00:00Z").today().to_string(), "2022-06-01");
        assert_eq!(
            at("2022-05-31T16:00:00Z").rfc3339(),
            "2022-05-31T16:00:00.000Z"
        );
    }
}
