//! Projects of the level that the targets count (自治区层面 where the profile names no other): how many
//! there are, what they have completed over the years of a plan, and which shares of it are industry and
//! private (贵政办发〔2021〕15号 二).
//!
//! Projects are counted in the month; what was completed is counted over all the years of the plan that
//! are there, and the shares are strictly above their targets.

use rust_decimal::Decimal;

use super::{Indicator, Verdict};
use crate::aggregate::{AmountUnit, summarise};
use crate::money::{Money, percent_of};
use crate::plan::{Level, PlanRow};
use crate::publish::entries::Entry;
use crate::publish::figures::Figures;
use crate::publish::{Cell, Source};
use crate::text::{Lang, Words, words};

/// A share of projects that a plan of several years asks for, strictly above.
struct Share {
    target: &'static str,
    title: Words,
    is_part: fn(&PlanRow) -> bool,
    of_amounts: bool,
}

const SHARES: [Share; 4] = [
    Share {
        target: "industry_count_share_pct",
        title: words("中工业项目个数占比", "Industry by count"),
        is_part: |plan| plan.is_industrial,
        of_amounts: false,
    },
    Share {
        target: "industry_investment_share_pct",
        title: words("中工业项目完成投资占比", "Industry by investment"),
        is_part: |plan| plan.is_industrial,
        of_amounts: true,
    },
    Share {
        target: "private_count_share_pct",
        title: words("中民间投资项目个数占比", "Private by count"),
        is_part: |plan| plan.is_private,
        of_amounts: false,
    },
    Share {
        target: "private_investment_share_pct",
        title: words("中民间投资项目完成投资占比", "Private by investment"),
        is_part: |plan| plan.is_private,
        of_amounts: true,
    },
];

/// The targets of that level: a count of each year at least, and 亿元 of all years at least.
const PROJECTS: &str = "regional_projects_per_year";
const COMPLETED: &str = "regional_three_year_investment";

/// What the profile has a target for.
pub(super) fn indicators(
    source: &Source,
    placed: &[Entry<'_>],
    figures: Figures,
    lang: Lang,
) -> Vec<Indicator> {
    let level = level(source);
    let counted: Vec<&PlanRow> = (placed.iter())
        .map(|entry| entry.item.plan)
        .filter(|plan| plan.level == level)
        .collect();
    let whole = completed(source, &|_| true);
    let known = [
        projects(source, counted.len(), lang),
        investment(source, whole, lang),
    ];
    let shares = SHARES.iter().filter_map(|share| {
        let target = target(source, share.target)?;
        let (part, whole) = if share.of_amounts {
            let part = completed(source, &share.is_part);
            (
                part.unwrap_or(Money::ZERO).wan(),
                whole.unwrap_or(Money::ZERO).wan(),
            )
        } else {
            let own = counted.iter().filter(|plan| (share.is_part)(plan));
            (own.count().into(), counted.len().into())
        };
        let is_met = part * Decimal::ONE_HUNDRED > whole * target;
        let value = percent_of(part, whole);
        Some(Indicator {
            name: named(source, share.title, lang),
            unit: "%",
            figure: figures.percent(value),
            target,
            verdict: Verdict::of(value, is_met),
        })
    });
    known.into_iter().flatten().chain(shares).collect()
}

fn target(source: &Source, name: &str) -> Option<Decimal> {
    let target = source.profile.targets.get(name)?;
    Decimal::from_str_exact(target).ok()
}

/// The level that the targets count.
fn level(source: &Source) -> Level {
    source.profile.targets_level.unwrap_or(Level::REGIONAL)
}

/// What is measured, of the projects of that level.
fn named(source: &Source, what: Words, lang: Lang) -> String {
    let level = source.profile.level_label(&level(source), lang).to_owned();
    match lang {
        Lang::Zh => format!("{level}项目{}", what.zh),
        Lang::En => format!("{} ({level})", what.en),
    }
}

fn projects(source: &Source, count: usize, lang: Lang) -> Option<Indicator> {
    let target = target(source, PROJECTS)?;
    let count = Decimal::from(count);
    Some(Indicator {
        name: named(source, words("个数", "Projects"), lang),
        unit: "项",
        figure: Cell::number(Some(count), |count| count.to_string()),
        target,
        verdict: Verdict::of(Some(count), count >= target),
    })
}

fn investment(source: &Source, completed: Option<Money>, lang: Lang) -> Option<Indicator> {
    let target = target(source, COMPLETED)?;
    let figures = Figures::new(AmountUnit::Yi, &source.profile);
    let yi = completed.map(Money::yi);
    Some(Indicator {
        name: named(
            source,
            words("累计完成投资", "Completed in all years"),
            lang,
        ),
        unit: figures.unit(),
        figure: figures.amount(completed),
        target,
        verdict: Verdict::of(yi, yi.is_some_and(|yi| yi >= target)),
    })
}

/// What those projects that `is_part` says have completed in all years of the plan that are there.
fn completed(source: &Source, is_part: &dyn Fn(&PlanRow) -> bool) -> Option<Money> {
    let level = level(source);
    let years = source.plan_years().filter_map(|source| {
        let own = source
            .chosen(|plan| plan.level == level && plan.nature.is_implementing() && is_part(plan));
        let summary = summarise(own, &[], source.month, &source.profile);
        summary.lines.first()?.completed()
    });
    years.reduce(|sum, year| sum + year)
}
