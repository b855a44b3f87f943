//! What a jurisdiction settles about what it publishes (`[publication]`). What it does not settle is as
//! most do it.
//!
//! All of it are words by name: a device that has not learnt one yet passes over it. Files that name
//! what nobody knows are refused where they are read.

mod column;
mod foot;
mod kind;
mod letters;
mod lights;
mod scores;
pub mod sentence;
mod statistic;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::text::Lang;

pub use column::MonthlyColumn;
pub use foot::Foot;
pub use kind::Kind;
pub use letters::LetterScheme;
pub use lights::{Behind, LightScheme};
pub use scores::ScoreScheme;
pub use sentence::Sentence;
pub use statistic::{Per, Statistic};

/// What is settled.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Publication {
    /// 月报表: the keys of its columns, in order; none for the usual ones.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub columns: Vec<String>,
    /// The paper of wide tables, `A3` or `A4`; none for A3.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paper: Option<String>,
    /// 月报表: who stands at its foot; what is empty is filled by hand.
    #[serde(default, skip_serializing_if = "Foot::is_empty")]
    pub foot: Foot,
    /// 通报: the lists in which areas or units are ranked, each for itself, in order; none for one list
    /// of all areas.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lists: Vec<RankedList>,
    /// Standard sentences that are worded otherwise than usual, by key, with figures in braces.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub sentences: BTreeMap<String, String>,
    /// 预警: by which scheme.
    #[serde(default, skip_serializing_if = "LightScheme::is_usual")]
    pub lights: LightScheme,
    /// 提醒函: how low growth is when somebody is reminded.
    #[serde(default, skip_serializing_if = "LetterScheme::is_usual")]
    pub letters: LetterScheme,
    /// 绩效: how many points what is worth.
    #[serde(default, skip_serializing_if = "ScoreScheme::is_usual")]
    pub scores: ScoreScheme,
    /// The keys of the documents that everybody with a login may read once they are published; none for
    /// 通报 and 简报. The others are for whoever sees every project.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub open: Option<Vec<String>>,
    /// 统计数据: which figures are typed in beside the usual ones and the measures of the notice.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub statistics: Vec<Statistic>,
}

/// The papers of wide tables by their keys.
pub const PAPERS: [&str; 2] = ["A3", "A4"];

/// A list in which areas or units are ranked.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RankedList {
    /// Its title, for example 县区.
    pub title: String,
    /// The same in English.
    pub title_en: String,
    /// The codes of the areas that are in it.
    pub areas: Vec<String>,
    /// Whether the units that lead the projects of these areas are ranked, and not the areas.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub units: bool,
}

impl Publication {
    /// Whether nothing is settled.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Whether a document is for everybody with a login, once it is published.
    pub fn is_open(&self, document: &str) -> bool {
        match &self.open {
            Some(open) => open.iter().any(|key| key == document),
            None => Kind::OPEN.iter().any(|kind| kind.key() == document),
        }
    }

    /// How the profile words a sentence, if it does.
    pub fn worded(&self, sentence: &Sentence) -> Option<&str> {
        self.sentences.get(sentence.key).map(String::as_str)
    }

    /// A standard sentence with its figures, as the profile words it.
    pub fn say(&self, sentence: &Sentence, said: &[(&str, String)], lang: Lang) -> String {
        sentence.fill(self.worded(sentence), lang, &|name| {
            let found = said.iter().find(|(known, _)| *known == name);
            found.map(|(_, text)| text.clone())
        })
    }

    /// The columns of the 月报表, in order.
    pub fn monthly_columns(&self) -> Vec<MonthlyColumn> {
        if self.columns.is_empty() {
            return MonthlyColumn::usual();
        }
        let columns = self.columns.iter();
        columns
            .filter_map(|key| MonthlyColumn::from_key(key))
            .collect()
    }
}
