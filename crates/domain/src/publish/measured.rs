//! What was completed of which plan: against the plan as it stands, or as it was issued, whichever the
//! profile publishes first.

use rust_decimal::Decimal;

use super::document::{Column, Row};
use super::figures::{Figures, head};
use super::ranking::Rate;
use crate::aggregate::Line;
use crate::money::Money;
use crate::plan::PlanBasis;
use crate::text::{Lang, words};

/// The columns of it.
pub(super) const PLAN: &str = "annual_plan";
pub(super) const DONE: &str = "year_to_date";
pub(super) const COMPLETION: &str = "completion";
pub(super) const GAP: &str = "gap";
/// What of the year to date counts in the rate, where it is not all of it: a cell that no column shows.
pub(super) const COUNTED: &str = "year_to_date_planned";

/// The heads of these columns.
pub(super) fn heads(basis: PlanBasis, figures: Figures, lang: Lang) -> [Column; 4] {
    let plan = match basis {
        PlanBasis::Adjusted => words("年度计划", "Annual plan"),
        PlanBasis::Opening => words("年初计划", "Opening plan"),
    };
    let (unit, print) = (figures.unit(), figures.print);
    [
        (PLAN, plan, unit, print.amount_places, 7),
        (
            DONE,
            words("完成投资", "Completed"),
            unit,
            print.amount_places,
            7,
        ),
        (
            COMPLETION,
            words("完成率", "Rate"),
            "%",
            print.percent_places,
            5,
        ),
        (
            GAP,
            words("与序时进度差距", "Gap"),
            "个百分点",
            print.percent_places,
            5,
        ),
    ]
    .map(|(key, title, unit, places, width)| head(key, title.get(lang), unit, Some(places), width))
}

/// How many projects.
pub(super) fn count_head(lang: Lang) -> Column {
    head(
        "count",
        words("项目数", "Projects").get(lang),
        "项",
        Some(0),
        5,
    )
}

/// Figures of one line on one basis.
#[derive(Debug, Clone, Copy)]
pub(super) struct Measured {
    pub(super) plan: Option<Money>,
    pub(super) done: Option<Money>,
    pub(super) counted: Option<Money>,
    pub(super) completion: Option<Decimal>,
    pub(super) gap: Option<Decimal>,
    mark: &'static str,
}

impl Measured {
    pub(super) fn of(line: &Line, basis: PlanBasis) -> Self {
        let mark = line.mark();
        match basis {
            PlanBasis::Adjusted => Self {
                plan: line.annual_plan,
                done: line.year_to_date,
                counted: line.year_to_date_planned,
                completion: line.completion,
                gap: line.gap,
                mark,
            },
            PlanBasis::Opening => Self {
                plan: line.opening.annual_plan,
                done: line.opening.year_to_date,
                counted: line.opening.year_to_date,
                completion: line.opening.completion,
                gap: line.opening.gap,
                mark,
            },
        }
    }

    /// Whether it has any amount: a plan as it was issued may have one of projects that are not there any
    /// more.
    pub(super) fn is_held(&self) -> bool {
        self.plan.is_some() || self.done.is_some()
    }

    /// What it is ranked by; `None` without a plan.
    pub(super) fn rate(&self) -> Option<Rate> {
        Rate::of(self.counted, self.plan)
    }

    /// Puts it into its columns.
    pub(super) fn put(&self, row: &mut Row, figures: Figures) {
        row.put(PLAN, figures.amount(self.plan));
        row.put(DONE, figures.amount(self.done).marked(self.mark));
        row.put(COMPLETION, figures.percent(self.completion));
        row.put(GAP, figures.percent(self.gap));
        self.put_counted(row, figures);
    }

    /// Puts down what counts in the rate where that is not what stands beside it.
    pub(super) fn put_counted(&self, row: &mut Row, figures: Figures) {
        if self.counted != self.done {
            row.put(COUNTED, figures.amount(self.counted));
        }
    }
}
