//! 绩效: how many points what is worth.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// What a profile settles about scores, in points. A part that is worth none is left out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScoreScheme {
    /// 投资: the most, for a 完成率 of 100 %.
    #[serde(default = "forty", with = "rust_decimal::serde::str")]
    pub investment: Decimal,
    /// 开工: the most, for every start that was due.
    #[serde(default = "twenty", with = "rust_decimal::serde::str")]
    pub starts: Decimal,
    /// 竣工: the most, for every completion that was due.
    #[serde(default = "twenty", with = "rust_decimal::serde::str")]
    pub completions: Decimal,
    /// 报送: the most, for every report in time.
    #[serde(default = "twenty", with = "rust_decimal::serde::str")]
    pub reporting: Decimal,
    /// What a late report takes from 报送.
    #[serde(default = "half", with = "rust_decimal::serde::str")]
    pub late: Decimal,
    /// What a missing report takes from it.
    #[serde(default = "one", with = "rust_decimal::serde::str")]
    pub missing: Decimal,
    /// 加分: the most that may be typed in.
    #[serde(default = "three", with = "rust_decimal::serde::str")]
    pub bonus: Decimal,
}

impl ScoreScheme {
    /// Whether it is the usual one.
    pub fn is_usual(&self) -> bool {
        *self == Self::default()
    }

    /// The most of each part: 投资, 开工, 竣工, 报送.
    pub const fn most(&self) -> [Decimal; 4] {
        [
            self.investment,
            self.starts,
            self.completions,
            self.reporting,
        ]
    }
}

impl Default for ScoreScheme {
    /// 40, 20, 20 and 20 of 100; no notice says how many. At most 3 are added.
    fn default() -> Self {
        Self {
            investment: forty(),
            starts: twenty(),
            completions: twenty(),
            reporting: twenty(),
            late: half(),
            missing: one(),
            bonus: three(),
        }
    }
}

fn forty() -> Decimal {
    Decimal::from(40)
}

fn twenty() -> Decimal {
    Decimal::from(20)
}

fn half() -> Decimal {
    Decimal::new(5, 1)
}

const fn one() -> Decimal {
    Decimal::ONE
}

fn three() -> Decimal {
    Decimal::from(3)
}
