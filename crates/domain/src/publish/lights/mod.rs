//! 预警: how many projects are red, yellow, grey and green, and which are not green, the red ones first.

mod rule;

use rust_decimal::Decimal;

use super::document::{Block, Chart, Document, Key, Page, Row, RowKind, Table};
use super::entries::{Entry, entries};
use super::figures::{Figures, head, month_text};
use super::formulas::add_hints;
use super::measured::{Measured, count_head, heads};
use super::notes::{about_reports, is_missing};
use super::{Cell, Source};
use crate::aggregate::{AmountUnit, Line, summarise};
use crate::order::Order;
use crate::plan::{PlanBasis, PlanRow};
use crate::profile::publication::{Behind, LightScheme};
use crate::text::{Lang, words};

pub use rule::{Light, Why, light, of_progress};

/// The identifier of the document.
pub const ID: &str = super::Kind::Lights.key();

/// The columns of the counts, in the order of [`Light::ALL`].
const COUNTS: [&str; 4] = ["red_count", "yellow_count", "grey_count", "green_count"];

/// A project with its light.
pub(super) struct Lit<'a> {
    pub(super) entry: &'a Entry<'a>,
    pub(super) line: Line,
    pub(super) light: Light,
    pub(super) why: Vec<Why>,
}

/// 预警 of a month.
pub fn lights(source: &Source, lang: Lang) -> Document {
    let items = source.items();
    let (placed, _) = entries(&items, source);
    let lit = lit(&placed, source);
    let mut counts = counts(&placed, &lit, source, lang);
    counts
        .notes
        .push(scheme_text(&source.profile.publication.lights, lang));
    counts
        .notes
        .extend(unlit_text(placed.len() - lit.len(), lang));
    let mut projects = projects(&lit, source, lang);
    projects.notes = about_reports(source, lang);
    let (name, month) = (
        source.profile.title_in(lang),
        month_text(source.month, lang),
    );
    let title = match lang {
        Lang::Zh => format!("{name}预警情况（{month}）"),
        Lang::En => format!("{name}: lights, {month}"),
    };
    let page = Page {
        landscape: true,
        ..Page::LETTER
    };
    let chart = Chart {
        title: words("各地预警", "Lights by place").get(lang).to_owned(),
        table: counts.id.clone(),
        columns: COUNTS.map(Key::from).into(),
        mark: None,
    };
    let blocks = vec![
        Block::Table(counts),
        Block::Chart(chart),
        Block::Table(projects),
    ];
    source.document(ID, title, page, blocks, lang)
}

/// Every project that has a light, the red ones first, of each those that are farthest behind.
pub(super) fn lit<'a>(placed: &'a [Entry<'a>], source: &Source) -> Vec<Lit<'a>> {
    let scheme = &source.profile.publication.lights;
    let found = placed.iter().filter_map(|entry| {
        let items: Vec<_> = entry.items().collect();
        let is_missing = items.iter().any(|item| is_missing(item, source));
        let summary = summarise(items, &[], source.month, &source.profile);
        let line = summary.lines.into_iter().next()?;
        let measured = Measured::of(&line, PlanBasis::Adjusted);
        // nothing known is not nothing done
        let rate = measured.rate().filter(|_| measured.counted.is_some());
        let (light, why) = light(&entry.item, rate, is_missing, source.month, scheme)?;
        Some(Lit {
            entry,
            line,
            light,
            why,
        })
    });
    let mut found: Vec<Lit<'a>> = found.collect();
    found.order_by(|a, b| {
        let by_light = a.light.cmp(&b.light);
        by_light.then_with(|| a.line.gap.cmp(&b.line.gap))
    });
    found
}

fn counts(placed: &[Entry<'_>], lit: &[Lit<'_>], source: &Source, lang: Lang) -> Table {
    let row = |kind, level, label: String, area: Option<&str>| {
        let is_own = |entry: &Entry<'_>| area.is_none_or(|area| entry.item.plan.area == area);
        let own: Vec<&PlanRow> = (placed.iter().filter(|entry| is_own(entry)))
            .map(|entry| entry.item.plan)
            .collect();
        let count = own.len();
        let mut row = Row::new(kind, level, label);
        if area.is_some() {
            row = row.about(own);
        }
        row.count = Some(count);
        row.put("count", Cell::count(count));
        for (key, light) in COUNTS.into_iter().zip(Light::ALL) {
            let own = lit
                .iter()
                .filter(|one| one.light == light && is_own(one.entry));
            row.put(key, Cell::count(own.count()));
        }
        (count > 0 || area.is_none()).then_some(row)
    };
    let total = words("合计", "Total").get(lang).to_owned();
    let mut rows: Vec<Row> = row(RowKind::Total, 0, total, None).into_iter().collect();
    let mut codes: Vec<&str> = source
        .profile
        .areas
        .iter()
        .map(|area| area.code.as_str())
        .collect();
    for entry in placed {
        let area = entry.item.plan.area.as_str();
        if !codes.contains(&area) {
            codes.push(area);
        }
    }
    for code in codes {
        let name = source.profile.area_name_in(code, lang).to_owned();
        rows.extend(row(RowKind::Item, 1, name, Some(code)));
    }
    let lights = COUNTS
        .into_iter()
        .zip(Light::ALL)
        .map(|(key, light)| head(key, light.label().get(lang), "项", Some(0), 5));
    let first = [
        head("name", source.place(lang), "", None, 12),
        count_head(lang),
    ];
    let mut table = Table {
        id: "counts".to_owned(),
        title: words("各地预警情况", "Lights by place")
            .get(lang)
            .to_owned(),
        columns: first.into_iter().chain(lights).collect(),
        label_column: "name".into(),
        rows,
        notes: Vec::new(),
    };
    add_hints(&mut table, source.month);
    table
}

fn projects(lit: &[Lit<'_>], source: &Source, lang: Lang) -> Table {
    let figures = Figures::new(AmountUnit::Wan, &source.profile);
    let shown = lit.iter().filter(|one| one.light != Light::Green);
    let rows = shown.enumerate().map(|(at, one)| {
        let plan = one.entry.item.plan;
        let mut row = Row::new(RowKind::Item, 0, plan.name.clone()).about([plan]);
        row.put("number", Cell::count(at + 1));
        row.put("light", Cell::text(one.light.label().get(lang)));
        row.put(
            "area",
            Cell::text(source.profile.area_name_in(&plan.area, lang)),
        );
        row.put("units", Cell::text(source.units_of(plan)));
        Measured::of(&one.line, PlanBasis::Adjusted).put(&mut row, figures);
        row.put("why", Cell::text(reasons(one, figures, lang)));
        row
    });
    let first = [
        head("number", words("序号", "No.").get(lang), "", None, 3),
        head("light", words("预警", "Light").get(lang), "", None, 3),
        head("name", words("项目名称", "Project").get(lang), "", None, 14),
        head("area", source.place(lang), "", None, 6),
        head("units", source.units_word(lang), "", None, 8),
    ];
    let measured = heads(PlanBasis::Adjusted, figures, lang);
    let why = head("why", words("原因", "Why").get(lang), "", None, 12);
    let columns = first.into_iter().chain(measured).chain([why]).collect();
    Table {
        id: "projects".to_owned(),
        title: words("红、黄、灰项目", "Projects that are red, yellow or grey")
            .get(lang)
            .to_owned(),
        columns,
        label_column: "name".into(),
        rows: rows.collect(),
        notes: Vec::new(),
    }
}

/// Why a project is not green, in words.
fn reasons(one: &Lit<'_>, figures: Figures, lang: Lang) -> String {
    let told = one.why.iter().map(|why| match (why, lang) {
        (Why::Behind, _) => behind(one.line.gap.unwrap_or_default(), figures, lang),
        (Why::MissedStart(months), Lang::Zh) => format!("应开工未开工，连续{months}个月"),
        (Why::MissedStart(months), Lang::En) => format!("start missed for {months} months"),
        (Why::NotReported, Lang::Zh) => "未报".to_owned(),
        (Why::NotReported, Lang::En) => "not reported".to_owned(),
    });
    told.collect::<Vec<_>>().join(words("；", "; ").get(lang))
}

/// By how much; what is printed as 0.0 is no number to tell.
fn behind(gap: Decimal, figures: Figures, lang: Lang) -> String {
    let behind = figures.print.percent(gap).abs();
    match lang {
        _ if behind.is_zero() => words("略低于序时进度", "hardly behind the schedule")
            .get(lang)
            .to_owned(),
        Lang::Zh => format!("滞后序时进度{behind}个百分点"),
        Lang::En => format!("{behind} points behind the schedule"),
    }
}

/// Why the lights are fewer than the projects.
fn unlit_text(count: usize, lang: Lang) -> Option<String> {
    (count > 0).then(|| match lang {
        Lang::Zh => format!("{count}项没有年度计划或没有完成投资数，不作预警。"),
        Lang::En => {
            format!("{count} without an annual plan or a completed investment have no light.")
        }
    })
}

/// The scheme in words, so that the reader knows what red means.
fn scheme_text(scheme: &LightScheme, lang: Lang) -> String {
    let LightScheme {
        yellow,
        red,
        missed_start_months: months,
        ..
    } = scheme;
    match (scheme.behind(), lang) {
        (Behind::Points, Lang::Zh) => format!(
            "滞后序时进度{yellow}至{red}个百分点（含）为黄，超过{red}个百分点为红；应开工未开工为黄，连续{months}个月为红；未报为灰。"
        ),
        (Behind::Share, Lang::Zh) if yellow.is_zero() => format!(
            "低于序时进度、少{red}%以内（含）为黄，少{red}%以上为红；应开工未开工为黄，连续{months}个月为红；未报为灰。"
        ),
        (Behind::Share, Lang::Zh) => format!(
            "比序时进度少{yellow}%以上、{red}%以内（含）为黄，少{red}%以上为红；应开工未开工为黄，连续{months}个月为红；未报为灰。"
        ),
        (Behind::Points, Lang::En) => format!(
            "{yellow} to {red} points behind the schedule is yellow, more is red; a missed start is yellow, and red from {months} months on; not reported is grey."
        ),
        (Behind::Share, Lang::En) => format!(
            "Short of the schedule by more than {yellow} % and up to {red} % of it is yellow, more is red; a missed start is yellow, and red from {months} months on; not reported is grey."
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::Nature;
    use crate::publish::testing::{project, shown, source, table};
    use crate::publish::{Project, proofread};

    fn of(id: &str, done: &str) -> Project {
        project(id, Nature::Continuing, "12000").reporting(&[("year_to_date", done)])
    }

    #[test]
    fn the_red_come_first_and_the_green_are_counted_alone() {
        let projects = vec![
            of("green", "5000"),
            of("edge", "3800"),
            of("red", "100"),
            of("worse", "0"),
            project("gone", Nature::Continuing, "12000")
                .carried("2022-04", &[("year_to_date", "9000")]),
        ];
        let source = source("2022-05", projects);
        let document = proofread(lights(&source, Lang::Zh), &source.profile, Lang::Zh).unwrap();
        assert_eq!(
            shown(
                table(&document, "projects"),
                &["number", "light", "name", "gap", "why"]
            ),
            [
                "1 | 红 | worse项目 | -41.7 | 滞后序时进度41.7个百分点",
                "2 | 红 | red项目 | -40.8 | 滞后序时进度40.8个百分点",
                "3 | 黄 | edge项目 | -10.0 | 滞后序时进度10.0个百分点",
                "4 | 灰 | gone项目 | 33.3 | 未报",
            ]
        );
        let columns = [
            "name",
            "count",
            "red_count",
            "yellow_count",
            "grey_count",
            "green_count",
        ];
        assert_eq!(
            shown(table(&document, "counts"), &columns),
            ["合计 | 5 | 2 | 1 | 1 | 1", "某县 | 5 | 2 | 1 | 1 | 1"]
        );
    }

    /// The lights of a place are fewer than its projects where one is held against nothing.
    #[test]
    fn what_has_no_light_is_told_below() {
        let bare = project("bare", Nature::Continuing, "")
            .planned(|plan| plan.annual_plan = None)
            .reporting(&[("year_to_date", "5")]);
        let notes = |projects| {
            let source = source("2022-05", projects);
            let document = proofread(lights(&source, Lang::Zh), &source.profile, Lang::Zh).unwrap();
            table(&document, "counts").notes.clone()
        };
        assert_eq!(notes(vec![of("green", "5000")]).len(), 1);
        assert_eq!(
            notes(vec![of("green", "5000"), bare])[1],
            "1项没有年度计划或没有完成投资数，不作预警。"
        );
    }

    #[test]
    fn a_scheme_without_a_margin_and_a_lag_of_next_to_nothing_read_as_people_say_it() {
        let mut source = source("2022-05", vec![of("edge", "4999.99")]);
        let scheme = &mut source.profile.publication.lights;
        (scheme.by, scheme.yellow, scheme.red) = ("share".to_owned(), 0.into(), 50.into());
        let document = proofread(lights(&source, Lang::Zh), &source.profile, Lang::Zh).unwrap();
        assert_eq!(
            table(&document, "counts").notes[0],
            "低于序时进度、少50%以内（含）为黄，少50%以上为红；应开工未开工为黄，连续3个月为红；未报为灰。"
        );
        assert_eq!(
            shown(table(&document, "projects"), &["light", "why"]),
            ["黄 | 略低于序时进度"]
        );
    }

    #[test]
    fn an_empty_month_has_no_lights() {
        let source = source("2022-05", Vec::new());
        let document = proofread(lights(&source, Lang::Zh), &source.profile, Lang::Zh).unwrap();
        assert_eq!(
            shown(table(&document, "counts"), &["name", "count"]),
            ["合计 | 0"]
        );
        assert!(table(&document, "projects").rows.is_empty());
    }
}
