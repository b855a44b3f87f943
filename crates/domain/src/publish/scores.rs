//! 绩效: each unit by what it completed, started, finished and handed in. Compared exactly.
//!
//! What each part is worth is the profile's ([`ScoreScheme`]): 投资 × the rate, at most 1; 开工 and 竣工 by
//! what was due; 报送 less something for a late report and for a missing one, not below 0. A part that is
//! worth nothing has no column. A part with nothing due is left out and the others are scaled to what
//! all are worth. What is added by hand (加分) is typed in with its reason among the statistics, and
//! stands beside the score: what is ranked is their sum. No more is added than the profile says, whatever
//! was typed in under an earlier one.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::document::{Block, Column, Document, Page, Row, RowKind, Table};
use super::entries::{Entry, entries};
use super::figures::{Figures, head, month_text};
use super::measured::Measured;
use super::ranking::{Rate, ranking};
use super::reporting::{judged, since};
use super::starts::{Event, Tally};
use super::{Cell, Source};
use crate::aggregate::{AmountUnit, Dimension, Item, summarise};
use crate::filing::Mark;
use crate::money::round;
use crate::profile::publication::{ScoreScheme, Statistic};
use crate::text::{Lang, Words, words};

/// The identifier of the document.
pub const ID: &str = super::Kind::Scores.key();

/// So many places of a score are compared: beyond them stand the roundings of its divisions, which would
/// tell equal scores apart.
const COMPARED: u32 = 20;

const KEYS: [&str; 4] = ["investment", "starts", "completions", "reporting"];
const TITLES: [Words; 4] = [
    words("投资", "Investment"),
    words("开工", "Starts"),
    words("竣工", "Completions"),
    words("报送", "Reports"),
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

/// The points of each part; `None` where nothing was due, or where it is worth none.
pub fn parts(performance: &Performance, scheme: &ScoreScheme) -> [Option<Decimal>; 4] {
    let Performance {
        completion,
        starts,
        completions,
        reports: (due, late, missing),
    } = *performance;
    let capped = |rate: Decimal| rate.clamp(Decimal::ZERO, Decimal::ONE);
    let share = |(there, due): (usize, usize)| {
        (due > 0).then(|| capped(Decimal::from(there) / Decimal::from(due)))
    };
    let less = scheme.late * Decimal::from(late) + scheme.missing * Decimal::from(missing);
    let counted = |most: Decimal| most > Decimal::ZERO;
    let of = |share: Option<Decimal>, most: Decimal| Some(share? * most).filter(|_| counted(most));
    let reporting = (due > 0 && counted(scheme.reporting))
        .then(|| (scheme.reporting - less).max(Decimal::ZERO));
    [
        of(
            completion.map(|percent| capped(percent / Decimal::ONE_HUNDRED)),
            scheme.investment,
        ),
        of(share(starts), scheme.starts),
        of(share(completions), scheme.completions),
        reporting,
    ]
}

/// The points of all parts together, scaled to what all are worth; `None` where nothing was due.
pub fn total(parts: &[Option<Decimal>; 4], scheme: &ScoreScheme) -> Option<Decimal> {
    let counted = parts
        .iter()
        .zip(scheme.most())
        .filter_map(|(part, most)| Some(((*part)?, most)));
    let (sum, most) = counted.fold(
        (Decimal::ZERO, Decimal::ZERO),
        |(sum, whole), (part, most)| (sum + part, whole + most),
    );
    (most > Decimal::ZERO).then(|| sum * whole(scheme) / most)
}

/// What all parts are worth.
fn whole(scheme: &ScoreScheme) -> Decimal {
    scheme.most().iter().sum()
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
    let scheme = &source.profile.publication.scores;
    let most_added = most_added(source);
    let scored = performances(source).into_iter().map(|(unit, performance)| {
        let parts = parts(&performance, scheme);
        let score = total(&parts, scheme);
        let bonus = source.figure(Statistic::BONUS, &unit);
        let bonus = bonus.and_then(|figure| {
            let points = figure.value?.min(most_added).max(Decimal::ZERO);
            Some((points, figure.source.clone()))
        });
        let added = bonus.as_ref().map_or(Decimal::ZERO, |(points, _)| *points);
        let whole = score.map(|score| score + added);
        let compared = whole.map(|whole| round(whole, COMPARED));
        let rate = compared.map(|score| Rate::exactly(score, Decimal::ONE_HUNDRED));
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
        for ((key, points), most) in KEYS.into_iter().zip(parts).zip(scheme.most()) {
            if most > Decimal::ZERO {
                row.put(key, figures.percent(points));
            }
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
    let all = whole(scheme).normalize();
    let note = match lang {
        Lang::Zh => format!(
            "没有应完成任务的部分不计，其余按比例折算为{all}分；加分由考核单位连同原因录入，未录入的不加，按合计得分排名。"
        ),
        Lang::En => format!(
            "A part with nothing due is left out and the others are scaled to {all}; the bonus is typed in with its reason, and ranks are by both."
        ),
    };
    Table {
        id: "scores".to_owned(),
        title: String::new(),
        columns: columns(source, figures, lang),
        label_column: "name".into(),
        rows: rows.collect(),
        notes: std::iter::once(note)
            .chain(since(&source.filings.entries(source), lang))
            .collect(),
    }
}

/// 加分: the most.
fn most_added(source: &Source) -> Decimal {
    let bonus = source.profile.statistic(Statistic::BONUS);
    let most = bonus.and_then(|bonus| bonus.most);
    most.unwrap_or(source.profile.publication.scores.bonus)
}

/// What each part is worth stands at the head of its column.
fn columns(source: &Source, figures: Figures, lang: Lang) -> Vec<Column> {
    let scheme = &source.profile.publication.scores;
    let places = Some(figures.print.percent_places);
    let points = words("分", "points").get(lang);
    let parts = KEYS.into_iter().zip(TITLES).zip(scheme.most());
    let parts = parts.filter(|(_, most)| *most > Decimal::ZERO);
    let parts = parts.map(|((key, title), most)| {
        let title = match lang {
            Lang::Zh => format!("{}（{}）", title.zh, most.normalize()),
            Lang::En => format!("{} ({})", title.en, most.normalize()),
        };
        head(key, &title, points, places, 5)
    });
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
    let most = most_added(source).normalize();
    let bonus = match lang {
        Lang::Zh => format!("加分（≤{most}）"),
        Lang::En => format!("Bonus (≤ {most})"),
    };
    let last = [
        head("total", words("得分", "Score").get(lang), points, places, 5),
        head("bonus", &bonus, points, places, 5),
        head(
            "whole",
            words("合计得分", "With bonus").get(lang),
            points,
            places,
            5,
        ),
        head("reason", words("加分原因", "Why").get(lang), "", None, 10),
    ];
    first.into_iter().chain(parts).chain(last).collect()
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

    /// 80 ÷ 3 each, of a third and two thirds, and of two thirds and nothing.
    #[test]
    fn scores_that_are_the_same_share_a_rank() {
        use crate::plan::Nature;
        use crate::publish::testing::{project, shown, source, table};
        let of = |id: &str, unit: &str, done: &str, start: &str| {
            let nature = if start.is_empty() {
                Nature::Continuing
            } else {
                Nature::NewStart
            };
            project(id, nature, "300")
                .planned(|plan| {
                    plan.units = vec![unit.to_owned()];
                    plan.planned_start =
                        (!start.is_empty()).then(|| crate::check::testing::month("2022-02"));
                })
                .reporting(&[("year_to_date", done), ("actual_start", start)])
        };
        let mut projects: Vec<_> = ["2022-02-01", "2022-02-02", "x"]
            .iter()
            .enumerate()
            .map(|(at, start)| of(&format!("a{at}"), "u1", "100", start))
            .collect();
        projects.extend((0..3).map(|at| of(&format!("b{at}"), "u2", "200", "x")));
        let mut source = source("2022-05", projects);
        source.profile.publication.scores.completions = Decimal::ZERO;
        source.profile.publication.scores.reporting = Decimal::ZERO;
        let document = scores(&source, Lang::Zh);
        let ranks = shown(
            table(&document, "scores"),
            &["rank", "investment", "starts", "total"],
        );
        assert_eq!(ranks, ["1 | 13.3 | 13.3 | 26.7", "1 | 26.7 | 0.0 | 26.7"]);
    }

    /// A profile that adds less than before does so for what was typed in before.
    #[test]
    fn no_more_is_added_than_the_head_of_the_column_says() {
        use crate::operation::statistics::Figure;
        use crate::plan::Nature;
        use crate::publish::testing::{project, shown, source, table};
        let one = project("a", Nature::Continuing, "100").reporting(&[("year_to_date", "90")]);
        let mut source = source("2022-05", vec![one]);
        let unit = source.projects[0].plan.units[0].clone();
        source.statistics = vec![Figure {
            statistic: Statistic::BONUS.to_owned(),
            of: unit,
            value: Some(Decimal::from(5)),
            rank: None,
            source: "市里表扬".to_owned(),
        }];
        let document = scores(&source, Lang::Zh);
        let told = shown(table(&document, "scores"), &["total", "bonus", "whole"]);
        assert_eq!(told, ["90.0 | 3.0 | 93.0"]);
    }

    /// A city scores 投资 60 and 报送 40, of which a late report takes 2 and a missing one 5.
    #[test]
    fn what_a_part_is_worth_is_the_profiles() {
        use crate::plan::Nature;
        use crate::publish::proofread;
        use crate::publish::testing::{project, source, table};
        let scheme = ScoreScheme {
            investment: Decimal::from(60),
            starts: Decimal::ZERO,
            completions: Decimal::ZERO,
            reporting: Decimal::from(40),
            late: Decimal::from(2),
            missing: Decimal::from(5),
            bonus: Decimal::from(8),
        };
        let performance = Performance {
            completion: Some(Decimal::from(90)),
            starts: (8, 10),
            completions: (5, 5),
            reports: (12, 2, 1),
        };
        let found = parts(&performance, &scheme);
        assert_eq!(found.map(told), ["54.0", "—", "—", "31.0"]);
        assert_eq!(told(total(&found, &scheme)), "85.0");
        let unreported = Performance {
            reports: (0, 0, 0),
            ..performance
        };
        let found = parts(&unreported, &scheme);
        assert_eq!(told(total(&found, &scheme)), "90.0");

        let one = project("a", Nature::Continuing, "100").reporting(&[("year_to_date", "90")]);
        let mut source = source("2022-05", vec![one]);
        source.profile.publication.scores = scheme;
        let document = proofread(scores(&source, Lang::Zh), &source.profile, Lang::Zh).unwrap();
        let table = table(&document, "scores");
        let titles: Vec<&str> = table.columns.iter().map(|one| one.title.as_str()).collect();
        assert_eq!(
            titles[2..6],
            ["投资（60）", "报送（40）", "得分", "加分（≤8）"]
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
            let scheme = ScoreScheme::default();
            let parts = parts(&performance, &scheme);
            (parts.map(told), told(total(&parts, &scheme)))
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
