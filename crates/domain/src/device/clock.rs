//! What day it is. A tablet's own clock may be years off: its battery was empty, or somebody has set
//! it. It is compared with what the server has told of the time, and never believed against that.

use serde::{Deserialize, Serialize};

use super::Device;
use crate::beijing;
use crate::ids::Timestamp;
use crate::period::Date;

/// Minutes of a day.
const DAY: i64 = 24 * 60;
/// The days of reports are those of the country, and the server's, wherever a tablet's zone is set to.
const BEIJING: i64 = beijing::AHEAD as i64;
/// From this difference on, in minutes, a clock is called wrong.
const WRONG: i64 = DAY / 2;
/// No tablet is kept away from its server for longer, in minutes: a clock that says so is not taken
/// for the time while there is another guess.
const LONGEST_AWAY: i64 = 366 * DAY;

/// The server's time, and what the device's clock said when it was told. Both RFC 3339.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ServerTime {
    /// The server's.
    pub server: Timestamp,
    /// The device's.
    pub device: Timestamp,
}

/// What day it is, as far as that is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Today {
    /// The best guess, in Beijing.
    pub day: Date,
    /// No later day can be excluded: months are open up to the one that it lies in.
    pub latest: Date,
    /// What the device's clock says, if that is wrong.
    pub wrong: Option<Date>,
}

/// A moment: minutes since 1970 in UTC, and how far the clock on the wall is ahead of that.
#[derive(Debug, Clone, Copy)]
struct Moment {
    utc: i64,
    ahead: i64,
}

impl Device {
    /// What day it is when the device's clock says `now` (RFC 3339). `told`: the server's time, if it
    /// was told since the program began; then nothing else counts. `None` for a clock whose time
    /// cannot be read.
    pub fn today(&self, now: &Timestamp, told: Option<&ServerTime>) -> Option<Today> {
        let now = Moment::read(now)?;
        let fresh = told.and_then(Known::read);
        let known = fresh.or_else(|| self.meta.server_time.as_ref().and_then(Known::read));
        let corrected = known.map_or(now.utc, |known| known.correct(now.utc));
        let edited = self.last_edit().filter(|_| fresh.is_none());
        let edited = edited.map(|edited| known.map_or(edited, |known| known.correct(edited)));
        let moments = || [Some(corrected), edited].into_iter().flatten();
        let is_credible = |moment: &i64| known.is_none_or(|known| *moment <= known.latest());
        let guess = moments().filter(is_credible).max();
        let guess = guess
            .or(known.map(|known| known.server))
            .unwrap_or(corrected);
        let latest = moments().max().filter(|_| fresh.is_none());
        let latest = latest.unwrap_or(guess);
        let is_wrong = (now.utc - guess).abs() > WRONG;
        Some(Today {
            day: day(guess + BEIJING),
            latest: day(latest + BEIJING),
            wrong: is_wrong.then(|| day(now.utc + now.ahead)),
        })
    }

    /// When the server last answered (RFC 3339): its own time, if that was told.
    pub fn last_sync(&self) -> Option<Timestamp> {
        let told = self.meta.server_time.as_ref();
        let told = told.filter(|told| Moment::read(&told.server).is_some());
        let server = told.map(|told| told.server.clone());
        server.or_else(|| self.meta.last_sync.clone())
    }

    /// When something was last filled here that is not with the server, by the device's clock.
    fn last_edit(&self) -> Option<i64> {
        let mut unsent = self.outbox.values().rev();
        let last = unsent.find(|queued| queued.is_pending())?;
        Some(Moment::read(&last.operation.made_at)?.utc)
    }
}

/// What is known of the time, in minutes since 1970.
#[derive(Debug, Clone, Copy)]
struct Known {
    server: i64,
    device: i64,
}

impl Known {
    fn read(told: &ServerTime) -> Option<Self> {
        Some(Self {
            server: Moment::read(&told.server)?.utc,
            device: Moment::read(&told.device)?.utc,
        })
    }

    /// What time it is when the device's clock says `now`.
    fn correct(self, now: i64) -> i64 {
        let since = now - self.device;
        match self {
            // It runs ahead by as much as before.
            Self { server, device } if since >= 0 && device > server => server + since,
            // It runs well, or was put right.
            Self { server, .. } if now >= server => now,
            // It is behind by as much as before, or was put back.
            Self { server, .. } => server + since.max(0),
        }
    }

    fn latest(self) -> i64 {
        self.server.saturating_add(LONGEST_AWAY)
    }
}

impl Moment {
    /// Reads `2022-05-31T09:12:00.000Z` or `2022-05-31T09:12:00+08:00`.
    fn read(at: &Timestamp) -> Option<Self> {
        let text = at.as_str();
        let (date, time) = text.split_once('T')?;
        let mut parts = date.splitn(3, '-').map(str::parse::<i64>);
        let mut part = || parts.next()?.ok();
        let (year, month, day) = (part()?, part()?, part()?);
        let zone = time.find(['Z', '+', '-'])?;
        let (time, zone) = time.split_at(zone);
        let ahead = match zone.split_at(1) {
            ("+", zone) => minutes(zone)?,
            ("-", zone) => -minutes(zone)?,
            _ => 0,
        };
        let in_range = (0..=9999).contains(&year) && (1..=12).contains(&month);
        let in_range = in_range && (1..=31).contains(&day);
        let wall = in_range.then(|| days(year, month, day) * DAY)? + minutes(time)?;
        Some(Self {
            utc: wall - ahead,
            ahead,
        })
    }
}

/// Minutes of `09:12:30`.
fn minutes(time: &str) -> Option<i64> {
    let (hours, rest) = time.split_once(':')?;
    let hours: u8 = hours.parse().ok()?;
    let minutes: u8 = rest.get(..2)?.parse().ok()?;
    Some(i64::from(hours) * 60 + i64::from(minutes))
}

/// Days from 1 March of the year 0 to that of `year`, a year beginning in March.
const fn before_year(year: i64) -> i64 {
    365 * year + year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400)
}

/// Days from 1 March to the first of a month, March being 0.
const fn before_month(month: i64) -> i64 {
    (153 * month + 2) / 5
}

/// 1 January 1970, counted from 1 March of the year 0.
const EPOCH: i64 = before_year(1969) + before_month(10);

/// Days since 1970, in the calendar that is in use.
const fn days(year: i64, month: i64, day: i64) -> i64 {
    let (year, month) = if month > 2 {
        (year, month - 3)
    } else {
        (year - 1, month + 9)
    };
    before_year(year) + before_month(month) + day - 1 - EPOCH
}

/// The day in which a minute since 1970 lies; the first or last day there is, beyond them.
fn day(minute: i64) -> Date {
    let days = minute.div_euclid(DAY) + EPOCH;
    let mut year = days * 400 / 146_097;
    while before_year(year) > days {
        year -= 1;
    }
    while before_year(year + 1) <= days {
        year += 1;
    }
    let in_year = days - before_year(year);
    let month = (5 * in_year + 2) / 153;
    let day = in_year - before_month(month) + 1;
    let (year, month) = if month < 10 {
        (year, month + 3)
    } else {
        (year + 1, month - 9)
    };
    let narrow = |part: i64| i8::try_from(part).unwrap_or(1);
    let found = i16::try_from(year).map(|year| Date::new(year, narrow(month), narrow(day)));
    match found {
        Ok(Ok(day)) => day,
        _ if days < 0 => Date::MIN,
        _ => Date::MAX,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::device::Queued;
    use crate::period::show_day;

    const SERVER: &str = "2022-05-31T01:12:00.000Z";
    const RIGHT: &str = "2022-05-31T09:12:00+08:00";

    fn told(device: &str) -> ServerTime {
        ServerTime {
            server: SERVER.into(),
            device: device.into(),
        }
    }

    fn said(today: Option<Today>) -> (String, String, Option<String>) {
        let today = today.unwrap();
        let show = |day| show_day(day);
        (show(today.day), show(today.latest), today.wrong.map(show))
    }

    fn device(known: Option<&str>, edited: Option<&str>) -> Device {
        let mut device = Device::default();
        device.meta.server_time = known.map(told);
        if let Some(at) = edited {
            let operation = serde_json::json!({
                "op_id": "1", "sequence": 1, "project": "p", "month": "2022-05", "form_version": 1,
                "base_rev": 0, "kind": "set", "made_at": at,
            });
            let queued = Queued::new(serde_json::from_value(operation).unwrap());
            device.outbox.insert(1, queued);
        }
        device
    }

    #[test]
    fn days_are_counted_as_in_the_calendar() {
        let mut expected = Date::constant(1899, 12, 30);
        for since in days(1899, 12, 30)..days(2101, 1, 2) {
            assert_eq!(day(since * DAY), expected);
            assert_eq!(day(since * DAY + DAY - 1), expected);
            let (year, month, day) = (expected.year(), expected.month(), expected.day());
            assert_eq!(days(year.into(), month.into(), day.into()), since);
            expected = expected.tomorrow().unwrap();
        }
        assert_eq!(day(0), Date::constant(1970, 1, 1));
        assert_eq!(
            (day(i64::MAX / 500), day(i64::MIN / 500)),
            (Date::MAX, Date::MIN)
        );
    }

    #[test]
    fn a_moment_is_read_with_its_zone_or_not_at_all() {
        let read = |text: &str| Moment::read(&text.into()).map(|moment| (moment.utc, moment.ahead));
        assert_eq!(read("1970-01-01T00:01:59.999Z"), Some((1, 0)));
        assert_eq!(read("1970-01-01T08:01:00+08:00"), Some((1, 480)));
        assert_eq!(read("1969-12-31T18:31:00-05:30"), Some((1, -330)));
        for text in [
            "",
            "2022-05-31",
            "2022-13-01T00:00:00Z",
            "T",
            "2022-05-31T09:12",
            "年-月-日T:Z",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn fault_35_online_the_servers_time_counts_whatever_the_clock_says() {
        for (now, wrong) in [
            (RIGHT, None),
            ("2022-05-31T03:00:00+08:00", None),
            ("2015-01-01T00:03:00+08:00", Some("2015-01-01")),
            ("1970-01-01T08:00:00+08:00", Some("1970-01-01")),
            ("1969-12-31T07:00:00+08:00", Some("1969-12-31")),
            ("1904-01-01T08:00:00+08:00", Some("1904-01-01")),
            ("2031-01-05T09:12:00+08:00", Some("2031-01-05")),
            ("2022-05-28T09:12:00+08:00", Some("2022-05-28")),
            ("2022-06-03T09:12:00+08:00", Some("2022-06-03")),
            ("2017-05-31T09:12:00+08:00", Some("2017-05-31")),
            ("2027-05-31T09:12:00+08:00", Some("2027-05-31")),
            ("2022-04-30T09:12:00+08:00", Some("2022-04-30")),
            ("2022-06-30T09:12:00+08:00", Some("2022-06-30")),
        ] {
            // what is remembered, and what was filled, came from other clocks
            let device = device(
                Some("2030-01-01T00:00:00+08:00"),
                Some("2029-01-01T00:00:00+08:00"),
            );
            let today = said(device.today(&now.into(), Some(&told(now))));
            let day = "2022-05-31".to_owned();
            assert_eq!(today, (day.clone(), day, wrong.map(str::to_owned)), "{now}");
        }
    }

    #[test]
    fn fault_35_a_clock_that_is_wrong_by_as_much_as_before_still_tells_the_days() {
        for (then, now) in [
            ("2015-01-01T00:03:00+08:00", "2015-01-04T00:03:00+08:00"),
            ("2031-01-05T09:12:00+08:00", "2031-01-08T09:12:00+08:00"),
            (RIGHT, "2022-06-03T09:12:00+08:00"),
        ] {
            let known = device(Some(then), None);
            let (day, latest, _) = said(known.today(&now.into(), None));
            assert_eq!(
                (day.as_str(), latest.as_str()),
                ("2022-06-03", "2022-06-03"),
                "{now}"
            );
            let since = said(Device::default().today(&now.into(), Some(&told(then))));
            assert_eq!(since.0, "2022-06-03", "{now}");
        }
    }

    #[test]
    fn the_day_is_that_of_the_country_wherever_the_tablets_zone_is_set_to() {
        for (now, day) in [
            ("2022-05-31T16:30:00+00:00", "2022-06-01"),
            ("2022-05-31T15:30:00+00:00", "2022-05-31"),
            ("2022-06-01T01:30:00+10:00", "2022-05-31"),
            ("2022-05-31T06:30:00-10:00", "2022-06-01"),
        ] {
            let (said, latest, wrong) = said(Device::default().today(&now.into(), None));
            assert_eq!((said.as_str(), latest.as_str()), (day, day), "{now}");
            assert_eq!(wrong, None, "{now}");
        }
    }

    #[test]
    fn the_last_sync_is_told_by_the_servers_time() {
        let mut known = device(Some("2015-01-01T00:03:00+08:00"), None);
        known.meta.last_sync = Some("2015-01-01T00:03:00+08:00".into());
        assert_eq!(known.last_sync(), Some(SERVER.into()));
        known.meta.server_time = None;
        assert_eq!(known.last_sync(), known.meta.last_sync);
    }

    #[test]
    fn fault_35_offline_the_latest_that_is_known_counts() {
        let edited = Some("2022-06-12T09:00:00+08:00");
        for (known, edited, now, day, latest, is_wrong) in [
            // put back since the last sync
            (
                RIGHT,
                None,
                "2015-01-01T00:03:00+08:00",
                "2022-05-31",
                "2022-05-31",
                true,
            ),
            (
                RIGHT,
                edited,
                "1970-01-01T08:00:00+08:00",
                "2022-06-12",
                "2022-06-12",
                true,
            ),
            (
                RIGHT,
                edited,
                "2022-06-13T08:00:00+08:00",
                "2022-06-13",
                "2022-06-13",
                false,
            ),
            // wrong at the last sync, and put right since
            (
                "2015-01-01T00:03:00+08:00",
                None,
                "2022-07-01T08:00:00+08:00",
                "2022-07-01",
                "2022-07-01",
                false,
            ),
            (
                "2031-01-01T00:03:00+08:00",
                None,
                "2022-07-01T08:00:00+08:00",
                "2022-07-01",
                "2022-07-01",
                false,
            ),
            // years ahead all of a sudden: nothing opens with it, though it cannot be excluded
            (
                RIGHT,
                None,
                "2031-01-05T08:00:00+08:00",
                "2022-05-31",
                "2031-01-05",
                true,
            ),
            (
                RIGHT,
                edited,
                "2031-01-05T08:00:00+08:00",
                "2022-06-12",
                "2031-01-05",
                true,
            ),
        ] {
            let (guess, last, wrong) = said(device(Some(known), edited).today(&now.into(), None));
            assert_eq!(
                (guess.as_str(), last.as_str()),
                (day, latest),
                "{known} {now}"
            );
            assert_eq!(wrong.is_some(), is_wrong, "{known} {now}");
        }
        let now = "2022-05-31T09:12:00+08:00";
        let fresh = said(Device::default().today(&now.into(), None));
        assert_eq!(
            fresh,
            ("2022-05-31".to_owned(), "2022-05-31".to_owned(), None)
        );
        assert_eq!(Device::default().today(&"某日".into(), None), None);
    }
}
