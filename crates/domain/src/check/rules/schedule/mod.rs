//! 进度: starts, completions, milestones, how far the work is, and 入统.

pub(in crate::check) mod t201_completed_before_started;
pub(in crate::check) mod t202_day_not_yet_come;
pub(in crate::check) mod t203_investment_without_start;
pub(in crate::check) mod t204_started_without_progress_text;
pub(in crate::check) mod t205_progress_text_unchanged;
pub(in crate::check) mod t206_completed_below_total;
pub(in crate::check) mod t207_plan_spent_without_completion;
pub(in crate::check) mod t208_start_overdue;
pub(in crate::check) mod t209_completion_overdue;
pub(in crate::check) mod t210_behind_schedule;
pub(in crate::check) mod t211_carried_on_without_start;
pub(in crate::check) mod t212_reported_day_changed;
pub(in crate::check) mod t213_no_milestone_moved;
pub(in crate::check) mod t214_milestone_not_yet_come;
pub(in crate::check) mod t215_started_before_permit;
pub(in crate::check) mod t216_nature_and_start;
pub(in crate::check) mod t217_invested_before_start;
pub(in crate::check) mod t218_words_contradict_figures;
pub(in crate::check) mod t219_entry_days_reversed;
pub(in crate::check) mod t220_entry_overdue;
