//! From when, and until when: a day where it is known, else a month.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::deserialize::from_text;
use crate::period::{Date, Month, PeriodError, parse_day, show_day};
use crate::schema::text;

/// A day or a whole month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DayOrMonth {
    /// 2022-05-08.
    Day(Date),
    /// 2022-05.
    Month(Month),
}

impl DayOrMonth {
    /// The first day of it.
    pub fn first_day(self) -> Date {
        match self {
            Self::Day(day) => day,
            Self::Month(month) => month.first_day(),
        }
    }

    /// The last day of it.
    pub fn last_day(self) -> Date {
        match self {
            Self::Day(day) => day,
            Self::Month(month) => month.last_day(),
        }
    }

    /// What ends when this begins: the day before, or the month before.
    #[must_use]
    pub fn before(self) -> Self {
        match self {
            Self::Day(day) => Self::Day(day.yesterday().unwrap_or(day)),
            Self::Month(month) => Self::Month(month.previous()),
        }
    }
}

impl fmt::Display for DayOrMonth {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Day(day) => f.write_str(&show_day(*day)),
            Self::Month(month) => month.fmt(f),
        }
    }
}

impl FromStr for DayOrMonth {
    type Err = PeriodError;

    fn from_str(text: &str) -> Result<Self, PeriodError> {
        match text.parse() {
            Ok(month) => Ok(Self::Month(month)),
            Err(_) => parse_day(text).map(Self::Day),
        }
    }
}

impl Serialize for DayOrMonth {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for DayOrMonth {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from_text(from, str::parse)
    }
}

impl JsonSchema for DayOrMonth {
    fn schema_name() -> Cow<'static, str> {
        "DayOrMonth".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        text(
            "A day, or a whole month where the day is not known.",
            "^2[0-9]{3}-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?$",
            "2022-05",
        )
    }
}
