//! A plan of several years: what each year has completed, and all of them together.
//!
//! A year's figure is the year to date of its last month, 已调出 included: what was completed was
//! completed, whatever became of the project. So the years add up to what the figures since start have
//! grown by. A profile may state a total for the whole plan and a yearly growth; what each year's part
//! of the total is then follows ([`Pace`]).

use std::cmp::Ordering;

use rust_decimal::Decimal;

use super::Line;
use crate::growth::{Growth, Pace, mean_against, mean_annual};
use crate::money::Money;
use crate::period::Month;
use crate::profile::Profile;

/// The target of a profile for the whole plan, 亿元.
const TOTAL: &str = "three_year_investment";
/// The growth that it asks of each year, %.
const GROWTH: &str = "annual_growth_pct";

/// A year of the plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanYear {
    /// The month up to which it is told: December, or the running one.
    pub through: Month,
    /// What was completed in it by then, 万元.
    pub completed: Option<Money>,
    /// Its part of the target, 万元, unrounded.
    pub target: Option<Decimal>,
    /// Against the year before, where both are whole.
    pub growth: Option<Growth>,
}

/// The years of a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanYears {
    /// The first year first.
    pub years: Vec<PlanYear>,
    /// The years of the plan that are still to come, each with its part of the target, 万元, unrounded.
    pub ahead: Vec<(i16, Option<Decimal>)>,
    /// What all have completed, 万元.
    pub completed: Option<Money>,
    /// The target of the whole plan, 万元.
    pub target: Option<Money>,
    /// The growth that is asked of each year, %.
    pub growth: Option<Decimal>,
    /// What the year before the plan must have completed for the parts of its target, 万元, unrounded.
    pub base: Option<Decimal>,
}

impl PlanYears {
    /// The months that are asked for in the order of the years: each December up to the year of
    /// `month`, and that month; none for a plan of one year or a month outside the plan.
    pub fn months(profile: &Profile, month: Month) -> Vec<Month> {
        let (first, last) = (profile.first_year, profile.last_year);
        if first == last || !(first..=last).contains(&month.year()) {
            return Vec::new();
        }
        let ended = (first..month.year()).filter_map(|year| Month::new(year, 12));
        ended.chain([month]).collect()
    }

    /// The years of the plan by 合计 of those months.
    pub fn of(totals: &[(Month, Line)], profile: &Profile) -> Self {
        let number = |name: &str| profile.targets.get(name)?.parse::<Decimal>().ok();
        let target = number(TOTAL).and_then(|yi| yi.checked_mul(Decimal::from(10_000)));
        let target = target.map(Money::from_wan);
        let count = u32::from((profile.last_year - profile.first_year).unsigned_abs()) + 1;
        let growth = number(GROWTH);
        let pace = (target.zip(growth)).and_then(|(total, growth)| Pace::of(total, growth, count));
        let part = |at: usize| pace.as_ref()?.years.get(at).copied();
        let mut years: Vec<PlanYear> = Vec::new();
        for (at, (through, line)) in totals.iter().enumerate() {
            let completed = line.completed();
            let is_whole = through.number() == 12;
            let before = years.last().and_then(|year| year.completed);
            years.push(PlanYear {
                through: *through,
                completed,
                target: part(at),
                growth: Growth::of(completed.filter(|_| is_whole), before),
            });
        }
        let begun = years.len();
        let ahead = (profile.first_year..=profile.last_year)
            .enumerate()
            .skip(begun);
        let known: Vec<Money> = years.iter().filter_map(|year| year.completed).collect();
        Self {
            completed: (!known.is_empty()).then(|| known.into_iter().sum()),
            ahead: ahead.map(|(at, year)| (year, part(at))).collect(),
            years,
            target,
            growth,
            base: pace.as_ref().map(|pace| pace.base),
        }
    }

    /// 完成率 of the whole plan, %.
    pub fn completion(&self) -> Option<Decimal> {
        self.completed?.percent_of(self.target?)
    }

    /// 年均增长 from the first year to the last whole one, % as printed with `places`.
    pub fn mean_growth(&self, places: u32) -> Option<Decimal> {
        let (first, last, years) = self.whole()?;
        mean_annual(first, last, years, places)
    }

    /// How 年均增长 stands to what is asked for, exactly.
    pub fn mean_against(&self) -> Option<Ordering> {
        let (first, last, years) = self.whole()?;
        mean_against(first, last, years, self.growth?)
    }

    /// What the first year and the last whole one have completed, and how many years lie between.
    fn whole(&self) -> Option<(Money, Money, u32)> {
        let whole = self.years.iter().filter(|year| year.through.number() == 12);
        let whole: Vec<Option<Money>> = whole.map(|year| year.completed).collect();
        let (first, last) = ((*whole.first()?)?, (*whole.last()?)?);
        Some((first, last, u32::try_from(whole.len() - 1).ok()?))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;
    use crate::aggregate::{Item, summarise};
    use crate::check::testing::{month, plan_row};
    use crate::money::{parse_plain, printed};
    use crate::plan::PlanRow;
    use crate::profile_file::builtin;
    use crate::report::Report;

    fn plan() -> Profile {
        builtin("guigang-2021").unwrap()
    }

    fn line(yi: &str) -> Line {
        Line {
            year_to_date: parse_plain(yi).ok().map(|it| it.times(10_000.into())),
            ..Line::default()
        }
    }

    fn yi(wan: Option<Decimal>) -> String {
        let yi = wan.map(|wan| printed(wan / Decimal::from(10_000), 1).to_string());
        yi.unwrap_or_else(|| "—".to_owned())
    }

    #[test]
    fn three_years_are_asked_for_up_to_the_month_that_is_shown() {
        for (at, expected) in [
            ("2021-05", "2021-05"),
            ("2022-01", "2021-12 2022-01"),
            ("2023-12", "2021-12 2022-12 2023-12"),
            ("2020-12", ""),
            ("2024-01", ""),
        ] {
            let months = PlanYears::months(&plan(), month(at));
            let months: Vec<String> = months.iter().map(ToString::to_string).collect();
            assert_eq!(months.join(" "), expected, "{at}");
        }
        let one = builtin("qinzhou-2022").unwrap();
        assert!(PlanYears::months(&one, month("2022-05")).is_empty());
    }

    /// 贵政办发〔2021〕15号 二: 1760 亿元 in three years, 15 % a year.
    #[test]
    fn three_years_add_up_and_stand_beside_what_was_asked_of_them() {
        let totals = [
            (month("2021-12"), line("506.8")),
            (month("2022-12"), line("590")),
            (month("2023-12"), line("660")),
        ];
        let years = PlanYears::of(&totals, &plan());
        let asked: Vec<String> = years.years.iter().map(|it| yi(it.target)).collect();
        assert_eq!(asked, ["506.8", "582.9", "670.3"]);
        let grown: Vec<String> = (years.years.iter())
            .map(|it| {
                let percent = it.growth.and_then(|growth| growth.percent());
                percent.map_or_else(|| "—".to_owned(), |it| printed(it, 1).to_string())
            })
            .collect();
        assert_eq!(grown, ["—", "16.4", "11.9"]);
        assert_eq!(yi(years.completed.map(Money::wan)), "1756.8");
        assert_eq!(printed(years.completion().unwrap(), 1).to_string(), "99.8");
        // (660 ÷ 506.8)^(1/2) − 1
        assert_eq!(years.mean_growth(1).unwrap().to_string(), "14.1");
        assert_eq!(years.mean_against(), Some(Ordering::Less));
        assert_eq!(yi(years.base), "440.7");
        let running = PlanYears::of(&totals[..2], &plan());
        assert_eq!(running.mean_growth(1).unwrap().to_string(), "16.4");
        assert_eq!(running.mean_against(), Some(Ordering::Greater));
        assert_eq!(years.ahead, []);
        let ahead: Vec<(i16, String)> = running
            .ahead
            .iter()
            .map(|(at, it)| (*at, yi(*it)))
            .collect();
        assert_eq!(ahead, [(2023, "670.3".to_owned())]);
        let begun = [totals[0].clone(), (month("2022-05"), line("200"))];
        let begun = PlanYears::of(&begun, &plan());
        assert_eq!(begun.years[1].growth, None, "a part of a year is no year");
        assert_eq!(begun.mean_growth(1), None);
        assert_eq!(yi(begun.completed.map(Money::wan)), "706.8");
        let nothing = PlanYears::of(&[(month("2021-05"), Line::default())], &plan());
        assert_eq!((nothing.completed, nothing.completion()), (None, None));
    }

    proptest! {
        /// The sum of the years is what the figures since start have grown by since before the plan.
        #[test]
        fn the_years_are_what_has_been_completed_since_before_the_plan(
            projects in prop::collection::vec((0_u32..5000, prop::array::uniform3(0_u32..3000)), 1..8),
        ) {
            let profile = plan();
            let decembers = ["2021-12", "2022-12", "2023-12"].map(month);
            let mut rows: Vec<(PlanRow, BTreeMap<Month, Report>)> = Vec::new();
            for (at, (before, years)) in projects.iter().enumerate() {
                let plan = PlanRow { id: format!("p{at}"), entered: month("2021-01"), ..plan_row() };
                let mut since = Decimal::from(*before);
                let mut reports = BTreeMap::new();
                for (december, year) in decembers.iter().zip(years) {
                    since += Decimal::from(*year);
                    reports.insert(*december, Report {
                        year_to_date: Some(Money::from_wan(Decimal::from(*year))),
                        since_start: Some(Money::from_wan(since)),
                        ..Report::default()
                    });
                }
                rows.push((plan, reports));
            }
            let totals: Vec<(Month, Line)> = decembers.iter().map(|at| {
                let items = rows.iter().map(|(plan, reports)| Item::new(plan, reports.get(at), None));
                let lines = summarise(items, &[], *at, &profile).lines;
                (*at, lines.into_iter().next().unwrap())
            }).collect();
            let since = totals[2].1.since_start.unwrap();
            let before: Decimal = projects.iter().map(|(before, _)| Decimal::from(*before)).sum();
            let years = PlanYears::of(&totals, &profile);
            prop_assert_eq!(years.completed, Some(since - Money::from_wan(before)));
        }
    }
}
