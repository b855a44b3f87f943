//! 增速: an amount against the one of an earlier time, and what a plan of several years asks of each.
//!
//! | term | here | is | unit |
//! |---|---|---|---|
//! | 增速 | [`Growth::percent`] | Y ÷ Y′ − 1, over the same months | % |
//! | 年均增长 | [`mean_annual`] | (Y ÷ Y₀)^(1/n) − 1 | % |
//! | 年度目标 | [`Pace`] | a total of several years, divided so that each grows by the same rate | 万元 |
//!
//! 贵政办发〔2021〕15号 二: 年均增长 15%以上, 三年完成投资 1760 亿元. Comparisons are made on exact
//! values; what is rounded is rounded in print.

use std::cmp::Ordering;

use rust_decimal::Decimal;

use crate::money::{MAX_DECIMALS, Money, percent_of};

/// Two amounts over the same months of two years, 万元.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Growth {
    /// Y.
    pub now: Money,
    /// Y′, above 0.
    pub before: Money,
}

impl Growth {
    /// `None` without either amount, or where nothing was there to grow from; printed "—".
    pub fn of(now: Option<Money>, before: Option<Money>) -> Option<Self> {
        let (now, before) = now.zip(before)?;
        (before > Money::ZERO).then_some(Self { now, before })
    }

    /// 增速, %, unrounded.
    pub fn percent(&self) -> Option<Decimal> {
        percent_of((self.now - self.before).wan(), self.before.wan())
    }

    /// How it stands to `target` %, cross-multiplied: `None` beyond what numbers hold.
    pub fn against(&self, target: Decimal) -> Option<Ordering> {
        let grown = self.now.wan().checked_mul(Decimal::ONE_HUNDRED)?;
        let asked = Decimal::ONE_HUNDRED.checked_add(target)?;
        Some(grown.cmp(&self.before.wan().checked_mul(asked)?))
    }
}

/// 年均增长 from `base` to `last`, which is `years` later, % as printed with `places`: half away from
/// zero, of the exact root. `None` without a rate (an amount that is not above 0, no year) and beyond
/// what integers of 128 bits hold.
pub fn mean_annual(base: Money, last: Money, years: u32, places: u32) -> Option<Decimal> {
    let (from, to) = (fen(base)?, fen(last)?);
    if from == 0 || to == 0 || years == 0 {
        return None;
    }
    // One in the last place of a percentage, of which the half has to be seen.
    let unit = 10_u128.checked_pow(places.checked_add(2)?)?;
    let fine = unit.checked_mul(2)?;
    let goal = to.checked_mul(fine.checked_pow(years)?)?;
    let halves = root(goal, from, years)?;
    let is_whole = halves.checked_pow(years)?.checked_mul(from)? == goal;
    let is_up = !(halves.is_multiple_of(2) || is_whole && to < from);
    let ratio = i128::try_from(halves / 2 + u128::from(is_up)).ok()?;
    let grown = ratio - i128::try_from(unit).ok()?;
    Decimal::try_from_i128_with_scale(grown, places).ok()
}

/// How 年均增长 from `base` to `last`, which is `years` later, stands to `target` %: of the exact
/// figures, which no root is taken of. `None` without a rate and beyond what numbers hold.
pub fn mean_against(base: Money, last: Money, years: u32, target: Decimal) -> Option<Ordering> {
    if base <= Money::ZERO || last <= Money::ZERO || years == 0 {
        return None;
    }
    let asked = Decimal::ONE_HUNDRED.checked_add(target)?;
    let grown = |amount: Money, factor: Decimal| {
        (0..years).try_fold(amount.wan(), |so_far, _| so_far.checked_mul(factor))
    };
    let factor = asked.checked_div(Decimal::ONE_HUNDRED)?;
    Some(last.wan().cmp(&grown(base, factor)?))
}

/// The largest x with xⁿ × `factor` ≤ `goal`.
fn root(goal: u128, factor: u128, n: u32) -> Option<u128> {
    let holds = |x: u128| {
        let power = x.checked_pow(n).and_then(|power| power.checked_mul(factor));
        power.is_some_and(|power| power <= goal)
    };
    let (mut low, mut high) = (0_u128, 1_u128);
    while holds(high) {
        low = high;
        high = high.checked_mul(2)?;
    }
    while high - low > 1 {
        let middle = low + (high - low) / 2;
        if holds(middle) {
            low = middle;
        } else {
            high = middle;
        }
    }
    Some(low)
}

/// An amount that is not below 0 in its finest unit.
fn fen(amount: Money) -> Option<u128> {
    let mut exact = amount.wan();
    exact.rescale(MAX_DECIMALS);
    u128::try_from(exact.mantissa()).ok()
}

/// What each year of a plan has to complete so that together they complete `total`, each growing by
/// the same rate on the one before, the first on `base`. 万元, unrounded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pace {
    /// What the year before the first must have completed.
    pub base: Decimal,
    /// Each year's part, the first year first.
    pub years: Vec<Decimal>,
}

impl Pace {
    /// Divides `total` by a rate of `growth` % over so many years; `None` for no year, a total or a
    /// factor that is not above 0, and beyond what numbers hold.
    pub fn of(total: Money, growth: Decimal, years: u32) -> Option<Self> {
        let factor = Decimal::ONE_HUNDRED.checked_add(growth)? / Decimal::ONE_HUNDRED;
        if total <= Money::ZERO || factor <= Decimal::ZERO || years == 0 {
            return None;
        }
        let mut powers = Vec::new();
        let mut power = Decimal::ONE;
        for _ in 0..years {
            power = power.checked_mul(factor)?;
            powers.push(power);
        }
        let mut sum = Decimal::ZERO;
        for power in &powers {
            sum = sum.checked_add(*power)?;
        }
        let part = |power: Decimal| total.wan().checked_mul(power)?.checked_div(sum);
        let years = powers.into_iter().map(part).collect::<Option<Vec<_>>>()?;
        Some(Self {
            base: part(Decimal::ONE)?,
            years,
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::money::{parse_plain, printed};

    fn wan(text: &str) -> Option<Money> {
        parse_plain(text).ok()
    }

    fn told(percent: Option<Decimal>) -> String {
        percent.map_or_else(|| "—".to_owned(), |percent| printed(percent, 1).to_string())
    }

    #[test]
    fn an_amount_grows_on_the_one_before_and_is_held_against_a_target_exactly() {
        use Ordering::{Equal, Greater, Less};
        for (now, before, percent, target, against) in [
            ("115", "100", "15.0", "15", Some(Equal)),
            // printed as 15.0, and is below it
            ("114.999999", "100", "15.0", "15", Some(Less)),
            ("115.000001", "100", "15.0", "15", Some(Greater)),
            ("400", "300", "33.3", "33.3", Some(Greater)),
            ("400", "300", "33.3", "33.4", Some(Less)),
            ("109.8", "100", "9.8", "10", Some(Less)),
            ("90", "100", "-10.0", "-10", Some(Equal)),
            ("0", "100", "-100.0", "15", Some(Less)),
            ("-10", "100", "-110.0", "-110", Some(Equal)),
            // nothing to grow from
            ("115", "0", "—", "15", None),
            ("115", "-100", "—", "15", None),
            ("115", "", "—", "15", None),
            ("", "100", "—", "15", None),
        ] {
            let growth = Growth::of(wan(now), wan(before));
            let what = format!("{now} on {before}");
            assert_eq!(told(growth.and_then(|it| it.percent())), percent, "{what}");
            let target = target.parse().unwrap();
            let found = growth.and_then(|it| it.against(target));
            assert_eq!(found, against, "{what} against {target}");
        }
    }

    /// 贵政办发〔2021〕15号 二: 1760 亿元 in three years at 15 % a year.
    #[test]
    fn a_total_of_three_years_at_fifteen_percent_is_three_figures_and_their_base() {
        let total = wan("17600000").unwrap();
        let pace = Pace::of(total, Decimal::from(15), 3).unwrap();
        let yi = |wan: Decimal| printed(wan / Decimal::from(10_000), 1).to_string();
        assert_eq!(yi(pace.base), "440.7");
        let years: Vec<String> = pace.years.iter().map(|it| yi(*it)).collect();
        assert_eq!(years, ["506.8", "582.9", "670.3"]);
        let off = pace.years.iter().sum::<Decimal>() - total.wan();
        assert_eq!(
            printed(off, MAX_DECIMALS).abs(),
            Decimal::new(0, MAX_DECIMALS)
        );
        for (total, growth, years) in [("0", 15, 3), ("-1", 15, 3), ("1", -100, 3), ("1", 15, 0)] {
            let total = wan(total).unwrap();
            assert_eq!(Pace::of(total, Decimal::from(growth), years), None);
        }
    }

    #[test]
    fn the_mean_of_several_years_is_the_exact_root_as_it_is_printed() {
        for (base, last, years, places, mean) in [
            // (1.15)³ = 1.520875
            ("1", "1.520875", 3, 1, "15.0"),
            ("1000000", "1520874.999999", 3, 4, "15.0000"),
            ("4407000", "6703000", 3, 1, "15.0"),
            ("100", "100", 3, 1, "0.0"),
            ("800", "100", 3, 1, "-50.0"),
            ("100", "115", 1, 1, "15.0"),
            ("100", "121", 2, 2, "10.00"),
            ("300", "400", 1, 1, "33.3"),
            // half a unit of the last place, up and down, away from zero
            ("1000000", "1001500", 1, 0, "0"),
            ("1000", "1005", 1, 0, "1"),
            ("1000", "995", 1, 0, "-1"),
            ("1000", "1004.999999", 1, 0, "0"),
            ("1000", "995.000001", 1, 0, "0"),
            ("1000", "994.999999", 1, 0, "-1"),
            ("0", "100", 3, 1, "—"),
            ("100", "0", 3, 1, "—"),
            ("-100", "100", 3, 1, "—"),
            ("100", "-100", 3, 1, "—"),
            ("100", "200", 0, 1, "—"),
            // what no integer holds is not guessed at
            ("100", "200", 30, 9, "—"),
        ] {
            let (from, to) = (wan(base).unwrap(), wan(last).unwrap());
            let found = mean_annual(from, to, years, places);
            let found = found.map_or_else(|| "—".to_owned(), |it| it.to_string());
            assert_eq!(found, mean, "{base} to {last} in {years}");
        }
    }

    /// 贵政办发〔2021〕15号 二: 年均增长 15%以上.
    #[test]
    fn the_mean_is_held_against_its_target_without_taking_a_root() {
        use Ordering::{Equal, Greater, Less};
        for (base, last, years, against) in [
            ("1000000", "1520875", 3, Some(Equal)),
            // printed as 15.0, and is below it
            ("1000000", "1520874.999999", 3, Some(Less)),
            ("1000000", "1520875.000001", 3, Some(Greater)),
            ("100", "115", 1, Some(Equal)),
            ("0", "115", 1, None),
            ("100", "-1", 1, None),
            ("100", "115", 0, None),
        ] {
            let (from, to) = (wan(base).unwrap(), wan(last).unwrap());
            let found = mean_against(from, to, years, Decimal::from(15));
            assert_eq!(found, against, "{base} to {last} in {years}");
        }
    }

    proptest! {
        /// What grew by a rate of whole tenths of a percent every year has grown by it on average.
        #[test]
        fn a_steady_rate_is_its_own_mean(tenths in -900_i64..3000, base in 1_i64..1_000_000) {
            let factor = Decimal::ONE + Decimal::new(tenths, 3);
            let from = Decimal::from(base);
            let to = from * factor * factor * factor;
            // with a base of thousands the third power of thousandths has no more than six places
            let (from, to) = (from * Decimal::from(1000), to * Decimal::from(1000));
            let mean = mean_annual(Money::from_wan(from), Money::from_wan(to), 3, 1);
            prop_assert_eq!(mean, Some(Decimal::new(tenths, 1)));
        }

        /// The parts of a total add up to it, and each grows on the one before by the rate.
        #[test]
        fn the_parts_of_a_pace_are_the_whole(total in 1_i64..1_000_000_000, rate in -50_i64..200, years in 1_u32..6) {
            let whole = Money::from_wan(Decimal::from(total));
            let pace = Pace::of(whole, Decimal::from(rate), years).unwrap();
            let sum: Decimal = pace.years.iter().sum();
            prop_assert_eq!(printed(sum - whole.wan(), 9).abs(), Decimal::new(0, 9));
            let factor = Decimal::new(100 + rate, 2);
            let mut before = pace.base;
            for year in pace.years {
                prop_assert_eq!(printed(year - before * factor, 9).abs(), Decimal::new(0, 9));
                before = year;
            }
        }
    }
}
