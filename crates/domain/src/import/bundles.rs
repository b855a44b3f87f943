//! 打包 in files: a part names its bundle by its identifier, or as it is called.

use std::collections::{BTreeMap, BTreeSet};

use super::preview::{Change, Obstacle};
use crate::plan::{PlanBox, PlanRow, bundle_fault};

/// The identifier of the bundle that a file calls so: that of the one project with this name.
fn called<'a>(said: &str, plan: impl Iterator<Item = &'a PlanRow>) -> Option<&'a str> {
    let mut named = plan
        .filter(|row| row.name == said)
        .map(|row| row.id.as_str());
    let first = named.next()?;
    named.all(|other| other == first).then_some(first)
}

/// Puts the identifier into a row of a file, where the plan has that bundle.
pub(super) fn identify(row: &mut PlanRow, held: &[PlanRow]) {
    let Some(said) = &row.bundle else {
        return;
    };
    if held.iter().all(|row| row.id != *said)
        && let Some(id) = called(said, held.iter())
    {
        row.bundle = Some(id.to_owned());
    }
}

/// The same where the bundle is new with the file, and what stands against parts and bundles then.
pub(super) fn settle(changes: &mut [Change], held: &[PlanRow]) -> Vec<Obstacle> {
    let is_about = |change: &Change| {
        let mut fields = change.fields.iter();
        fields.any(|one| matches!(one.field, PlanBox::Bundle | PlanBox::IsBundle))
    };
    if !changes.iter().any(is_about) {
        return Vec::new();
    }
    let mut plan: BTreeMap<String, PlanRow> = BTreeMap::new();
    for row in held.iter().chain(changes.iter().map(|change| &change.row)) {
        plan.insert(row.id.clone(), row.clone());
    }
    let known: BTreeSet<&String> = plan.keys().collect();
    for change in changes.iter_mut() {
        let field = change
            .fields
            .iter_mut()
            .find(|one| one.field == PlanBox::Bundle);
        let Some((field, said)) = field.zip(change.row.bundle.as_mut()) else {
            continue;
        };
        if !known.contains(said)
            && let Some(id) = called(said, plan.values())
        {
            id.clone_into(said);
            field.after = Some(said.clone());
        }
    }
    for change in changes.iter() {
        plan.insert(change.row.id.clone(), change.row.clone());
    }
    // nothing stands against a row that has nothing to do with bundles, and most have not
    let named: BTreeSet<&str> = (plan.values().filter_map(|row| row.bundle.as_deref())).collect();
    let about = changes.iter().filter(|change| {
        let row = &change.row;
        let is_one = row.bundle.is_some() || row.is_bundle || named.contains(row.id.as_str());
        is_one && is_about(change)
    });
    let faults = about.filter_map(|change| {
        let fault = bundle_fault(&change.row, plan.values())?;
        Some(Obstacle::Bundle(change.at.unwrap_or_default(), fault))
    });
    faults.collect()
}
