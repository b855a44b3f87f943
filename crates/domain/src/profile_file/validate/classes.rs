//! What projects are divided by: natures, categories, levels, classes, and the names of the dimensions.

use std::collections::BTreeSet;
use std::fmt::Display;

use super::{Verdict, ensure};
use crate::plan::{Level, PlanBox};
use crate::profile::{Class, Naming, Profile};
use crate::text::Lang;

/// Most classes of a profile: each is a column of the plan.
const MOST_CLASSES: usize = 20;

/// Most values of a list.
const MOST_VALUES: usize = 200;

pub(super) fn validate(profile: &Profile) -> Verdict {
    let natures = profile.natures.iter();
    labels(
        &[&"natures"],
        natures.map(|l| (l.key.key(), &l.label, &l.label_en)),
    )?;
    let categories = profile.categories.iter();
    labels(
        &[&"categories"],
        categories.map(|l| (l.key.key(), &l.label, &l.label_en)),
    )?;
    let levels = profile.levels.iter();
    labels(
        &[&"levels"],
        levels.map(|l| (l.key.key(), &l.label, &l.label_en)),
    )?;
    named_levels(profile)?;
    classes(profile)?;
    dimensions(profile)
}

fn labels<'a>(
    list: &[&dyn Display],
    labels: impl Iterator<Item = (&'a str, &'a String, &'a String)>,
) -> Verdict {
    let (mut keys, mut words) = (BTreeSet::new(), BTreeSet::new());
    for (index, (key, label, label_en)) in labels.enumerate() {
        let mut path = list.to_vec();
        path.push(&index);
        ensure(keys.insert(key), &path, || {
            format!("{key} 写了两次 / “{key}” is listed twice")
        })?;
        labelled(&path, key, label, label_en)?;
        ensure(words.insert(label.trim()), &path, || {
            format!(
                "名称“{label}”用了两次 / “{label}” is the label of two keys; spreadsheets tell them apart by it"
            )
        })?;
        ensure(index < MOST_VALUES, &path, || {
            format!("太长 / the list is too long; at most {MOST_VALUES}")
        })?;
    }
    Ok(())
}

fn labelled(path: &[&dyn Display], key: &str, label: &str, label_en: &str) -> Verdict {
    let has_both = !label.trim().is_empty() && !label_en.trim().is_empty();
    ensure(has_both, path, || {
        format!("{key} 缺少名称 / “{key}” lacks a label; give label and label_en")
    })
}

/// A row that says no level is of the usual one, and so are all that were planned before.
fn named_levels(profile: &Profile) -> Verdict {
    let levels = profile.levels_in_use();
    let usual = Level::default();
    ensure(levels.contains(&usual), &[&"levels"], || {
        format!(
            "levels 里缺没有层级的项目所属的那一级 / levels lacks “{}”, which is that of a project without one; label it as you call it",
            usual.key()
        )
    })?;
    let counted = profile.targets_level.unwrap_or(usual);
    ensure(levels.contains(&counted), &[&"targets_level"], || {
        format!("不在 levels 里 / “{}” is not among levels", counted.key())
    })
}

fn classes(profile: &Profile) -> Verdict {
    let classes = profile.classes.iter();
    labels(
        &[&"classes"],
        classes.map(|class| (class.key.as_str(), &class.label, &class.label_en)),
    )?;
    for (index, class) in profile.classes.iter().enumerate() {
        let path: [&dyn Display; 2] = [&"classes", &index];
        ensure(index < MOST_CLASSES, &path, || {
            format!("分类太多 / these are too many classes; at most {MOST_CLASSES}")
        })?;
        ensure(!is_taken(class, profile), &path, || {
            format!(
                "分类与别的栏重名 / “{}” is what another part of the plan is called; give the class a label of its own",
                class.label
            )
        })?;
        let values = class.values.iter();
        labels(
            &[&"classes", &index, &"values"],
            values.map(|value| (value.key.as_str(), &value.label, &value.label_en)),
        )?;
    }
    Ok(())
}

/// Whether a column of a plan is called like the class already.
fn is_taken(class: &Class, profile: &Profile) -> bool {
    let mut names = PlanBox::ALL
        .map(|part| profile.box_label(part, Lang::Zh))
        .into_iter();
    names.any(|name| name == class.label.trim())
}

fn dimensions(profile: &Profile) -> Verdict {
    let own = &profile.dimensions;
    let mut names: BTreeSet<&str> = BTreeSet::new();
    for (key, name) in [
        ("nature", &own.nature),
        ("category", &own.category),
        ("level", &own.level),
        ("area", &own.area),
        ("unit", &own.unit),
    ] {
        let Some(Naming { label, label_en }) = name else {
            continue;
        };
        let path: [&dyn Display; 2] = [&"dimensions", &key];
        labelled(&path, key, label, label_en)?;
        ensure(names.insert(label), &path, || {
            format!("“{label}”用作两种维度的名称 / “{label}” is the name of two dimensions")
        })?;
    }
    Ok(())
}
