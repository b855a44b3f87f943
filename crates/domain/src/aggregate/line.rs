//! One line of a summary, and how it is added up.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{Dimension, Item, Key};
use crate::money::Money;
use crate::order::Order;
use crate::period::{Date, Month};
use crate::plan::PlanRow;
use crate::progress::{Progress, planned};

/// Totals of one group of projects. Amounts are 万元, exact; percentages are unrounded.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// The group; empty for 合计.
    pub path: Vec<Key>,
    /// 项目个数.
    pub count: usize,
    /// How many of them have a report of the month (已报).
    pub reported: usize,
    /// The projects without one (未报), by identifier.
    pub missing: Vec<String>,
    /// 总投资.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub total_investment: Option<Money>,
    /// 年度计划投资, of implementing projects.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub annual_plan: Option<Money>,
    /// 本月完成.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub month: Option<Money>,
    /// 本年累计.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub year_to_date: Option<Money>,
    /// 自开工累计.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since_start: Option<Money>,
    /// 本年累计 of the projects that have an annual plan: the numerator of `completion`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub year_to_date_planned: Option<Money>,
    /// 完成年度计划 %; `None` without an annual plan or without any figure, printed "—".
    #[serde(default, with = "rust_decimal::serde::str_option")]
    pub completion: Option<Decimal>,
    /// 完成率 − 序时进度, in 个百分点.
    #[serde(default, with = "rust_decimal::serde::str_option")]
    pub gap: Option<Decimal>,
    /// 实际开工 in the month.
    pub started_in_month: usize,
    /// 实际开工 in the year, up to the end of the month.
    pub started_in_year: usize,
    /// 实际竣工 in the month.
    pub completed_in_month: usize,
    /// 实际竣工 in the year, up to the end of the month.
    pub completed_in_year: usize,
    /// 停工 at the end of the month.
    pub halted: usize,
}

/// A line while it is being added up.
#[derive(Default)]
pub(super) struct Tally<'a> {
    line: Line,
    /// Any project of the group: it knows the group's keys.
    member: Option<&'a PlanRow>,
    missing: Vec<&'a str>,
}

impl<'a> Tally<'a> {
    pub(super) fn add(&mut self, item: Item<'a>, month: Month) {
        let (line, plan) = (&mut self.line, item.plan);
        let annual_plan = planned(plan);
        self.member = Some(plan);
        line.count += 1;
        add(&mut line.total_investment, plan.total_investment);
        add(&mut line.annual_plan, annual_plan);
        let Some(report) = item.report else {
            self.missing.push(&plan.id);
            return;
        };
        line.reported += 1;
        add(&mut line.month, report.month_investment);
        add(&mut line.year_to_date, report.year_to_date);
        add(&mut line.since_start, report.since_start);
        if annual_plan.is_some() {
            add(&mut line.year_to_date_planned, report.year_to_date);
        }
        let (in_month, in_year) = falls(report.actual_start, month);
        line.started_in_month += usize::from(in_month);
        line.started_in_year += usize::from(in_year);
        let (in_month, in_year) = falls(report.actual_completion, month);
        line.completed_in_month += usize::from(in_month);
        line.completed_in_year += usize::from(in_year);
        line.halted += usize::from(report.is_halted());
    }

    pub(super) fn finish(mut self, by: &[Dimension], month: Month) -> Line {
        self.missing.order_by(Ord::cmp);
        let mut line = self.line;
        if let Some(member) = self.member {
            line.path = by.iter().map(|dimension| dimension.key(member)).collect();
        }
        line.missing = self.missing.into_iter().map(str::to_owned).collect();
        let progress = Progress::at(month, line.year_to_date_planned, line.annual_plan);
        line.completion = progress.completion;
        line.gap = progress.gap();
        line
    }
}

fn add(sum: &mut Option<Money>, amount: Option<Money>) {
    if let Some(amount) = amount {
        *sum = Some(sum.map_or(amount, |sum| sum + amount));
    }
}

/// Whether a day falls into `month`, and into its year up to the end of `month`.
fn falls(day: Option<Date>, month: Month) -> (bool, bool) {
    let Some(day) = day.and_then(Month::of) else {
        return (false, false);
    };
    (day == month, day.year() == month.year() && day <= month)
}
