//! Operations, written briefly.

use std::sync::atomic::{AtomicU64, Ordering};

use yuebao_domain::check::Finding;
use yuebao_domain::report::{Changes, FORM_VERSION, FieldKey, FieldValue};
use yuebao_domain::wire::v1::{Operation, OperationKind};

/// An id that was never used before, nor in a stored database.
pub(crate) fn op_id() -> String {
    static NEXT: AtomicU64 = AtomicU64::new(0x1000);
    let number = NEXT.fetch_add(1, Ordering::SeqCst);
    format!("0190a0a0-0000-7000-8000-{number:012x}")
}

pub(crate) fn changes(boxes: &[(&str, &str)]) -> Changes {
    boxes
        .iter()
        .map(|(key, text)| {
            let value = Some(FieldValue::from(*text)).filter(|_| !text.is_empty());
            (FieldKey::new(key).unwrap(), value)
        })
        .collect()
}

pub(crate) fn operation(
    kind: OperationKind,
    project: &str,
    month: &str,
    base_rev: u64,
    boxes: &[(&str, &str)],
) -> Operation {
    Operation {
        op_id: op_id().into(),
        sequence: 1,
        project: project.to_owned(),
        month: month.parse().unwrap(),
        form_version: FORM_VERSION,
        base_rev,
        base_tag: None,
        previous: None,
        kind,
        changes: changes(boxes),
        conflict: None,
        also: Vec::new(),
        reason: None,
        made_at: "2022-06-05T10:00:00+08:00".into(),
    }
}

pub(crate) fn set(project: &str, base_rev: u64, boxes: &[(&str, &str)]) -> Operation {
    operation(OperationKind::Set, project, "2022-05", base_rev, boxes)
}

pub(crate) fn submit(project: &str, base_rev: u64, boxes: &[(&str, &str)]) -> Operation {
    operation(OperationKind::Submit, project, "2022-05", base_rev, boxes)
}

/// Figures that agree.
pub(crate) const GOOD: &[(&str, &str)] = &[
    ("month_investment", "100"),
    ("year_to_date", "500"),
    ("since_start", "5500"),
];

/// With an explanation of what was found.
pub(crate) fn explained(mut operation: Operation, finding: &Finding) -> Operation {
    let words = "上月多报的设备款本月冲减，凭证已附";
    let explanation = [
        ("text".to_owned(), words.to_owned()),
        ("fingerprint".to_owned(), finding.fingerprint()),
    ];
    operation.changes.insert(
        finding.explanation_key().unwrap(),
        Some(FieldValue::Record(explanation.into())),
    );
    operation
}

/// Builds `operation` on `previous`.
pub(crate) fn after(previous: &Operation, operation: Operation) -> Operation {
    Operation {
        previous: Some(previous.op_id.clone()),
        ..operation
    }
}
