//! 预警: by which scheme a project is red, yellow or green.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// What a profile settles about lights.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LightScheme {
    /// How far behind is measured: `points` for 个百分点 behind 序时, `share` for a part of 序时, in %.
    #[serde(default = "points")]
    pub by: String,
    /// From how far behind a project is yellow: of points that far itself, of a share what is above.
    #[serde(default = "ten", with = "rust_decimal::serde::str")]
    pub yellow: Decimal,
    /// Above how far behind it is red.
    #[serde(default = "thirty", with = "rust_decimal::serde::str")]
    pub red: Decimal,
    /// For how many months a start has been missed when the project is red; it is yellow before.
    #[serde(default = "three")]
    pub missed_start_months: u8,
}

/// How far behind is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Behind {
    /// In 个百分点.
    Points,
    /// In % of 序时.
    Share,
}

impl LightScheme {
    /// The two schemes by their keys.
    pub const SCHEMES: [(&'static str, Behind); 2] =
        [("points", Behind::Points), ("share", Behind::Share)];

    /// How far behind is measured; in points where it is not known how.
    pub fn behind(&self) -> Behind {
        let found = Self::SCHEMES.into_iter().find(|(key, _)| *key == self.by);
        found.map_or(Behind::Points, |(_, behind)| behind)
    }

    /// Whether it is the usual one.
    pub fn is_usual(&self) -> bool {
        *self == Self::default()
    }
}

impl Default for LightScheme {
    /// 10 to 30 个百分点 behind is yellow, more is red; so is a start that is missed for three months.
    fn default() -> Self {
        Self {
            by: points(),
            yellow: ten(),
            red: thirty(),
            missed_start_months: three(),
        }
    }
}

fn points() -> String {
    "points".to_owned()
}

fn ten() -> Decimal {
    Decimal::TEN
}

fn thirty() -> Decimal {
    Decimal::from(30)
}

const fn three() -> u8 {
    3
}
