//! What few profiles ask for: entry into the statistics, and visits of the largest.

use yuebao_domain::period::{Date, Month, show_day};
use yuebao_domain::profile::{EntryDays, Profile};
use yuebao_domain::report::records::VISIT;
use yuebao_domain::report::{EntryKind, Field, FieldKey, FieldValues, Report};
use yuebao_domain::statistics_entry::StatisticsEntry;

use super::form::record;
use super::{Place, day_after};
use crate::course::Course;
use crate::dice::Dice;
use crate::words;

/// What is told of one project in this respect.
pub(super) struct Asked<'a> {
    profile: &'a Profile,
    place: Place<'a>,
    kind: Option<EntryKind>,
    filed: Option<Date>,
    entered: Option<Date>,
}

impl<'a> Asked<'a> {
    pub(super) fn new(profile: &'a Profile, place: Place<'a>, course: &Course) -> Self {
        let mut dice = Dice::new(&profile.id, "entry", place.index);
        let kind = match dice.below(100) {
            0..55 => Some(EntryKind::ExistingEnterprise),
            55..88 => Some(EntryKind::NewEnterprise),
            88..96 => Some(EntryKind::NotEligible),
            _ => None,
        };
        let days = profile.statistics_entry;
        let last_day = days.zip(course.start).and_then(|(days, start)| {
            let day = match kind? {
                EntryKind::NewEnterprise => days.new_enterprise_day,
                EntryKind::ExistingEnterprise => days.existing_enterprise_day,
                EntryKind::NotEligible => return None,
            };
            EntryDays::after(start, day)
        });
        let filed = last_day.and_then(|last| match dice.below(100) {
            0..78 => Some(day_before(last, dice.below(5))),
            78..90 => Some(day_after(last, dice.between(1, 9))),
            _ => None,
        });
        let entered = filed.map(|filed| day_after(filed, dice.between(14, 24)));
        Self {
            profile,
            place,
            kind,
            filed,
            entered,
        }
    }

    pub(super) fn fill(&self, month: Month, values: &mut FieldValues) {
        self.fill_entry(month, values);
        if self.profile.visits.is_some() && self.place.is_leading {
            self.fill_visits(month, values);
        }
    }

    fn fill_entry(&self, month: Month, values: &mut FieldValues) {
        if StatisticsEntry::of(&Report::read(values), self.profile, month).is_none() {
            return;
        }
        if let Some(kind) = self.kind {
            values.insert(Field::EntryKind.into(), kind.key().into());
        }
        let end = month.last_day().min(self.place.today);
        for (field, day) in [
            (Field::EntryFiled, self.filed),
            (Field::EntryDone, self.entered),
        ] {
            if let Some(day) = day.filter(|day| *day <= end) {
                values.insert(field.into(), show_day(day).into());
            }
        }
    }

    /// Most are visited, some twice; what is still to come is not told.
    fn fill_visits(&self, month: Month, values: &mut FieldValues) {
        let number = u32::try_from(month.number()).unwrap_or_default();
        let of_month = format!("visits {number}");
        let mut dice = Dice::new(&self.profile.id, &of_month, self.place.index);
        let times = match dice.below(100) {
            0..15 => 0,
            15..85 => 1,
            _ => 2,
        };
        for time in 1..=times {
            let day = day_after(month.first_day(), dice.between(3, 24));
            let visitor = *dice.pick(words::VISITORS);
            let (matter, outcome) = *dice.pick(words::VISITS);
            let id = format!("{}-{}", number * 10 + time, self.place.id);
            let key = FieldKey::of(&VISIT, &id).filter(|_| day <= self.place.today);
            if let Some(key) = key {
                let parts = [
                    ("day", show_day(day)),
                    ("visitor", visitor.to_owned()),
                    ("matter", matter.to_owned()),
                    ("outcome", outcome.to_owned()),
                ];
                values.insert(key, record(parts));
            }
        }
    }
}

fn day_before(day: Date, days: u32) -> Date {
    (0..days).fold(day, |day, _| day.yesterday().unwrap_or(day))
}
