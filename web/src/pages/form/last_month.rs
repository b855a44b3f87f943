//! What is known of last month, and what of it stands in grey beside a box.

use yuebao_domain::check::Past;
use yuebao_domain::device::{Device, ReportKey};
use yuebao_domain::report::{Field, FieldKey, FieldValues};
use yuebao_domain::text::Lang;

use super::boxes::text_of;
use yuebao_domain::order::Gather;

/// What is known of last month.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum LastMonth {
    /// Its report.
    Report(FieldValues),
    /// There is none.
    NoReport,
    /// It is not on this device.
    NotHere,
}

/// What stands in grey beside a box.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum LastValue {
    /// Last month's value, as people read it, and as it is stored.
    Value { shown: String, stored: String },
    /// Last month's report leaves the box empty.
    Empty,
    /// There was no report.
    NoReport,
    /// It is not on this device.
    NotHere,
}

impl LastMonth {
    /// The values of `past`, the report before `key`, as they count.
    pub(super) fn of(past: Past<'_>, device: &Device, key: &ReportKey) -> Self {
        let earlier = ReportKey {
            month: key.month.previous(),
            ..key.clone()
        };
        match past {
            Past::Report(_) => {
                Self::Report(device.counted(&earlier).unwrap_or_default().into_owned())
            }
            Past::NoReport => Self::NoReport,
            Past::NotHere => Self::NotHere,
        }
    }

    /// Of it only the boxes that are `wanted`.
    pub(super) fn only(&self, wanted: impl Fn(&FieldKey) -> bool) -> Self {
        match self {
            Self::Report(values) => Self::Report(only(values, wanted)),
            other => other.clone(),
        }
    }

    /// What of it stands in grey beside a box.
    pub(super) fn beside(&self, field: Field, places: u32, lang: Lang) -> LastValue {
        let values = match self {
            Self::Report(values) => values,
            Self::NoReport => return LastValue::NoReport,
            Self::NotHere => return LastValue::NotHere,
        };
        let stored = text_of(values, field).trim();
        if stored.is_empty() {
            return LastValue::Empty;
        }
        LastValue::Value {
            shown: field.kind().shown(stored, places, lang),
            stored: stored.to_owned(),
        }
    }
}

/// Of `values` only the boxes that are `wanted`.
pub(super) fn only(values: &FieldValues, wanted: impl Fn(&FieldKey) -> bool) -> FieldValues {
    let values = values.iter().filter(|(key, _)| wanted(key));
    values
        .map(|(key, value)| (key.clone(), value.clone()))
        .into_map()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::testing::values;

    #[test]
    fn last_month_is_shown_as_people_read_it() {
        let last = LastMonth::Report(values(&[("year_to_date", "1250.5"), ("status", "halted")]));
        let shown = |field| match last.beside(field, 2, Lang::Zh) {
            LastValue::Value { shown, .. } => shown,
            other => format!("{other:?}"),
        };
        assert_eq!(shown(Field::YearToDate), "1,250.50");
        assert_eq!(shown(Field::Status), "停工");
        assert_eq!(shown(Field::Remarks), "Empty");
    }

    #[test]
    fn no_report_and_not_here_are_told_apart() {
        let status = |last: LastMonth| last.beside(Field::Status, 2, Lang::Zh);
        assert_eq!(status(LastMonth::NoReport), LastValue::NoReport);
        assert_eq!(status(LastMonth::NotHere), LastValue::NotHere);
    }
}
