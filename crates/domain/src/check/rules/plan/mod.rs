//! 计划和整月: what plan rows and the reports of a month say of each other.

pub(in crate::check) mod c008_reported_twice;
pub(in crate::check) mod c009_same_name_and_owner;
pub(in crate::check) mod c013_code_used_twice;
pub(in crate::check) mod l601_below_entry_amounts;
pub(in crate::check) mod l602_excluded_kind;
pub(in crate::check) mod l603_exit_not_recorded;
pub(in crate::check) mod l604_schedule_reversed;
pub(in crate::check) mod l605_plan_beyond_total;
pub(in crate::check) mod m123_same_month_elsewhere;
pub(in crate::check) mod x705_report_missing;
