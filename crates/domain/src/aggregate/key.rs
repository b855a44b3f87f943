//! What lines are divided by, and in which order they stand.

use serde::{Deserialize, Serialize};

use crate::plan::{Category, ClassKey, Level, Nature, PlanRow};
use crate::profile::{Profile, named};
use crate::text::{Lang, words};

/// What totals may be divided by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Dimension {
    /// 性质.
    Nature,
    /// 行业.
    Category,
    /// 层级.
    Level,
    /// A class (分类) of the profile's own.
    Class(ClassKey),
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
    /// 层级.
    Level(Level),
    /// A value of a class; `None` for projects without one.
    Class(ClassKey, Option<ClassKey>),
    /// Area code.
    Area(String),
    /// Identifier of the lead unit; empty for projects without a unit (C010).
    Unit(String),
}

impl Key {
    /// What people call the group. Units are named by their identifier: the domain knows no more.
    pub fn label(&self, profile: &Profile, lang: Lang) -> String {
        match self {
            Self::Nature(nature) => profile.nature_label_in(*nature, lang).to_owned(),
            Self::Category(Some(category)) => profile.category_label(category, lang).to_owned(),
            Self::Category(None) => match &profile.dimensions.category {
                Some(own) => not_given(own.get(lang), lang),
                None => words("未分行业", "no category").get(lang).to_owned(),
            },
            Self::Level(level) => profile.level_label(level, lang).to_owned(),
            Self::Class(class, value) => class_label(profile, *class, value.as_ref(), lang),
            Self::Area(code) => profile.area_name_in(code, lang).to_owned(),
            Self::Unit(unit) if unit.is_empty() => match &profile.dimensions.unit {
                Some(own) => not_given(own.get(lang), lang),
                None => words("未定责任单位", "no unit").get(lang).to_owned(),
            },
            Self::Unit(unit) => unit.clone(),
        }
    }
}

fn not_given(name: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("未填{name}"),
        Lang::En => format!("{name} not given"),
    }
}

/// A value by its word, that of a flag with the flag's, since 是 alone says nothing below other lines.
fn class_label(profile: &Profile, class: ClassKey, value: Option<&ClassKey>, lang: Lang) -> String {
    let known = profile.class(class);
    let name = known.map_or(class.as_str(), |class| class.get(lang));
    let word = match (known, value) {
        (_, None) => return not_given(name, lang),
        (Some(class), Some(value)) => class.value_label(value, lang),
        (None, Some(value)) => value.as_str(),
    };
    match (known, lang) {
        (Some(class), _) if !class.is_flag() => word.to_owned(),
        (_, Lang::Zh) => format!("{name}：{word}"),
        (_, Lang::En) => format!("{name}: {word}"),
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
    /// What people call it: the profile's word, else the usual one.
    pub fn label(self, profile: &Profile, lang: Lang) -> &str {
        let own = &profile.dimensions;
        let (own, usual) = match self {
            Self::Nature => (&own.nature, words("性质", "Nature")),
            Self::Category => (&own.category, words("行业", "Category")),
            Self::Level => (&own.level, words("层级", "Level")),
            Self::Area => (&own.area, words("县区", "Area")),
            Self::Unit => (&own.unit, words("责任单位", "Unit")),
            Self::Class(key) => return profile.class_label(key, lang),
        };
        named(own.as_ref(), usual, lang)
    }

    /// What totals under this profile can be divided by, in order: by category, level and class only
    /// where it names them.
    pub fn of(profile: &Profile) -> Vec<Self> {
        let mut all = vec![Self::Nature];
        if !profile.categories.is_empty() {
            all.push(Self::Category);
        }
        if !profile.levels.is_empty() {
            all.push(Self::Level);
        }
        all.extend(profile.classes.iter().map(|class| Self::Class(class.key)));
        all.extend([Self::Area, Self::Unit]);
        all
    }

    /// The group that a project belongs to.
    pub fn key(self, plan: &PlanRow, profile: &Profile) -> Key {
        match self {
            Self::Nature => Key::Nature(plan.nature),
            Self::Category => Key::Category(plan.category),
            Self::Level => Key::Level(plan.level),
            Self::Class(class) => Key::Class(class, class_of(class, plan, profile)),
            Self::Area => Key::Area(plan.area.clone()),
            Self::Unit => Key::Unit(plan.lead_unit().unwrap_or_default().to_owned()),
        }
    }

    /// What tells apart the groups, as far as a row says it: rows with the same stand in one group.
    pub(super) fn value(self, plan: &PlanRow) -> &[u8] {
        match self {
            Self::Nature => plan.nature.key().as_bytes(),
            Self::Category => plan.category.as_ref().map_or(&[], |it| it.0.as_bytes()),
            Self::Level => plan.level.0.as_bytes(),
            Self::Class(key) => plan.classes.get(key).map_or(&[], ClassKey::as_bytes),
            Self::Area => plan.area.as_bytes(),
            Self::Unit => plan.lead_unit().unwrap_or_default().as_bytes(),
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
            Self::Category => plan.category.as_ref().map_or((None, ""), |category| {
                let mut listed = profile.categories.iter();
                placed(listed.position(|label| label.key == *category), &category.0)
            }),
            Self::Level => {
                let (listed, level) = (&profile.levels, &plan.level);
                let place = if listed.is_empty() {
                    Level::USUAL.iter().position(|usual| usual == level)
                } else {
                    listed.iter().position(|label| label.key == *level)
                };
                placed(place, &level.0)
            }
            Self::Class(key) => class_place(key, plan, profile),
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

/// Listed, or behind all that is; its name tells apart only what is not listed.
fn placed(listed: Option<usize>, key: &ClassKey) -> (Option<usize>, &str) {
    match listed {
        Some(_) => (listed, ""),
        None => (Some(usize::MAX - 1), key.as_str()),
    }
}

fn class_place<'a>(
    key: ClassKey,
    plan: &'a PlanRow,
    profile: &Profile,
) -> (Option<usize>, &'a str) {
    let (class, value) = (profile.class(key), plan.classes.get(key));
    let place = match (class, value) {
        (Some(class), None) if class.is_flag() => return (Some(1), ""),
        (Some(class), Some(&ClassKey::YES)) if class.is_flag() => return (Some(0), ""),
        (Some(class), Some(value)) => class.values.iter().position(|label| label.key == *value),
        _ => None,
    };
    value.map_or((None, ""), |value| placed(place, value))
}

/// The value that counts for a row.
fn class_of(key: ClassKey, plan: &PlanRow, profile: &Profile) -> Option<ClassKey> {
    match profile.class(key) {
        Some(class) => class.of(plan),
        None => plan.classes.get(key).copied(),
    }
}
