//! 年度: what each year of a plan of several has completed, against its part of the target, and 年均增长.

use std::cmp::Ordering;

use rust_decimal::Decimal;

use super::{Indicator, Verdict};
use crate::aggregate::{AmountUnit, Line, PlanYears, summarise};
use crate::money::Money;
use crate::period::Month;
use crate::publish::document::{Row, RowKind, Table};
use crate::publish::figures::{Figures, head};
use crate::publish::formulas::add_hints;
use crate::publish::measured::{COMPLETION, DONE, PLAN};
use crate::publish::{Cell, Source};
use crate::text::{Lang, words};

/// 亿元 of a plan of several years are told with one place.
const PLACES: u32 = 1;

/// The years of a plan of several that has a target; the months of which nothing is known are empty.
pub(super) fn years(source: &Source) -> Option<PlanYears> {
    let months = PlanYears::months(&source.profile, source.month);
    let totals: Vec<(Month, Line)> = (months.into_iter())
        .map(|month| {
            let year = source.plan_years().find(|year| year.month == month);
            let summary = year.map(|year| summarise(year.items(), &[], month, &year.profile));
            let line = summary.and_then(|summary| summary.lines.into_iter().next());
            (month, line.unwrap_or_default())
        })
        .collect();
    let years = PlanYears::of(&totals, &source.profile);
    (!totals.is_empty() && years.target.is_some()).then_some(years)
}

/// 年均增长 over the whole years, the target included.
pub(super) fn mean(years: &PlanYears, source: &Source, lang: Lang) -> Option<Indicator> {
    let places = source.profile.decimals.percent;
    let mean = years.mean_growth(places);
    let is_met = years.mean_against().is_some_and(Ordering::is_ge);
    Some(Indicator {
        name: words(
            "完成投资年均增长",
            "Mean annual growth of what was completed",
        )
        .get(lang)
        .to_owned(),
        unit: "%",
        figure: Cell::number(mean, |mean| mean.to_string()),
        target: years.growth?,
        verdict: Verdict::of(mean, is_met),
    })
}

/// The years, one below the other, with their total.
pub(super) fn table(years: &PlanYears, source: &Source, lang: Lang) -> Table {
    let mut figures = Figures::new(AmountUnit::Yi, &source.profile);
    figures.print.amount_places = PLACES;
    let amount = |wan: Option<Decimal>| figures.amount(wan.map(Money::from_wan));
    let percent_of = |done: Option<Money>, target: Option<Decimal>| {
        done.zip(target)
            .and_then(|(done, target)| done.percent_of(Money::from_wan(target)))
    };
    let row = |kind, level, label: String, done: Option<Money>, target: Option<Decimal>| {
        let mut row = Row::new(kind, level, label);
        row.put(PLAN, amount(target));
        row.put(DONE, figures.amount(done));
        row.put(COMPLETION, figures.percent(percent_of(done, target)));
        row
    };
    let whole = words("合计", "Total").get(lang).to_owned();
    let target = years.target.map(Money::wan);
    let mut total = row(RowKind::Total, 0, whole, years.completed, target);
    total.count = Some(years.years.len() + years.ahead.len());
    let mut rows = vec![total];
    rows.extend(years.years.iter().map(|year| {
        let label = through(year.through, lang);
        let mut row = row(RowKind::Item, 1, label, year.completed, year.target);
        let growth = year.growth.and_then(|growth| growth.percent());
        row.put("growth", figures.percent(growth));
        row
    }));
    rows.extend(
        years
            .ahead
            .iter()
            .map(|(year, target)| row(RowKind::Item, 1, year_text(*year, lang), None, *target)),
    );
    let percent = Some(figures.print.percent_places);
    let unit = figures.unit();
    let mut table = Table {
        id: "years".to_owned(),
        title: words("分年度完成情况", "By year").get(lang).to_owned(),
        columns: vec![
            head("name", words("年度", "Year").get(lang), "", None, 10),
            head(
                PLAN,
                words("目标", "Target").get(lang),
                unit,
                Some(PLACES),
                6,
            ),
            head(
                DONE,
                words("完成投资", "Completed").get(lang),
                unit,
                Some(PLACES),
                6,
            ),
            head(
                COMPLETION,
                words("完成率", "Rate").get(lang),
                "%",
                percent,
                5,
            ),
            head(
                "growth",
                words("比上年增长", "On the year before").get(lang),
                "%",
                percent,
                5,
            ),
        ],
        label_column: "name".into(),
        rows,
        notes: notes(years, lang),
    };
    add_hints(&mut table, source.month);
    table
}

/// 2021年, of a running year up to which month.
fn through(month: Month, lang: Lang) -> String {
    let year = year_text(month.year(), lang);
    match (lang, month.number()) {
        (_, 12) => year,
        (Lang::Zh, number) => format!("{year}1—{number}月"),
        (Lang::En, _) => format!("{year}, up to {month}"),
    }
}

fn year_text(year: i16, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("{year}年"),
        Lang::En => year.to_string(),
    }
}

/// From which year on the parts of the target grow, and of which years nothing is known.
fn notes(years: &PlanYears, lang: Lang) -> Vec<String> {
    let unknown = years.years.iter().filter(|year| year.completed.is_none());
    let unknown: Vec<String> = unknown.map(|year| through(year.through, lang)).collect();
    let base = years.base.zip(years.growth).zip(years.years.first());
    let base = base.map(|((base, growth), first)| {
        let base = crate::money::printed(Money::from_wan(base).yi(), PLACES);
        let (before, growth) = (first.through.year() - 1, growth.normalize());
        match lang {
            Lang::Zh => format!(
                "各年目标由总目标按每年增长{growth}%分解，倒算{before}年为{base}亿元；原文没有给出基数。"
            ),
            Lang::En => format!(
                "The parts of the target grow by {growth} % a year, from {base} 亿元 in {before}; the notice gives no base."
            ),
        }
    });
    let unknown = (!unknown.is_empty()).then(|| match lang {
        Lang::Zh => format!("没有数，不计入累计：{}。", unknown.join("、")),
        Lang::En => format!(
            "Nothing is known of {}; it is in no total.",
            unknown.join(", ")
        ),
    });
    base.into_iter().chain(unknown).collect()
}
