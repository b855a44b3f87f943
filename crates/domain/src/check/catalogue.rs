//! Every rule, listed once.

mod page;
#[cfg(test)]
mod source_tests;

pub use page::{family, page, sections};

use super::rule::{Rule, RulePage};
use super::rules;
use crate::rule::RuleCode;

macro_rules! catalogue {
    ($( $family:ident :: $rule:ident, )*) => {
        /// The rules in order of their codes.
        pub const RULES: &[&Rule] = &[ $( &rules::$family::$rule::RULE, )* ];

        /// Their pages, in the same order.
        const PAGES: &[&RulePage] = &[ $( &rules::$family::$rule::PAGE, )* ];

        /// One test a rule, with the examples of its file.
        #[cfg(test)]
        pub(super) mod examples {
            use super::super::testing::Cases;

            /// All of them.
            pub(in crate::check) fn all() -> Vec<Cases> {
                vec![ $( super::rules::$family::$rule::cases(), )* ]
            }

            $(
                #[test]
                fn $rule() {
                    super::rules::$family::$rule::cases().verify();
                }
            )*
        }
    };
}

catalogue! {
    codes::c001_required_box_empty,
    codes::c002_project_code_malformed,
    codes::c003_project_code_check_character,
    codes::c004_no_project_code,
    codes::c005_credit_code_invalid,
    codes::c006_area_not_in_list,
    codes::c007_nature_or_category_not_in_list,
    plan::c008_reported_twice,
    plan::c009_same_name_and_owner,
    codes::c010_no_lead_unit,
    codes::c011_month_outside_plan,
    codes::c012_box_not_understood,
    plan::c013_code_used_twice,
    codes::c014_credit_code_check_character,
    codes::c015_empty_talk,
    codes::c016_text_too_long,
    codes::c017_report_too_large,
    halted::h301_halted_without_reason,
    halted::h302_resumption_not_planned,
    halted::h303_halted_with_investment,
    halted::h304_resumed_without_progress,
    halted::h305_resumption_contradicted,
    plan::l601_below_entry_amounts,
    plan::l602_excluded_kind,
    plan::l603_exit_not_recorded,
    plan::l604_schedule_reversed,
    plan::l605_plan_beyond_total,
    money::m101_negative_cumulative,
    money::m102_negative_month,
    money::m103_year_to_date_adds_up,
    money::m104_since_start_adds_up,
    money::m105_since_start_below_year,
    money::m106_composition_adds_up,
    money::m107_above_total_investment,
    money::m108_above_annual_plan,
    money::m109_no_investment_for_months,
    money::m110_far_above_earlier_months,
    money::m111_unit_suspicion,
    money::m112_too_many_decimals,
    money::m113_other_than_plan,
    money::m114_preparatory_with_investment,
    money::m115_funds_out_of_line,
    money::m116_figures_computed,
    money::m117_first_report_off_plan,
    money::m118_month_above_year,
    money::m119_gap_not_bridged,
    money::m120_year_not_carried_over,
    money::m121_much_after_completion,
    money::m122_same_month_again,
    plan::m123_same_month_elsewhere,
    money::m124_plan_off_last_years_reports,
    problems::p401_problem_not_described,
    problems::p402_coordination_not_specified,
    problems::p403_open_problem_not_touched,
    problems::p404_escalation_due,
    problems::p405_deadline_passed,
    problems::p406_visit_not_described,
    funds::s501_more_spent_than_issued,
    funds::s502_central_budget_not_started,
    funds::s503_payment_behind_path,
    funds::s504_bond_not_used_up,
    funds::s505_expenditure_basis_without_reason,
    funds::s506_cumulative_fell,
    schedule::t201_completed_before_started,
    schedule::t202_day_not_yet_come,
    schedule::t203_investment_without_start,
    schedule::t204_started_without_progress_text,
    schedule::t205_progress_text_unchanged,
    schedule::t206_completed_below_total,
    schedule::t207_plan_spent_without_completion,
    schedule::t208_start_overdue,
    schedule::t209_completion_overdue,
    schedule::t210_behind_schedule,
    schedule::t211_carried_on_without_start,
    schedule::t212_reported_day_changed,
    schedule::t213_no_milestone_moved,
    schedule::t214_milestone_not_yet_come,
    schedule::t215_started_before_permit,
    schedule::t216_nature_and_start,
    schedule::t217_invested_before_start,
    schedule::t218_words_contradict_figures,
    schedule::t219_entry_days_reversed,
    schedule::t220_entry_overdue,
    tables::x701_count_total,
    tables::x702_amount_total,
    tables::x703_rounding_difference,
    tables::x704_percentage_does_not_follow,
    plan::x705_report_missing,
    tables::x706_cross_table,
    tables::x707_percentage_averaged,
}

/// The rule with this code.
pub fn find(code: RuleCode) -> Option<&'static Rule> {
    RULES.iter().copied().find(|rule| rule.code == code)
}

/// The rules with their pages.
pub fn documented() -> impl Iterator<Item = (&'static Rule, &'static RulePage)> {
    RULES.iter().copied().zip(PAGES.iter().copied())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use rust_decimal::Decimal;

    use super::super::wording::placeholders;
    use super::*;
    use crate::text::Words;

    #[test]
    fn codes_are_unique_and_in_order() {
        assert!(RULES.is_sorted_by(|a, b| a.code < b.code));
        for rule in RULES {
            assert!(std::ptr::eq(find(rule.code).unwrap(), *rule));
        }
    }

    #[test]
    fn every_rule_is_documented_in_both_languages() {
        for (rule, page) in documented() {
            let texts = [
                rule.title,
                page.what,
                page.why,
                page.fires,
                page.silent,
                rule.message,
                rule.advice,
            ];
            for text in texts.iter().chain(rule.variants) {
                for words in [text.zh, text.en] {
                    assert!(!words.trim().is_empty(), "{}: {text:?}", rule.code);
                    assert!(!words.contains("  "), "{}: {words}", rule.code);
                }
            }
            for text in [rule.title, page.what, page.why, rule.advice] {
                let is_chinese = |c| ('\u{4e00}'..='\u{9fff}').contains(&c);
                assert!(text.zh.contains(is_chinese), "{}: {}", rule.code, text.zh);
                assert!(
                    text.zh.ends_with(['。', '）']) || text.zh == rule.title.zh,
                    "{}",
                    text.zh
                );
            }
            assert!(!page.source.is_empty(), "{}", rule.code);
        }
    }

    #[test]
    fn both_languages_name_the_same_values() {
        let names = |text: &'static str| placeholders(text).collect::<BTreeSet<_>>();
        for rule in RULES {
            let wordings: Vec<&Words> = [&rule.message, &rule.advice]
                .into_iter()
                .chain(rule.variants)
                .collect();
            for words in wordings {
                assert_eq!(names(words.zh), names(words.en), "{}", rule.code);
            }
        }
    }

    #[test]
    fn parameters_have_exact_defaults() {
        for (rule, page) in documented() {
            for (name, default) in rule.params {
                let exact = Decimal::from_str_exact(default).unwrap();
                assert_eq!(rule.default_param(name), exact, "{}", rule.code);
                assert!(
                    page.what.zh.contains(name),
                    "{}: {name} is not documented",
                    rule.code
                );
                assert!(
                    page.what.en.contains(default),
                    "{}: {default} is not documented",
                    rule.code
                );
            }
        }
    }
}
