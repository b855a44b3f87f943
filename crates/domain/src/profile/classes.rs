//! What projects are divided by, in a jurisdiction's words: its categories, levels and classes, and what
//! it calls the dimensions themselves.

use serde::{Deserialize, Serialize};

use super::{Label, Profile, find};
use crate::plan::{Category, ClassKey, Level, PlanBox, PlanRow};
use crate::text::{Lang, Words, words};

/// A classification of the profile's own (分类), such as 资金来源: every project of the plan has one of
/// its values, or none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Class {
    /// The key that plan rows carry.
    pub key: ClassKey,
    /// What it is called on screen, in print and above the column of a spreadsheet.
    pub label: String,
    /// The same in English.
    pub label_en: String,
    /// Its values, in order; without any it is a flag (是, 否).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub values: Vec<Label<ClassKey>>,
}

/// What a jurisdiction calls the dimensions, where it is not the usual word: the region's totals say
/// 设区市 above a list of cities.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dimensions {
    /// 性质.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nature: Option<Naming>,
    /// 行业.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub category: Option<Naming>,
    /// 层级.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<Naming>,
    /// 县区, 建设地点.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub area: Option<Naming>,
    /// 责任单位.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<Naming>,
}

/// What is called so here, else the usual word.
pub fn named(own: Option<&Naming>, usual: Words, lang: Lang) -> &str {
    own.map_or(usual.get(lang), |own| own.get(lang))
}

/// What something is called.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Naming {
    /// On screen and in print.
    pub label: String,
    /// In English.
    pub label_en: String,
}

impl Naming {
    /// The word in `lang`.
    pub fn get(&self, lang: Lang) -> &str {
        pick(&self.label, &self.label_en, lang)
    }
}

impl<K> Label<K> {
    /// The word in `lang`.
    pub fn get(&self, lang: Lang) -> &str {
        pick(&self.label, &self.label_en, lang)
    }
}

impl Class {
    /// Whether it has no values of its own, but 是 and 否.
    pub const fn is_flag(&self) -> bool {
        self.values.is_empty()
    }

    /// What it is called in `lang`.
    pub fn get(&self, lang: Lang) -> &str {
        pick(&self.label, &self.label_en, lang)
    }

    /// Whether a row can carry this value.
    pub fn has(&self, value: ClassKey) -> bool {
        if self.is_flag() {
            return value == ClassKey::YES;
        }
        find(&self.values, value).is_some()
    }

    /// What a row that says this value carries: nothing for a flag that is not set.
    pub fn carried(&self, value: ClassKey) -> Option<ClassKey> {
        let is_unset = self.is_flag() && value == ClassKey::NO;
        (!is_unset).then_some(value)
    }

    /// What a value is called; its key if it is none of this class.
    pub fn value_label<'a>(&'a self, value: &'a ClassKey, lang: Lang) -> &'a str {
        match find(&self.values, *value) {
            Some(label) => label.get(lang),
            None if self.is_flag() && *value == ClassKey::YES => YES.get(lang),
            None if self.is_flag() && *value == ClassKey::NO => NO.get(lang),
            None => value.as_str(),
        }
    }

    /// The value of a row: a flag that is not set is 否.
    pub fn of(&self, row: &PlanRow) -> Option<ClassKey> {
        let said = row.classes.get(self.key).copied();
        let unset = self.is_flag().then_some(ClassKey::NO);
        said.or(unset)
    }
}

impl Dimensions {
    /// Whether every one has its usual name.
    pub fn is_usual(&self) -> bool {
        *self == Self::default()
    }
}

impl Profile {
    /// The class of this key.
    pub fn class(&self, key: ClassKey) -> Option<&Class> {
        self.classes.iter().find(|class| class.key == key)
    }

    /// What a class is called; 分类 if the profile does not have it any more.
    pub fn class_label(&self, key: ClassKey, lang: Lang) -> &str {
        let class = self.class(key).map(|class| class.get(lang));
        class.unwrap_or(PlanBox::Class(key).label().get(lang))
    }

    /// The parts of a row that say a category, a level, a class or a value which the profile does not
    /// have. One without categories judges none (C007).
    pub fn unknown_classes(&self, row: &PlanRow) -> Vec<PlanBox> {
        let category = row.category.filter(|category| {
            !self.categories.is_empty() && find(&self.categories, *category).is_none()
        });
        let mut unknown: Vec<PlanBox> = category.map(|_| PlanBox::Category).into_iter().collect();
        if !self.levels_in_use().contains(&row.level) {
            unknown.push(PlanBox::Level);
        }
        let classes = row.classes.iter();
        let classes = classes.filter(|(key, value)| {
            let class = self.class(*key);
            class.is_none_or(|class| !class.has(*value))
        });
        unknown.extend(classes.map(|(key, _)| PlanBox::Class(key)));
        unknown
    }

    /// All boxes that rows of this jurisdiction's plan have.
    pub fn plan_boxes(&self) -> Vec<PlanBox> {
        let classes = self.classes.iter().map(|class| PlanBox::Class(class.key));
        PlanBox::ALL.into_iter().chain(classes).collect()
    }

    /// This jurisdiction's word for a part of a plan row.
    pub fn box_label(&self, part: PlanBox, lang: Lang) -> &str {
        let own = match part {
            PlanBox::Nature => &self.dimensions.nature,
            PlanBox::Category => &self.dimensions.category,
            PlanBox::Area => &self.dimensions.area,
            PlanBox::Level => &self.dimensions.level,
            PlanBox::Units => &self.dimensions.unit,
            PlanBox::Class(key) => return self.class_label(key, lang),
            _ => &None,
        };
        named(own.as_ref(), part.label(), lang)
    }

    /// This jurisdiction's word for a category; its key if the profile does not use it.
    pub fn category_label<'a>(&'a self, category: &'a Category, lang: Lang) -> &'a str {
        find(&self.categories, *category).map_or(category.key(), |label| label.get(lang))
    }

    /// The levels in use, in order.
    pub fn levels_in_use(&self) -> Vec<Level> {
        if self.levels.is_empty() {
            return Level::USUAL.into();
        }
        self.levels.iter().map(|label| label.key).collect()
    }

    /// This jurisdiction's word for a level; its key if the profile does not use it.
    pub fn level_label<'a>(&'a self, level: &'a Level, lang: Lang) -> &'a str {
        match find(&self.levels, *level) {
            Some(label) => label.get(lang),
            None if *level == Level::REGIONAL => REGIONAL.get(lang),
            None if *level == Level::MUNICIPAL => MUNICIPAL.get(lang),
            None => level.key(),
        }
    }
}

const YES: Words = words("是", "yes");
const NO: Words = words("否", "no");
const REGIONAL: Words = words("自治区层面", "regional");
const MUNICIPAL: Words = words("市级", "municipal");

fn pick<'a>(zh: &'a str, en: &'a str, lang: Lang) -> &'a str {
    match lang {
        Lang::Zh => zh,
        Lang::En => en,
    }
}
