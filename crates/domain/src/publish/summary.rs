//! 半年, 年度总结: 建设情况, 成功经验, 存在问题, 下一步计划. The first and the third are filled from the reports.

use std::collections::BTreeMap;

use super::brief::{grouped, problems_text};
use super::bulletin::overall;
use super::document::{Block, Document, Page};
use super::figures::{Figures, months_text, numbered};
use super::notes::about_reports;
use super::{Source, problems};
use crate::aggregate::{AmountUnit, Dimension};
use crate::money::percent_of;
use crate::profile::publication::sentence::SETTLED;
use crate::text::{Lang, words};

/// The identifier of the document.
pub const ID: &str = super::Kind::Summary.key();

/// 总结 of the year so far.
pub fn summary(source: &Source, lang: Lang) -> Document {
    let figures = Figures::new(AmountUnit::Yi, &source.profile);
    let by_hand = words("（由填报单位填写）", "(to be filled by the unit)").get(lang);
    let head = |number, title: crate::text::Words| {
        Block::heading(1, numbered(number, title.get(lang), lang))
    };
    let mut blocks = vec![head(1, words("建设情况", "What was built"))];
    blocks.extend(overall(source, &source.implementing(), figures, lang).map(Block::paragraph));
    blocks.extend([
        head(2, words("成功经验", "What went well")),
        Block::paragraph(by_hand),
        head(3, words("存在问题", "Problems")),
        Block::paragraph(settled(source, figures, lang)),
        Block::paragraph(problems_text(source, lang)),
        head(4, words("下一步计划", "What comes next")),
        Block::paragraph(by_hand),
        head(5, words("附表", "Annex")),
    ]);
    let mut dimensions = vec![
        ("by-nature", Dimension::Nature),
        ("by-category", Dimension::Category),
        ("by-area", Dimension::Area),
    ];
    dimensions
        .retain(|(_, by)| *by != Dimension::Category || !source.profile.categories.is_empty());
    let mut tables: Vec<_> = (dimensions.into_iter())
        .map(|by| grouped(source, by, figures, lang))
        .collect();
    if let Some(last) = tables.last_mut() {
        last.notes = about_reports(source, lang);
    }
    blocks.extend(tables.into_iter().map(Block::Table));
    let name = source.profile.title_in(lang);
    let months = match source.month.number() {
        6 => words("上半年", "first half year").get(lang).to_owned(),
        12 => words("年度", "year").get(lang).to_owned(),
        _ => months_text(source.month, lang),
    };
    let title = match lang {
        Lang::Zh => format!("{name}{months}总结"),
        Lang::En => format!("{name}: summary of the {months}"),
    };
    source.document(ID, title, Page::LETTER, blocks, lang)
}

/// How many problems were raised in the year so far, and how many of them are settled.
fn settled(source: &Source, figures: Figures, lang: Lang) -> String {
    // the newest report that speaks of a problem has the last word about it
    let mut raised: BTreeMap<(String, String), bool> = BTreeMap::new();
    for source in source.year() {
        for one in problems::all(source) {
            let key = (one.plan.id.clone(), one.problem.id.clone());
            let is_closed = problems::is_closed(one.problem, source.month);
            raised.entry(key).or_insert(is_closed);
        }
    }
    let closed = raised.values().filter(|is_closed| **is_closed).count();
    let rate = percent_of(closed.into(), raised.len().into());
    let first = source
        .year()
        .last()
        .map_or(source.month, |source| source.month);
    let months = match (lang, first == source.month) {
        (_, true) => source.month.number().to_string(),
        (Lang::Zh, false) => format!("{}—{}", first.number(), source.month.number()),
        (Lang::En, false) => format!("{}–{}", first.number(), source.month.number()),
    };
    let said = [
        ("months", months),
        ("raised", raised.len().to_string()),
        ("closed", closed.to_string()),
        ("rate", figures.percent(rate).shown),
    ];
    source.say(&SETTLED, &said, lang)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::Nature;
    use crate::publish::testing::{project, source, texts};
    use crate::publish::{Project, proofread};

    fn with(done: &str, problems: &[(&str, &str)]) -> Project {
        let mut made =
            project("a", Nature::Continuing, "2500000").reporting(&[("year_to_date", done)]);
        let read = problems.iter().map(|(id, closed)| {
            let parts = [("closed".to_owned(), (*closed).to_owned())];
            crate::report::Problem::read(id, &parts.into_iter().collect())
        });
        if let Some(report) = &mut made.report {
            report.problems = read.collect();
        }
        made
    }

    /// office.md 8: plan 250, y 120 → 48.0 %, −2.0 points; 12 problems raised, 9 closed, 75.0 %.
    #[test]
    fn the_half_year_is_summed_up_from_its_reports() {
        let names: Vec<String> = (0..12).map(|number| format!("q{number}")).collect();
        let of = |range: std::ops::Range<usize>, closed: &'static str| {
            let names = &names;
            range.map(move |at| (names[at].as_str(), closed))
        };
        let may: Vec<(&str, &str)> = of(0..9, "2022-05-31").collect();
        let june: Vec<(&str, &str)> = of(8..9, "2022-05-31").chain(of(9..12, "")).collect();
        let mut source = source("2022-06", vec![with("1200000", &june)]);
        source.previous = Some(Box::new(super::super::testing::source(
            "2022-05",
            vec![with("1000000", &may)],
        )));
        let document = proofread(summary(&source, Lang::Zh), &source.profile, Lang::Zh).unwrap();
        assert_eq!(document.title, "测试上半年总结");
        let told = texts(&document);
        assert!(
            told[1].starts_with(
                "截至6月底完成投资120.00亿元，占年度计划48.0%，低于序时进度2.0个百分点"
            ),
            "{told:?}"
        );
        assert!(
            told.contains(&"5—6月共反映问题12个，已办结9个，办结率75.0%。"),
            "{told:?}"
        );
    }
}
