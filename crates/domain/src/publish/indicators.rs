//! 指标: what the notices measure, against their targets. A figure that the reports do not hold is said to
//! be missing: figures of the statistics are never made of report figures.

use rust_decimal::Decimal;

use super::document::{Block, Document, Page, Row, RowKind, Table};
use super::entries::{Entry, entries};
use super::figures::{Figures, head, month_text};
use super::rosters::parameter;
use super::{Cell, Source};
use crate::aggregate::{AmountUnit, Item, summarise};
use crate::money::{Money, percent_of};
use crate::plan::{Level, PlanRow};
use crate::rule::RuleCode;
use crate::text::{Lang, Words, words};

/// The identifier of the document.
pub const ID: &str = "indicators";

/// A share of projects that a plan of several years asks for, strictly above (贵政办发〔2021〕15号 二).
struct Share {
    target: &'static str,
    title: Words,
    is_part: fn(&PlanRow) -> bool,
    of_amounts: bool,
}

const SHARES: [Share; 4] = [
    Share {
        target: "industry_count_share_pct",
        title: words(
            "自治区层面项目中工业项目个数占比",
            "Industry by count, of the regional level",
        ),
        is_part: |plan| plan.is_industrial,
        of_amounts: false,
    },
    Share {
        target: "industry_investment_share_pct",
        title: words(
            "自治区层面项目中工业项目完成投资占比",
            "Industry by investment, of the regional level",
        ),
        is_part: |plan| plan.is_industrial,
        of_amounts: true,
    },
    Share {
        target: "private_count_share_pct",
        title: words(
            "自治区层面项目中民间投资项目个数占比",
            "Private by count, of the regional level",
        ),
        is_part: |plan| plan.is_private,
        of_amounts: false,
    },
    Share {
        target: "private_investment_share_pct",
        title: words(
            "自治区层面项目中民间投资项目完成投资占比",
            "Private by investment, of the regional level",
        ),
        is_part: |plan| plan.is_private,
        of_amounts: true,
    },
];

/// 指标 at the end of a month.
pub fn indicators(source: &Source, lang: Lang) -> Document {
    let items = source.items();
    let (placed, _) = entries(&items, source);
    let figures = Figures::new(AmountUnit::Wan, &source.profile);
    let mut rows = vec![payment(source, &placed, figures, lang)];
    rows.extend(shares(source, &placed, figures, lang));
    rows.extend(measures(source, lang));
    let table = Table {
        id: "indicators".to_owned(),
        title: String::new(),
        columns: vec![
            head("name", words("指标", "Indicator").get(lang), "", None, 20),
            head("unit", words("单位", "Unit").get(lang), "", None, 4),
            head("figure", words("现状", "Now").get(lang), "", None, 5),
            head("target", words("目标", "Target").get(lang), "", None, 5),
            head("striving", words("力争", "Striving").get(lang), "", None, 4),
            head("verdict", words("情况", "How").get(lang), "", None, 5),
        ],
        label_column: "name",
        rows,
        notes: vec![
            words(
                "“未录入”的是统计口径的数，由市重点办录入后才有，不用月报数代替。",
                "What is “not entered” is a figure of the statistics; none of the reports stands in for it.",
            )
            .get(lang)
            .to_owned(),
        ],
    };
    let (name, month) = (
        source.profile.title_in(lang),
        month_text(source.month, lang),
    );
    let title = match lang {
        Lang::Zh => format!("{name}指标完成情况（截至{month}）"),
        Lang::En => format!("{name}: indicators, up to {month}"),
    };
    source.document(ID, title, Page::LETTER, vec![Block::Table(table)], lang)
}

/// One indicator that the reports tell: `is_met` is asked only of a figure that is there.
fn told(
    name: String,
    value: Option<Decimal>,
    target: Decimal,
    is_met: bool,
    figures: Figures,
    lang: Lang,
) -> Row {
    let mut row = Row::new(RowKind::Item, 0, name);
    row.put("unit", Cell::text("%"));
    row.put("figure", figures.percent(value));
    row.put(
        "target",
        Cell::number(Some(target), |target| target.normalize().to_string()),
    );
    let verdict = match (value, is_met) {
        (None, _) => words("没有数", "no figure"),
        (Some(_), true) => words("达到", "met"),
        (Some(_), false) => words("未达到", "not met"),
    };
    row.put("verdict", Cell::text(verdict.get(lang)));
    row
}

/// 中央预算内投资支付率, the target included: 85 % of 400 are 340.
fn payment(source: &Source, placed: &[Entry<'_>], figures: Figures, lang: Lang) -> Row {
    let target = parameter(source, RuleCode::new("S503"), "target");
    let items = placed.iter().flat_map(Entry::items);
    let mut sums = (Money::ZERO, Money::ZERO);
    for report in items.filter_map(|item| item.report) {
        if let Some(issued) = report.central_issued {
            sums.0 = sums.0 + issued;
            sums.1 = sums.1 + report.central_paid.unwrap_or(Money::ZERO);
        }
    }
    let (issued, paid) = sums;
    let is_met = paid.times(Decimal::ONE_HUNDRED) >= issued.times(target);
    let name = words(
        "中央预算内投资支付率",
        "Payment rate of central budget money",
    );
    told(
        name.get(lang).to_owned(),
        paid.percent_of(issued),
        target,
        is_met,
        figures,
        lang,
    )
}

/// The shares that the profile has a target for, strictly above it.
fn shares(source: &Source, placed: &[Entry<'_>], figures: Figures, lang: Lang) -> Vec<Row> {
    let regional: Vec<&Entry<'_>> = (placed.iter())
        .filter(|entry| entry.item.plan.level == Level::REGIONAL)
        .collect();
    let done = |entries: &[&Entry<'_>]| {
        let items: Vec<Item<'_>> = entries.iter().flat_map(|entry| entry.items()).collect();
        let summary = summarise(items, &[], source.month, &source.profile);
        let line = summary.lines.into_iter().next();
        line.and_then(|line| line.year_to_date)
            .unwrap_or(Money::ZERO)
            .wan()
    };
    let shares = SHARES.iter().filter_map(|share| {
        let target = source.profile.targets.get(share.target)?;
        let target = Decimal::from_str_exact(target).ok()?;
        let own = regional
            .iter()
            .filter(|entry| (share.is_part)(entry.item.plan));
        let own: Vec<&Entry<'_>> = own.copied().collect();
        let (part, whole) = if share.of_amounts {
            (done(&own), done(&regional))
        } else {
            (own.len().into(), regional.len().into())
        };
        let is_met = part * Decimal::ONE_HUNDRED > whole * target;
        let name = share.title.get(lang).to_owned();
        Some(told(
            name,
            percent_of(part, whole),
            target,
            is_met,
            figures,
            lang,
        ))
    });
    shares.collect()
}

/// The measures of the profile, whose figures are of the statistics.
fn measures(source: &Source, lang: Lang) -> Vec<Row> {
    let rows = source.profile.measures.iter().map(|measure| {
        let name = match lang {
            Lang::Zh => &measure.label,
            Lang::En => &measure.label_en,
        };
        let mut row = Row::new(RowKind::Item, 0, name.as_str());
        row.put("unit", Cell::text(measure.unit.as_str()));
        row.put("figure", Cell::text("—"));
        row.put("target", Cell::text(measure.target.as_str()));
        row.put(
            "striving",
            Cell::text(measure.striving.clone().unwrap_or_default()),
        );
        row.put(
            "verdict",
            Cell::text(words("未录入", "not entered").get(lang)),
        );
        row
    });
    rows.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::Nature;
    use crate::profile_file::builtin;
    use crate::publish::testing::{project, shown, source, table};
    use crate::publish::{Project, proofread};

    fn made(profile: &str, projects: Vec<Project>) -> Vec<String> {
        let mut source = source("2022-05", projects);
        source.profile = builtin(profile).unwrap();
        let document = proofread(indicators(&source, Lang::Zh), &source.profile, Lang::Zh).unwrap();
        shown(
            table(&document, "indicators"),
            &["name", "figure", "target", "verdict"],
        )
    }

    /// office.md 8: 340 of 400 passes 85 %.
    #[test]
    fn the_payment_rate_is_met_at_its_target() {
        for (paid, told) in [
            ("340", "中央预算内投资支付率 | 85.0 | 85 | 达到"),
            ("339.999999", "中央预算内投资支付率 | 85.0 | 85 | 未达到"),
        ] {
            let made = made(
                "qinzhou-2022",
                vec![
                    project("a", Nature::Continuing, "1")
                        .reporting(&[("central_issued", "400"), ("central_paid", paid)]),
                ],
            );
            assert_eq!(made[0], told);
        }
        assert_eq!(
            made("qinzhou-2022", Vec::new())[0],
            "中央预算内投资支付率 | — | 85 | 没有数"
        );
    }

    /// office.md 8: 73 of 145 regional projects pass 50 %, 50.0 % fails.
    #[test]
    fn shares_of_the_regional_level_are_strict() {
        for (industrial, of, told) in [
            (73, 145, "50.3 | 50 | 达到"),
            (72, 144, "50.0 | 50 | 未达到"),
            (0, 0, "— | 50 | 没有数"),
        ] {
            let projects = (0..of).map(|number| {
                project(&format!("p{number:03}"), Nature::Continuing, "1").planned(|plan| {
                    plan.level = Level::REGIONAL;
                    plan.is_industrial = number < industrial;
                })
            });
            let mut projects: Vec<Project> = projects.collect();
            // a project of the city is in no share
            projects.push(
                project("city", Nature::Continuing, "1").planned(|plan| plan.is_industrial = true),
            );
            let made = made("guigang-2021", projects);
            assert_eq!(
                made[1],
                format!("自治区层面项目中工业项目个数占比 | {told}")
            );
        }
    }

    #[test]
    fn what_the_statistics_say_is_not_made_of_reports() {
        let made = made("qinzhou-ten-2022", Vec::new());
        assert_eq!(made[1], "固定资产投资增速全区排名 | — | 5 | 未录入");
        assert!(made.iter().filter(|row| row.ends_with("未录入")).count() > 9);
    }
}
