//! What was completed of which plan: against the plan as it stands, or as it was issued, whichever the
//! profile publishes first.

use rust_decimal::Decimal;

use super::document::Row;
use super::figures::Figures;
use super::ranking::Rate;
use crate::aggregate::Line;
use crate::money::Money;
use crate::plan::PlanBasis;

/// The columns of it.
pub(super) const PLAN: &str = "annual_plan";
pub(super) const DONE: &str = "year_to_date";
pub(super) const COMPLETION: &str = "completion";
pub(super) const GAP: &str = "gap";
/// What of the year to date counts in the rate, where it is not all of it: a cell that no column shows.
pub(super) const COUNTED: &str = "year_to_date_planned";

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
