//! Amounts of single projects whose sums round to every published figure at once.
//!
//! Each project starts with an amount of its own above its floor. Then, figure by figure, the part
//! above the floor is scaled until the sum lies within what the printed figure stands for, over
//! and over until all figures agree (iterative proportional fitting). Where rounded rows and a
//! rounded total do not add up, unrounded sums that fit both are found by themselves.

use rust_decimal::Decimal;
use yuebao_domain::crossfoot::Printed;
use yuebao_domain::money::Money;

/// 分 in 1 万元.
pub(super) const WAN: i128 = 1_000_000;
/// 分 in 1 亿元.
pub(super) const YI: i128 = 10_000 * WAN;
/// Sweeps over all figures after which they are held to contradict one another.
const SWEEPS: usize = 2_000;

/// Projects whose amounts, in 分, have to add up to at least `low` and less than `high`.
#[derive(Debug, Clone)]
pub(super) struct Goal {
    pub(super) members: Vec<usize>,
    pub(super) low: i128,
    pub(super) high: i128,
}

impl Goal {
    /// What a figure printed in 亿元 stands for.
    pub(super) fn printed(members: Vec<usize>, printed: Printed) -> Self {
        // rounded half away from zero at the last printed place
        let half = 5 * 10_i128.pow(9_u32.saturating_sub(printed.places()));
        let value = in_fen(printed.value);
        Self {
            members,
            low: value - half,
            high: value + half,
        }
    }

    fn middle(&self) -> i128 {
        i128::midpoint(self.low, self.high)
    }

    fn width(&self) -> i128 {
        self.high - self.low
    }

    /// Where the sum has to go, if it is not well inside; rounding amounts needs some room.
    fn target(&self, sum: i128) -> Option<i128> {
        let margin = self.width() / 6;
        let (low, high) = (self.low + margin, self.high - margin);
        match sum {
            _ if (low..=high).contains(&sum) => None,
            _ if sum < low - self.width() || sum > high + self.width() => Some(self.middle()),
            _ if sum < low => Some(low + margin / 2),
            _ => Some(high - margin / 2),
        }
    }
}

fn in_fen(yi: Decimal) -> i128 {
    let mut fen = yi;
    fen.rescale(10);
    fen.mantissa()
}

/// An amount of so many 分.
pub(super) fn money(fen: i128) -> Money {
    Money::from_wan(Decimal::from_i128_with_scale(fen, 6))
}

/// Lowers floors that would fill more than half of a published sum.
pub(super) fn lower(floors: &mut [i128], goals: &[Goal]) {
    for goal in goals {
        let sum: i128 = goal.members.iter().map(|member| floors[*member]).sum();
        let room = goal.low / 2;
        if sum > room {
            for member in &goal.members {
                floors[*member] = floors[*member] * room / sum;
            }
        }
    }
}

/// Amounts above their floors that meet all goals; `None` if the goals contradict one another.
pub(super) fn fit(floors: &[i128], starts: &[i128], goals: &[Goal]) -> Option<Vec<i128>> {
    let mut above: Vec<i128> = starts.iter().map(|start| (*start).max(WAN)).collect();
    for _ in 0..SWEEPS {
        let mut settled = true;
        for goal in goals.iter().filter(|goal| !goal.members.is_empty()) {
            let floor: i128 = goal.members.iter().map(|member| floors[*member]).sum();
            let sum: i128 = goal.members.iter().map(|member| above[*member]).sum();
            if let Some(target) = goal.target(floor + sum) {
                settled = false;
                for member in &goal.members {
                    above[*member] = above[*member] * (target - floor).max(0) / sum.max(1);
                }
            }
        }
        if settled {
            let both = floors.iter().zip(above);
            return Some(both.map(|(floor, above)| floor + above).collect());
        }
    }
    None
}

/// Rounds as people write amounts: tens of 万元 for large ones, 万元 for small ones, now and then
/// two places. What one amount loses the next in `order` gains, so that sums hardly move.
pub(super) fn round(amounts: &mut [i128], order: &[usize]) {
    let mut carry = 0;
    for (place, index) in order.iter().enumerate() {
        let exact = amounts[*index] + carry;
        let step = match exact {
            _ if place % 9 == 4 => WAN / 100,
            large if large >= 2_000 * WAN => 10 * WAN,
            _ => WAN,
        };
        let rounded = (exact + step / 2).div_euclid(step) * step;
        amounts[*index] = rounded.max(step);
        carry = exact - amounts[*index];
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn printed(text: &str) -> Printed {
        Printed::read(text).unwrap().unwrap()
    }

    #[test]
    fn a_printed_figure_stands_for_an_interval() {
        let goal = Goal::printed(vec![0], printed("5.5"));
        assert_eq!((goal.low, goal.high), (545 * YI / 100, 555 * YI / 100));
        let goal = Goal::printed(vec![0], printed("637"));
        assert_eq!((goal.low, goal.high), (6365 * YI / 10, 6375 * YI / 10));
    }

    #[test]
    fn rows_and_columns_that_differ_by_rounding_are_met_together() {
        // rows 2.4 + 2.4 = 4.8, columns 1.6 + 3.3 = 4.9, total 5
        let goals = [
            (vec![0, 1, 2, 3], "5"),
            (vec![0, 1], "2.4"),
            (vec![2, 3], "2.4"),
            (vec![0, 2], "1.6"),
            (vec![1, 3], "3.3"),
        ]
        .map(|(members, figure)| Goal::printed(members, printed(figure)));
        let floors = [1_000 * WAN; 4];
        let amounts = fit(&floors, &[WAN, 7 * WAN, 3 * WAN, 2 * WAN], &goals).unwrap();
        for goal in &goals {
            let sum: i128 = goal.members.iter().map(|member| amounts[*member]).sum();
            assert!((goal.low..goal.high).contains(&sum), "{goal:?}: {sum}");
        }
        assert!(
            amounts
                .iter()
                .zip(floors)
                .all(|(amount, floor)| *amount >= floor)
        );
    }

    #[test]
    fn contradictions_are_told() {
        let goals = [(vec![0], "2"), (vec![1], "2"), (vec![0, 1], "9")]
            .map(|(members, figure)| Goal::printed(members, printed(figure)));
        assert_eq!(fit(&[0; 2], &[WAN; 2], &goals), None);
    }

    #[test]
    fn rounding_keeps_the_sum() {
        let mut amounts: Vec<i128> = (1..200).map(|n| n * 137 * WAN / 7).collect();
        let before: i128 = amounts.iter().sum();
        let order: Vec<usize> = (0..amounts.len()).collect();
        round(&mut amounts, &order);
        assert!((amounts.iter().sum::<i128>() - before).abs() <= 10 * WAN);
        assert!(amounts.iter().all(|amount| amount % (WAN / 100) == 0));
    }
}
