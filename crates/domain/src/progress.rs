//! How far the year's plan is done and how far it should be: told once, for the form, the task
//! list, the totals, the rules and print.
//!
//! | term | here | is | unit |
//! |---|---|---|---|
//! | 完成率, 完成年度计划 | [`Progress::completion`] | 本年累计 ÷ 年度计划 | % |
//! | 序时进度 | [`elapsed`] | months passed ÷ 12, at the end of the month | % |
//! | 与序时差距 | [`Progress::gap`] | 完成率 − 序时进度 | 个百分点 |
//! | 滞后 | [`Progress::is_behind`] | the gap is below 0 as it is printed | |
//! | 与倒排差距 | [`against_schedule`] | 完成率 − 倒排计划 ÷ 年度计划 | 个百分点 |
//! | 计划工期应达进度 | [`path`] | even steps over the project's own months of the year | % |
//!
//! 预备 has no annual plan and so none of these (柳政办〔2022〕5号 二); the comparison with 序时 is
//! how the notices dispatch and publish (各地按序时进度调度、通报). Percentages are unrounded;
//! [`printed`] rounds, last, when something is printed.

use rust_decimal::Decimal;

use crate::money::{Money, printed};
use crate::period::Month;
use crate::plan::PlanRow;

/// How far a plan is done at the end of a month, against the time that has passed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Progress {
    /// 完成率, % of the annual plan; `None` without an amount or a plan, printed "—".
    pub completion: Option<Decimal>,
    /// 序时进度, %.
    pub elapsed: Decimal,
}

impl Progress {
    /// `done` is the year to date at the end of `month`, `planned` the annual plan of the same
    /// projects. A figure of one month is never held against the time of another.
    pub fn at(month: Month, done: Option<Money>, planned: Option<Money>) -> Self {
        Self::after(elapsed(month), done, planned)
    }

    /// The same where 序时进度 at the end of the month is known.
    pub fn after(elapsed: Decimal, done: Option<Money>, planned: Option<Money>) -> Self {
        Self {
            completion: (done.zip(planned)).and_then(|(done, planned)| done.percent_of(planned)),
            elapsed,
        }
    }

    /// 完成率 − 序时进度, in 个百分点.
    pub fn gap(&self) -> Option<Decimal> {
        self.completion?.checked_sub(self.elapsed)
    }

    /// Whether the gap is below 0 when printed with so many places: what reads 0.0 is not behind.
    pub fn is_behind(&self, places: u32) -> bool {
        self.gap().is_some_and(|gap| is_behind(gap, places))
    }
}

/// Whether a gap in 个百分点 is below 0 when printed with so many places.
pub fn is_behind(gap: Decimal, places: u32) -> bool {
    printed(gap, places) < Decimal::ZERO
}

/// 年度计划 that a project is held against: that of implementing projects, 万元. A plan row of
/// 预备 that carries one is wrong (M114) and does not count.
pub fn planned(plan: &PlanRow) -> Option<Money> {
    plan.annual_plan.filter(|_| plan.nature.is_implementing())
}

/// 倒排计划: what the plan of the months has completed by the end of `month`, 万元; `None` where the plan
/// has no months.
pub fn scheduled(plan: &PlanRow, month: Month) -> Option<Money> {
    let at = usize::try_from(month.number()).ok()?.checked_sub(1)?;
    plan.monthly_plan.get(at).copied()
}

/// 与倒排差距: (本年累计 − 倒排计划) ÷ 年度计划, 个百分点. `done` and `scheduled` are of the same month.
pub fn against_schedule(
    done: Option<Money>,
    scheduled: Option<Money>,
    annual: Option<Money>,
) -> Option<Decimal> {
    let completion = done?.percent_of(annual?)?;
    completion.checked_sub(scheduled?.percent_of(annual?)?)
}

/// 序时进度 at the end of `month`, %.
pub fn elapsed(month: Month) -> Decimal {
    share(month.number().into(), 12)
}

/// What of a year's amount falls to so many of its months by time: `annual` × months ÷ 12, 万元,
/// unrounded.
pub fn by_time(annual: Money, months: Decimal) -> Money {
    Money::from_wan(annual.times(months).wan() / Decimal::from(12))
}

/// 序时进度 of what began at the end of month `begin` of the same year (0: before the year) and
/// runs to its end, at the end of `month`, %; `None` before its first month is over.
pub fn elapsed_since(begin: i8, month: Month) -> Option<Decimal> {
    let (passed, whole) = (month.number() - begin, 12 - begin);
    (passed > 0 && whole > 0).then(|| share(passed.into(), whole.into()))
}

/// How far the project's own path has come by the middle of `month`, in % of the annual plan:
/// even steps from the planned start, or from when it entered the plan, to the planned completion,
/// as far as they lie in the year of `month`.
pub fn path(plan: &PlanRow, month: Month) -> Decimal {
    let in_this_year = |at: Month| at.year() == month.year();
    let planned = plan.planned_start.unwrap_or(plan.entered);
    let begin = planned.max(plan.entered);
    if begin > month {
        return Decimal::ZERO;
    }
    let first = if in_this_year(begin) {
        begin.number()
    } else {
        1
    };
    let end = plan.planned_completion.filter(|end| in_this_year(*end));
    let last = end.map_or(12, Month::number).max(first);
    if month.number() > last {
        return Decimal::ONE_HUNDRED;
    }
    // twice as many, so that half a month is whole
    let passed = i32::from(month.number() - first) * 2 + 1;
    let whole = i32::from(last - first + 1) * 2;
    share(passed, whole)
}

fn share(part: i32, whole: i32) -> Decimal {
    Decimal::from(part * 100) / Decimal::from(whole)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{month, plan_row};
    use crate::money::{parse_plain, round};
    use crate::plan::Nature;

    fn wan(text: &str) -> Option<Money> {
        parse_plain(text).ok()
    }

    fn told(percent: Option<Decimal>) -> String {
        percent.map_or_else(|| "—".to_owned(), |percent| printed(percent, 1).to_string())
    }

    #[test]
    fn a_plan_is_done_so_far_and_behind_as_it_is_printed() {
        for (at, done, planned, completion, elapsed, gap, is_behind) in [
            ("2022-05", "1000", "3000", "33.3", "41.7", "-8.3", true),
            ("2022-05", "1250", "3000", "41.7", "41.7", "0.0", false),
            // a third of a hundredth less is printed as on time, and is
            ("2022-05", "1249.99", "3000", "41.7", "41.7", "0.0", false),
            ("2022-05", "1248", "3000", "41.6", "41.7", "-0.1", true),
            ("2022-01", "0", "3000", "0.0", "8.3", "-8.3", true),
            ("2022-12", "3600", "3000", "120.0", "100.0", "20.0", false),
            ("2022-06", "-30", "3000", "-1.0", "50.0", "-51.0", true),
            // nothing done is not the same as nothing known
            ("2022-06", "", "3000", "—", "50.0", "—", false),
            ("2022-06", "30", "", "—", "50.0", "—", false),
            ("2022-06", "30", "0", "—", "50.0", "—", false),
        ] {
            let progress = Progress::at(month(at), wan(done), wan(planned));
            let found = [
                told(progress.completion),
                told(Some(progress.elapsed)),
                told(progress.gap()),
            ];
            let what = format!("{done} of {planned} in {at}");
            assert_eq!(found, [completion, elapsed, gap], "{what}");
            assert_eq!(progress.is_behind(1), is_behind, "{what}");
        }
    }

    #[test]
    fn what_is_printed_with_more_places_may_be_behind() {
        let progress = Progress::at(month("2022-05"), wan("1249"), wan("3000"));
        let is_behind = [0, 1, 2].map(|places| progress.is_behind(places));
        assert_eq!(is_behind, [false, false, true]);
    }

    #[test]
    fn preparatory_projects_are_held_against_no_plan() {
        let mut plan = plan_row();
        assert_eq!(planned(&plan), wan("3000"));
        plan.nature = Nature::Preparatory;
        assert_eq!(planned(&plan), None);
    }

    #[test]
    fn by_time_a_year_is_exact_in_twelfths() {
        for (annual, months, amount) in [
            ("3000", 5, "1250"),
            ("1000", 12, "1000"),
            ("100", 1, "8.333333333"),
            ("0", 7, "0"),
        ] {
            let found = by_time(wan(annual).unwrap(), Decimal::from(months));
            let found = round(found.wan(), 9).normalize().to_string();
            assert_eq!(found, amount, "{months}/12 of {annual}");
        }
    }

    #[test]
    fn what_began_within_the_year_has_the_rest_of_it() {
        for (begin, at, percent) in [
            (0, "2022-06", "50.0"),
            (3, "2022-08", "55.6"),
            (11, "2022-12", "100.0"),
            (6, "2022-06", "—"),
            (8, "2022-06", "—"),
            (12, "2022-12", "—"),
        ] {
            let found = told(elapsed_since(begin, month(at)));
            assert_eq!(found, percent, "begun in {begin}, at {at}");
        }
    }

    #[test]
    fn a_project_has_a_path_of_its_own() {
        let path = |entered: &str, start: &str, end: &str, at: &str| {
            let mut plan = plan_row();
            plan.entered = month(entered);
            plan.planned_start = start.parse().ok();
            plan.planned_completion = end.parse().ok();
            round(path(&plan, month(at)), 1).normalize().to_string()
        };
        for (entered, start, end, at, percent) in [
            ("2022-01", "", "", "2022-01", "4.2"),
            ("2022-01", "", "", "2022-06", "45.8"),
            ("2022-01", "", "", "2022-12", "95.8"),
            // started years ago, ends in years to come
            ("2021-03", "2020-05", "2024-06", "2022-06", "45.8"),
            // planned to start in August
            ("2022-01", "2022-08", "", "2022-07", "0"),
            ("2022-01", "2022-08", "", "2022-08", "10"),
            ("2022-01", "2022-08", "", "2022-12", "90"),
            // entered in July, whenever it started
            ("2022-07", "", "", "2022-06", "0"),
            ("2022-07", "2020-05", "", "2022-07", "8.3"),
            // to be completed in June
            ("2022-01", "", "2022-06", "2022-03", "41.7"),
            ("2022-01", "", "2022-06", "2022-07", "100"),
            // was to be completed last year: the year's plan is for the year
            ("2022-01", "", "2021-06", "2022-03", "20.8"),
            ("2022-01", "2023-02", "", "2022-12", "0"),
            // a plan the wrong way round
            ("2022-01", "2022-08", "2022-03", "2022-08", "50"),
        ] {
            let found = path(entered, start, end, at);
            assert_eq!(found, percent, "{entered} {start} {end} at {at}");
        }
    }
}
