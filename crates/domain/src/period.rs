//! Months and days. No clock is read here: whoever asks brings the day.

use std::fmt;
use std::str::FromStr;

pub use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::deserialize::from_text;

/// A calendar month such as 2022-05. On the wire it is the string `"2022-05"`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month {
    year: i16,
    month: i8,
}

/// A month or a day that was not understood.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PeriodError {
    /// Not of the form `2022-05`.
    #[error("“{0}” is not a month; write it as 2022-05")]
    Month(String),
    /// Not of the form `2022-05-08`, or no such day.
    #[error("“{0}” is not a day; write it as 2022-05-08")]
    Day(String),
}

impl PeriodError {
    /// The same sentence in Chinese.
    pub fn zh(&self) -> String {
        match self {
            Self::Month(text) => format!("“{text}”不是月份，请写成 2022-05"),
            Self::Day(text) => format!("“{text}”不是日期，请写成 2022-05-08"),
        }
    }
}

impl Month {
    /// The earliest month that can be named.
    pub const FIRST: Self = Self {
        year: 2000,
        month: 1,
    };

    /// Month `month` (1–12) of `year` (2000–2999); `None` outside.
    pub fn new(year: i16, month: i8) -> Option<Self> {
        ((2000..3000).contains(&year) && (1..=12).contains(&month)).then_some(Self { year, month })
    }

    /// The month that `day` lies in.
    pub fn of(day: Date) -> Option<Self> {
        Self::new(day.year(), day.month())
    }

    /// The calendar year.
    pub fn year(self) -> i16 {
        self.year
    }

    /// 1 for January to 12 for December.
    pub fn number(self) -> i8 {
        self.month
    }

    /// True for January, where the year to date starts anew.
    pub fn is_january(self) -> bool {
        self.month == 1
    }

    /// The month `n` later (or earlier, for a negative `n`), within 2000–2999.
    #[must_use]
    pub fn plus(self, n: i32) -> Self {
        let index = (i32::from(self.year) * 12 + i32::from(self.month) - 1 + n)
            .clamp(2000 * 12, 2999 * 12 + 11);
        let year = i16::try_from(index / 12).unwrap_or(self.year);
        let month = i8::try_from(index % 12 + 1).unwrap_or(self.month);
        Self { year, month }
    }

    /// The month before.
    #[must_use]
    pub fn previous(self) -> Self {
        self.plus(-1)
    }

    /// Whole months from `earlier` to this one; negative if `earlier` is later.
    pub fn since(self, earlier: Self) -> i32 {
        (i32::from(self.year) - i32::from(earlier.year)) * 12 + i32::from(self.month)
            - i32::from(earlier.month)
    }

    /// The first day.
    pub fn first_day(self) -> Date {
        Date::constant(self.year, self.month, 1)
    }

    /// The last day.
    pub fn last_day(self) -> Date {
        self.first_day().last_of_month()
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year, self.month)
    }
}

impl FromStr for Month {
    type Err = PeriodError;

    fn from_str(text: &str) -> Result<Self, PeriodError> {
        let bad = || PeriodError::Month(text.chars().take(24).collect());
        let (year, month) = text.split_once('-').ok_or_else(bad)?;
        let shaped = year.len() == 4
            && month.len() == 2
            && (year.bytes().chain(month.bytes())).all(|b| b.is_ascii_digit());
        match (shaped, year.parse(), month.parse()) {
            (true, Ok(year), Ok(month)) => Self::new(year, month).ok_or_else(bad),
            _ => Err(bad()),
        }
    }
}

impl Serialize for Month {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Month {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from_text(from, str::parse)
    }
}

/// The same day so many months later, in a month that is shorter its last.
pub fn months_after(day: Date, months: i32) -> Date {
    let Some(month) = Month::of(day) else {
        return day;
    };
    let last = month.plus(months).last_day();
    Date::new(last.year(), last.month(), day.day().min(last.day())).unwrap_or(last)
}

/// Reads a day written as `2022-05-08`, and nothing looser.
pub fn parse_day(text: &str) -> Result<Date, PeriodError> {
    let bad = || PeriodError::Day(text.chars().take(24).collect());
    let (month, day) = text.rsplit_once('-').ok_or_else(bad)?;
    let month: Month = month.parse().map_err(|_| bad())?;
    if day.len() != 2 || !day.bytes().all(|b| b.is_ascii_digit()) {
        return Err(bad());
    }
    let day = day.parse().map_err(|_| bad())?;
    Date::new(month.year, month.month, day).map_err(|_| bad())
}

/// Writes a day as `2022-05-08`.
pub fn show_day(day: Date) -> String {
    format!("{:04}-{:02}-{:02}", day.year(), day.month(), day.day())
}

/// Days in JSON and TOML, as [`show_day`] writes them, for `#[serde(with = …)]`.
pub(crate) mod written {
    use serde::{Deserialize, Serialize};

    use super::Date;

    #[derive(Serialize, Deserialize)]
    struct Written(#[serde(with = "day")] Date);

    pub(crate) mod day {
        use serde::{Deserializer, Serializer};

        use crate::deserialize::from_text;
        use crate::period::{Date, parse_day, show_day};

        #[expect(
            clippy::trivially_copy_pass_by_ref,
            reason = "the signature that serde asks for"
        )]
        pub(crate) fn serialize<S: Serializer>(day: &Date, to: S) -> Result<S::Ok, S::Error> {
            to.serialize_str(&show_day(*day))
        }

        pub(crate) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Date, D::Error> {
            from_text(from, parse_day)
        }
    }

    pub(crate) mod days {
        use serde::{Deserialize, Deserializer, Serializer};

        use super::{Date, Written};

        pub(crate) fn serialize<S: Serializer>(days: &[Date], to: S) -> Result<S::Ok, S::Error> {
            to.collect_seq(days.iter().copied().map(Written))
        }

        pub(crate) fn deserialize<'de, D: Deserializer<'de>>(
            from: D,
        ) -> Result<Vec<Date>, D::Error> {
            let days = Vec::<Written>::deserialize(from)?;
            Ok(days.into_iter().map(|day| day.0).collect())
        }
    }

    pub(crate) mod maybe_day {
        use serde::{Deserialize, Deserializer, Serialize, Serializer};

        use super::{Date, Written};

        // Generic, since what serde passes by reference would be passed by value otherwise.
        pub(crate) fn serialize<S: Serializer>(
            day: &(impl Copy + Into<Option<Date>>),
            to: S,
        ) -> Result<S::Ok, S::Error> {
            let day: Option<Date> = (*day).into();
            day.map(Written).serialize(to)
        }

        pub(crate) fn deserialize<'de, D: Deserializer<'de>>(
            from: D,
        ) -> Result<Option<Date>, D::Error> {
            let day = Option::<Written>::deserialize(from)?;
            Ok(day.map(|day| day.0))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_some_months_later_is_the_same_or_the_last() {
        for (day, months, later) in [
            ("2022-01-20", 3, "2022-04-20"),
            ("2022-01-31", 3, "2022-04-30"),
            ("2021-11-30", 3, "2022-02-28"),
            ("2023-11-30", 3, "2024-02-29"),
            ("2022-05-31", 0, "2022-05-31"),
            ("2022-10-31", 120, "2032-10-31"),
        ] {
            let day = parse_day(day).unwrap();
            assert_eq!(show_day(months_after(day, months)), later);
        }
    }

    #[test]
    fn months_count_across_years() {
        let january: Month = "2022-01".parse().unwrap();
        assert_eq!(january.previous().to_string(), "2021-12");
        assert_eq!(january.plus(25).to_string(), "2024-02");
        assert_eq!(january.plus(25).since(january), 25);
        assert_eq!(show_day(january.plus(1).last_day()), "2022-02-28");
    }

    #[test]
    fn months_end_where_they_can_be_named() {
        let last: Month = "2999-11".parse().unwrap();
        assert_eq!(last.plus(5).to_string(), "2999-12");
        assert_eq!(Month::FIRST.plus(1).plus(-5), Month::FIRST);
    }

    #[test]
    fn loose_spellings_are_refused() {
        for text in [
            "2022-13", "2022-5", "22-05", "2022/05", "+022-05", "", "1999-12",
        ] {
            assert!(text.parse::<Month>().is_err(), "{text}");
        }
        for text in [
            "2022-02-30",
            "2022-5-8",
            "2022-05-8",
            "20220508",
            "2022-05-+8",
        ] {
            assert!(parse_day(text).is_err(), "{text}");
        }
        assert_eq!(show_day(parse_day("2024-02-29").unwrap()), "2024-02-29");
    }
}
