//! What notices say about days off.

use serde::{Deserialize, Serialize};

use super::CalendarRule;
use super::days::Days;
use crate::order::Gather;
use crate::period::{Date, written};

/// The days off that are known for a jurisdiction, as far as its plan years need them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holidays {
    /// Years of which the national notice is known. In any other year a day off may be missed.
    #[serde(default)]
    pub years: Vec<i16>,
    /// National, then the region's, then the city's: the later one has the last word on its days.
    #[serde(default)]
    pub list: Vec<Holiday>,
}

/// Days off in a row, weekends in them included, and weekend days that are worked for them (调休).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holiday {
    /// For example 劳动节.
    pub name: String,
    /// For example Labour Day.
    pub name_en: String,
    /// First day off.
    #[serde(with = "written::day")]
    pub from: Date,
    /// Last day off.
    #[serde(with = "written::day")]
    pub to: Date,
    /// Weekend days that are worked.
    #[serde(default, with = "written::days", skip_serializing_if = "Vec::is_empty")]
    pub worked: Vec<Date>,
    /// The notice was not seen: its days are as they would be without it, and count as not verified.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub unverified: bool,
}

impl Holiday {
    /// Whether the day lies in it.
    pub fn contains(&self, day: Date) -> bool {
        (self.from..=self.to).contains(&day)
    }

    fn is_about(&self, day: Date) -> bool {
        self.contains(day) || self.worked.contains(&day)
    }
}

impl Holidays {
    /// True if nothing is known.
    pub fn is_empty(&self) -> bool {
        self.years.is_empty() && self.list.is_empty()
    }

    /// The holiday that has the last word on a day.
    pub(super) fn about(&self, day: Date) -> Option<&Holiday> {
        let mut latest = self.list.iter().rev();
        latest.find(|holiday| !holiday.unverified && holiday.is_about(day))
    }

    /// Whether the notices that bear on a day were seen.
    pub(super) fn is_verified(&self, day: Date) -> bool {
        let mut list = self.list.iter();
        self.years.contains(&day.year())
            && !list.any(|holiday| holiday.unverified && holiday.is_about(day))
    }

    /// The same as two lists, for programs that know no other form: weekdays off, weekend days worked.
    pub fn flat(&self, rule: &CalendarRule) -> (Vec<Date>, Vec<Date>) {
        let days = Days {
            rule,
            holidays: self,
        };
        let own = rule.holidays.iter().chain(&rule.workdays).copied();
        let listed = self.list.iter().flat_map(|holiday| {
            let days = std::iter::successors(Some(holiday.from), |day| day.tomorrow().ok());
            let off = days.take_while(|day| *day <= holiday.to);
            off.chain(holiday.worked.iter().copied())
        });
        let all = own.chain(listed).distinct().into_iter();
        let (off, worked): (Vec<Date>, Vec<Date>) = all.partition(|day| days.off(*day).is_some());
        let weekend = |day: &Date| super::is_weekend(*day);
        (
            off.into_iter().filter(|day| !weekend(day)).collect(),
            worked.into_iter().filter(weekend).collect(),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::Off;
    use crate::calendar::testing::{days, holidays_2022};
    use crate::period::show_day;

    fn shown(days: &[Date]) -> Vec<String> {
        days.iter().copied().map(show_day).collect()
    }

    #[test]
    fn the_later_notice_has_the_last_word() {
        let mut holidays = holidays_2022();
        let name = |holidays: &Holidays, day: &str| {
            let rule = CalendarRule::default();
            let days = Days {
                rule: &rule,
                holidays,
            };
            days.off(day.parse().unwrap())
        };
        let named = |name: &str, name_en: &str| {
            Some(Off::Holiday {
                name: name.to_owned(),
                name_en: name_en.to_owned(),
            })
        };
        assert_eq!(name(&holidays, "2022-04-02"), None);
        assert_eq!(name(&holidays, "2022-04-04"), named("清明节", "Qingming"));
        assert_eq!(name(&holidays, "2022-04-06"), None);
        holidays.list.push(Holiday {
            name: "三月三".to_owned(),
            name_en: "Sanyuesan".to_owned(),
            from: "2022-04-02".parse().unwrap(),
            to: "2022-04-06".parse().unwrap(),
            worked: days(&["2022-04-10"]),
            unverified: false,
        });
        for day in ["2022-04-02", "2022-04-04", "2022-04-06"] {
            assert_eq!(name(&holidays, day), named("三月三", "Sanyuesan"), "{day}");
        }
        assert_eq!(name(&holidays, "2022-04-10"), None);
        assert_eq!(name(&holidays, "2022-04-09"), Some(Off::Weekend));
    }

    #[test]
    fn what_was_not_seen_changes_no_day_and_is_not_verified() {
        let mut holidays = holidays_2022();
        let day: Date = "2022-05-02".parse().unwrap();
        assert!(holidays.is_verified(day));
        assert!(!holidays.is_verified("2023-05-02".parse().unwrap()));
        holidays.list[3].unverified = true;
        assert!(!holidays.is_verified(day));
        assert_eq!(holidays.about(day), None);
        assert!(holidays.is_verified("2022-05-06".parse().unwrap()));
        assert!(!holidays.is_verified("2022-05-07".parse().unwrap()));
    }

    #[test]
    fn the_flat_form_says_the_same_of_every_day() {
        let mut holidays = holidays_2022();
        holidays.list.truncate(4);
        let rule = CalendarRule {
            holidays: days(&["2022-06-01", "2022-06-04"]),
            workdays: days(&["2022-05-02", "2022-06-05"]),
            ..CalendarRule::default()
        };
        let (off, worked) = holidays.flat(&rule);
        assert_eq!(
            shown(&off).join(" "),
            "2022-01-03 2022-01-31 2022-02-01 2022-02-02 2022-02-03 2022-02-04 2022-04-04 \
             2022-04-05 2022-05-03 2022-05-04 2022-06-01"
        );
        assert_eq!(
            shown(&worked).join(" "),
            "2022-01-29 2022-01-30 2022-04-02 2022-04-24 2022-05-07 2022-06-05"
        );
    }
}
