//! 半年, 年度总结: 建设情况, 成功经验, 存在问题, 下一步计划, of the city or of one unit.
//!
//! Under the first and the third stand sentences that are made of the reports, and beneath them what was
//! written; under the others what was written alone. Where the city has written nothing under one of
//! those, what its units have written and the office has accepted stands in its place, under their names.

mod annex;

use std::collections::BTreeMap;
use std::sync::Arc;

use super::brief::{grouped, problems_text};
use super::bulletin::overall;
use super::document::{Block, Document, Page, Table};
use super::figures::{Figures, months_text, numbered};
use super::notes::about_reports;
use super::{Source, problems};
use crate::aggregate::{AmountUnit, Dimension};
use crate::calendar::{Deadline, summary_due};
use crate::money::percent_of;
use crate::operation::summary::{Heading, State, Summary, Texts};
use crate::period::{Date, Month};
use crate::plan::PlanRow;
use crate::profile::Profile;
use crate::profile::publication::sentence::SETTLED;
use crate::text::{Lang, words};
use crate::units::{Tree, Unit};

pub use annex::{Standing, standing, standings};

/// The identifier of the document.
pub const ID: &str = super::Kind::Summary.key();

/// What was written, as it stands on a day.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Summaries {
    /// The day in Beijing on which it is told who is late.
    pub on: Date,
    /// The unit of which the document is; of the city where none is named.
    pub of: Option<String>,
    /// Each summary by its unit; the city's own has none (`""`).
    pub written: BTreeMap<String, Summary>,
}

/// Until when the summary that ends with a month is due, if the profile asks for one.
pub fn due(profile: &Profile, month: Month) -> Option<Deadline> {
    summary_due(&profile.calendar, &profile.holidays, month)?.deadline
}

impl Source {
    /// The same of those projects alone that a unit leads, for its own summary; of a unit that leads none,
    /// such as a county, those of the units below it.
    #[must_use]
    pub fn of_unit(mut self, unit: &str, units: &[Unit]) -> Self {
        let tree = Tree::of(units);
        let is_led = |plan: &PlanRow| plan.lead_unit() == Some(unit);
        let is_below = |plan: &PlanRow| {
            (plan.lead_unit()).is_some_and(|lead| tree.towards(unit, lead).is_some())
        };
        if self.projects.iter().any(|one| is_led(&one.plan)) {
            self.retain(&is_led);
        } else {
            self.retain(&is_below);
        }
        self.summaries.of = Some(unit.to_owned());
        self
    }

    fn retain(&mut self, is: &dyn Fn(&PlanRow) -> bool) {
        Arc::make_mut(&mut self.projects).retain(|one| is(&one.plan));
        if let Some(previous) = &mut self.previous {
            previous.retain(is);
        }
    }
}

/// 总结 of the year so far.
pub fn summary(source: &Source, lang: Lang) -> Document {
    let Summaries { of, written, .. } = &source.summaries;
    let own = written.get(of.as_deref().unwrap_or_default());
    let none = Texts::default();
    let texts = own.map_or(&none, |own| &own.texts);
    let mut blocks = Vec::new();
    for (number, heading) in (1..).zip(Heading::ALL) {
        blocks.push(head(number, heading.label().get(lang), lang));
        blocks.extend(
            made(source, heading, lang)
                .into_iter()
                .map(Block::paragraph),
        );
        blocks.extend(said(texts.written(heading)));
        if !heading.is_prefilled() && texts.written(heading).trim().is_empty() {
            blocks.extend(instead(source, heading, lang));
        }
    }
    blocks.push(head(5, words("附表", "Annex").get(lang), lang));
    blocks.extend(tables(source, lang));
    source.document(ID, title(source, lang), Page::LETTER, blocks, lang)
}

fn head(number: usize, title: &str, lang: Lang) -> Block {
    Block::heading(1, numbered(number, title, lang))
}

/// The sentences under a heading that are made of the reports.
pub fn made(source: &Source, heading: Heading, lang: Lang) -> Vec<String> {
    let figures = Figures::new(AmountUnit::Yi, &source.profile);
    match heading {
        Heading::Built => overall(source, &source.implementing(), figures, lang).collect(),
        Heading::Problems => problems_of(source, figures, lang),
        Heading::Experience | Heading::Next => Vec::new(),
    }
}

/// What was written, a paragraph a line.
fn said(text: &str) -> impl Iterator<Item = Block> {
    let lines = text.lines().map(str::trim);
    lines.filter(|line| !line.is_empty()).map(Block::paragraph)
}

/// What stands under a heading under which nothing was written: of the city what its units have written.
fn instead(source: &Source, heading: Heading, lang: Lang) -> Vec<Block> {
    let Summaries { of, written, .. } = &source.summaries;
    let is_citys = of.is_none();
    let accepted = written
        .iter()
        .filter(|(unit, one)| is_citys && !unit.is_empty() && one.state == Some(State::Accepted));
    let mut blocks = Vec::new();
    for (unit, one) in accepted {
        let mut own = said(one.texts.written(heading)).peekable();
        if own.peek().is_some() {
            blocks.push(Block::heading(2, source.unit_name(unit)));
            blocks.extend(own);
        }
    }
    if blocks.is_empty() {
        let by_hand = words("（由填报单位填写）", "(to be filled by the unit)");
        blocks.push(Block::paragraph(by_hand.get(lang)));
    }
    blocks
}

fn tables(source: &Source, lang: Lang) -> Vec<Block> {
    let figures = Figures::new(AmountUnit::Yi, &source.profile);
    let mut dimensions = vec![
        ("by-nature", Dimension::Nature),
        ("by-category", Dimension::Category),
        ("by-area", Dimension::Area),
    ];
    dimensions
        .retain(|(_, by)| *by != Dimension::Category || !source.profile.categories.is_empty());
    let mut tables: Vec<_> = (dimensions.into_iter())
        .map(|(id, by)| Table {
            title: grouped_by(source, by, lang),
            ..grouped(source, (id, by), figures, lang)
        })
        .collect();
    if let Some(last) = tables.last_mut() {
        last.notes = about_reports(source, lang);
    }
    if source.summaries.of.is_none() {
        tables.extend(annex::annex(source, lang));
    }
    tables.into_iter().map(Block::Table).collect()
}

/// What a table of the annex is called, and its sheet in a workbook.
fn grouped_by(source: &Source, by: Dimension, lang: Lang) -> String {
    let by = by.label(&source.profile, lang);
    match lang {
        Lang::Zh => format!("按{by}"),
        Lang::En => format!("By {}", by.to_lowercase()),
    }
}

fn title(source: &Source, lang: Lang) -> String {
    let name = source.profile.title_in(lang);
    let unit = source.summaries.of.as_deref();
    let unit = unit.map_or("", |unit| source.unit_name(unit));
    let months = match source.month.number() {
        6 => words("上半年", "first half year").get(lang).to_owned(),
        12 => words("年度", "year").get(lang).to_owned(),
        _ => months_text(source.month, lang),
    };
    match lang {
        Lang::Zh => format!("{unit}{name}{months}总结"),
        Lang::En if unit.is_empty() => format!("{name}: summary of the {months}"),
        Lang::En => format!("{name}: summary of the {months}, {unit}"),
    }
}

/// How many problems were raised in the year so far, how many of them are settled, which are open in the
/// reports of the month, and how many of the others the month's reports are silent about.
fn problems_of(source: &Source, figures: Figures, lang: Lang) -> Vec<String> {
    // the newest report that speaks of a problem has the last word about it
    let mut raised: BTreeMap<(String, String), bool> = BTreeMap::new();
    for source in source.year() {
        for one in problems::all(source) {
            let key = (one.plan.id.clone(), one.problem.id.clone());
            let is_closed = problems::is_closed(one.problem, source.month);
            raised.entry(key).or_insert(is_closed);
        }
    }
    if raised.is_empty() {
        let none = words("没有反映问题。", "No problem was raised.");
        return vec![none.get(lang).to_owned()];
    }
    let closed = raised.values().filter(|is_closed| **is_closed).count();
    let silent = (raised.len() - closed).saturating_sub(problems::open(source).len());
    let silent = (silent > 0).then(|| match lang {
        Lang::Zh => {
            format!("另有{silent}个以前月份反映、未报办结的问题，本月月报没有再提及。")
        }
        Lang::En => format!(
            "Of {silent} more that earlier months raised and nobody called settled, the month's reports say nothing."
        ),
    });
    let settled = settled(source, (raised.len(), closed), figures, lang);
    let told = [Some(settled), Some(problems_text(source, lang)), silent];
    told.into_iter().flatten().collect()
}

fn settled(
    source: &Source,
    (raised, closed): (usize, usize),
    figures: Figures,
    lang: Lang,
) -> String {
    let rate = percent_of(closed.into(), raised.into());
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
        ("raised", raised.to_string()),
        ("closed", closed.to_string()),
        ("rate", figures.percent(rate).shown),
    ];
    source.say(&SETTLED, &said, lang)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::period::parse_day;
    use crate::plan::Nature;
    use crate::publish::testing::{project, shown, source, table, texts};
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

    /// Raised, settled and open add up for whoever reads them.
    #[test]
    fn problems_of_which_the_month_says_nothing_are_counted_apart() {
        let april = with("800000", &[("a", ""), ("b", ""), ("c", "2022-04-20")]);
        let may = with("1000000", &[("b", ""), ("d", "")]);
        let mut source = source("2022-05", vec![may]);
        source.previous = Some(Box::new(super::super::testing::source(
            "2022-04",
            vec![april],
        )));
        let said = made(&source, Heading::Problems, Lang::Zh);
        assert_eq!(said[0], "4—5月共反映问题4个，已办结1个，办结率25.0%。");
        assert!(said[1].starts_with("未办结的问题2个"), "{said:?}");
        assert_eq!(
            said[2],
            "另有1个以前月份反映、未报办结的问题，本月月报没有再提及。"
        );
        source.previous = None;
        source.projects = vec![with("1000000", &[])].into();
        let none = made(&source, Heading::Problems, Lang::Zh);
        assert_eq!(none, ["没有反映问题。"]);
    }

    fn written(state: State, texts: &[(Heading, &str)]) -> Summary {
        let mut all = Texts::default();
        for (heading, text) in texts {
            all.set(*heading, text);
        }
        Summary {
            state: Some(state),
            texts: all,
            returned: None,
            handed_in: parse_day("2022-07-04").ok().filter(|_| !state.is_open()),
        }
    }

    fn day(text: &str) -> Date {
        parse_day(text).unwrap()
    }

    /// Two units, of which one has a half of what is built; due on 4 July, the 3rd being a Sunday.
    fn two_units(written: &[(&str, Summary)]) -> Source {
        let of = |unit: &str| {
            let mut made = with("600000", &[("q1", "")]);
            made.plan.id = unit.to_owned();
            made.plan.units = vec![unit.to_owned()];
            made
        };
        let mut source = source("2022-06", vec![of("u1"), of("u2")]);
        let calendar = &mut source.profile.calendar;
        (calendar.half_year_day, calendar.inclusive) = (Some(3), true);
        calendar.shift = crate::calendar::HolidayShift::Next;
        source.summaries = Summaries {
            on: day("2022-07-06"),
            of: None,
            written: (written.iter())
                .map(|(unit, one)| ((*unit).to_owned(), one.clone()))
                .collect(),
        };
        source
    }

    fn print(source: &Source) -> Document {
        proofread(summary(source, Lang::Zh), &source.profile, Lang::Zh).unwrap()
    }

    #[test]
    fn what_the_city_does_not_say_its_units_say_under_their_names_once_it_is_accepted() {
        let u1 = written(
            State::Accepted,
            &[
                (Heading::Experience, "早谋划\n\n 早开工 "),
                (Heading::Next, ""),
            ],
        );
        let u2 = written(State::HandedIn, &[(Heading::Experience, "未审定的")]);
        let city = written(
            State::Draft,
            &[
                (Heading::Next, "下半年抓开工"),
                (Heading::Built, "另有说明"),
            ],
        );
        let source = two_units(&[("u1", u1), ("u2", u2), ("", city)]);
        let document = print(&source);
        let told = texts(&document);
        let at = |text: &str| told.iter().position(|one| *one == text);
        let experience = at("二、成功经验").unwrap();
        assert_eq!(
            told[experience + 1..experience + 4],
            ["市交通局", "早谋划", "早开工"],
            "{told:?}"
        );
        assert!(!told.iter().any(|one| one.contains("未审定的")), "{told:?}");
        assert_eq!(told[at("四、下一步计划").unwrap() + 1], "下半年抓开工");
        // beneath the sentences with figures, none of which it changes
        assert_eq!(at("另有说明"), Some(experience - 1));
        assert!(
            told[1].starts_with("截至6月底完成投资120.00亿元"),
            "{told:?}"
        );
        assert_eq!(
            shown(
                table(&document, "handed-in"),
                &["number", "name", "state", "handed_in"]
            ),
            [
                "1 | 市交通局 | 审定 | 2022年7月4日",
                "2 | u2 | 已报 | 2022年7月4日"
            ]
        );
    }

    /// A workbook calls its sheets by them.
    #[test]
    fn the_tables_of_the_annex_have_names() {
        let document = print(&two_units(&[]));
        let named: Vec<&str> = document.tables().map(|one| one.title.as_str()).collect();
        assert!(named.contains(&"按性质"), "{named:?}");
        assert!(named.iter().all(|title| !title.is_empty()), "{named:?}");
    }

    #[test]
    fn who_is_late_or_missing_stands_in_the_annex() {
        let mut late = written(State::HandedIn, &[]);
        late.handed_in = Some(day("2022-07-05"));
        for (one, expected) in [
            (Some(late), "已报，迟报 1 天"),
            (Some(written(State::Draft, &[])), "未报（草稿），逾期 2 天"),
            (Some(written(State::Returned, &[])), "退回，逾期 2 天"),
            (None, "未报，逾期 2 天"),
        ] {
            let all: Vec<_> = one.into_iter().map(|one| ("u2", one)).collect();
            let mut source = two_units(&all);
            let document = print(&source);
            let annex = table(&document, "handed-in");
            let cells = shown(annex, &["name", "state"]);
            assert_eq!(cells[1], format!("u2 | {expected}"));
            assert_eq!(
                annex.notes,
                ["报送截止2022年7月4日；按2022年7月6日的情况列。"]
            );
            source.summaries.on = day("2022-07-04");
            let document = print(&source);
            let cells = shown(table(&document, "handed-in"), &["state"]);
            assert!(!cells[1].contains("逾期"), "{cells:?}");
        }
        // Where nobody asks for summaries nobody is missing.
        let mut source = two_units(&[]);
        source.profile.calendar.half_year_day = None;
        assert!(print(&source).tables().all(|table| table.id != "handed-in"));
    }

    #[test]
    fn a_unit_has_its_own_figures_and_its_own_words() {
        let long = "字".repeat(2_000);
        let u1 = written(State::Draft, &[(Heading::Experience, &long)]);
        let u2 = written(State::Accepted, &[(Heading::Next, "别家的")]);
        let mut source = two_units(&[("u1", u1), ("u2", u2)]);
        source.previous = Some(Box::new(two_units(&[])));
        let document = print(&source.of_unit("u1", &[]));
        assert_eq!(document.title, "市交通局测试上半年总结");
        let told = texts(&document);
        assert!(
            told[1].starts_with("截至6月底完成投资60.00亿元"),
            "{told:?}"
        );
        assert!(told.contains(&long.as_str()));
        let next = told
            .iter()
            .position(|one| *one == "四、下一步计划")
            .unwrap();
        assert_eq!(told[next + 1], "（由填报单位填写）");
        assert!(
            told.iter().any(|one| one.contains("共反映问题1个")),
            "{told:?}"
        );
        assert!(document.tables().all(|table| table.id != "handed-in"));
    }
}
