//! The set as other engines are given it: one flat object a report, with the plan's and last
//! month's figures beside its own, so that no peer has to look anything up.

use serde_json::{Map, Value};
use yuebao_domain::money::Money;
use yuebao_domain::period::Month;
use yuebao_domain::plan::PlanRow;
use yuebao_domain::report::{Field, FieldValues, ValueKind};

use crate::held::Held;

/// All records, project by project and month by month.
pub fn records(held: &Held) -> Vec<Value> {
    held.stored()
        .flat_map(|(plan, reports)| {
            let mut corrected = None;
            reports.iter().map(move |(month, values)| {
                if takes_back(values) {
                    corrected = Some(month.year());
                }
                let last = reports.get(&month.previous());
                let mut record = record(plan, *month, values, last);
                if corrected == Some(month.year()) {
                    record.insert("corrected".to_owned(), 1.into());
                }
                Value::Object(record)
            })
        })
        .collect()
}

/// Amounts become numbers, days numbers such as 20220508; what is not filled is absent.
fn record(
    plan: &PlanRow,
    month: Month,
    values: &FieldValues,
    last: Option<&FieldValues>,
) -> Map<String, Value> {
    let mut record = Map::new();
    record.insert("month".to_owned(), month.number().into());
    record.insert("nature".to_owned(), plan.nature.key().into());
    for (name, amount) in [
        ("plan_total", plan.total_investment),
        ("plan_annual", plan.annual_plan),
        ("plan_before", plan.before_year),
    ] {
        if let Some(amount) = amount {
            record.insert(name.to_owned(), amount_value(amount));
        }
    }
    for field in Field::ALL {
        if let Some(value) = boxed(values, *field) {
            record.insert(field.key().to_owned(), value);
        }
    }
    for (name, field) in [
        ("last_year_to_date", Field::YearToDate),
        ("last_since_start", Field::SinceStart),
    ] {
        if let Some(value) = last.and_then(|last| boxed(last, field)) {
            record.insert(name.to_owned(), value);
        }
    }
    record
}

/// Whether the month is a downward correction: from then on the year to date may be below 0.
fn takes_back(values: &FieldValues) -> bool {
    let month = boxed(values, Field::MonthInvestment);
    month.is_some_and(|month| month.as_f64().is_some_and(|month| month < 0.0))
}

fn boxed(values: &FieldValues, field: Field) -> Option<Value> {
    let text = values.get(&field.into())?.text()?;
    Some(match field.kind() {
        ValueKind::Amount => number(text),
        ValueKind::Day => text.replace('-', "").parse::<u32>().ok()?.into(),
        _ => text.into(),
    })
}

fn amount_value(amount: Money) -> Value {
    number(&amount.to_string())
}

/// JavaScript has no exact decimals: its engines get the nearest double.
fn number(text: &str) -> Value {
    text.parse::<f64>().map_or(Value::Null, Value::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_has_the_report_the_plan_and_last_month() {
        let records = records(&Held::new(1).unwrap());
        assert_eq!(records.len(), 12_000);
        let started = |record: &&Value| record["nature"] == "continuing" && record["month"] == 2;
        let february = records.iter().find(started).unwrap();
        for name in [
            "year_to_date",
            "last_year_to_date",
            "plan_total",
            "plan_annual",
            "actual_start",
        ] {
            assert!(february[name].is_number(), "{name}: {february}");
        }
        let january = records.iter().find(|record| record["month"] == 1).unwrap();
        assert!(january.get("last_year_to_date").is_none());
    }
}
