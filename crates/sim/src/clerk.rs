//! What a clerk types: boxes of every group, right figures and wrong ones, and what a finding asks
//! for. Every value is used once, so that it can be told where it went.

use fastrand::Rng;
use yuebao_domain::check::{self, Finding, Readiness, Stage, readiness};
use yuebao_domain::device::{Device, ReportKey};
use yuebao_domain::money::Money;
use yuebao_domain::report::{Changes, Field, FieldKey, FieldValue, Report};

/// A change of some boxes; `n` was never used before.
pub(crate) fn typing(rng: &mut Rng, device: &Device, key: &ReportKey, n: u64) -> Changes {
    match rng.u32(..14) {
        0 | 1 => text("remarks", format!("备注{n}")),
        2 => text("visual_progress", format!("完成第{n}层")),
        3..=5 => figures(device, key, n),
        6 => boxes(&[
            ("month_investment", n.to_string()),
            ("year_to_date", (n * 3).to_string()),
            ("since_start", (n * 2).to_string()),
        ]),
        7 => problem(if rng.bool() { "a" } else { "b" }, n),
        8 => emptied("problem.a"),
        9 => boxes(&[
            ("status", "halted".to_owned()),
            ("halt_reason", format!("资金未到位{n}")),
            ("resume_this_year", "no".to_owned()),
        ]),
        10 => text("status", "normal".to_owned()),
        11 => boxes(&[
            ("basis", "expenditure".to_owned()),
            ("basis_reason", format!("无法按形象进度计量{n}")),
        ]),
        12 => text("of_a_newer_form", n.to_string()),
        _ => emptied("remarks"),
    }
}

/// What makes a report ready to be handed in, as far as this device can tell; `None` once it is.
pub(crate) fn repair(device: &Device, key: &ReportKey, n: u64) -> Option<Changes> {
    let readiness = look(device, key)?;
    let mut changes = Changes::new();
    for finding in &readiness.to_correct {
        for field in &finding.fields {
            changes.extend(correction(device, key, field, n));
        }
    }
    for finding in &readiness.to_explain {
        changes.extend(explanation(finding, n));
    }
    Some(changes).filter(|changes| !changes.is_empty())
}

/// What stands in the way of handing in.
pub(crate) fn look(device: &Device, key: &ReportKey) -> Option<Readiness> {
    let (profile, report) = (device.profile.as_ref()?, device.reports.get(key)?);
    let outcome = device.check(key, Stage::Submitting, None);
    let read = Report::read(report.values());
    Some(readiness(&read, &outcome.findings, profile))
}

/// Right figures, as far as the earlier months are at hand.
pub(crate) fn figures(device: &Device, key: &ReportKey, n: u64) -> Changes {
    let month = Money::from_wan(n.into());
    let past = device.past(key);
    let before = past.reports.get(&key.month.plus(-1));
    let year = before
        .and_then(|report| report.year_to_date)
        .unwrap_or(Money::ZERO);
    let start = before
        .and_then(|report| report.since_start)
        .unwrap_or(year + Money::from_wan(5_000.into()));
    boxes(&[
        ("month_investment", month.to_string()),
        ("year_to_date", (year + month).to_string()),
        ("since_start", (start + month).to_string()),
    ])
}

fn correction(device: &Device, key: &ReportKey, field: &FieldKey, n: u64) -> Changes {
    match field.field() {
        Some(Field::MonthInvestment | Field::YearToDate | Field::SinceStart) => {
            figures(device, key, n)
        }
        Some(Field::Status) => text("status", "normal".to_owned()),
        Some(Field::HaltReason) => text("halt_reason", format!("资金未到位{n}")),
        Some(Field::ActualStart) => text("actual_start", "2021-03-01".to_owned()),
        _ => match field.problem_id() {
            Some(id) => problem(id, n),
            None => emptied(field.as_str()),
        },
    }
}

fn explanation(finding: &Finding, n: u64) -> Changes {
    let words = format!("本月甲供设备集中到货，发票已经入账{n}");
    let said = check::explanation(finding, Some(&words));
    let key = finding.explanation_key();
    key.map(|key| (key, Some(FieldValue::Record(said.parts()))))
        .into_iter()
        .collect()
}

fn problem(id: &str, n: u64) -> Changes {
    let parts = [
        ("type", "land".to_owned()),
        ("description", format!("尚缺用地{n}亩")),
    ];
    let parts = parts.map(|(name, text)| (name.to_owned(), text));
    FieldKey::problem(id)
        .map(|key| (key, Some(FieldValue::Record(parts.into()))))
        .into_iter()
        .collect()
}

/// One box.
pub fn text(key: &str, text: String) -> Changes {
    boxes(&[(key, text)])
}

fn emptied(key: &str) -> Changes {
    FieldKey::new(key)
        .map(|key| (key, None))
        .into_iter()
        .collect()
}

/// Several boxes.
pub fn boxes(pairs: &[(&str, String)]) -> Changes {
    pairs
        .iter()
        .filter_map(|(key, text)| Some((FieldKey::new(key)?, Some(FieldValue::from(text.clone())))))
        .collect()
}
