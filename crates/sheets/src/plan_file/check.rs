//! What must hold of a plan before it is written.

use std::collections::{BTreeMap, BTreeSet};

use yuebao_domain::codes::{project, uscc};
use yuebao_domain::plan::PlanRow;
use yuebao_domain::profile::Profile;
use yuebao_domain::units::Unit;

use super::Complaint;
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
        if let Some((profile, area)) = profile.zip(unit.area.as_deref()) {
            check_area(entry, area, profile, checked);
        }
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
        check_codes(entry, plan, checked);
        if let Some(profile) = profile {
            check_labels(entry, plan, profile, checked);
        }
        check_lead(entry, plan, &units, checked);
        check_figures(entry, plan, checked);
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

fn check_codes(entry: &Entry<'_>, plan: &PlanRow, checked: &mut Checked) {
    if let Some(Err(fault)) = plan.code.as_deref().map(project::check) {
        let complaint = entry.complain("code", format!("{} / {fault}", fault.zh()));
        match fault {
            project::Fault::Malformed(_) => checked.errors.push(complaint),
            // The rule for it was derived from samples: worth a look, no reason to refuse.
            project::Fault::CheckCharacter { .. } => checked.warnings.push(complaint),
        }
    }
    if let Some(Err(fault)) = plan.owner_uscc.as_deref().map(uscc::check) {
        let complaint = entry.complain("owner_uscc", format!("{} / {fault}", fault.zh()));
        match fault {
            uscc::Fault::Malformed(_) => checked.errors.push(complaint),
            // Some codes from before 2016 that are still in use have another one.
            uscc::Fault::CheckCharacter { .. } => checked.warnings.push(complaint),
        }
    }
}

fn check_labels(entry: &Entry<'_>, plan: &PlanRow, profile: &Profile, checked: &mut Checked) {
    let id = &profile.id;
    if !profile.natures.iter().any(|label| label.key == plan.nature) {
        let natures = profile.natures.iter();
        let there = listed(natures.map(|label| (label.key.key(), label.label.as_str())));
        let words = format!(
            "配置“{id}”不用这一性质；可用 / profile “{id}” does not use this nature; there are: {there}"
        );
        checked.errors.push(entry.complain("nature", words));
    }
    if let Some(category) = plan.category
        && !profile.categories.iter().any(|label| label.key == category)
    {
        let categories = profile.categories.iter();
        let there = listed(categories.map(|label| (label.key.key(), label.label.as_str())));
        let words = format!(
            "配置“{id}”不用这一行业；可用 / profile “{id}” does not use this category; there are: {there}"
        );
        checked.errors.push(entry.complain("category", words));
    }
    check_area(entry, &plan.area, profile, checked);
}

fn check_area(entry: &Entry<'_>, area: &str, profile: &Profile, checked: &mut Checked) {
    if !profile.areas.iter().any(|known| known.code == area) {
        let areas = profile.areas.iter();
        let there = listed(areas.map(|area| (area.code.as_str(), area.name.as_str())));
        let id = &profile.id;
        let words = format!(
            "配置“{id}”没有区划“{area}”；可用 / profile “{id}” has no area “{area}”; there are: {there}"
        );
        checked.errors.push(entry.complain("area", words));
    }
}

/// The values that can stand there, each with its name.
fn listed<'a>(values: impl Iterator<Item = (&'a str, &'a str)>) -> String {
    let values: Vec<String> = values
        .map(|(key, label)| format!("{key} {label}"))
        .collect();
    if values.is_empty() {
        return "—".to_owned();
    }
    values.join(", ")
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

fn check_figures(entry: &Entry<'_>, plan: &PlanRow, checked: &mut Checked) {
    let amounts = [
        ("total_investment", plan.total_investment),
        ("annual_plan", plan.annual_plan),
        ("before_year", plan.before_year),
        ("upper_level_funds", plan.upper_level_funds),
    ];
    for (key, amount) in amounts {
        if amount.is_some_and(yuebao_domain::money::Money::is_negative) {
            let words = "金额不能为负 / an amount cannot be negative";
            checked.errors.push(entry.complain(key, words));
        }
    }
    if !plan.nature.is_implementing() && plan.annual_plan.is_some() {
        let words = "预备项目没有年度计划投资，请删去此项（不是填 0） / a preparatory project has no annual plan: leave it out, not 0";
        checked.errors.push(entry.complain("annual_plan", words));
    }
    if plan.exited.is_some_and(|last| last < plan.entered) {
        let words = "退出早于进入 / it leaves before it enters";
        checked.errors.push(entry.complain("exited", words));
    }
    let ends = plan.planned_start.zip(plan.planned_completion);
    if ends.is_some_and(|(start, completion)| completion < start) {
        let words = "计划竣工早于计划开工 / planned completion before planned start";
        checked
            .errors
            .push(entry.complain("planned_completion", words));
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
