//! 提醒函, 约谈: who is reminded, and who is called in (钦州十条措施 三十七).
//!
//! A unit is reminded when its growth is at most the target less a margin, or by hand with a reason. It is
//! called in when it is reminded in two published months one after the other and is last in the list now.
//! January and February are one period; nothing carries over from December. Without a figure a unit is
//! unranked and its streak pauses.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Kind;
use crate::order::Gather;
use crate::period::Month;

/// How many have to be ranked before anybody is last among them.
const FEWEST: usize = 3;
/// In how many published months one after the other somebody is reminded before they are called in.
const STREAK: usize = 2;

/// 统计增速: What the statistics say of one unit or area in one month: typed in, never made of reports.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Growth {
    /// The month up to which it is.
    pub month: Month,
    /// Who: the code of an area, the id of a unit, or a name.
    pub who: String,
    /// 增速, %; `None` where there is none.
    #[serde(
        default,
        with = "rust_decimal::serde::str_option",
        skip_serializing_if = "Option::is_none"
    )]
    #[schemars(with = "Option<String>")]
    pub percent: Option<Decimal>,
    /// Why somebody reminds by hand, whatever the figure.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by_hand: Option<String>,
}

/// What becomes of a unit in a month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decided {
    /// Who.
    pub who: String,
    /// 增速, %.
    pub percent: Option<Decimal>,
    /// Its rank, 1 for the highest; equal ones share it.
    pub rank: Option<usize>,
    /// Whether it is reminded.
    pub is_reminded: bool,
    /// Why, if by hand.
    pub by_hand: Option<String>,
    /// Reminded in so many published months one after the other, this one included.
    pub streak: usize,
    /// Whether it is called in.
    pub is_called_in: bool,
}

impl Decided {
    /// The letter that it leads to.
    pub const fn kind(&self) -> Option<Kind> {
        match (self.is_called_in, self.is_reminded) {
            (true, _) => Some(Kind::Talk),
            (false, true) => Some(Kind::Reminder),
            (false, false) => None,
        }
    }
}

/// Decides about everybody in the list of `month`, in its order. `target` and `margin` in % and points.
pub fn decide(growths: &[Growth], month: Month, target: Decimal, margin: Decimal) -> Vec<Decided> {
    let of_month: Vec<&Growth> = growths.iter().filter(|it| it.month == month).collect();
    let ranked: Vec<Decimal> = of_month.iter().filter_map(|it| it.percent).collect();
    let lowest = ranked.iter().min().copied();
    let has_enough = ranked.len() >= FEWEST;
    let is_reminded = |growth: &Growth| {
        let is_low = growth
            .percent
            .is_some_and(|percent| percent <= target - margin);
        is_low || growth.by_hand.is_some()
    };
    let decided = of_month.into_iter().map(|growth| {
        let own = growths
            .iter()
            .filter(|it| it.who == growth.who && it.month <= month);
        let streak = streak(own, month, &is_reminded);
        let is_last = growth.percent.is_some() && growth.percent == lowest;
        let is_reminded = is_reminded(growth);
        Decided {
            who: growth.who.clone(),
            percent: growth.percent,
            rank: (growth.percent)
                .map(|own| ranked.iter().filter(|other| **other > own).count() + 1),
            is_reminded,
            by_hand: growth.by_hand.clone(),
            streak,
            is_called_in: is_reminded && is_last && has_enough && streak >= STREAK,
        }
    });
    decided.collect()
}

/// In how many periods up to `month` one was reminded without a break; what has no figure is passed over.
fn streak<'a>(
    own: impl Iterator<Item = &'a Growth>,
    month: Month,
    is_reminded: &dyn Fn(&Growth) -> bool,
) -> usize {
    let this_year = own.filter(|growth| growth.month.year() == month.year());
    // of January and February the later one speaks
    let periods: BTreeMap<i8, &Growth> = this_year
        .filter(|growth| growth.percent.is_some() || growth.by_hand.is_some())
        .map(|growth| (growth.month.number().max(2), growth))
        .into_map();
    let newest_first = periods.values().rev();
    newest_first
        .take_while(|growth| is_reminded(growth))
        .count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::month;

    fn growths(rows: &[(&str, &str, &str)]) -> Vec<Growth> {
        let growth = |(at, who, percent): &(&str, &str, &str)| Growth {
            month: month(at),
            who: (*who).to_owned(),
            percent: Decimal::from_str_exact(percent).ok(),
            by_hand: None,
        };
        rows.iter().map(growth).collect()
    }

    fn told(rows: &[(&str, &str, &str)], at: &str) -> Vec<String> {
        let (target, margin) = (Decimal::from(15), Decimal::from(5));
        let decided = decide(&growths(rows), month(at), target, margin).into_iter();
        let told = decided.map(|it| {
            let rank = it
                .rank
                .map_or_else(|| "—".to_owned(), |rank| rank.to_string());
            let how = match (it.is_called_in, it.is_reminded) {
                (true, _) => "约谈",
                (_, true) => "提醒",
                _ => "",
            };
            format!("{} {rank} {} {how}", it.who, it.streak)
        });
        told.collect()
    }

    const APRIL: [(&str, &str, &str); 4] = [
        ("2022-04", "灵山", "9.8"),
        ("2022-04", "浦北", "10.0"),
        ("2022-04", "钦南", "10.1"),
        ("2022-04", "钦北", "16"),
    ];

    /// office.md 5: target 15; April 灵山 9.8 and 浦北 10.0 reminded, 钦南 10.1 not; May both 8.0 and all
    /// others above → both 约谈.
    #[test]
    fn the_worked_months_call_both_in() {
        assert_eq!(
            told(&APRIL, "2022-04"),
            ["灵山 4 1 提醒", "浦北 3 1 提醒", "钦南 2 0 ", "钦北 1 0 "]
        );
        let may = [
            ("2022-05", "灵山", "8.0"),
            ("2022-05", "浦北", "8.00"),
            ("2022-05", "钦南", "9"),
            ("2022-05", "钦北", "16"),
        ];
        let both = [&APRIL[..], &may].concat();
        assert_eq!(
            told(&both, "2022-05"),
            [
                "灵山 3 2 约谈",
                "浦北 3 2 约谈",
                "钦南 2 1 提醒",
                "钦北 1 0 "
            ]
        );
    }

    #[test]
    fn periods_breaks_and_short_lists_keep_people_from_being_called_in() {
        let others = |at: &'static str| [(at, "乙", "20"), (at, "丙", "20")];
        for (own, at, expected) in [
            // January and February are one
            (
                &[("2022-01", "甲", "1"), ("2022-02", "甲", "1")][..],
                "2022-02",
                "甲 3 1 提醒",
            ),
            (
                &[("2022-02", "甲", "1"), ("2022-03", "甲", "1")],
                "2022-03",
                "甲 3 2 约谈",
            ),
            // the later of the two speaks
            (
                &[
                    ("2022-01", "甲", "1"),
                    ("2022-02", "甲", "11"),
                    ("2022-03", "甲", "1"),
                ],
                "2022-03",
                "甲 3 1 提醒",
            ),
            // December is of another year
            (
                &[("2021-12", "甲", "1"), ("2022-02", "甲", "1")],
                "2022-02",
                "甲 3 1 提醒",
            ),
            // a month without a figure pauses, a better one breaks
            (
                &[
                    ("2022-03", "甲", "1"),
                    ("2022-04", "甲", ""),
                    ("2022-05", "甲", "1"),
                ],
                "2022-05",
                "甲 3 2 约谈",
            ),
            (
                &[
                    ("2022-03", "甲", "1"),
                    ("2022-04", "甲", "11"),
                    ("2022-05", "甲", "1"),
                ],
                "2022-05",
                "甲 3 1 提醒",
            ),
            (
                &[("2022-04", "甲", "1"), ("2022-05", "甲", "")],
                "2022-05",
                "甲 — 1 ",
            ),
        ] {
            let rows = [own, &others(at)].concat();
            assert_eq!(told(&rows, at)[0], expected, "{own:?}");
        }
        let two = [
            ("2022-04", "甲", "1"),
            ("2022-05", "甲", "1"),
            ("2022-05", "乙", "20"),
        ];
        assert_eq!(told(&two, "2022-05")[0], "甲 2 2 提醒");
    }

    #[test]
    fn somebody_reminds_by_hand() {
        let mut rows = growths(&APRIL);
        rows[3].by_hand = Some("项目停工".to_owned());
        let decided = decide(&rows, month("2022-04"), Decimal::from(15), Decimal::from(5));
        assert!(decided[3].is_reminded && !decided[3].is_called_in);
    }
}
