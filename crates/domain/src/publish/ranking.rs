//! 排名: who stands where by 完成率, compared exactly, and how that has changed since last month.

use std::cmp::Ordering;

use rust_decimal::Decimal;

use crate::money::Money;
use crate::order::Order;

/// What somebody is ranked by: so much done of so much planned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rate {
    done: Decimal,
    planned: Decimal,
}

/// A place in a ranking.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place<K> {
    /// Who.
    pub who: K,
    /// From 1; equal ones have the same and the next are skipped (1, 1, 3). `None` without a plan.
    pub rank: Option<usize>,
}

/// How a rank stands to that of last month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Move {
    /// 上升 by so many.
    Up(usize),
    /// 下降 by so many.
    Down(usize),
    /// 不变.
    Same,
    /// 新: not ranked last month.
    New,
    /// Nothing to compare with: there is no list of last month, or no rank now.
    Unknown,
}

impl Rate {
    /// So much done of a plan; `None` without a plan above zero.
    pub fn of(done: Option<Money>, planned: Option<Money>) -> Option<Self> {
        let planned = planned?.wan();
        (planned > Decimal::ZERO).then(|| Self {
            done: done.unwrap_or(Money::ZERO).wan(),
            planned,
        })
    }

    /// This part of this whole, which is above zero.
    pub(super) const fn exactly(part: Decimal, whole: Decimal) -> Self {
        Self {
            done: part,
            planned: whole,
        }
    }
}

impl PartialOrd for Rate {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Rate {
    /// Exact, however many digits there are.
    fn cmp(&self, other: &Self) -> Ordering {
        let (own, its) = (whole(self), whole(other));
        compare(own.0, own.1, its.0, its.1)
    }
}

/// Numerator and denominator as whole numbers of the same unit.
fn whole(rate: &Rate) -> (i128, i128) {
    let scale = rate.done.scale().max(rate.planned.scale());
    let lift = |value: Decimal| {
        let up = 10_i128.checked_pow(scale - value.scale()).unwrap_or(1);
        value.mantissa().saturating_mul(up)
    };
    (lift(rate.done), lift(rate.planned))
}

/// a ÷ b against c ÷ d, both denominators above zero: whole parts first, then what remains of each, the
/// other way up.
fn compare(a: i128, b: i128, c: i128, d: i128) -> Ordering {
    let wholes = a.div_euclid(b).cmp(&c.div_euclid(d));
    let (left, right) = (a.rem_euclid(b), c.rem_euclid(d));
    wholes.then_with(|| match (left, right) {
        (0, 0) => Ordering::Equal,
        (0, _) => Ordering::Less,
        (_, 0) => Ordering::Greater,
        _ => compare(d, right, b, left),
    })
}

/// Ranks by rate, the highest first; what has none comes last. Equal ones stay in the order in which
/// they came.
pub fn ranking<K>(list: Vec<(K, Option<Rate>)>) -> Vec<Place<K>> {
    let mut list = list;
    list.order_by(|(_, a), (_, b)| match (a, b) {
        (Some(a), Some(b)) => b.cmp(a),
        (Some(_), None) => Ordering::Less,
        (None, Some(_)) => Ordering::Greater,
        (None, None) => Ordering::Equal,
    });
    let mut above: Option<(Rate, usize)> = None;
    let place = |(at, (who, rate)): (usize, (K, Option<Rate>))| {
        let rank = rate.map(|rate| match above {
            Some((before, rank)) if before == rate || before.cmp(&rate).is_eq() => rank,
            _ => at + 1,
        });
        above = rate.zip(rank).or(above);
        Place { who, rank }
    };
    list.into_iter().enumerate().map(place).collect()
}

/// How `rank` stands to `before`: that of last month's list, `None` if there was no list.
pub fn moved(rank: Option<usize>, before: Option<Option<usize>>) -> Move {
    let (Some(rank), Some(before)) = (rank, before) else {
        return Move::Unknown;
    };
    match before {
        None => Move::New,
        Some(before) if before > rank => Move::Up(before - rank),
        Some(before) if before < rank => Move::Down(rank - before),
        Some(_) => Move::Same,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::money::parse_plain;

    fn rate(done: &str, planned: &str) -> Option<Rate> {
        Rate::of(parse_plain(done).ok(), parse_plain(planned).ok())
    }

    #[test]
    fn equal_ones_share_a_rank_and_the_next_is_skipped() {
        for (rates, ranks) in [
            (
                &[("1", "2"), ("2", "4"), ("1", "3")][..],
                &[Some(1), Some(1), Some(3)][..],
            ),
            (&[("1", "3"), ("1", "2")], &[Some(1), Some(2)]),
            (
                &[("0", "1"), ("0", "2"), ("0", "3")],
                &[Some(1), Some(1), Some(1)],
            ),
            // printed alike, and not equal
            (&[("33333", "100000"), ("1", "3")], &[Some(1), Some(2)]),
            (&[("5", ""), ("5", "0"), ("1", "9")], &[Some(1), None, None]),
            (
                &[("-1", "9"), ("0", "9"), ("", "9")],
                &[Some(1), Some(1), Some(3)],
            ),
            (&[], &[]),
        ] {
            let list = rates
                .iter()
                .map(|(done, planned)| ((), rate(done, planned)));
            let places = ranking(list.collect());
            let found: Vec<Option<usize>> = places.iter().map(|place| place.rank).collect();
            assert_eq!(found, ranks, "{rates:?}");
        }
    }

    #[test]
    fn wide_amounts_are_compared_to_the_last_digit() {
        let one = rate("999999999999.999998", "1000000000000").unwrap();
        let other = rate("999999999999.999999", "1000000000000").unwrap();
        assert!(one < other);
        assert_eq!(one.cmp(&one), Ordering::Equal);
    }

    #[test]
    fn a_change_is_told_against_last_months_list() {
        for (rank, before, change) in [
            (Some(1), Some(Some(2)), Move::Up(1)),
            (Some(5), Some(Some(2)), Move::Down(3)),
            (Some(2), Some(Some(2)), Move::Same),
            (Some(2), Some(None), Move::New),
            (Some(2), None, Move::Unknown),
            (None, Some(Some(2)), Move::Unknown),
        ] {
            assert_eq!(moved(rank, before), change, "{rank:?} {before:?}");
        }
    }

    proptest! {
        #[test]
        fn rates_compare_as_their_cross_products(a in -999_i64..999, b in 1_i64..999, c in -999_i64..999, d in 1_i64..999) {
            let money = |value: i64| Some(Money::from_wan(value.into()));
            let one = Rate::of(money(a), money(b)).unwrap();
            let other = Rate::of(money(c), money(d)).unwrap();
            prop_assert_eq!(one.cmp(&other), (a * d).cmp(&(c * b)));
        }
    }
}
