//! How totals are printed: in which unit, with how many places. Rounded last, from exact sums.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::money::{Money, printed};
use crate::profile::Decimals;

/// The unit that totals are printed in. Entry is always in 万元.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AmountUnit {
    /// 万元.
    #[default]
    Wan,
    /// 亿元.
    Yi,
}

/// How totals are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Print {
    /// The unit of every amount.
    pub unit: AmountUnit,
    /// Places of an amount.
    pub amount_places: u32,
    /// Places of a percentage.
    pub percent_places: u32,
}

impl Print {
    /// As the jurisdiction prints: 万元 as on its screens, 亿元 as in its published tables. A
    /// notice may print whole 亿元; a county's figures would all be 0 or 1 then, so that totals
    /// have two places at least.
    pub fn new(unit: AmountUnit, decimals: Decimals) -> Self {
        Self {
            unit,
            amount_places: match unit {
                AmountUnit::Wan => decimals.shown,
                AmountUnit::Yi => decimals.published.max(2),
            },
            percent_places: decimals.percent,
        }
    }

    /// An amount as it is printed, with all its places.
    pub fn amount(&self, amount: Money) -> Decimal {
        let exact = match self.unit {
            AmountUnit::Wan => amount.wan(),
            AmountUnit::Yi => amount.yi(),
        };
        printed(exact, self.amount_places)
    }

    /// A percentage as it is printed, with all its places.
    pub fn percent(&self, percent: Decimal) -> Decimal {
        printed(percent, self.percent_places)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::money::parse_plain;

    #[test]
    fn amounts_are_divided_first_and_rounded_last_and_keep_their_places() {
        let decimals = Decimals {
            entry: 4,
            shown: 2,
            published: 0,
            percent: 1,
        };
        for (unit, wan, printed) in [
            (AmountUnit::Wan, "200.125", "200.13"),
            (AmountUnit::Wan, "5", "5.00"),
            (AmountUnit::Yi, "200.125", "0.02"),
            (AmountUnit::Yi, "-49", "0.00"),
            (AmountUnit::Yi, "-50", "-0.01"),
        ] {
            let amount = parse_plain(wan).unwrap();
            let print = Print::new(unit, decimals);
            assert_eq!(print.amount(amount).to_string(), printed, "{wan} {unit:?}");
        }
        let print = Print::new(AmountUnit::Wan, decimals);
        assert_eq!(print.percent(Decimal::new(1665, 2)).to_string(), "16.7");
    }
}
