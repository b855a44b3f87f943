//! The figures that the form computes while somebody types: what would add up, and how the
//! project stands against its plan ([`crate::progress`]).

use rust_decimal::Decimal;

use crate::check::{History, Past};
use crate::money::Money;
use crate::period::Month;
use crate::plan::PlanRow;
use crate::progress::{self, Progress};
use crate::report::Report;

/// What can be computed from a draft, its plan row and last month's report. Amounts are in 万元.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Figures {
    /// The year to date that would add up.
    pub year_to_date: Option<Sum>,
    /// The figure since start that would add up.
    pub since_start: Option<Sum>,
    /// The year to date against the annual plan and the time.
    pub progress: Progress,
    /// Since start ÷ total investment, %.
    pub share_of_total: Option<Decimal>,
    /// 其中: the sum of the parts that are filled; absent if none is.
    pub composition: Option<Money>,
    /// Year to date − the sum of its parts.
    pub not_composed: Option<Money>,
}

/// What an earlier figure and this month's add up to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sum {
    /// Last month's figure, or what stands for it.
    pub before: Money,
    /// What is added.
    pub added: Money,
    /// Where `before` comes from.
    pub from: Origin,
}

/// Where the earlier addend comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// Last month's report.
    LastMonth,
    /// Nothing: the year begins.
    NewYear,
    /// The plan's 至上年底累计; the year to date is added.
    Plan,
}

impl Sum {
    /// The sum.
    pub fn total(self) -> Money {
        self.before + self.added
    }
}

/// What is known of the month before.
pub fn last_month<'a>(history: &History<'a>, plan: &PlanRow, month: Month) -> Past<'a> {
    history.of(plan, month.previous())
}

/// Computes what can be computed; what needs a box that is empty is absent.
pub fn figures(report: &Report, plan: &PlanRow, month: Month, last: Past<'_>) -> Figures {
    let parts = [
        report.construction,
        report.installation,
        report.equipment,
        report.other_cost,
    ];
    let composition = parts
        .iter()
        .any(Option::is_some)
        .then(|| parts.into_iter().flatten().sum());
    Figures {
        year_to_date: year_to_date(report, month, last),
        since_start: since_start(report, plan, last),
        progress: Progress::at(month, report.year_to_date, progress::planned(plan)),
        share_of_total: report
            .since_start
            .zip(plan.total_investment)
            .and_then(|(done, total)| done.percent_of(total)),
        composition,
        not_composed: report
            .year_to_date
            .zip(composition)
            .map(|(whole, parts)| whole - parts),
    }
}

fn year_to_date(report: &Report, month: Month, last: Past<'_>) -> Option<Sum> {
    let added = report.month_investment?;
    if month.is_january() {
        return Some(Sum {
            before: Money::ZERO,
            added,
            from: Origin::NewYear,
        });
    }
    match last {
        Past::Report(last) => Some(Sum {
            before: last.year_to_date?,
            added,
            from: Origin::LastMonth,
        }),
        Past::NoReport | Past::NotHere => None,
    }
}

fn since_start(report: &Report, plan: &PlanRow, last: Past<'_>) -> Option<Sum> {
    match last {
        Past::Report(last) => Some(Sum {
            before: last.since_start?,
            added: report.month_investment?,
            from: Origin::LastMonth,
        }),
        Past::NoReport => Some(Sum {
            before: plan.before_year?,
            added: report.year_to_date?,
            from: Origin::Plan,
        }),
        Past::NotHere => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{draft, month, plan_row};
    use crate::money::{parse_plain, round};
    use crate::plan::Nature;

    fn read(boxes: &[(&str, &str)]) -> Report {
        Report::read(&draft(boxes))
    }

    fn wan(text: &str) -> Money {
        parse_plain(text).unwrap()
    }

    fn at(boxes: &[(&str, &str)], when: &str, last: Past<'_>) -> Figures {
        figures(&read(boxes), &plan_row(), month(when), last)
    }

    #[test]
    fn sums_go_on_from_last_month() {
        let april = read(&[("year_to_date", "1000"), ("since_start", "3000.5")]);
        let figures = at(
            &[("month_investment", "250.25")],
            "2022-05",
            Past::Report(&april),
        );
        assert_eq!(figures.year_to_date.unwrap().total(), wan("1250.25"));
        assert_eq!(figures.since_start.unwrap().total(), wan("3250.75"));
        assert_eq!(figures.since_start.unwrap().from, Origin::LastMonth);
    }

    #[test]
    fn january_begins_the_year_and_not_the_project() {
        let december = read(&[("year_to_date", "2900"), ("since_start", "4900")]);
        let figures = at(
            &[("month_investment", "100")],
            "2022-01",
            Past::Report(&december),
        );
        assert_eq!(figures.year_to_date.unwrap().total(), wan("100"));
        assert_eq!(figures.since_start.unwrap().total(), wan("5000"));
    }

    #[test]
    fn the_first_report_builds_on_the_plan() {
        let boxes = [("month_investment", "100"), ("year_to_date", "400")];
        let figures = at(&boxes, "2022-05", Past::NoReport);
        assert_eq!(figures.year_to_date, None, "earlier months are not known");
        assert_eq!(figures.since_start.unwrap().total(), wan("2400"));
        assert_eq!(figures.since_start.unwrap().from, Origin::Plan);
    }

    #[test]
    fn nothing_is_guessed_when_last_month_is_not_here() {
        let boxes = [("month_investment", "100"), ("year_to_date", "400")];
        let figures = at(&boxes, "2022-05", Past::NotHere);
        assert_eq!((figures.year_to_date, figures.since_start), (None, None));
    }

    #[test]
    fn rates_come_from_unrounded_figures() {
        let figures = at(
            &[("year_to_date", "1000"), ("since_start", "3000")],
            "2022-05",
            Past::NoReport,
        );
        let rounded = |value: Option<Decimal>| value.map(|value| round(value, 1).to_string());
        assert_eq!(
            rounded(figures.progress.completion).as_deref(),
            Some("33.3")
        );
        assert_eq!(rounded(figures.progress.gap()).as_deref(), Some("-8.3"));
        assert_eq!(rounded(figures.share_of_total).as_deref(), Some("30.0"));
    }

    #[test]
    fn without_an_annual_plan_there_is_no_rate() {
        let mut plan = plan_row();
        plan.annual_plan = None;
        let report = read(&[("year_to_date", "1000")]);
        let progress = figures(&report, &plan, month("2022-05"), Past::NoReport).progress;
        assert_eq!((progress.completion, progress.gap()), (None, None));
        // a plan row of 预备 that carries one is wrong, and totals leave it out too
        let mut plan = plan_row();
        plan.nature = Nature::Preparatory;
        let progress = figures(&report, &plan, month("2022-05"), Past::NoReport).progress;
        assert_eq!(progress.completion, None);
    }

    #[test]
    fn parts_are_held_against_the_year_to_date() {
        let figures = at(
            &[
                ("year_to_date", "100"),
                ("construction", "60"),
                ("equipment", "30"),
            ],
            "2022-05",
            Past::NoReport,
        );
        assert_eq!(figures.composition, Some(wan("90")));
        assert_eq!(figures.not_composed, Some(wan("10")));
        let none = at(&[("year_to_date", "100")], "2022-05", Past::NoReport);
        assert_eq!((none.composition, none.not_composed), (None, None));
    }

    #[test]
    fn before_the_project_entered_there_is_no_report() {
        let reports = std::collections::BTreeMap::new();
        let history = History {
            known_from: None,
            reports: &reports,
        };
        let mut plan = plan_row();
        assert!(matches!(
            last_month(&history, &plan, month("2022-05")),
            Past::NotHere
        ));
        plan.entered = month("2022-05");
        assert!(matches!(
            last_month(&history, &plan, month("2022-05")),
            Past::NoReport
        ));
    }
}
