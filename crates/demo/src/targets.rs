//! The targets of a multi-year plan that publishes no tables, as figures of one year's plan.

use rust_decimal::Decimal;
use yuebao_domain::money::Money;
use yuebao_domain::plan::{Category, Level, Nature, PlanRow};
use yuebao_domain::profile::Profile;

use super::amounts::{Goal, YI};
use super::published::Traits;

/// By how many points a target that has to be surpassed is surpassed.
const BEYOND: u32 = 6;

/// What a plan of one year has to reach.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Targets {
    /// The level whose projects are counted: 自治区层面, unless the profile says another.
    pub level: Level,
    /// Projects of that level a year.
    pub projects: usize,
    /// Their investment in one year, 亿元.
    pub annual: Option<Decimal>,
    /// 产业项目: least share of the count, %.
    pub industry_count: Option<Decimal>,
    /// 产业项目: least share of the investment, %.
    pub industry_investment: Option<Decimal>,
    /// 民间投资项目: least share of the count, %.
    pub private_count: Option<Decimal>,
    /// 民间投资项目: least share of the investment, %.
    pub private_investment: Option<Decimal>,
}

/// A target beside what a plan reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reached {
    /// What is measured: a count, 亿元 of the annual plan, or a share of either in %.
    pub name: &'static str,
    /// The least that is wanted.
    pub least: Decimal,
    /// What there is.
    pub made: Decimal,
}

impl Targets {
    /// The targets that a profile states; all absent where it states none.
    pub fn of(profile: &Profile) -> Self {
        let number = |name: &str| profile.targets.get(name)?.parse::<Decimal>().ok();
        let years = Decimal::from(i32::from(profile.last_year - profile.first_year) + 1);
        let projects = number("regional_projects_per_year").and_then(|n| usize::try_from(n).ok());
        Self {
            level: profile.targets_level.unwrap_or(Level::REGIONAL),
            projects: projects.unwrap_or_default(),
            annual: number("regional_three_year_investment").map(|total| total / years),
            industry_count: number("industry_count_share_pct"),
            industry_investment: number("industry_investment_share_pct"),
            private_count: number("private_count_share_pct"),
            private_investment: number("private_investment_share_pct"),
        }
    }

    /// Each target that is stated, and how far these projects reach it.
    pub fn reached(&self, projects: &[PlanRow]) -> Vec<Reached> {
        let count =
            |keep: &dyn Fn(&PlanRow) -> bool| projects.iter().filter(|row| keep(row)).count();
        let planned = |keep: fn(&PlanRow) -> bool| -> Money {
            let kept = projects.iter().filter(|row| keep(row));
            kept.filter_map(|row| row.annual_plan).sum()
        };
        let of_count = |keep: fn(&PlanRow) -> bool| {
            let part = Decimal::from(count(&keep)) * Decimal::ONE_HUNDRED;
            part.checked_div(Decimal::from(projects.len()))
        };
        let all = planned(|_| true);
        let of_plan = |keep| planned(keep).percent_of(all);
        let regional = count(&|row| row.level == self.level);
        let projects = Some(self.projects).filter(|least| *least > 0);
        let rows = [
            (
                "regional_projects",
                projects.map(Decimal::from),
                Some(Decimal::from(regional)),
            ),
            ("annual_plan", self.annual, Some(all.yi())),
            (
                "industry_count_share_pct",
                self.industry_count,
                of_count(is_industry),
            ),
            (
                "industry_investment_share_pct",
                self.industry_investment,
                of_plan(is_industry),
            ),
            (
                "private_count_share_pct",
                self.private_count,
                of_count(|row| row.is_private),
            ),
            (
                "private_investment_share_pct",
                self.private_investment,
                of_plan(|row| row.is_private),
            ),
        ];
        let stated = rows.into_iter().filter_map(|(name, least, made)| {
            let (least, made) = least.zip(made)?;
            Some(Reached { name, least, made })
        });
        stated.collect()
    }

    /// How many of `whole` projects surpass a share of the count.
    pub(super) fn enough(share: Option<Decimal>, whole: usize) -> Option<usize> {
        let percent = usize::try_from((share? + Decimal::from(BEYOND)).floor()).ok()?;
        Some((whole * percent.min(100)).div_ceil(100))
    }

    /// What the annual plans of the projects have to add up to.
    pub(super) fn goals(&self, projects: &[Traits], is_private: &[bool]) -> Vec<Goal> {
        let Some(annual) = self.annual.map(fen) else {
            return Vec::new();
        };
        let all: Vec<usize> = (0..projects.len())
            .filter(|index| projects[*index].nature.is_some_and(Nature::is_implementing))
            .collect();
        let industry = |index: &usize| projects[*index].category == Some(Category::INDUSTRY);
        let share = |members: Vec<usize>, percent: Option<Decimal>| {
            let least = percent? + Decimal::from(BEYOND);
            let part = |percent: Decimal| annual * fen(percent) / (100 * YI);
            Some(Goal {
                members,
                low: part(least),
                high: part(least + Decimal::from(5 * BEYOND)),
            })
        };
        let of = |keep: &dyn Fn(&usize) -> bool| all.iter().copied().filter(keep).collect();
        let shares = [
            share(of(&industry), self.industry_investment),
            share(of(&|index| is_private[*index]), self.private_investment),
        ];
        let whole = Goal {
            members: all.clone(),
            low: annual,
            high: annual + annual / 50,
        };
        shares.into_iter().flatten().chain([whole]).collect()
    }
}

fn is_industry(row: &PlanRow) -> bool {
    row.category == Some(Category::INDUSTRY)
}

fn fen(yi: Decimal) -> i128 {
    let mut fen = yi.round_dp(10);
    fen.rescale(10);
    fen.mantissa()
}
