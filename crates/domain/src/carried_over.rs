//! 至上年底累计 as the reports of the year before have it.
//!
//! It is what the newest of them that counts says of all the time up to its end: 自开工累计, else what
//! the plan of that year began with and its 本年累计. Only December's says what stands at the end of the
//! year; of an earlier one it is told which month it is of, and nothing is made of it.

use std::collections::BTreeMap;

use crate::money::Money;
use crate::period::Month;
use crate::report::Report;

/// What last year's reports say of the time before this year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CarriedOver {
    /// Of which month.
    pub month: Month,
    /// Completed by the end of that month, 万元.
    pub amount: Money,
}

impl CarriedOver {
    /// By a report of `month`; `before` is 至上年底累计 of the plan of its year.
    pub fn of(month: Month, report: &Report, before: Option<Money>) -> Option<Self> {
        let summed = || Some(before? + report.year_to_date?);
        let amount = report.since_start.or_else(summed)?;
        Some(Self { month, amount })
    }

    /// Into `year`, by the newest of these reports of the year before: those that count, of one project.
    pub fn into_year(
        year: i16,
        reports: &BTreeMap<Month, Report>,
        before: Option<Money>,
    ) -> Option<Self> {
        let january = Month::new(year, 1)?;
        let (month, report) = reports.range(..january).next_back()?;
        let is_of_last_year = i32::from(month.year()) + 1 == i32::from(year);
        is_of_last_year
            .then(|| Self::of(*month, report, before))
            .flatten()
    }

    /// The amount at the end of the year, if that is what it is.
    pub fn at_years_end(&self) -> Option<Money> {
        (self.month.number() == 12).then_some(self.amount)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{draft, month};
    use crate::money::parse_plain;

    fn wan(text: &str) -> Option<Money> {
        parse_plain(text).ok()
    }

    #[test]
    fn the_newest_report_of_last_year_says_what_is_carried_over() {
        let with = |boxes: &[(&str, &str)]| Report::read(&draft(boxes));
        let both = || with(&[("year_to_date", "700"), ("since_start", "2700")]);
        let year = || with(&[("year_to_date", "700")]);
        for (reports, before, of, amount, at_end) in [
            (vec![("2022-12", both())], "2000", "2022-12", "2700", "2700"),
            // a figure since start that was explained goes before the sum
            (vec![("2022-12", both())], "1000", "2022-12", "2700", "2700"),
            (vec![("2022-12", both())], "", "2022-12", "2700", "2700"),
            (vec![("2022-12", year())], "2000", "2022-12", "2700", "2700"),
            // without the year before there is no sum
            (vec![("2022-12", year())], "", "", "", ""),
            (vec![("2022-12", with(&[]))], "2000", "", "", ""),
            // December is missing
            (vec![("2022-11", both())], "2000", "2022-11", "2700", ""),
            (
                vec![("2022-11", year()), ("2022-12", both())],
                "2000",
                "2022-12",
                "2700",
                "2700",
            ),
            // not of the year before, and not of this one
            (vec![("2021-12", both())], "2000", "", "", ""),
            (vec![("2023-01", both())], "2000", "", "", ""),
            (vec![], "2000", "", "", ""),
        ] {
            let what = format!("{reports:?} {before}");
            let reports = reports.into_iter().map(|(at, report)| (month(at), report));
            let found = CarriedOver::into_year(2023, &reports.collect(), wan(before));
            assert_eq!(found.map(|it| it.month), of.parse().ok(), "{what}");
            assert_eq!(found.map(|it| it.amount), wan(amount), "{what}");
            assert_eq!(
                found.and_then(|it| it.at_years_end()),
                wan(at_end),
                "{what}"
            );
        }
    }
}
