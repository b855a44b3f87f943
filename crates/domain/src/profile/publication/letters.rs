//! 提醒函: how low growth is when a unit is reminded.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// What a profile settles about reminders.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LetterScheme {
    /// The growth that is asked for, %.
    #[serde(default = "fifteen", with = "rust_decimal::serde::str")]
    pub target: Decimal,
    /// By how many 个百分点 growth is below it, or more, when somebody is reminded.
    #[serde(default = "five", with = "rust_decimal::serde::str")]
    pub margin: Decimal,
}

impl LetterScheme {
    /// Whether it is the usual one.
    pub fn is_usual(&self) -> bool {
        *self == Self::default()
    }
}

impl Default for LetterScheme {
    /// 15 % as the ten measures ask for; no notice says how far below is far: 5 points here.
    fn default() -> Self {
        Self {
            target: fifteen(),
            margin: five(),
        }
    }
}

fn fifteen() -> Decimal {
    Decimal::from(15)
}

fn five() -> Decimal {
    Decimal::from(5)
}
