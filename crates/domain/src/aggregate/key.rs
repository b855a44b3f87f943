//! What lines are divided by, and in which order they stand.

use serde::{Deserialize, Serialize};

use crate::plan::{Category, Nature, PlanRow};
use crate::profile::{Label, Profile};
use crate::text::Lang;

/// What totals may be divided by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Dimension {
    /// 性质.
    Nature,
    /// 行业.
    Category,
    /// 建设地点 (县区).
    Area,
    /// 责任单位: the lead unit, so that a project is counted once.
    Unit,
}

/// One group of a dimension.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Key {
    /// 性质.
    Nature(Nature),
    /// 行业; `None` for projects without one.
    Category(Option<Category>),
    /// Area code.
    Area(String),
    /// Identifier of the lead unit; empty for projects without a unit (C010).
    Unit(String),
}

impl Key {
    /// What people call the group. Units are named by their identifier: the domain knows no more.
    pub fn label(&self, profile: &Profile, lang: Lang) -> String {
        match self {
            Self::Nature(nature) => pick(&profile.natures, *nature, nature.key(), lang),
            Self::Category(Some(category)) => {
                pick(&profile.categories, *category, category.key(), lang)
            }
            Self::Category(None) => either(lang, "未分行业", "no category"),
            Self::Area(code) => {
                let area = profile.areas.iter().find(|area| area.code == *code);
                match (area, lang) {
                    (Some(area), Lang::En) if !area.name_en.is_empty() => area.name_en.clone(),
                    _ => profile.area_name(code).to_owned(),
                }
            }
            Self::Unit(unit) if unit.is_empty() => either(lang, "未定责任单位", "no unit"),
            Self::Unit(unit) => unit.clone(),
        }
    }
}

fn pick<K: PartialEq>(labels: &[Label<K>], key: K, fallback: &str, lang: Lang) -> String {
    let label = labels.iter().find(|label| label.key == key);
    label.map_or(fallback.to_owned(), |label| match lang {
        Lang::Zh => label.label.clone(),
        Lang::En => label.label_en.clone(),
    })
}

fn either(lang: Lang, zh: &str, en: &str) -> String {
    match lang {
        Lang::Zh => zh.to_owned(),
        Lang::En => en.to_owned(),
    }
}

/// Where a group stands: by its position in the profile, then by name for what the profile does
/// not list. Orders as lines do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct SortKey<'a> {
    position: usize,
    name: &'a str,
}

impl Dimension {
    /// The group that a project belongs to.
    pub fn key(self, plan: &PlanRow) -> Key {
        match self {
            Self::Nature => Key::Nature(plan.nature),
            Self::Category => Key::Category(plan.category),
            Self::Area => Key::Area(plan.area.clone()),
            Self::Unit => Key::Unit(plan.lead_unit().unwrap_or_default().to_owned()),
        }
    }

    /// The sort key of that group.
    pub(super) fn sort_key<'a>(self, plan: &'a PlanRow, profile: &Profile) -> SortKey<'a> {
        let (position, name) = match self {
            Self::Nature => {
                let nature = plan.nature;
                let listed = profile.natures.iter().position(|label| label.key == nature);
                (listed, nature.key())
            }
            Self::Category => plan.category.map_or((None, ""), |category| {
                let mut listed = profile.categories.iter();
                let position = listed.position(|label| label.key == category);
                (Some(position.unwrap_or(usize::MAX - 1)), category.key())
            }),
            Self::Area => {
                let listed = profile.areas.iter().position(|area| area.code == plan.area);
                (listed, plan.area.as_str())
            }
            Self::Unit => (None, plan.lead_unit().unwrap_or_default()),
        };
        SortKey {
            position: position.unwrap_or(usize::MAX),
            name,
        }
    }
}
