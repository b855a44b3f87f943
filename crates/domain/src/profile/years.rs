//! The profiles of several plan years on one installation (年度).
//!
//! A month is read, checked, summed up, locked and printed under the profile of its own plan year:
//! [`Profiles::at`]. In January that is two of them: December's report is due under the profile of the
//! year that has ended, January's under the new one.
//!
//! - The years of two profiles never overlap. A month that lies in none of them, be it before the first,
//!   after the last or in a gap, goes by the last one that has begun, else by the first: one profile
//!   alone governs every month, as it always has.
//! - Which profile governs a month that was ever locked is settled for good. What a profile says may
//!   still be corrected; an edition holds a copy of its own. One that comes when months of its years are
//!   locked already counts from the first month after them ([`Profile::counts_from`]).
//! - The newest one is what programs that know a single profile are told of as the one in force.

use super::{Area, Profile};
use crate::order::Order;
use crate::period::Month;

/// The profiles of an installation, one a plan.
#[derive(Debug, Clone, PartialEq)]
pub struct Profiles {
    newest: Profile,
    /// Those of the years before it, the latest first.
    earlier: Vec<Profile>,
}

/// Why a profile cannot stand beside those that are there.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum YearsRefused {
    /// Another one plans some of its years.
    #[error(
        "“{id}”的年度 {years} 与已有的“{other}”（{others}）重叠；请改年度，或用同一标识替换它 / \
         the years of “{id}”, {years}, overlap those of “{other}” ({others}): change them, or give it the \
         same id to replace that one"
    )]
    Overlap {
        /// Its id.
        id: String,
        /// Its years.
        years: String,
        /// The id of the other.
        other: String,
        /// The years of the other.
        others: String,
    },
    /// A month that was locked would go by another profile, and none of its years is left to begin with.
    #[error(
        "{month} 已封账，用的是“{before}”，不能改由“{after}”管；新配置只能管尚未封账的月份 / {month} was \
         locked under “{before}” and cannot go by “{after}”: a new profile governs only months that are not \
         locked"
    )]
    Locked {
        /// The first such month.
        month: Month,
        /// The id of the profile that governs it.
        before: String,
        /// The id of the one that would.
        after: String,
    },
}

impl Profiles {
    /// One profile, for every month.
    pub const fn of(profile: Profile) -> Self {
        Self {
            newest: profile,
            earlier: Vec::new(),
        }
    }

    /// The newest, and those of the years before it in any order.
    pub fn new(newest: Profile, mut earlier: Vec<Profile>) -> Self {
        latest_first(&mut earlier);
        Self { newest, earlier }
    }

    /// The profile that governs a month.
    pub fn at(&self, month: Month) -> &Profile {
        governing(&self.newest, &self.earlier, month)
    }

    /// The one of the latest years.
    pub const fn newest(&self) -> &Profile {
        &self.newest
    }

    /// Those of the years before, the latest first.
    pub fn earlier(&self) -> &[Profile] {
        &self.earlier
    }

    /// Every one, the newest first.
    pub fn iter(&self) -> impl Iterator<Item = &Profile> {
        std::iter::once(&self.newest).chain(&self.earlier)
    }

    /// Each of them as `change` makes it, which leaves its years as they are.
    #[must_use]
    pub fn map(self, change: impl Fn(Profile) -> Profile) -> Self {
        Self {
            newest: change(self.newest),
            earlier: self.earlier.into_iter().map(change).collect(),
        }
    }

    /// The areas of all, each once: those of the newest first.
    pub fn areas(&self) -> Vec<&Area> {
        let mut areas: Vec<&Area> = Vec::new();
        for area in self.iter().flat_map(|one| &one.areas) {
            if areas.iter().all(|known| known.code != area.code) {
                areas.push(area);
            }
        }
        areas
    }

    /// These with another one: in the place of the one with its id, else of the one for exactly its
    /// years, else beside them. `locked` are the months that were ever locked: where some of its years went
    /// by another profile, it counts from the first month after them.
    ///
    /// # Errors
    /// [`YearsRefused`], and nothing changes.
    pub fn with(&self, profile: Profile, locked: &[Month]) -> Result<Self, YearsRefused> {
        let has_id = self.iter().any(|one| one.id == profile.id);
        let is_replaced = |one: &Profile| {
            if has_id {
                one.id == profile.id
            } else {
                years(one) == years(&profile)
            }
        };
        let kept = self.iter().filter(|one| !is_replaced(one));
        let mut all: Vec<Profile> = kept.cloned().collect();
        if let Some(other) = all.iter().find(|one| overlap(one, &profile)) {
            return Err(YearsRefused::Overlap {
                id: profile.id.clone(),
                years: said(&profile),
                other: other.id.clone(),
                others: said(other),
            });
        }
        let others_month = |month: &&Month| {
            let is_of_years = (profile.first_year..=profile.last_year).contains(&month.year());
            is_of_years && self.at(**month).id != profile.id
        };
        let last = locked.iter().filter(others_month).max();
        let next = last.map(|month| month.plus(1));
        all.push(Profile {
            counts_from: next.filter(|month| month.year() <= profile.last_year),
            ..profile
        });
        latest_first(&mut all);
        let earlier = all.split_off(1);
        let Some(newest) = all.pop() else {
            return Ok(self.clone());
        };
        let after = Self { newest, earlier };
        match locked.iter().find_map(|month| self.moved(&after, *month)) {
            Some(refused) => Err(refused),
            None => Ok(after),
        }
    }

    /// Why a locked month keeps these from becoming others: it would go by another profile.
    fn moved(&self, after: &Self, month: Month) -> Option<YearsRefused> {
        let (before, now) = (self.at(month), after.at(month));
        let is_same = (&before.id, before.first_year) == (&now.id, now.first_year);
        (!is_same).then(|| YearsRefused::Locked {
            month,
            before: before.id.clone(),
            after: now.id.clone(),
        })
    }
}

impl Profile {
    /// The first month that goes by it.
    pub fn begins(&self) -> Month {
        let january = Month::new(self.first_year, 1).unwrap_or(Month::FIRST);
        self.counts_from.unwrap_or(january)
    }
}

/// The one of these that governs a month; `earlier` come the latest first.
pub fn governing<'a>(newest: &'a Profile, earlier: &'a [Profile], month: Month) -> &'a Profile {
    let has_begun = |one: &&Profile| one.begins() <= month;
    let mut all = std::iter::once(newest).chain(earlier);
    let begun = all.find(has_begun);
    begun.or_else(|| earlier.last()).unwrap_or(newest)
}

fn latest_first(profiles: &mut Vec<Profile>) {
    profiles.order_by(|a, b| b.first_year.cmp(&a.first_year));
}

const fn years(profile: &Profile) -> (i16, i16) {
    (profile.first_year, profile.last_year)
}

const fn overlap(a: &Profile, b: &Profile) -> bool {
    a.first_year <= b.last_year && b.first_year <= a.last_year
}

/// 2022, or 2021–2023.
fn said(profile: &Profile) -> String {
    match years(profile) {
        (first, last) if first == last => first.to_string(),
        (first, last) => format!("{first}–{last}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{month, profile};

    fn plan(id: &str, first_year: i16, last_year: i16) -> Profile {
        Profile {
            id: id.to_owned(),
            first_year,
            last_year,
            ..profile()
        }
    }

    fn ids(profiles: &Profiles) -> Vec<(&str, i16)> {
        let ids = profiles.iter().map(|one| (one.id.as_str(), one.first_year));
        ids.collect()
    }

    #[test]
    fn a_month_goes_by_the_profile_of_its_year_else_by_the_last_that_has_begun() {
        let three = Profiles::new(
            plan("c", 2026, 2026),
            vec![plan("a", 2021, 2023), plan("b", 2024, 2024)],
        );
        for (at, id) in [
            ("2021-01", "a"),
            ("2023-12", "a"),
            ("2024-01", "b"),
            ("2024-12", "b"),
            // in a gap, after the last and before the first
            ("2025-06", "b"),
            ("2026-01", "c"),
            ("2027-01", "c"),
            ("2020-12", "a"),
        ] {
            assert_eq!(three.at(month(at)).id, id, "{at}");
        }
        let one = Profiles::of(plan("a", 2022, 2022));
        for at in ["2021-12", "2022-05", "2023-01"] {
            assert_eq!(one.at(month(at)).id, "a", "{at}");
        }
    }

    #[test]
    fn another_profile_replaces_its_own_or_stands_beside_or_is_refused() {
        let held = Profiles::new(plan("b", 2023, 2023), vec![plan("a", 2022, 2022)]);
        for (id, first, last, expected) in [
            (
                "c",
                2024,
                2024,
                Ok(&[("c", 2024), ("b", 2023), ("a", 2022)][..]),
            ),
            (
                "z",
                2020,
                2021,
                Ok(&[("b", 2023), ("a", 2022), ("z", 2020)]),
            ),
            // by its id, with other years too
            ("b", 2023, 2023, Ok(&[("b", 2023), ("a", 2022)])),
            ("b", 2023, 2024, Ok(&[("b", 2023), ("a", 2022)])),
            ("b", 2024, 2024, Ok(&[("b", 2024), ("a", 2022)])),
            // by its years
            ("c", 2022, 2022, Ok(&[("b", 2023), ("c", 2022)])),
            ("c", 2022, 2024, Err("b（2023）")),
            ("c", 2021, 2022, Err("a（2022）")),
            ("a", 2022, 2023, Err("b（2023）")),
            ("a", 2023, 2023, Err("b（2023）")),
        ] {
            let found = held.with(plan(id, first, last), &[]);
            let what = format!("{id} {first}–{last}");
            match (&found, expected) {
                (Ok(found), Ok(expected)) => assert_eq!(ids(found), expected, "{what}"),
                (Err(refused), Err(other)) => {
                    let (id, years) = other.split_once('（').unwrap();
                    let said = format!("“{id}”（{years}");
                    assert!(refused.to_string().contains(&said), "{what}: {refused}");
                }
                _ => panic!("{what}: {found:?}"),
            }
        }
    }

    #[test]
    fn what_was_locked_goes_by_its_profile_for_good() {
        let held = Profiles::of(plan("a", 2022, 2022));
        for (profile, locked, refused) in [
            (plan("b", 2023, 2023), "2022-12", false),
            // a month after the last year went by it, and had no plan of its own year yet
            (plan("b", 2023, 2023), "2023-01", false),
            (plan("b", 2023, 2023), "2023-12", true),
            (plan("z", 2021, 2021), "2022-01", false),
            (plan("z", 2021, 2021), "2021-12", true),
            // another one for the same years
            (plan("c", 2022, 2022), "2022-05", true),
            // its own words may change, its beginning not
            (plan("a", 2022, 2023), "2022-05", false),
            (plan("a", 2023, 2023), "2022-05", true),
        ] {
            let what = format!("{} {} {locked}", profile.id, profile.first_year);
            let found = held.with(profile, &[month(locked)]);
            assert_eq!(found.is_err(), refused, "{what}");
            if let Err(error) = found {
                assert!(error.to_string().contains(locked), "{error}");
            }
        }
    }

    #[test]
    fn a_profile_that_comes_late_counts_from_the_first_month_that_is_open() {
        let held = Profiles::of(plan("a", 2022, 2022));
        let locked = ["2022-12", "2023-01", "2023-03"].map(month);
        let both = held.with(plan("b", 2023, 2023), &locked).unwrap();
        for (at, id) in [
            ("2022-12", "a"),
            ("2023-01", "a"),
            // between two that are locked
            ("2023-02", "a"),
            ("2023-03", "a"),
            ("2023-04", "b"),
            ("2024-01", "b"),
        ] {
            assert_eq!(both.at(month(at)).id, id, "{at}");
        }
        // put in force again, and once more months of its own are locked
        let more = ["2023-01", "2023-03", "2023-04", "2023-05"].map(month);
        let again = both.with(plan("b", 2023, 2023), &more).unwrap();
        assert_eq!(again, both);
        let begins = again.newest().begins();
        assert_eq!(begins, month("2023-04"));
    }
}
