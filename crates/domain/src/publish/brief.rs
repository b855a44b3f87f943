//! 简报: one page a month, numbered: 总体, units, categories, problems, what comes next.

use super::bulletin::{lists, of_list, overall};
use super::document::{Block, Document, Page, Row, RowKind, Table};
use super::entries::entries;
use super::figures::{Figures, head, month_text};
use super::formulas::add_hints;
use super::lights::{Light, lit};
use super::measured::{Measured, count_head, heads};
use super::notes::{in_short, is_missing};
use super::starts::{Event, Tally};
use super::{Cell, Source, problems};
use crate::aggregate::{AmountUnit, Dimension, Line, summarise};
use crate::profile::publication::sentence::{NEXT, PROBLEMS, Piece, pieces};
use crate::report::ProblemType;
use crate::text::{Lang, words};

/// The identifier of the document.
pub const ID: &str = super::Kind::Brief.key();

/// 简报 of a month.
pub fn brief(source: &Source, lang: Lang) -> Document {
    let figures = Figures::new(AmountUnit::Yi, &source.profile);
    let whole = source.implementing();
    let heads = [
        words("总体情况", "Overview"),
        words("各地各单位", "Areas and units"),
        words("分类情况", "By category"),
        words("存在问题", "Problems"),
        words("下一步工作", "Next"),
    ];
    let mut heads = (1..).zip(heads).map(|(number, head)| {
        Block::heading(1, super::figures::numbered(number, head.get(lang), lang))
    });
    let mut blocks: Vec<Block> = heads.next().into_iter().collect();
    blocks.extend(overall(source, &whole, figures, lang).map(Block::paragraph));
    blocks.extend(heads.next());
    for list in lists(source, lang) {
        let said = of_list(source, &list, lang);
        if !said.is_empty() {
            let colon = words("：", ": ").get(lang);
            blocks.push(Block::paragraph(format!("{}{colon}{said}", list.title)));
        }
    }
    blocks.extend(heads.next());
    let by = if source.profile.categories.is_empty() {
        ("by-nature", Dimension::Nature)
    } else {
        ("by-category", Dimension::Category)
    };
    let mut table = grouped(source, by, figures, lang);
    table.notes = in_short(source, lang);
    blocks.push(Block::Table(table));
    blocks.extend(heads.next());
    blocks.push(Block::paragraph(problems_text(source, lang)));
    blocks.extend(heads.next());
    blocks.push(Block::paragraph(next(source, lang)));
    let (name, number) = (source.profile.title_in(lang), source.month.number());
    let title = match lang {
        Lang::Zh => format!("{name}简报（第{number}期）"),
        Lang::En => format!("{name}: brief no. {number}"),
    };
    Document {
        heading: vec![month_text(source.month, lang)],
        ..source.document(ID, title, Page::SINGLE, blocks, lang)
    }
}

/// 实施项目 by groups, with their total.
pub(super) fn grouped(
    source: &Source,
    (id, by): (&str, Dimension),
    figures: Figures,
    lang: Lang,
) -> Table {
    let whole = source.implementing();
    let summary = summarise(whole.iter().copied(), &[by], source.month, &source.profile);
    let of = |line: &Line| Measured::of(line, source.profile.first_basis);
    let row = |line: &Line| {
        let (kind, level, label) = match line.path.first() {
            None => (
                RowKind::Total,
                0,
                words("合计", "Total").get(lang).to_owned(),
            ),
            Some(key) => (RowKind::Item, 1, key.label(&source.profile, lang)),
        };
        let mut row = Row::new(kind, level, label);
        if let Some(key) = line.path.first() {
            let own = whole.iter().map(|item| item.plan);
            row = row.about(own.filter(|plan| by.key(plan, &source.profile) == *key));
        }
        row.count = Some(line.count);
        row.put("count", Cell::count(line.count));
        of(line).put(&mut row, figures);
        row
    };
    let first = [
        head("name", by.label(&source.profile, lang), "", None, 8),
        count_head(lang),
    ];
    let measured = heads(source.profile.first_basis, figures, lang);
    let mut table = Table {
        id: id.to_owned(),
        title: String::new(),
        columns: first.into_iter().chain(measured).collect(),
        label_column: "name".into(),
        rows: (summary.lines.iter())
            .filter(|line| line.path.is_empty() || line.count > 0 || of(line).is_held())
            .map(row)
            .collect(),
        notes: Vec::new(),
    };
    add_hints(&mut table, source.month);
    table
}

/// How many problems are open, of which types, and who is asked for help.
pub(super) fn problems_text(source: &Source, lang: Lang) -> String {
    let open = problems::open(source);
    if open.is_empty() {
        return words("没有未办结的问题。", "No problem is open.")
            .get(lang)
            .to_owned();
    }
    let separator = words("、", ", ").get(lang);
    let counted = |name: &str, count: usize| match lang {
        Lang::Zh => format!("{name}{count}个"),
        Lang::En => format!("{name} {count}"),
    };
    let types = problems::by_type(&open).into_iter().map(|(kind, count)| {
        let other = words("未分类", "no type");
        counted(kind.map_or(other, ProblemType::label).get(lang), count)
    });
    let levels = problems::by_level(&open).into_iter();
    let levels = levels.map(|(level, count)| counted(level.label().get(lang), count));
    let levels: Vec<String> = levels.collect();
    let levels = if levels.is_empty() {
        words("没有提请协调的", "no help is asked for")
            .get(lang)
            .to_owned()
    } else {
        levels.join(separator)
    };
    let said = [
        ("count", open.len().to_string()),
        ("projects", problems::projects(&open).to_string()),
        ("types", types.collect::<Vec<_>>().join(separator)),
        ("levels", levels),
    ];
    source.say(&PROBLEMS, &said, lang)
}

/// What has to be done next, from what the figures say.
fn next(source: &Source, lang: Lang) -> String {
    let items = source.items();
    let (placed, _) = entries(&items, source);
    let lit = lit(&placed, source);
    let count = |light: Light| lit.iter().filter(|one| one.light == light).count();
    let starts = Tally::of(Event::Start, items.iter().copied(), source.month);
    let missing = items.iter().filter(|item| is_missing(item, source)).count();
    let open = problems::open(source);
    let asked = open.iter().filter(|raised| raised.problem.level.is_some());
    let said = [
        ("missed", starts.missed.to_string()),
        ("red", count(Light::Red).to_string()),
        ("yellow", count(Light::Yellow).to_string()),
        ("missing", missing.to_string()),
        ("asked", asked.count().to_string()),
    ];
    let told = clauses(source, &said, lang);
    if told.is_empty() {
        let going_on = words("继续按计划推进各项目。", "Go on as planned.");
        return going_on.get(lang).to_owned();
    }
    let (between, end) = (words("；", "; "), words("。", "."));
    format!("{}{}", told.join(between.get(lang)), end.get(lang))
}

/// The clauses of it that have something to tell: nobody is told to see to 0 projects.
fn clauses(source: &Source, said: &[(&str, String)], lang: Lang) -> Vec<String> {
    let own = source.profile.publication.worded(&NEXT);
    let own = own.filter(|own| lang == Lang::Zh && pieces(own).is_some());
    let template = own.unwrap_or(NEXT.usual.get(lang));
    let figure = |name: &str| {
        let found = said.iter().find(|(known, _)| *known == name);
        found.map_or("—", |(_, text)| text.as_str())
    };
    let clauses = template.trim_end_matches(['。', '.']).split(['；', ';']);
    let told = clauses.filter_map(|clause| {
        let pieces = pieces(clause.trim())?;
        let is_empty = |piece: &Piece<'_>| matches!(piece, Piece::Figure(it) if figure(it) == "0");
        let has_more = |piece: &Piece<'_>| matches!(piece, Piece::Figure(it) if figure(it) != "0");
        if pieces.iter().any(is_empty) && !pieces.iter().any(has_more) {
            return None;
        }
        let said = pieces.into_iter().map(|piece| match piece {
            Piece::Text(text) => text,
            Piece::Figure(name) => figure(name),
        });
        Some(said.collect())
    });
    told.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::Nature;
    use crate::publish::proofread;
    use crate::publish::testing::{project, shown, source, table, texts};

    #[test]
    fn a_month_on_one_page() {
        let mut late = project("a", Nature::NewStart, "40000")
            .planned(|plan| plan.planned_start = "2022-05".parse().ok())
            .reporting(&[("year_to_date", "0")]);
        let problem = |id: &str, kind: &str| {
            let parts = [
                ("type".to_owned(), kind.to_owned()),
                ("level".to_owned(), "city".to_owned()),
            ];
            crate::report::Problem::read(id, &parts.into_iter().collect())
        };
        if let Some(report) = &mut late.report {
            report.problems = vec![
                problem("1", "land"),
                problem("2", "land"),
                problem("3", "funds"),
            ];
        }
        let projects = vec![
            late,
            project("b", Nature::Continuing, "60000").reporting(&[("year_to_date", "50000")]),
            project("c", Nature::Continuing, "").planned(|plan| plan.annual_plan = None),
        ];
        let source = source("2022-05", projects);
        let document = proofread(brief(&source, Lang::Zh), &source.profile, Lang::Zh).unwrap();
        assert_eq!(document.title, "测试简报（第5期）");
        assert_eq!(
            texts(&document),
            [
                "一、总体情况",
                "截至5月底完成投资5.00亿元，占年度计划50.0%，高于序时进度8.3个百分点；应开工1项，实开工0项，提前0项，逾期1项。",
                "实开工占应开工的0.0%，占全年计划新开工1项的0.0%。",
                "二、各地各单位",
                "三、分类情况",
                "四、存在问题",
                "未办结的问题3个，涉及项目1项：用地2个、资金/融资1个；提请协调：市级3个。",
                "五、下一步工作",
                "督促逾期未开工的1项尽快开工；对红色预警1项、黄色预警0项逐项调度；催报未报的1项；协调解决提请协调的问题3个。",
            ]
        );
        assert_eq!(
            shown(
                table(&document, "by-category"),
                &["name", "count", "year_to_date", "completion"]
            ),
            ["合计 | 3 | 5.00 | 50.0", "infrastructure | 3 | 5.00 | 50.0"]
        );
    }

    /// Nobody is told to see to nothing, and whoever has not reported is named in 报送情况.
    #[test]
    fn what_has_to_be_done_next_is_told_of_what_there_is() {
        let level = |id: &str| {
            project(id, Nature::Continuing, "100")
                .reporting(&[("year_to_date", "50"), ("month_investment", "10")])
        };
        let told = |projects: Vec<crate::publish::Project>| {
            let source = source("2022-05", projects);
            let document = proofread(brief(&source, Lang::Zh), &source.profile, Lang::Zh).unwrap();
            let notes = table(&document, "by-category").notes.clone();
            (texts(&document).last().copied().unwrap().to_owned(), notes)
        };
        let (next, notes) = told(vec![level("a")]);
        assert_eq!((next.as_str(), notes.len()), ("继续按计划推进各项目。", 0));
        let (next, notes) = told(vec![level("a"), project("b", Nature::Continuing, "100")]);
        assert_eq!(next, "催报未报的1项。");
        assert_eq!(notes, ["未报1项，名单见报送情况。"]);
    }

    #[test]
    fn an_empty_month_says_so() {
        let source = source("2022-05", Vec::new());
        let document = proofread(brief(&source, Lang::Zh), &source.profile, Lang::Zh).unwrap();
        assert!(texts(&document).contains(&"没有未办结的问题。"));
    }
}
