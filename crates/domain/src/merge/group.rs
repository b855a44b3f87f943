//! Merge groups: boxes that must agree and are therefore merged as one value.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use serde::{Deserialize, Serialize};

use crate::order::Gather;
use crate::report::{Field, FieldKey, FieldValue, FieldValues};

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
    pub(crate) fn all(reports: &[&FieldValues]) -> BTreeSet<Self> {
        reports
            .iter()
            .flat_map(|values| values.keys().map(Self::of))
            .into_set()
    }
}

impl fmt::Display for Group {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
