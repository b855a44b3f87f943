//! 指标: what the notices measure, against their targets. A figure that the reports do not hold is said to
//! be missing: figures of the statistics are never made of report figures.

mod shares;
mod years;

use rust_decimal::Decimal;

use super::document::{Block, Document, Page, Row, RowKind, Table};
use super::entries::{Entry, entries};
use super::figures::{Figures, head, month_text};
use super::rosters::grant::central;
use super::rosters::parameter;
use super::{Cell, Source};
use crate::aggregate::AmountUnit;
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
        title: words("指标", "Indicators").get(lang).to_owned(),
        columns: vec![
            head("name", words("指标", "Indicator").get(lang), "", None, 20),
            head("unit", words("单位", "Unit").get(lang), "", None, 4),
            head("figure", words("现状", "Now").get(lang), "", None, 5),
            head("target", words("目标", "Target").get(lang), "", None, 5),
            head("striving", words("力争", "Striving").get(lang), "", None, 4),
            head("verdict", words("情况", "How").get(lang), "", None, 5),
            head("source", words("来源", "Source").get(lang), "", None, 8),
        ],
        label_column: "name".into(),
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

/// 中央预算内投资支付率, that of the lists, the target included: 85 % of 400 are 340.
fn payment<'a>(
    source: &'a Source,
    placed: &[Entry<'a>],
    figures: Figures,
    lang: Lang,
) -> Indicator {
    let target = parameter(source, RuleCode::new("S503"), "target");
    let (whole, mark) = central(source, placed);
    let name = words(
        "中央预算内投资支付率",
        "Payment rate of central budget money",
    );
    let rate = whole.rate();
    Indicator {
        name: name.get(lang).to_owned(),
        unit: "%",
        figure: figures.percent(rate).marked(mark),
        target,
        verdict: Verdict::of(rate, whole.reaches(target) == Some(true)),
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
mod tests;
