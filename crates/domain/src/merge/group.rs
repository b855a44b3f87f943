//! Merge groups: boxes that must agree and are therefore merged as one value.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};

use crate::order::Gather;
use crate::report::{Changes, Field, FieldKey, FieldValue, FieldValues, difference};

/// The filled boxes of one group, in order.
pub(super) type Part<'a> = Vec<(&'a FieldKey, &'a FieldValue)>;

/// The name of a merge group. A box in no group is a group of its own.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Group(Cow<'static, str>);

impl Group {
    /// The group that a box belongs to.
    pub fn of(key: &FieldKey) -> Self {
        match key.field() {
            Some(
                Field::MonthInvestment
                | Field::YearToDate
                | Field::SinceStart
                | Field::Construction
                | Field::Installation
                | Field::Equipment
                | Field::OtherCost,
            ) => Self(Cow::Borrowed("investment")),
            Some(
                Field::Status
                | Field::HaltReason
                | Field::ResumeThisYear
                | Field::ResumeDate
                | Field::ResumePlan,
            ) => Self(Cow::Borrowed("status")),
            Some(Field::Basis | Field::BasisReason) => Self(Cow::Borrowed("basis")),
            Some(field) => Self(Cow::Borrowed(field.key())),
            None => Self(Cow::Owned(key.as_str().to_owned())),
        }
    }

    /// The boxes of this group that are filled in `values`.
    pub fn part(&self, values: &FieldValues) -> FieldValues {
        values
            .iter()
            .filter(|(key, _)| Self::of(key) == *self)
            .map(|(key, value)| (key.clone(), value.clone()))
            .into_map()
    }

    /// The filled boxes of `values`, group by group.
    pub(super) fn parts(values: &FieldValues) -> BTreeMap<Self, Part<'_>> {
        let mut parts: BTreeMap<Self, Part<'_>> = BTreeMap::new();
        for entry in values {
            parts.entry(Self::of(entry.0)).or_default().push(entry);
        }
        parts
    }

    /// Every group that is filled in any of `reports`.
    pub(crate) fn all(reports: &[&FieldValues]) -> Vec<Self> {
        reports
            .iter()
            .flat_map(|values| values.keys().map(Self::of))
            .distinct()
    }
}

/// What has to change to get from `before` to `after`, with every box of each group in which anything
/// does: boxes that must agree travel together, so that what was typed stands on its own wherever it
/// arrives.
pub fn changes(before: &FieldValues, after: &FieldValues) -> Changes {
    let changed = (difference(before, after).keys().map(Group::of)).distinct();
    let boxes = before.keys().chain(after.keys());
    let of_changed = boxes.filter(|key| changed.binary_search(&Group::of(key)).is_ok());
    of_changed
        .map(|key| (key.clone(), after.get(key).cloned()))
        .into_map()
}

impl fmt::Display for Group {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn boxes_that_must_agree_travel_together() {
        let values = |pairs: &[(&str, &str)]| -> FieldValues {
            let pairs = pairs.iter();
            pairs
                .map(|(key, text)| (FieldKey::new(key).unwrap(), FieldValue::from(*text)))
                .collect()
        };
        let before = values(&[
            ("month_investment", "19"),
            ("year_to_date", "57"),
            ("since_start", "38"),
            ("remarks", "stays"),
        ]);
        let after = values(&[
            ("month_investment", "20"),
            ("year_to_date", "57"),
            ("remarks", "stays"),
        ]);
        let sent: Vec<_> = changes(&before, &after)
            .into_iter()
            .map(|(key, value)| (key.as_str().to_owned(), value))
            .collect();
        let expected = [
            ("month_investment", Some("20")),
            ("since_start", None),
            ("year_to_date", Some("57")),
        ];
        let expected = expected.map(|(key, text)| (key.to_owned(), text.map(FieldValue::from)));
        assert_eq!(sent, expected);
        assert!(changes(&before, &before).is_empty());
    }
}
