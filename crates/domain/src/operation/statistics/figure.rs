//! A figure of the statistics, as it was typed in.

use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::profile::Profile;
use crate::profile::publication::{Per, Statistic};
use crate::report::limits::is_too_long;
use crate::text::{Words, words};

/// Most places after the point of a value.
const MOST_PLACES: u32 = 6;
/// Values are below this, on either side of 0.
const LARGEST: i64 = 1_000_000_000;
/// The last rank that is one.
const LAST_RANK: u32 = 1_000;

/// Which figure of the month it is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct FigureKey {
    /// Which of the profile's statistics, by its key.
    pub statistic: String,
    /// Of whom: the code of an area or the id of a unit; empty for the whole.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub of: String,
}

/// What the statistics say.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Figure {
    /// Which of the profile's statistics, by its key.
    pub statistic: String,
    /// Of whom: the code of an area or the id of a unit; empty for the whole.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub of: String,
    /// The value in the statistic's unit, exact.
    #[serde(
        default,
        with = "rust_decimal::serde::str_option",
        skip_serializing_if = "Option::is_none"
    )]
    #[schemars(with = "Option<String>")]
    pub value: Option<Decimal>,
    /// 名次, where the statistics give one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rank: Option<u32>,
    /// 来源: who says so, or why.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub source: String,
}

/// Why a figure cannot be entered so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// What is typed is no number.
    NoNumber,
    /// Neither value nor rank.
    Empty,
    /// A rank of what has none.
    NotRanked,
    /// A rank that is none.
    RankWrong,
    /// A value that is larger or finer than any is, or beyond what is taken.
    ValueWrong,
    /// Without its source.
    SourceMissing,
    /// Of an area or a unit that has no such figure.
    WhoWrong,
}

impl Fault {
    /// What is wrong and what to do.
    pub const fn words(self) -> Words {
        match self {
            Self::NoNumber => words("请填数字，例如 9.8", "type a number, for example 9.8"),
            Self::Empty => words("请填写数值或名次", "give the value or the rank"),
            Self::NotRanked => words("这项数据没有名次", "this figure has no rank"),
            Self::RankWrong => words("名次须为 1 至 1000", "a rank is 1 to 1000"),
            Self::ValueWrong => words(
                "数值超出范围，或小数超过 6 位",
                "the value is out of range or has more than 6 places",
            ),
            Self::SourceMissing => words(
                "请写明来源（加分写明原因）",
                "say where it comes from (of a bonus, why)",
            ),
            Self::WhoWrong => words(
                "这项数据没有这个县区或单位，请从列表中选择",
                "there is no such area or unit for this figure: choose it from the list",
            ),
        }
    }
}

impl Figure {
    /// Which one it is.
    pub fn key(&self) -> FigureKey {
        FigureKey {
            statistic: self.statistic.clone(),
            of: self.of.clone(),
        }
    }

    /// What stands against it.
    pub fn fault(
        &self,
        statistic: &Statistic,
        profile: &Profile,
        is_unit: &dyn Fn(&str) -> bool,
    ) -> Option<Fault> {
        let is_wrong = |value: Decimal| {
            value.abs() >= Decimal::from(LARGEST)
                || value.normalize().scale() > MOST_PLACES
                || statistic.least.is_some_and(|least| value < least)
                || statistic.most.is_some_and(|most| value > most)
        };
        let is_ranked = statistic.ranked || self.rank.is_none();
        let is_whose = match statistic.per() {
            Per::City => self.of.is_empty(),
            Per::Unit => is_unit(&self.of),
            per => profile.areas_of(per).contains(&self.of.as_str()),
        };
        [
            (!is_whose, Fault::WhoWrong),
            (self.value.is_none() && self.rank.is_none(), Fault::Empty),
            (!is_ranked, Fault::NotRanked),
            (
                self.rank
                    .is_some_and(|rank| !(1..=LAST_RANK).contains(&rank)),
                Fault::RankWrong,
            ),
            (self.value.is_some_and(is_wrong), Fault::ValueWrong),
            (
                self.source.trim().is_empty() || is_too_long(&self.source),
                Fault::SourceMissing,
            ),
        ]
        .into_iter()
        .find_map(|(is_so, fault)| is_so.then_some(fault))
    }
}
