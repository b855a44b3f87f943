//! What is wrong with a plan row by itself, wherever it comes from.

use std::borrow::Cow;

use yuebao_domain::codes::{project, uscc};
use yuebao_domain::money::Money;
use yuebao_domain::plan::PlanRow;
use yuebao_domain::profile::Profile;
use yuebao_domain::text::Lang;

/// Something that is wrong with one value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Fault {
    /// The key of the value.
    pub(crate) key: Cow<'static, str>,
    /// What and what to do, in Chinese and English.
    pub(crate) words: String,
    /// Worth a look, and no reason to refuse the row.
    pub(crate) is_warning: bool,
}

impl Fault {
    fn wrong(key: impl Into<Cow<'static, str>>, words: impl Into<String>) -> Self {
        let words = words.into();
        Self {
            key: key.into(),
            words,
            is_warning: false,
        }
    }
}

/// Everything about codes, labels, amounts and months.
pub(crate) fn faults(plan: &PlanRow, profile: Option<&Profile>) -> Vec<Fault> {
    let mut faults = codes(plan);
    if let Some(profile) = profile {
        faults.extend(labels(plan, profile));
    }
    faults.extend(figures(plan));
    faults
}

fn codes(plan: &PlanRow) -> Vec<Fault> {
    let mut faults = Vec::new();
    if let Some(Err(fault)) = plan.code.as_deref().map(project::check) {
        faults.push(Fault {
            key: "code".into(),
            words: format!("{} / {fault}", fault.zh()),
            // The rule for it was derived from samples.
            is_warning: matches!(fault, project::Fault::CheckCharacter { .. }),
        });
    }
    if let Some(Err(fault)) = plan.owner_uscc.as_deref().map(uscc::check) {
        faults.push(Fault {
            key: "owner_uscc".into(),
            words: format!("{} / {fault}", fault.zh()),
            // Some codes from before 2016 that are still in use have another one.
            is_warning: matches!(fault, uscc::Fault::CheckCharacter { .. }),
        });
    }
    faults
}

fn labels(plan: &PlanRow, profile: &Profile) -> Vec<Fault> {
    let id = &profile.id;
    let mut faults = Vec::new();
    if !profile.natures.iter().any(|label| label.key == plan.nature) {
        let natures = profile.natures.iter();
        let there = listed(natures.map(|label| (label.key.key(), label.label.as_str())));
        let words = format!(
            "配置“{id}”不用这一性质；可用 / profile “{id}” does not use this nature; there are: {there}"
        );
        faults.push(Fault::wrong("nature", words));
    }
    if let Some(category) = plan.category
        && !profile.categories.iter().any(|label| label.key == category)
    {
        let categories = profile.categories.iter();
        let there = listed(categories.map(|label| (label.key.key(), label.label.as_str())));
        let words = format!(
            "配置“{id}”不用这一行业；可用 / profile “{id}” does not use this category; there are: {there}"
        );
        faults.push(Fault::wrong("category", words));
    }
    let levels = profile.levels_in_use();
    if !levels.contains(&plan.level) {
        let labels = levels.iter();
        let labels = labels.map(|level| (level.key(), profile.level_label(level, Lang::Zh)));
        let there = listed(labels);
        let words = format!(
            "配置“{id}”不用这一层级；可用 / profile “{id}” does not use this level; there are: {there}"
        );
        faults.push(Fault::wrong("level", words));
    }
    faults.extend(classes(plan, profile));
    let area = unknown_area(&plan.area, profile);
    faults.extend(area.map(|words| Fault::wrong("area", words)));
    faults
}

/// Classes that the profile does not have, and values that they do not have.
fn classes(plan: &PlanRow, profile: &Profile) -> Vec<Fault> {
    let id = &profile.id;
    let mut faults = Vec::new();
    for (key, value) in plan.classes.iter() {
        let field = format!("classes.{key}");
        let Some(class) = profile.class(key) else {
            let all = profile.classes.iter();
            let there = listed(all.map(|class| (class.key.as_str(), class.label.as_str())));
            let words = format!(
                "配置“{id}”没有分类“{key}”；可用 / profile “{id}” has no class “{key}”; there are: {there}"
            );
            faults.push(Fault::wrong(field, words));
            continue;
        };
        if !class.has(value) {
            let values = class.values.iter();
            let values = values.map(|value| (value.key.as_str(), value.label.as_str()));
            let there = if class.is_flag() {
                "yes 是".to_owned()
            } else {
                listed(values)
            };
            let words = format!(
                "“{value}”不是“{}”的值；可用 / “{value}” is no value of “{}”; there are: {there}",
                class.label, class.label_en
            );
            faults.push(Fault::wrong(field, words));
        }
    }
    faults
}

/// What is to be said of an area that the profile does not have.
pub(super) fn unknown_area(area: &str, profile: &Profile) -> Option<String> {
    if profile.areas.iter().any(|known| known.code == area) {
        return None;
    }
    let areas = profile.areas.iter();
    let there = listed(areas.map(|area| (area.code.as_str(), area.name.as_str())));
    let id = &profile.id;
    Some(format!(
        "配置“{id}”没有区划“{area}”；可用 / profile “{id}” has no area “{area}”; there are: {there}"
    ))
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

fn figures(plan: &PlanRow) -> Vec<Fault> {
    let mut faults = Vec::new();
    let amounts = [
        ("total_investment", plan.total_investment),
        ("annual_plan", plan.annual_plan),
        ("before_year", plan.before_year),
        ("upper_level_funds", plan.upper_level_funds),
    ];
    for (key, amount) in amounts {
        if amount.is_some_and(Money::is_negative) {
            let words = "金额不能为负 / an amount cannot be negative";
            faults.push(Fault::wrong(key, words));
        }
    }
    if plan.has_wrong_months() {
        let words = "倒排计划须为 1 月至 12 月各月末累计的十二个金额，不为负、逐月不减，预备项目不填 / the monthly plan has twelve amounts, to the end of each month, none negative or below the one before, and a preparatory project has none";
        faults.push(Fault::wrong("monthly_plan", words));
    }
    if !plan.nature.is_implementing() && plan.annual_plan.is_some() {
        let words = "预备项目没有年度计划投资，请删去此项（不是填 0） / a preparatory project has no annual plan: leave it out, not 0";
        faults.push(Fault::wrong("annual_plan", words));
    }
    if plan.exited.is_some_and(|last| last < plan.entered) {
        let words = "退出早于进入 / it leaves before it enters";
        faults.push(Fault::wrong("exited", words));
    }
    let ends = plan.planned_start.zip(plan.planned_completion);
    if ends.is_some_and(|(start, completion)| completion < start) {
        let words = "计划竣工早于计划开工 / planned completion before planned start";
        faults.push(Fault::wrong("planned_completion", words));
    }
    faults
}
