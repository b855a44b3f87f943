//! 指标: what the notices measure, against their targets. A figure that the reports do not hold is said to
//! be missing: figures of the statistics are never made of report figures.

mod shares;
mod years;

use rust_decimal::Decimal;

use super::document::{Block, Document, Page, Row, RowKind, Table};
use super::entries::{Entry, entries};
use super::figures::{Figures, head, month_text};
use super::rosters::parameter;
use super::{Cell, Source};
use crate::aggregate::AmountUnit;
use crate::money::Money;
use crate::operation::statistics::Figure;
use crate::profile::publication::{Per, Statistic};
use crate::rule::RuleCode;
use crate::text::{Lang, words};

/// The identifier of the document.
pub const ID: &str = super::Kind::Indicators.key();

/// What the reports tell, against its target.
struct Indicator {
    name: String,
    unit: &'static str,
    figure: Cell,
    target: Decimal,
    verdict: Verdict,
}

/// How a figure stands to its target.
#[derive(Clone, Copy)]
enum Verdict {
    Unknown,
    Met,
    Missed,
}

impl Verdict {
    /// `is_met` is asked only of a figure that is there.
    const fn of(figure: Option<Decimal>, is_met: bool) -> Self {
        match (figure, is_met) {
            (None, _) => Self::Unknown,
            (Some(_), true) => Self::Met,
            (Some(_), false) => Self::Missed,
        }
    }

    fn cell(self, lang: Lang) -> Cell {
        let words = match self {
            Self::Unknown => words("没有数", "no figure"),
            Self::Met => words("达到", "met"),
            Self::Missed => words("未达到", "not met"),
        };
        Cell::text(words.get(lang))
    }
}

impl Indicator {
    fn row(self, lang: Lang) -> Row {
        let mut row = Row::new(RowKind::Item, 0, self.name);
        row.put("unit", Cell::text(self.unit));
        row.put("figure", self.figure);
        let target = Cell::number(Some(self.target), |it| it.normalize().to_string());
        row.put("target", target);
        row.put("verdict", self.verdict.cell(lang));
        row
    }
}

/// 指标 at the end of a month.
pub fn indicators(source: &Source, lang: Lang) -> Document {
    let items = source.items();
    let (placed, _) = entries(&items, source);
    let figures = Figures::new(AmountUnit::Wan, &source.profile);
    let plan_years = years::years(source);
    let mean = plan_years
        .as_ref()
        .and_then(|it| years::mean(it, source, lang));
    let told = std::iter::once(payment(source, &placed, figures, lang))
        .chain(mean)
        .chain(shares::indicators(source, &placed, figures, lang));
    let mut rows: Vec<Row> = told.map(|indicator| indicator.row(lang)).collect();
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
            head("source", words("来源", "Source").get(lang), "", None, 8),
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
    let by_year = plan_years.map(|it| years::table(&it, source, lang));
    let tables = std::iter::once(table).chain(by_year);
    let blocks = tables.map(Block::Table).collect();
    let own = source.document(ID, title, Page::LETTER, blocks, lang);
    let typed = words(
        "统计口径的数为人工录入，不在封账版本之内。",
        " Figures of the statistics were typed in and are no part of an edition.",
    );
    Document {
        basis: own.basis.clone() + typed.get(lang),
        ..own
    }
}

/// 中央预算内投资支付率, the target included: 85 % of 400 are 340.
fn payment(source: &Source, placed: &[Entry<'_>], figures: Figures, lang: Lang) -> Indicator {
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
    let rate = paid.percent_of(issued);
    Indicator {
        name: name.get(lang).to_owned(),
        unit: "%",
        figure: figures.percent(rate),
        target,
        verdict: Verdict::of(rate, is_met),
    }
}

/// The measures of the profile, whose figures are of the statistics: as they were typed in, with where
/// they come from.
fn measures(source: &Source, lang: Lang) -> Vec<Row> {
    let own = source.profile.statistics().into_iter();
    let of_city = own.filter(|statistic| statistic.per() == Per::City);
    of_city
        .map(|statistic| measured(&statistic, source, lang))
        .collect()
}

fn measured(statistic: &Statistic, source: &Source, lang: Lang) -> Row {
    let mut row = Row::new(RowKind::Item, 0, statistic.title_in(lang));
    let number = |number: Option<Decimal>| {
        number.map_or_else(Cell::blank, |it| {
            Cell::number(Some(it), |it| it.normalize().to_string())
        })
    };
    row.put("unit", Cell::text(statistic.unit.as_str()));
    row.put("target", number(statistic.target));
    row.put("striving", number(statistic.striving));
    let figure = source.figure(&statistic.key, "");
    row.put(
        "figure",
        Cell::text(figure.map_or_else(|| "—".to_owned(), told)),
    );
    let source_text = figure.map_or("", |figure| figure.source.as_str());
    row.put("source", Cell::text(source_text));
    // what is asked of is the rank, where there is one
    let held = figure.and_then(|figure| {
        let rank = figure.rank.map(Decimal::from);
        rank.filter(|_| statistic.ranked).or(figure.value)
    });
    let verdict = match (held, statistic.target) {
        (None, _) => Cell::text(words("未录入", "not entered").get(lang)),
        (Some(_), None) => Cell::blank(),
        (Some(held), Some(target)) => {
            let strives = |striving| statistic.reaches(held, striving);
            if statistic.striving.is_some_and(strives) {
                Cell::text(words("达到力争", "striving met").get(lang))
            } else {
                Verdict::of(Some(held), statistic.reaches(held, target)).cell(lang)
            }
        }
    };
    row.put("verdict", verdict);
    row
}

/// A figure as it was typed in: the value, and the rank behind it.
fn told(figure: &Figure) -> String {
    match (figure.value, figure.rank) {
        (Some(value), Some(rank)) => format!("{value}（{rank}）"),
        (Some(value), None) => value.to_string(),
        (None, Some(rank)) => format!("（{rank}）"),
        (None, None) => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::{Level, Nature};
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
            let expected = format!("自治区层面项目中工业项目个数占比 | {told}");
            assert!(made.contains(&expected), "{made:#?}");
            let is_met = if of >= 145 { "达到" } else { "未达到" };
            let counted = format!("自治区层面项目个数 | {of} | 145 | {is_met}");
            assert!(made.contains(&counted), "{made:#?}");
        }
    }

    /// 2023 of a plan of three years, with the Decembers before: projects by what they completed in each,
    /// 亿元, and whether they are industrial ones of the regional level.
    fn three_years(projects: &[(&str, [&str; 3], bool)]) -> Source {
        let year = |at: usize, month: &str| {
            let own = projects.iter().map(|(id, done, is_industrial)| {
                let wan = format!("{}0000", done[at]);
                project(id, Nature::Continuing, "1")
                    .planned(|plan| {
                        plan.entered = crate::check::testing::month("2021-01");
                        plan.level = Level::REGIONAL;
                        plan.is_industrial = *is_industrial;
                    })
                    .reporting(&[("year_to_date", &wan)])
            });
            let mut source = source(month, own.collect());
            source.profile = builtin("guigang-2021").unwrap();
            source
        };
        let mut source = year(2, "2023-12");
        source.earlier_years = vec![year(0, "2021-12"), year(1, "2022-12")];
        source
    }

    /// office.md 8: 1760 at 15 % is 506.8, 582.9, 670.3 from 440.7.
    #[test]
    fn years_stand_against_their_parts_of_the_target_and_grow_on_average() {
        let source = three_years(&[("a", ["500", "590", "670"], true)]);
        let document = proofread(indicators(&source, Lang::Zh), &source.profile, Lang::Zh).unwrap();
        let years = table(&document, "years");
        assert_eq!(
            shown(
                years,
                &[
                    "name",
                    "annual_plan",
                    "year_to_date",
                    "completion",
                    "growth"
                ]
            ),
            [
                "合计 | 1,760.0 | 1,760.0 | 100.0 | ",
                "2021年 | 506.8 | 500.0 | 98.7 | —",
                "2022年 | 582.9 | 590.0 | 101.2 | 18.0",
                "2023年 | 670.3 | 670.0 | 100.0 | 13.6",
            ]
        );
        assert!(
            years.notes[0].contains("倒算2020年为440.7亿元"),
            "{years:?}"
        );
        let rows = shown(
            table(&document, "indicators"),
            &["name", "figure", "target", "verdict"],
        );
        assert_eq!(rows[1], "完成投资年均增长 | 15.8 | 15 | 达到");
        // the years to come have their parts of the target already
        let first = &source.earlier_years[0];
        let document = proofread(indicators(first, Lang::Zh), &first.profile, Lang::Zh).unwrap();
        assert_eq!(
            shown(
                table(&document, "years"),
                &["name", "annual_plan", "year_to_date"]
            ),
            [
                "合计 | 1,760.0 | 500.0",
                "2021年 | 506.8 | 500.0",
                "2022年 | 582.9 | —",
                "2023年 | 670.3 | —",
            ]
        );
    }

    #[test]
    fn shares_of_what_was_completed_are_of_all_years_that_are_there() {
        let projects = [
            ("a", ["10", "20", "30"], true),
            ("b", ["30", "30", "30"], false),
        ];
        let told = |source: &Source| {
            let document = proofread(indicators(source, Lang::Zh), &source.profile, Lang::Zh);
            let document = document.unwrap();
            let rows = shown(
                table(&document, "indicators"),
                &["name", "figure", "verdict"],
            );
            let of_all = rows.into_iter().filter(|row| row.contains("完成投资"));
            (
                of_all.take(3).collect::<Vec<_>>(),
                table(&document, "years").notes.len(),
            )
        };
        let mut source = three_years(&projects);
        let (rows, notes) = told(&source);
        assert_eq!(
            rows,
            [
                "完成投资年均增长 | 22.5 | 达到",
                "自治区层面项目累计完成投资 | 150.00 | 未达到",
                // strictly: 40 % of all years is not above 40 %, 50 % of the last one would be
                "自治区层面项目中工业项目完成投资占比 | 40.0 | 未达到",
            ]
        );
        assert_eq!(notes, 1);
        source.earlier_years.remove(0);
        let (rows, notes) = told(&source);
        assert_eq!(rows[0], "完成投资年均增长 | — | 没有数");
        assert_eq!(
            rows[2],
            "自治区层面项目中工业项目完成投资占比 | 45.5 | 达到"
        );
        assert_eq!(notes, 2, "the year that is missing is named");
    }

    /// TEN 1: ranks within the first five are met, within the first three striven for.
    #[test]
    fn a_rank_that_was_typed_in_stands_with_its_source() {
        let figure = |statistic: &str, value: &str| Figure {
            statistic: statistic.to_owned(),
            of: String::new(),
            value: Decimal::from_str_exact(value).ok(),
            rank: None,
            source: "自治区统计局".to_owned(),
        };
        let mut source = source("2022-05", Vec::new());
        source.profile = builtin("qinzhou-ten-2022").unwrap();
        for (value, told) in [
            ("3", "3 | 5 | 3 | 达到力争"),
            ("5", "5 | 5 | 3 | 达到"),
            ("6", "6 | 5 | 3 | 未达到"),
        ] {
            source.statistics = vec![
                figure("fai_growth_rank", value),
                figure("fai_growth", "14.90"),
            ];
            let document = proofread(indicators(&source, Lang::Zh), &source.profile, Lang::Zh);
            let rows = shown(
                table(&document.unwrap(), "indicators"),
                &["name", "figure", "target", "striving", "verdict", "source"],
            );
            let rank = format!("固定资产投资增速全区排名 | {told} | 自治区统计局");
            assert!(rows.contains(&rank), "{rows:#?}");
            let growth = "全市固定资产投资增长 | 14.90 | 15 |  | 未达到 | 自治区统计局".to_owned();
            assert!(rows.contains(&growth), "{rows:#?}");
        }
    }

    #[test]
    fn what_the_statistics_say_is_not_made_of_reports() {
        let made = made("qinzhou-ten-2022", Vec::new());
        assert_eq!(made[1], "固定资产投资增速全区排名 | — | 5 | 未录入");
        assert!(made.iter().filter(|row| row.ends_with("未录入")).count() > 9);
    }
}
