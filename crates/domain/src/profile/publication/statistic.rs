//! 统计数据: which figures of the statistics the office types in every month. They are never made of
//! figures of reports, nor mixed with them.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::profile::{Goal, Measure, Profile};
use crate::text::Lang;

/// A figure of the statistics that is typed in.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Statistic {
    /// Its key, for ever.
    pub key: String,
    /// Its title, for example 投资增速.
    pub title: String,
    /// The same in English.
    pub title_en: String,
    /// Its unit: %, 亿元, 名次, 分.
    pub unit: String,
    /// Of whom there is one: `city`, `area`, `list` (the areas that are ranked in lists) or `unit`.
    #[serde(default = "city")]
    pub per: String,
    /// Whether a rank stands beside the value, or alone.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub ranked: bool,
    /// What is asked for: of the rank, where it is ranked, else of the value.
    #[serde(
        default,
        with = "rust_decimal::serde::str_option",
        skip_serializing_if = "Option::is_none"
    )]
    pub target: Option<Decimal>,
    /// What is striven for beyond it (力争).
    #[serde(
        default,
        with = "rust_decimal::serde::str_option",
        skip_serializing_if = "Option::is_none"
    )]
    pub striving: Option<Decimal>,
    /// On which side of the target a good figure lies.
    #[serde(default)]
    pub goal: Goal,
    /// The smallest value that is taken.
    #[serde(
        default,
        with = "rust_decimal::serde::str_option",
        skip_serializing_if = "Option::is_none"
    )]
    pub least: Option<Decimal>,
    /// The largest value that is taken.
    #[serde(
        default,
        with = "rust_decimal::serde::str_option",
        skip_serializing_if = "Option::is_none"
    )]
    pub most: Option<Decimal>,
}

/// Of whom there is a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Per {
    /// The whole of the jurisdiction.
    City,
    /// Each area.
    Area,
    /// Each area that is ranked in a list, counties and parks together.
    List,
    /// Each unit.
    Unit,
}

impl Per {
    /// Every one, with the word of a profile.
    pub const ALL: [(&'static str, Self); 4] = [
        ("city", Self::City),
        ("area", Self::Area),
        ("list", Self::List),
        ("unit", Self::Unit),
    ];

    /// The one of a word.
    pub fn from_key(key: &str) -> Option<Self> {
        let found = Self::ALL.into_iter().find(|(known, _)| *known == key);
        found.map(|(_, per)| per)
    }
}

fn city() -> String {
    "city".to_owned()
}

impl Statistic {
    /// 投资增速 by county and park, which reminders stand on (钦州十条措施 三十七).
    pub const GROWTH: &'static str = "growth";
    /// 绩效加分 by unit, with its reason as the source.
    pub const BONUS: &'static str = "bonus";

    /// Of whom there is one. A word that is not known is no profile's that was read here.
    pub fn per(&self) -> Per {
        Per::from_key(&self.per).unwrap_or(Per::City)
    }

    /// Its title in `lang`.
    pub fn title_in(&self, lang: Lang) -> &str {
        match lang {
            Lang::Zh => &self.title,
            Lang::En => &self.title_en,
        }
    }

    /// Whether `figure` is as good as `asked`.
    pub fn reaches(&self, figure: Decimal, asked: Decimal) -> bool {
        match self.goal {
            Goal::AtLeast => figure >= asked,
            Goal::AtMost => figure <= asked,
        }
    }

    fn growth() -> Self {
        Self {
            key: Self::GROWTH.to_owned(),
            title: "投资增速".to_owned(),
            title_en: "Growth of investment".to_owned(),
            unit: "%".to_owned(),
            per: "list".to_owned(),
            ranked: true,
            goal: Goal::AtMost,
            ..Self::default()
        }
    }

    fn bonus(most: Decimal) -> Self {
        Self {
            key: Self::BONUS.to_owned(),
            title: "绩效加分".to_owned(),
            title_en: "Bonus".to_owned(),
            unit: "分".to_owned(),
            per: "unit".to_owned(),
            least: Some(Decimal::ZERO),
            most: Some(most),
            ..Self::default()
        }
    }

    /// A measure of the notice, whose figure is one of the city.
    fn of_measure(measure: &Measure) -> Self {
        let number = |text: &str| Decimal::from_str_exact(text).ok();
        Self {
            key: measure.key.clone(),
            title: measure.label.clone(),
            title_en: measure.label_en.clone(),
            unit: measure.unit.clone(),
            per: city(),
            target: number(&measure.target),
            striving: measure.striving.as_deref().and_then(number),
            goal: measure.goal,
            ..Self::default()
        }
    }
}

impl Profile {
    /// Every figure of the statistics that is typed in: those that the file names, the usual two, and the
    /// measures of the notice.
    pub fn statistics(&self) -> Vec<Statistic> {
        let mut all = self.publication.statistics.clone();
        let bonus = Statistic::bonus(self.publication.scores.bonus);
        let usual = [Statistic::growth(), bonus].into_iter();
        for one in usual.chain(self.measures.iter().map(Statistic::of_measure)) {
            if all.iter().all(|known| known.key != one.key) {
                all.push(one);
            }
        }
        all
    }

    /// The one of a key.
    pub fn statistic(&self, key: &str) -> Option<Statistic> {
        self.statistics().into_iter().find(|one| one.key == key)
    }

    /// The areas of which there is a figure, by code; those that are ranked unit by unit are in no list
    /// of areas.
    pub fn areas_of(&self, per: Per) -> Vec<&str> {
        let lists = &self.publication.lists;
        let is_listed = |code: &str| {
            let mut lists = lists.iter().filter(|list| !list.units);
            lists.any(|list| list.areas.iter().any(|area| area == code))
        };
        let areas = self.areas.iter().map(|area| area.code.as_str());
        match per {
            Per::City | Per::Unit => Vec::new(),
            Per::List if !lists.is_empty() => areas.filter(|code| is_listed(code)).collect(),
            Per::Area | Per::List => areas.collect(),
        }
    }
}
