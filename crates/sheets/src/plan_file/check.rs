//! What must hold of a plan before it is written.

use std::collections::{BTreeMap, BTreeSet};

use yuebao_domain::codes::project;
use yuebao_domain::plan::PlanRow;
use yuebao_domain::profile::Profile;
use yuebao_domain::units::Unit;

use super::Complaint;
use super::faults::{faults, unknown_area};
use super::text::{Entry, is_identifier};

const IDENTIFIER: &str =
    "标识只能用字母、数字、“-”“_”，至多 64 个 / an identifier is 1–64 letters, digits, “-” or “_”";

/// What the database holds already.
#[derive(Debug, Clone, Default)]
pub struct Known {
    /// Its units.
    pub units: Vec<Unit>,
    /// Its plan rows.
    pub projects: Vec<PlanRow>,
}

/// What was found.
#[derive(Debug, Default)]
pub(super) struct Checked {
    pub(super) errors: Vec<Complaint>,
    pub(super) warnings: Vec<Complaint>,
}

/// Identifiers, names, parents, areas.
pub(super) fn check_units(
    units: &[(Entry<'_>, Unit)],
    known: &[Unit],
    profile: Option<&Profile>,
    checked: &mut Checked,
) {
    let mut parents: BTreeMap<&str, Option<&str>> = known
        .iter()
        .map(|unit| (unit.id.as_str(), unit.parent.as_deref()))
        .collect();
    let mut seen = BTreeMap::new();
    for (entry, unit) in units {
        if !is_identifier(&unit.id) {
            checked.errors.push(entry.complain("id", IDENTIFIER));
        }
        if unit.name.trim().is_empty() {
            let words = "名称不能为空 / the name is empty";
            checked.errors.push(entry.complain("name", words));
        }
        twice(&mut seen, &unit.id, entry, "id", checked);
        let area = profile.zip(unit.area.as_deref());
        let wrong = area.and_then(|(profile, area)| unknown_area(area, profile));
        let wrong = wrong.map(|words| entry.complain("area", words));
        checked.errors.extend(wrong);
        parents.insert(&unit.id, unit.parent.as_deref());
    }
    for (entry, unit) in units {
        let Some(parent) = unit.parent.as_deref() else {
            continue;
        };
        if !parents.contains_key(parent) {
            let words = format!("没有单位“{parent}” / there is no unit “{parent}”");
            checked.errors.push(entry.complain("parent", words));
        } else if is_above_itself(&unit.id, &parents) {
            let words = "单位成了自己的上级 / the unit would stand above itself";
            checked.errors.push(entry.complain("parent", words));
        }
    }
}

/// Everything about plan rows that can be told without their reports.
pub(super) fn check_projects(
    projects: &[(Entry<'_>, PlanRow)],
    units: &[(Entry<'_>, Unit)],
    known: &Known,
    profile: Option<&Profile>,
    checked: &mut Checked,
) {
    let units: BTreeSet<&str> = units
        .iter()
        .map(|(_, unit)| unit.id.as_str())
        .chain(known.units.iter().map(|unit| unit.id.as_str()))
        .collect();
    let mut ids = BTreeMap::new();
    let mut codes = codes_of_others(projects, &known.projects);
    for (entry, plan) in projects {
        if !is_identifier(&plan.id) {
            checked.errors.push(entry.complain("id", IDENTIFIER));
        }
        if plan.name.trim().is_empty() {
            let words = "项目名称不能为空 / the name is empty";
            checked.errors.push(entry.complain("name", words));
        }
        twice(&mut ids, &plan.id, entry, "id", checked);
        if let Some(code) = &plan.code {
            twice(
                &mut codes,
                &project::normalise(code),
                entry,
                "code",
                checked,
            );
        }
        for fault in faults(plan, profile) {
            let complaint = entry.complain(&fault.key, fault.words);
            if fault.is_warning {
                checked.warnings.push(complaint);
            } else {
                checked.errors.push(complaint);
            }
        }
        check_lead(entry, plan, &units, checked);
    }
}

/// Where each code stands already, leaving out the rows that the file replaces.
fn codes_of_others(
    projects: &[(Entry<'_>, PlanRow)],
    known: &[PlanRow],
) -> BTreeMap<String, String> {
    let replaced: BTreeSet<&str> = projects.iter().map(|(_, plan)| plan.id.as_str()).collect();
    known
        .iter()
        .filter(|plan| !replaced.contains(plan.id.as_str()))
        .filter_map(|plan| Some((project::normalise(plan.code.as_deref()?), plan.id.clone())))
        .collect()
}

fn check_lead(entry: &Entry<'_>, plan: &PlanRow, units: &BTreeSet<&str>, checked: &mut Checked) {
    if plan.units.is_empty() {
        let words = "须有牵头单位 / a lead unit is needed";
        checked.errors.push(entry.complain("units", words));
    }
    for unit in &plan.units {
        if !units.contains(unit.as_str()) {
            let words = format!(
                "没有单位“{unit}”，文件和库中都没有（见 yuebao unit list） / there is no unit “{unit}”, \
                 neither in the file nor in the database (see yuebao unit list)"
            );
            checked.errors.push(entry.complain("units", words));
        }
    }
}

fn twice(
    seen: &mut BTreeMap<String, String>,
    value: &str,
    entry: &Entry<'_>,
    key: &str,
    checked: &mut Checked,
) {
    if let Some(first) = seen.get(value) {
        let words = format!("“{value}”与 {first} 重复 / “{value}” is at {first} already");
        checked.errors.push(entry.complain(key, words));
    } else {
        seen.insert(value.to_owned(), entry.path.clone());
    }
}

fn is_above_itself(id: &str, parents: &BTreeMap<&str, Option<&str>>) -> bool {
    let mut passed = BTreeSet::new();
    let mut next = parents.get(id).copied().flatten();
    while let Some(up) = next {
        if up == id {
            return true;
        }
        if !passed.insert(up) {
            return false;
        }
        next = parents.get(up).copied().flatten();
    }
    false
}
