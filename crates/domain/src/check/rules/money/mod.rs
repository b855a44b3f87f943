//! 投资数据: what the amounts of one report, of earlier months and of the plan say of each other.

pub(in crate::check) mod m101_negative_cumulative;
pub(in crate::check) mod m102_negative_month;
pub(in crate::check) mod m103_year_to_date_adds_up;
pub(in crate::check) mod m104_since_start_adds_up;
pub(in crate::check) mod m105_since_start_below_year;
pub(in crate::check) mod m106_composition_adds_up;
pub(in crate::check) mod m107_above_total_investment;
pub(in crate::check) mod m108_above_annual_plan;
pub(in crate::check) mod m109_no_investment_for_months;
pub(in crate::check) mod m110_far_above_earlier_months;
pub(in crate::check) mod m111_unit_suspicion;
pub(in crate::check) mod m112_too_many_decimals;
pub(in crate::check) mod m113_other_than_plan;
pub(in crate::check) mod m114_preparatory_with_investment;
pub(in crate::check) mod m115_funds_out_of_line;
pub(in crate::check) mod m116_figures_computed;
pub(in crate::check) mod m117_first_report_off_plan;
pub(in crate::check) mod m118_month_above_year;
pub(in crate::check) mod m119_gap_not_bridged;
pub(in crate::check) mod m120_year_not_carried_over;
pub(in crate::check) mod m121_much_after_completion;
pub(in crate::check) mod m122_same_month_again;
pub(in crate::check) mod m124_plan_off_last_years_reports;
