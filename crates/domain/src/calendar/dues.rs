//! All that is due for a year.

use super::days::Days;
use super::deadline::on_day;
use super::{CalendarRule, Deadline, Holidays, deadline, is_due};
use crate::period::Month;
use crate::plan::Nature;
use crate::text::{Words, words};

/// What is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DueKind {
    /// The report of a month.
    Monthly,
    /// The summary of January to June.
    HalfYear,
    /// The summary of the year.
    Annual,
}

impl DueKind {
    /// Every kind.
    pub const ALL: [Self; 3] = [Self::Monthly, Self::HalfYear, Self::Annual];

    /// Stable key.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Monthly => "monthly",
            Self::HalfYear => "half_year",
            Self::Annual => "annual",
        }
    }

    /// What people call it.
    pub const fn label(self) -> Words {
        match self {
            Self::Monthly => words("月报", "monthly report"),
            Self::HalfYear => words("上半年总结", "half-year summary"),
            Self::Annual => words("全年总结", "annual summary"),
        }
    }
}

/// Something that is due.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    /// The month that it reports, or that the time it sums up ends with.
    pub month: Month,
    /// What it is.
    pub kind: DueKind,
    /// The nature of the projects that report; `None` for a summary.
    pub nature: Option<Nature>,
    /// Until when; `None` where no day is given.
    pub deadline: Option<Deadline>,
}

/// What is due for the months of `year`, in order; its last days may lie in the year after.
pub fn dues(rule: &CalendarRule, holidays: &Holidays, natures: &[Nature], year: i16) -> Vec<Due> {
    let months = (1..=12).filter_map(|number| Month::new(year, number));
    months
        .flat_map(|month| {
            let due = natures
                .iter()
                .filter(move |nature| is_due(rule, month, **nature));
            let reports = due.map(move |nature| Due {
                month,
                kind: DueKind::Monthly,
                nature: Some(*nature),
                deadline: deadline(rule, holidays, month, *nature),
            });
            reports.chain(summary_due(rule, holidays, month))
        })
        .collect()
}

/// The summary of the time that ends with `month`, due in the month after, if the rule asks for one.
pub fn summary_due(rule: &CalendarRule, holidays: &Holidays, month: Month) -> Option<Due> {
    let (kind, day) = match month.number() {
        6 => (DueKind::HalfYear, rule.half_year_day?),
        12 => (DueKind::Annual, rule.annual_day?),
        _ => return None,
    };
    Some(Due {
        month,
        kind,
        nature: None,
        deadline: on_day(Days { rule, holidays }, month.plus(1), day),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::HolidayShift;
    use crate::calendar::testing::{holidays_2022, rule};
    use crate::period::show_day;

    #[test]
    fn a_year_lists_each_nature_and_the_summaries_in_order() {
        let rule = CalendarRule {
            quarterly: vec![Nature::Preparatory],
            half_year_day: Some(3),
            annual_day: Some(3),
            ..rule(3, 1, true, HolidayShift::Next)
        };
        let natures = [Nature::NewStart, Nature::Preparatory];
        let list = dues(&rule, &holidays_2022(), &natures, 2022);
        let lines: Vec<String> = (list.iter())
            .map(|due| {
                let nature = due.nature.map_or("-", Nature::key);
                let last_day = show_day(due.deadline.as_ref().unwrap().last_day);
                format!("{} {} {nature} {last_day}", due.month, due.kind.key())
            })
            .collect();
        assert_eq!(lines.len(), 12 + 4 + 2);
        assert_eq!(lines[0], "2022-01 monthly new_start 2022-02-07");
        assert_eq!(
            lines[6..9],
            [
                "2022-06 monthly new_start 2022-07-04",
                "2022-06 monthly preparatory 2022-07-04",
                "2022-06 half_year - 2022-07-04",
            ]
        );
        assert_eq!(lines[17], "2022-12 annual - 2023-01-03");
    }

    #[test]
    fn without_a_day_the_reports_are_listed_all_the_same() {
        let mut rule = rule(1, 1, true, HolidayShift::Next);
        rule.day = None;
        let list = dues(&rule, &Holidays::default(), &[Nature::NewStart], 2022);
        assert_eq!(list.len(), 12);
        assert!(list.iter().all(|due| due.deadline.is_none()));
        let names: Vec<_> = DueKind::ALL.iter().map(|kind| kind.key()).collect();
        assert_eq!(names, ["monthly", "half_year", "annual"]);
    }
}
