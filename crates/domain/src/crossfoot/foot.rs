//! The rule that tells 尾差 from a wrong total.

use rust_decimal::Decimal;

use super::{MeasureCheck, Printed, Table, Verdict, is_count};
use crate::order::Gather;

/// Foots every measure of a table but its percentages, in alphabetical order of the measures.
///
/// The unit u of the addends is the finest place printed in that column (trailing zeros get
/// dropped in practice: "5.5" beside "87.03"), the unit v of the total is its own last printed
/// place. Each printed figure is off by at most half its unit, so with n addends a difference up
/// to (n·u + v)/2 is rounding; beyond it somebody made a mistake. Counts are never rounded.
pub fn foot(table: &Table) -> Vec<MeasureCheck> {
    let rows = table.stated.iter().chain(&table.rows);
    let measures = rows.flat_map(|row| row.figures.keys()).distinct();
    let is_percent =
        |measure: &String| (table.percents.iter()).any(|percent| percent.measure == *measure);
    measures
        .into_iter()
        .filter(|measure| !is_percent(measure))
        .map(|measure| foot_measure(table, measure))
        .collect()
}

fn foot_measure(table: &Table, measure: &str) -> MeasureCheck {
    let addends: Vec<Printed> = (table.rows.iter())
        .filter_map(|row| row.figures.get(measure).copied())
        .collect();
    let total = |addends: &[Printed]| {
        let start = Decimal::ZERO;
        (addends.iter()).fold(start, |sum, addend| sum.saturating_add(addend.value))
    };
    let sum = (!addends.is_empty()).then(|| total(&addends));
    let stated = (table.stated.as_ref()).and_then(|row| row.figures.get(measure).copied());
    let difference = stated
        .zip(sum)
        .map(|(stated, sum)| sum.saturating_sub(stated.value));
    let verdict = match (difference, stated) {
        (Some(difference), _) if difference.is_zero() => Verdict::Exact,
        (Some(_), _) if is_count(measure) => Verdict::Error,
        (Some(difference), Some(stated)) if difference.abs() <= bound(&addends, stated) => {
            Verdict::Rounding
        }
        (Some(_), _) => Verdict::Error,
        (None, _) => Verdict::NotEvaluated,
    };
    MeasureCheck {
        measure: measure.to_owned(),
        sum,
        stated: stated.map(|stated| stated.value),
        difference,
        addends: addends.len(),
        verdict,
    }
}

/// (n·u + v)/2.
fn bound(addends: &[Printed], stated: Printed) -> Decimal {
    let finest = addends.iter().map(|addend| addend.places()).max();
    let unit = |places: u32| Decimal::new(1, places);
    let n = Decimal::from(addends.len());
    let whole = n * unit(finest.unwrap_or_default()) + unit(stated.places());
    whole / Decimal::TWO
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::{Percent, Row};
    use super::*;

    fn row(label: &str, figures: &[(&str, &str)]) -> Row {
        let read =
            |(name, text): &(&str, &str)| Some(((*name).to_owned(), Printed::read(text).unwrap()?));
        Row {
            label: label.to_owned(),
            figures: figures.iter().filter_map(read).collect(),
        }
    }

    fn check(name: &str, stated: Option<&str>, rows: &[&str]) -> MeasureCheck {
        let table = Table {
            id: "t".to_owned(),
            stated: stated.map(|text| row("total", &[(name, text)])),
            rows: rows.iter().map(|text| row("r", &[(name, text)])).collect(),
            ..Table::default()
        };
        foot(&table).pop().unwrap()
    }

    fn verdict(name: &str, stated: &str, rows: &[&str]) -> Verdict {
        check(name, Some(stated), rows).verdict
    }

    #[test]
    fn the_bound_follows_the_printed_places() {
        use Verdict::{Error, Exact, Rounding};
        for (stated, rows, expected) in [
            ("6", &["1", "2", "3"][..], Exact),
            ("6.0", &["1", "2", "3"], Exact),
            // u = 0.01 because of 87.03, although 5.5 shows one place; bound 0.015
            ("92.54", &["5.5", "87.03"], Rounding),
            ("92.55", &["5.5", "87.03"], Error),
            // u = 1, v = 1: bound 2
            ("8", &["1", "2", "3"], Rounding),
            ("9", &["1", "2", "3"], Error),
            // u = 0.1, v = 1: bound 0.65
            ("7", &["1.1", "2.1", "3.2"], Rounding),
            ("8", &["1.1", "2.1", "3.2"], Error),
            // the total is finer than the rows
            ("6.50", &["1", "2", "3"], Rounding),
            ("-5.9", &["-1", "-2", "-3"], Rounding),
        ] {
            assert_eq!(
                verdict("annual_plan", stated, rows),
                expected,
                "{stated} {rows:?}"
            );
        }
    }

    #[test]
    fn counts_are_exact_or_wrong() {
        for name in ["count", "industry_count"] {
            assert_eq!(verdict(name, "6", &["1", "2", "3"]), Verdict::Exact);
            assert_eq!(verdict(name, "7", &["1", "2", "3"]), Verdict::Error);
        }
        assert_eq!(verdict("counted", "7", &["1", "2", "3"]), Verdict::Rounding);
    }

    #[test]
    fn what_no_row_carries_or_no_total_states_is_not_evaluated() {
        let no_row = check("x", Some("6"), &["", "—"]);
        assert_eq!(
            (no_row.verdict, no_row.sum, no_row.addends),
            (Verdict::NotEvaluated, None, 0)
        );
        let no_total = check("x", None, &["1.5", "", "2"]);
        assert_eq!(no_total.verdict, Verdict::NotEvaluated);
        assert_eq!(no_total.sum, Some(Decimal::new(35, 1)));
        assert_eq!((no_total.addends, no_total.difference), (2, None));
    }

    #[test]
    fn a_row_without_the_measure_is_no_addend() {
        // bound (2·1 + 1)/2 = 1.5: with the blank row as an addend 2 would pass as rounding
        assert_eq!(verdict("x", "5", &["1", "2", ""]), Verdict::Error);
    }

    #[test]
    fn measures_stand_in_alphabetical_order() {
        let table = Table {
            id: "t".to_owned(),
            stated: Some(row("total", &[("b", "1")])),
            rows: vec![row("r", &[("c", "1"), ("a", "1")])],
            ..Table::default()
        };
        let names: Vec<String> = foot(&table)
            .into_iter()
            .map(|check| check.measure)
            .collect();
        assert_eq!(names, ["a", "b", "c"]);
    }

    #[test]
    fn percentages_are_not_added_up() {
        let table = Table {
            id: "t".to_owned(),
            stated: Some(row("total", &[("rate", "50"), ("a", "3")])),
            rows: vec![row("r", &[("rate", "40"), ("a", "3")])],
            percents: vec![Percent {
                measure: "rate".to_owned(),
                of: "a".to_owned(),
                over: "b".to_owned(),
            }],
            ..Table::default()
        };
        let checks = foot(&table);
        assert_eq!(checks.len(), 1);
        assert_eq!(checks[0].measure, "a");
    }

    fn table(values: &[Decimal], total: Decimal) -> Table {
        let carrying = |value: Decimal| Row {
            label: String::new(),
            figures: [("x".to_owned(), Printed { value })].into(),
        };
        Table {
            id: "t".to_owned(),
            stated: Some(carrying(total)),
            rows: values.iter().copied().map(carrying).collect(),
            ..Table::default()
        }
    }

    /// As a printing shop rounds and pads: half away from zero, always `places` places.
    fn printed(value: Decimal, places: u32) -> Decimal {
        let mut value = crate::money::round(value, places);
        value.rescale(places);
        value
    }

    fn amounts() -> impl Strategy<Value = Vec<Decimal>> {
        let amount = (-1_000_000_000_i64..1_000_000_000_000).prop_map(|n| Decimal::new(n, 6));
        prop::collection::vec(amount, 1..30)
    }

    proptest! {
        #[test]
        fn exact_rows_foot_exactly(values in amounts()) {
            let total = values.iter().copied().sum();
            prop_assert_eq!(foot(&table(&values, total))[0].verdict, Verdict::Exact);
        }

        #[test]
        fn rounding_rows_and_total_is_never_an_error(
            values in amounts(), rows in 0_u32..6, total in 0_u32..6,
        ) {
            let sum: Decimal = values.iter().copied().sum();
            let shown: Vec<Decimal> = values.iter().map(|value| printed(*value, rows)).collect();
            let check = &foot(&table(&shown, printed(sum, total)))[0];
            prop_assert_ne!(check.verdict, Verdict::Error);
        }

        #[test]
        fn beyond_the_bound_is_an_error(
            values in amounts(), places in 0_u32..6, by in 0_i64..1_000, up in any::<bool>(),
        ) {
            let shown: Vec<Decimal> = values.iter().map(|value| printed(*value, places)).collect();
            let sum: Decimal = shown.iter().copied().sum();
            // one unit of the last place more than (n + 1)/2 of them
            let steps = i64::try_from(shown.len()).unwrap().midpoint(1) + 1 + by;
            let off = Decimal::new(if up { steps } else { -steps }, places);
            let verdict = foot(&table(&shown, sum + off))[0].verdict;
            prop_assert_eq!(verdict, Verdict::Error);
            let within = Decimal::new(i64::try_from(shown.len()).unwrap().midpoint(1), places);
            prop_assert_eq!(foot(&table(&shown, sum + within))[0].verdict, Verdict::Rounding);
        }
    }
}
