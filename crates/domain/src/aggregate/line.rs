//! One line of a summary.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{Carried, Key};
use crate::crossfoot::CARRIED_MARK;
use crate::money::Money;

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
    /// How many projects without one are in the cumulative amounts with a figure of an earlier
    /// month (结转), newest month first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub carried: Vec<Carried>,
    /// 总投资.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub total_investment: Option<Money>,
    /// 年度计划投资, of implementing projects.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub annual_plan: Option<Money>,
    /// 本月完成.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub month: Option<Money>,
    /// 本年累计, with what was carried.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub year_to_date: Option<Money>,
    /// 自开工累计, with what was carried.
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
    /// 年初: the same against the plan as it was issued.
    #[serde(default, skip_serializing_if = "Opening::is_empty")]
    pub opening: Opening,
    /// 已调出: what has left the plan within the year, which is in no other figure but `opening`.
    #[serde(default, skip_serializing_if = "Left::is_empty")]
    pub left: Left,
}

/// What was completed against the plan as it was issued for the year (年初). 万元, exact.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opening {
    /// 年初计划, of implementing projects.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub annual_plan: Option<Money>,
    /// 本年累计 of these projects, also of those that have left since.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub year_to_date: Option<Money>,
    /// 完成年初计划 %.
    #[serde(default, with = "rust_decimal::serde::str_option")]
    pub completion: Option<Decimal>,
    /// That less 序时进度, in 个百分点.
    #[serde(default, with = "rust_decimal::serde::str_option")]
    pub gap: Option<Decimal>,
}

/// What has left the plan within the year (已调出).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Left {
    /// 项目数.
    pub projects: usize,
    /// What they have completed in the year, 万元.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub year_to_date: Option<Money>,
}

impl Opening {
    /// Whether nothing is known of such a plan.
    pub const fn is_empty(&self) -> bool {
        self.annual_plan.is_none() && self.year_to_date.is_none()
    }
}

impl Left {
    /// Whether nothing has left.
    pub const fn is_empty(&self) -> bool {
        self.projects == 0
    }
}

impl Line {
    /// What was completed in the year, 已调出 included.
    pub fn completed(&self) -> Option<Money> {
        let mut sum = self.year_to_date;
        add(&mut sum, self.left.year_to_date);
        sum
    }

    /// 年初 where it is another plan, or has done another part of it, than the one of today.
    pub fn other_opening(&self) -> Option<&Opening> {
        let (opening, own) = (&self.opening, (self.annual_plan, self.year_to_date_planned));
        let is_other = (opening.annual_plan, opening.year_to_date) != own;
        (is_other && !opening.is_empty()).then_some(opening)
    }

    /// How many projects are in it with a cumulative figure of an earlier month.
    pub fn carried_projects(&self) -> usize {
        self.carried.iter().map(|one| one.projects).sum()
    }

    /// What is printed behind its cumulative amounts.
    pub fn mark(&self) -> &'static str {
        if self.carried.is_empty() {
            ""
        } else {
            CARRIED_MARK
        }
    }
}

pub(super) fn add(sum: &mut Option<Money>, amount: Option<Money>) {
    if let Some(amount) = amount {
        *sum = Some(sum.map_or(amount, |sum| sum + amount));
    }
}
