//! Whether a column is of the report's month and year, by what its header says.

use yuebao_domain::period::Month;
use yuebao_domain::plan::PlanBox;
use yuebao_domain::report::Field;

use crate::values::months::{self, NamedMonth, StatedMonth};
use crate::vocabulary::Target;

/// How a column stands to the report's month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum MonthFit {
    /// It is of the month, or does not say.
    Own,
    /// It is of another month or year.
    Other,
}

/// What the cells above a column say; the lowest first.
struct Above {
    year: Option<i16>,
    month: Option<NamedMonth>,
}

/// Whether a column that is read as `target` is of this month. Without a month nothing is of another,
/// but what says itself that it is.
pub(crate) fn fit(target: Target, path: &[String], month: Option<Month>) -> MonthFit {
    let relative = path.iter().rev().find_map(|text| relative_year(text));
    let above = read(path);
    let of_last_year = target == Target::Plan(PlanBox::BeforeYear);
    let expected = if of_last_year { -1 } else { 0 };
    let is_dated = of_last_year
        || matches!(
            target,
            Target::Percent
                | Target::Plan(PlanBox::AnnualPlan)
                | Target::Report(Field::MonthInvestment | Field::YearToDate)
        );
    if is_dated && relative.is_some_and(|years| years != expected) {
        return MonthFit::Other;
    }
    if is_about_month(target) && path.iter().any(|text| is_other_month(text)) {
        return MonthFit::Other;
    }
    let Some(month) = month else {
        return MonthFit::Own;
    };
    let year_fits = above
        .year
        .is_none_or(|year| year == month.year() + expected);
    let month_fits = above.month.is_none_or(|named| match named {
        NamedMonth::Unclear(_) => false,
        NamedMonth::Month { number, .. } => number == month.number(),
    });
    // 本月 below 1-7月完成情况 is a month; 1-6月 of its own words is none
    let own_span = path.last().and_then(|text| months::in_header(text).month);
    let is_own_span = match (target, own_span) {
        (Target::Report(Field::MonthInvestment), Some(NamedMonth::Month { from, number })) => {
            from == number
        }
        (Target::Report(Field::YearToDate), Some(NamedMonth::Month { from, .. })) => from == 1,
        _ => true,
    };
    let fits = match target {
        Target::Plan(PlanBox::AnnualPlan | PlanBox::BeforeYear) | Target::MonthPlan(_) => year_fits,
        Target::Report(Field::MonthInvestment | Field::YearToDate) | Target::Percent => {
            year_fits && month_fits && is_own_span
        }
        Target::Report(Field::SinceStart) => is_since_start(path),
        _ => true,
    };
    if fits { MonthFit::Own } else { MonthFit::Other }
}

/// 累计完成投资 below 2022年 or 1-7月 is of those months.
fn is_since_start(path: &[String]) -> bool {
    let Some((last, groups)) = path.split_last() else {
        return true;
    };
    let says_start = ["开工", "开建", "开始", "至今"]
        .iter()
        .any(|word| last.contains(word));
    let above = read(groups);
    says_start || (above.year.is_none() && above.month.is_none())
}

fn read(path: &[String]) -> Above {
    let said: Vec<StatedMonth> = path
        .iter()
        .rev()
        .map(|text| months::in_header(text))
        .collect();
    Above {
        year: said.iter().find_map(|said| said.year),
        month: said.iter().find_map(|said| said.month.clone()),
    }
}

fn relative_year(text: &str) -> Option<i16> {
    let words = [
        ("上年", -1),
        ("去年", -1),
        ("上一年", -1),
        ("前年", -2),
        ("明年", 1),
        ("下年", 1),
        ("次年", 1),
        ("下一年", 1),
    ];
    let text: String = text.split_whitespace().collect();
    (words.iter()).find_map(|(word, years)| text.contains(word).then_some(*years))
}

fn is_about_month(target: Target) -> bool {
    target == Target::Report(Field::MonthInvestment)
}

fn is_other_month(text: &str) -> bool {
    let text: String = text.split_whitespace().collect();
    ["上月", "下月", "次月"]
        .iter()
        .any(|word| text.contains(word))
}
