//! What holds for any draft whatsoever.

use std::collections::BTreeSet;

use proptest::prelude::*;
use rust_decimal::Decimal;

use super::testing::{Case, case, plan_row};
use super::*;
use crate::money::Money;
use crate::period::Month;
use crate::plan::{Nature, PlanRow};
use crate::report::{Field, FieldKey, FieldValue, FieldValues};
use crate::text::Lang;

fn key() -> impl Strategy<Value = FieldKey> {
    let fields = Field::ALL.iter().map(|field| FieldKey::from(*field));
    let fields: Vec<FieldKey> = fields.collect();
    prop_oneof![
        8 => prop::sample::select(fields),
        1 => spelt("(milestone|problem|visit|explanation)\\.[a-z0-9]{0,8}"),
        1 => spelt("milestone\\.(approval|permit|environment|land_pre_review)"),
        1 => spelt("[A-Za-z0-9_.-]{1,80}"),
    ]
}

fn spelt(pattern: &'static str) -> impl Strategy<Value = FieldKey> {
    pattern.prop_map(|key| FieldKey::new(&key).unwrap())
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        2 => "-?[0-9]{1,13}(\\.[0-9]{1,7})?",
        2 => "20(19|2[0-3])-(0[1-9]|1[0-2])-[0-3][0-9]",
        1 => "[0-9]{20,60}",
        1 => prop::sample::select(vec!["normal", "halted", "yes", "no", "expenditure", "land", "city"])
            .prop_map(str::to_owned),
        1 => "\\PC{0,40}",
    ]
}

fn value() -> impl Strategy<Value = FieldValue> {
    let part = prop::sample::select(vec![
        "type",
        "description",
        "level",
        "request",
        "deadline",
        "owner",
        "closed",
        "day",
        "visitor",
        "planned",
        "done",
        "text",
        "fingerprint",
        "values",
        "unknown",
    ]);
    let record = prop::collection::btree_map(part.prop_map(str::to_owned), text(), 0..6);
    prop_oneof![
        5 => text().prop_map(FieldValue::Text),
        1 => record.prop_map(FieldValue::Record),
    ]
}

fn values() -> impl Strategy<Value = Vec<(FieldKey, FieldValue)>> {
    prop::collection::btree_map(key(), value(), 0..30).prop_map(|map| map.into_iter().collect())
}

/// A plan row with any amounts and months, or none.
fn planned() -> impl Strategy<Value = PlanRow> {
    let amount = || {
        let wan = prop_oneof![
            -5_i64..5,
            0_i64..100_000,
            Just(i64::MAX / 10_000_000),
            Just(i64::MIN / 10_000_000)
        ];
        let wan = (wan, 0_u32..=6).prop_map(|(n, places)| Decimal::new(n, places));
        prop::option::of(wan.prop_map(Money::from_wan))
    };
    let month = || (-600_i32..600).prop_map(|n| Month::FIRST.plus(n));
    let months = [
        prop::option::of(month()),
        prop::option::of(month()),
        prop::option::of(month()),
    ];
    ([amount(), amount(), amount()], months, month()).prop_map(|(amounts, months, entered)| {
        let mut plan = plan_row();
        [plan.total_investment, plan.annual_plan, plan.before_year] = amounts;
        [plan.planned_start, plan.planned_completion, plan.exited] = months;
        plan.entered = entered;
        plan
    })
}

prop_compose! {
    fn any_case()(
        draft in values(),
        past in values(),
        earlier in values(),
        nature in prop::sample::select(Nature::ALL.to_vec()),
        month in prop::sample::select(vec!["2022-01", "2022-05", "2022-12", "2030-06", "2000-01"]),
        is_known in any::<bool>(),
        is_typing in any::<bool>(),
        code in prop::option::of(text()),
        planned in planned(),
    ) -> Case {
        let mut case = case()
            .month(month)
            .plan(|plan| *plan = planned)
            .nature(nature)
            .today("2022-06-01")
            .plan(|plan| plan.code = code)
            .values(draft.into_iter().collect())
            .past_values(1, past.into_iter().collect())
            .past_values(2, earlier.into_iter().collect());
        if !is_known {
            case = case.nothing_known();
        }
        if is_typing { case.typing() } else { case }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_finding_can_be_said_stored_and_explained(case in any_case()) {
        let outcome = case.run();
        let mut places = BTreeSet::new();
        for finding in &outcome.findings {
            for lang in [Lang::Zh, Lang::En] {
                prop_assert!(!finding.message(lang).is_empty());
                prop_assert!(!finding.advice(lang).is_empty());
            }
            let json = serde_json::to_string(finding).unwrap();
            prop_assert_eq!(&crate::json::read::<Finding>(&json).unwrap(), finding);
            // else one explanation would have to serve two findings
            prop_assert!(places.insert(finding.identity()), "{finding:?}");
        }
        for code in &outcome.not_evaluated {
            prop_assert!(outcome.findings.iter().all(|finding| finding.code != *code));
        }
    }

    #[test]
    fn findings_stand_by_severity_then_by_place(case in any_case()) {
        let outcome = case.run();
        let order = |finding: &Finding| {
            (finding.severity, finding.fields.first().map(FieldKey::form_order))
        };
        prop_assert!(outcome.findings.is_sorted_by_key(order));
    }

    #[test]
    fn a_field_of_a_newer_form_changes_nothing(case in any_case(), value in value()) {
        let with = case.clone().also(FieldKey::new("x_newer_field").unwrap(), value);
        prop_assert_eq!(case.run(), with.run());
    }

    #[test]
    fn a_box_says_nothing_of_findings_that_do_not_name_it(
        case in any_case(),
        field in prop::sample::select(vec![
            Field::TotalInvestment, Field::AnnualPlan, Field::FundsReceived, Field::BondUsed,
            Field::CentralPaid, Field::OwnerUscc,
        ]),
        text in text(),
    ) {
        let with = case.clone().also(field.into(), text.into());
        let others = |case: &Case| {
            let mut findings = case.run().findings;
            findings.retain(|finding| !finding.fields.contains(&field.into()));
            findings
        };
        prop_assert_eq!(others(&case), others(&with));
    }

    #[test]
    fn an_explanation_changes_no_finding(case in any_case(), parts in value()) {
        let before = case.run().findings;
        let keys = before.iter().filter_map(Finding::explanation_key);
        let explained = keys.fold(case, |case, key| case.also(key, parts.clone()));
        prop_assert_eq!(explained.run().findings, before);
    }

    #[test]
    fn the_order_of_filling_changes_nothing(
        (filled, shuffled) in values().prop_flat_map(|v| (Just(v.clone()), Just(v).prop_shuffle())),
    ) {
        let run = |values: Vec<(FieldKey, FieldValue)>| {
            let mut draft = FieldValues::new();
            for (key, value) in values {
                draft.insert(key, value);
            }
            case().values(draft).run()
        };
        prop_assert_eq!(run(filled), run(shuffled));
    }

    #[test]
    fn an_explanation_counts_until_the_figures_change(case in any_case(), minus in 1..1_000_000_u32) {
        let profile = super::testing::profile();
        let words = "本月甲供设备集中到货，发票已入账";
        let amount = |n: u32| format!("-{n}");
        let draft = case.also(Field::MonthInvestment.into(), amount(minus).into());
        let finding = |case: &Case| {
            let findings = case.run().findings;
            findings.into_iter().find(|finding| finding.code == super::testing::code("M102")).unwrap()
        };
        let first = finding(&draft);
        let parts = [("text", words.to_owned()), ("fingerprint", first.fingerprint())];
        let parts = parts.map(|(name, text)| (name.to_owned(), text));
        let explained = draft.also(first.explanation_key().unwrap(), FieldValue::Record(parts.into()));
        prop_assert!(is_explained(&explained.report(), &finding(&explained), &profile));
        let changed = explained.also(Field::MonthInvestment.into(), amount(minus + 1).into());
        prop_assert!(!is_explained(&changed.report(), &finding(&changed), &profile));
    }
}

#[test]
fn an_amount_that_is_larger_or_finer_than_any_typed_one_is_read_back() {
    let typed = |text: &str| crate::money::parse_plain(text).unwrap();
    let sum = typed("101000000000") + typed("899000000000.1");
    let share = typed("0.000001").times(Decimal::new(5, 2));
    for amount in [sum, share, -sum] {
        let arg = Arg::Amount(amount);
        let json = serde_json::to_string(&arg).unwrap();
        assert_eq!(crate::json::read::<Arg>(&json).unwrap(), arg, "{json}");
    }
    assert!(crate::json::read::<Arg>(r#"{"amount":"1e3"}"#).is_err());
}
