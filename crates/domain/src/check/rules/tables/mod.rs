//! 汇总表: whether printed totals follow from their rows.

pub(in crate::check) mod x701_count_total;
pub(in crate::check) mod x702_amount_total;
pub(in crate::check) mod x703_rounding_difference;

use crate::text::{Words, words};

/// What people call a measure of the printed tables; `None` for one of somebody's own.
pub(in crate::check) fn measure_label(measure: &str) -> Option<Words> {
    Some(match measure {
        "count" => words("个数", "count"),
        "total_investment" => words("总投资", "total investment"),
        "annual_plan" => words("年度计划投资", "annual plan"),
        "upper_level_funds" => words("争取上级资金", "upper-level funds"),
        _ => return None,
    })
}
