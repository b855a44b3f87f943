//! 绩效: each unit by what it completed, started, finished and handed in. Compared exactly.
//!
//! 投资 40 × the rate, at most 1; 开工 20 and 竣工 20 by what was due; 报送 20 less half a point for a late
//! report and one for a missing one, not below 0. A part with nothing due is left out and the others
//! are scaled to 100. What is added by hand (加分, at most 3) is typed in with its reason among the
//! statistics, and stands beside the score: what is ranked is their sum.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::document::{Block, Column, Document, Page, Row, RowKind, Table};
use super::entries::{Entry, entries};
use super::figures::{Figures, head, month_text};
use super::measured::Measured;
use super::ranking::{Rate, ranking};
use super::reporting::judged;
use super::starts::{Event, Tally};
use super::{Cell, Source};
use crate::aggregate::{AmountUnit, Dimension, Item, summarise};
use crate::filing::Mark;
use crate::profile::publication::Statistic;
use crate::text::{Lang, Words, words};

/// The identifier of the document.
pub const ID: &str = super::Kind::Scores.key();

/// The most of each part.
const MOST: [i64; 4] = [40, 20, 20, 20];
const KEYS: [&str; 4] = ["investment", "starts", "completions", "reporting"];
const TITLES: [Words; 4] = [
    words("投资（40）", "Investment (40)"),
    words("开工（20）", "Starts (20)"),
    words("竣工（20）", "Completions (20)"),
    words("报送（20）", "Reports (20)"),
];

/// What a unit is scored by.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Performance {
    /// 完成率, %.
    pub completion: Option<Decimal>,
    /// 开工: there, of those due.
    pub starts: (usize, usize),
    /// 竣工: there, of those due.
    pub completions: (usize, usize),
    /// Reports: due, late, missing, in the year so far.
    pub reports: (usize, usize, usize),
}

/// The points of each part; `None` where nothing was due.
pub fn parts(performance: &Performance) -> [Option<Decimal>; 4] {
    let Performance {
        completion,
        starts,
        completions,
        reports: (due, late, missing),
    } = *performance;
    let [investment, start, finish, reporting] = MOST.map(Decimal::from);
    let capped = |rate: Decimal| rate.clamp(Decimal::ZERO, Decimal::ONE);
    let of = |(there, due): (usize, usize), most: Decimal| {
        (due > 0).then(|| capped(Decimal::from(there) / Decimal::from(due)) * most)
    };
    let less = Decimal::new(5, 1) * Decimal::from(late) + Decimal::from(missing);
    [
        completion.map(|percent| capped(percent / Decimal::ONE_HUNDRED) * investment),
        of(starts, start),
        of(completions, finish),
        (due > 0).then(|| (reporting - less).max(Decimal::ZERO)),
    ]
}

/// The points of all parts together, scaled to 100; `None` where nothing was due.
pub fn total(parts: &[Option<Decimal>; 4]) -> Option<Decimal> {
    let counted = parts
        .iter()
        .zip(MOST)
        .filter_map(|(part, most)| Some(((*part)?, most)));
    let (sum, most) = counted.fold((Decimal::ZERO, 0), |(sum, whole), (part, most)| {
        (sum + part, whole + most)
    });
    (most > 0).then(|| sum * Decimal::ONE_HUNDRED / Decimal::from(most))
}

/// 绩效 at the end of a month.
pub fn scores(source: &Source, lang: Lang) -> Document {
    let (name, month) = (
        source.profile.title_in(lang),
        month_text(source.month, lang),
    );
    let title = match lang {
        Lang::Zh => format!("{name}绩效评分（截至{month}）"),
        Lang::En => format!("{name}: scores, up to {month}"),
    };
    let blocks = vec![Block::Table(table(source, lang))];
    let own = source.document(ID, title, Page::LETTER, blocks, lang);
    let judged = judged(source, lang);
    let basis = match lang {
        Lang::Zh => format!("{}其中报送一项{judged}", own.basis),
        Lang::En => format!(
            "{} What is scored of reports handed in: {judged}",
            own.basis
        ),
    };
    Document { basis, ..own }
}

fn table(source: &Source, lang: Lang) -> Table {
    let figures = Figures::new(AmountUnit::Wan, &source.profile);
    let scored = performances(source).into_iter().map(|(unit, performance)| {
        let parts = parts(&performance);
        let score = total(&parts);
        let bonus = source.figure(Statistic::BONUS, &unit);
        let bonus = bonus.and_then(|figure| Some((figure.value?, figure.source.clone())));
        let added = bonus.as_ref().map_or(Decimal::ZERO, |(points, _)| *points);
        let whole = score.map(|score| score + added);
        let rate = whole.map(|whole| Rate::exactly(whole, Decimal::ONE_HUNDRED));
        ((unit, parts, score, bonus, whole), rate)
    });
    let rows = ranking(scored.collect()).into_iter().map(|place| {
        let (unit, parts, score, bonus, whole) = place.who;
        let name = if unit.is_empty() {
            words("未定责任单位", "no unit").get(lang)
        } else {
            source.unit_name(&unit)
        };
        let own = source.projects.iter().map(|project| &project.plan);
        let own = own.filter(|plan| plan.lead_unit().unwrap_or_default() == unit);
        let mut row = Row::new(RowKind::Item, 0, name).about(own);
        row.put(
            "rank",
            place.rank.map_or_else(|| Cell::text("—"), Cell::count),
        );
        for (key, points) in KEYS.into_iter().zip(parts) {
            row.put(key, figures.percent(points));
        }
        row.put("total", figures.percent(score));
        let (points, why) =
            bonus.map_or((None, String::new()), |(points, why)| (Some(points), why));
        row.put(
            "bonus",
            points.map_or_else(Cell::blank, |it| figures.percent(Some(it))),
        );
        row.put("whole", figures.percent(whole));
        row.put("reason", Cell::text(why));
        row
    });
    let places = Some(figures.print.percent_places);
    let points = words("分", "points").get(lang);
    let parts = KEYS.into_iter().zip(TITLES);
    let parts = parts.map(|(key, title)| head(key, title.get(lang), points, places, 5));
    let first = [
        head("rank", words("名次", "Rank").get(lang), "", None, 3),
        head(
            "name",
            Dimension::Unit.label(&source.profile, lang),
            "",
            None,
            12,
        ),
    ];
    let last = [
        head("total", words("得分", "Score").get(lang), points, places, 5),
        head(
            "bonus",
            words("加分（≤3）", "Bonus (≤ 3)").get(lang),
            points,
            places,
            5,
        ),
        head(
            "whole",
            words("合计得分", "With bonus").get(lang),
            points,
            places,
            5,
        ),
        head("reason", words("加分原因", "Why").get(lang), "", None, 10),
    ];
    let columns: Vec<Column> = first.into_iter().chain(parts).chain(last).collect();
    let note = words(
        "没有应完成任务的部分不计，其余按比例折算为100分；加分由考核单位连同原因录入，未录入的不加，按合计得分排名。",
        "A part with nothing due is left out and the others are scaled to 100; the bonus is typed in with its reason, and ranks are by both.",
    );
    Table {
        id: "scores".to_owned(),
        title: String::new(),
        columns,
        label_column: "name".into(),
        rows: rows.collect(),
        notes: vec![note.get(lang).to_owned()],
    }
}

/// Each unit that leads projects.
fn performances(source: &Source) -> Vec<(String, Performance)> {
    let items = source.items();
    let (placed, _) = entries(&items, source);
    let mut units: BTreeMap<&str, Vec<&Entry<'_>>> = BTreeMap::new();
    for entry in &placed {
        let lead = entry.item.plan.lead_unit().unwrap_or_default();
        units.entry(lead).or_default().push(entry);
    }
    let filed = source.filings.entries(source);
    let performance = |(unit, entries): (&str, Vec<&Entry<'_>>)| {
        let own: Vec<Item<'_>> = entries.into_iter().flat_map(Entry::items).collect();
        let summary = summarise(own.iter().copied(), &[], source.month, &source.profile);
        let line = summary.lines.into_iter().next().unwrap_or_default();
        let tally = |event| {
            let tally = Tally::of(event, own.iter().copied(), source.month);
            (tally.actual(), tally.due)
        };
        let filed = filed
            .iter()
            .filter(|entry| entry.plan.lead_unit().unwrap_or_default() == unit);
        let mut reports = (0, 0, 0);
        for entry in filed {
            reports.0 += usize::from(entry.mark != Mark::NotDue);
            reports.1 += usize::from(entry.mark.days_late().is_some());
            reports.2 += usize::from(entry.mark == Mark::Missing);
        }
        let performance = Performance {
            completion: Measured::of(&line, source.profile.first_basis).completion,
            starts: tally(Event::Start),
            completions: tally(Event::Completion),
            reports,
        };
        (unit.to_owned(), performance)
    };
    units.into_iter().map(performance).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::money::printed;

    fn told(points: Option<Decimal>) -> String {
        points.map_or_else(|| "—".to_owned(), |points| printed(points, 1).to_string())
    }

    #[test]
    fn the_bonus_stands_beside_the_score_with_its_reason() {
        use crate::operation::statistics::Figure;
        use crate::plan::Nature;
        use crate::publish::proofread;
        use crate::publish::testing::{project, shown, source, table};
        let of = |id: &str, unit: &str, done: &str| {
            project(id, Nature::Continuing, "100")
                .planned(|plan| plan.units = vec![unit.to_owned()])
                .reporting(&[("year_to_date", done)])
        };
        let mut source = source("2022-05", vec![of("a", "u1", "90"), of("b", "u2", "92")]);
        source.statistics = vec![Figure {
            statistic: Statistic::BONUS.to_owned(),
            of: "u1".to_owned(),
            value: Some(Decimal::new(25, 1)),
            rank: None,
            source: "市里表扬".to_owned(),
        }];
        let document = proofread(scores(&source, Lang::Zh), &source.profile, Lang::Zh).unwrap();
        assert_eq!(
            shown(
                table(&document, "scores"),
                &["rank", "name", "total", "bonus", "whole", "reason"]
            ),
            [
                "1 | 市交通局 | 90.0 | 2.5 | 92.5 | 市里表扬",
                "2 | u2 | 92.0 |  | 92.0 | "
            ]
        );
        assert!(
            document.basis.contains("操作记录判定"),
            "{}",
            document.basis
        );
    }

    #[test]
    fn a_part_is_capped_left_out_or_not_below_nothing() {
        let of = |completion: Option<i64>, starts, completions, reports| {
            let performance = Performance {
                completion: completion.map(Decimal::from),
                starts,
                completions,
                reports,
            };
            let parts = parts(&performance);
            (parts.map(told), told(total(&parts)))
        };
        for (found, points, total) in [
            // office.md 8: 90 %, 8/10, 5/5, two late, one missing
            (
                of(Some(90), (8, 10), (5, 5), (12, 2, 1)),
                ["36.0", "16.0", "20.0", "18.0"],
                "90.0",
            ),
            (
                of(Some(120), (12, 10), (5, 5), (12, 0, 0)),
                ["40.0", "20.0", "20.0", "20.0"],
                "100.0",
            ),
            (
                of(Some(50), (0, 0), (0, 0), (12, 0, 0)),
                ["20.0", "—", "—", "20.0"],
                "66.7",
            ),
            (
                of(Some(-5), (0, 1), (0, 0), (30, 0, 25)),
                ["0.0", "0.0", "—", "0.0"],
                "0.0",
            ),
            (
                of(None, (0, 0), (0, 0), (0, 0, 0)),
                ["—", "—", "—", "—"],
                "—",
            ),
        ] {
            assert_eq!(found, (points.map(str::to_owned), total.to_owned()));
        }
    }
}
