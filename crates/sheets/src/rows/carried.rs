//! The values that a table has columns for.

use std::collections::BTreeSet;

use yuebao_domain::plan::PlanBox;
use yuebao_domain::report::{Field, FieldKey};

use crate::table::columns::{Column, Header};
use crate::vocabulary::Target;
/// The keys of the values that a table has columns for. Problems count if every part of one has.
pub(crate) fn carries(header: &Header) -> BTreeSet<String> {
    let mut keys: BTreeSet<String> = header.columns.iter().filter_map(carried).collect();
    let asked_for = ["type", "description", "level", "request", "deadline"];
    let has = |field: &'static str| header.column(Target::Problem(field)).is_some();
    if asked_for.into_iter().all(has) {
        keys.insert("problem".to_owned());
    }
    keys
}

/// The key of the value that a column holds.
pub(super) fn carried(column: &Column) -> Option<String> {
    Some(match column.target {
        Target::Report(field) => field.key().to_owned(),
        Target::StartPair => Field::ActualStart.key().to_owned(),
        Target::CompletionPair => Field::ActualCompletion.key().to_owned(),
        Target::Milestone(kind) => FieldKey::milestone(kind).as_str().to_owned(),
        Target::Plan(PlanBox::Code) => Field::ProjectCode.key().to_owned(),
        Target::Plan(PlanBox::OwnerUscc) => Field::OwnerUscc.key().to_owned(),
        _ => return None,
    })
}
