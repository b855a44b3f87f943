//! 注: what readers of totals have to know.

use crate::aggregate::{Item, Line, summarise};
use crate::calendar::is_due;
use crate::crossfoot::CARRIED_MARK;
use crate::money::Money;
use crate::plan::PlanBasis;
use crate::publish::Source;
use crate::publish::document::{Row, Table};
use crate::text::Lang;

/// How many are named at the foot of a table; 报送情况 has the others.
const MOST_NAMED: usize = 20;

/// Who has not reported, what is carried, and what is in no rate or in no total of a table that is held
/// against the plan as it stands: of the 实施项目.
pub(super) fn about_reports(source: &Source, lang: Lang) -> Vec<String> {
    about(source, PlanBasis::Adjusted, MOST_NAMED, lang)
}

/// The same of a table that is held against the plan which is published first.
pub(super) fn about_first_basis(source: &Source, lang: Lang) -> Vec<String> {
    about(source, source.profile.first_basis, MOST_NAMED, lang)
}

/// The same in short: who has not reported is counted and not named.
pub(super) fn in_short(source: &Source, lang: Lang) -> Vec<String> {
    about(source, source.profile.first_basis, 0, lang)
}

fn about(source: &Source, basis: PlanBasis, named: usize, lang: Lang) -> Vec<String> {
    let items = source.implementing();
    let summary = summarise(items.iter().copied(), &[], source.month, &source.profile);
    let whole = summary.lines.into_iter().next().unwrap_or_default();
    [
        missing(source, named, lang),
        carried(&whole, lang),
        match basis {
            PlanBasis::Adjusted => unplanned(&whole, lang),
            PlanBasis::Opening => added(&whole, lang),
        },
        bundled(&items, lang),
        gone(&whole, basis, lang),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Whoever reads a table with marked figures finds at its own foot what the mark means.
pub(super) fn explain_marks(table: &mut Table, lang: Lang) {
    let is_marked = |row: &Row| row.cells.values().any(|cell| cell.mark == CARRIED_MARK);
    let quoted = format!("“{CARRIED_MARK}”");
    let is_explained = table.notes.iter().any(|note| note.contains(&quoted));
    if table.rows.iter().any(is_marked) && !is_explained {
        table.notes.push(match lang {
            Lang::Zh => format!("带{quoted}的累计数含未报项目结转的以前月份累计数。"),
            Lang::En => format!(
                "Cumulative figures with {quoted} hold those of earlier months where a report is missing."
            ),
        });
    }
}

/// 未报: those that were due, so many of them by name.
fn missing(source: &Source, most: usize, lang: Lang) -> Option<String> {
    let items = source.items();
    let names = items.iter().filter(|item| is_missing(item, source));
    let names: Vec<&str> = names.map(|item| item.plan.name.as_str()).collect();
    let count = names.len();
    let (listed, has_more) = match names.get(..most) {
        Some(first) if count > most => (first, true),
        _ => (&names[..], false),
    };
    (count > 0).then(|| match (lang, has_more) {
        (Lang::Zh, true) if listed.is_empty() => format!("未报{count}项，名单见报送情况。"),
        (Lang::En, true) if listed.is_empty() => {
            format!("Not reported: {count}, listed with the reports handed in.")
        }
        (Lang::Zh, false) => format!("未报{count}项：{}。", listed.join("、")),
        (Lang::Zh, true) => format!("未报{count}项：{}等，全部见报送情况。", listed.join("、")),
        (Lang::En, false) => format!("Not reported ({count}): {}.", listed.join(", ")),
        (Lang::En, true) => format!(
            "Not reported ({count}): {} and others, all of whom are listed with the reports handed in.",
            listed.join(", ")
        ),
    })
}

/// Whether a report of the month was due and is not there.
pub(super) fn is_missing(item: &Item<'_>, source: &Source) -> bool {
    let plan = item.plan;
    let is_there = !item.has_left && plan.is_in_plan(source.month) && plan.reports();
    let rule = &source.profile.calendar;
    is_there && item.report.is_none() && is_due(rule, source.month, plan.nature)
}

/// 结转: of how many projects, and from which months.
fn carried(whole: &Line, lang: Lang) -> Option<String> {
    let from = whole.carried.iter().map(|carried| {
        let (month, count) = (carried.month.number(), carried.projects);
        match lang {
            Lang::Zh => format!("{month}月{count}项"),
            Lang::En => format!("{} ({count})", carried.month),
        }
    });
    let from: Vec<String> = from.collect();
    (!from.is_empty()).then(|| match lang {
        Lang::Zh => format!(
            "带“{CARRIED_MARK}”的累计数含未报项目结转的以前月份累计数：{}。",
            from.join("、")
        ),
        Lang::En => format!(
            "Cumulative figures with “{CARRIED_MARK}” hold those of earlier months where a report is missing: {}.",
            from.join(", ")
        ),
    })
}

/// What was completed without an annual plan, which is in no rate.
fn unplanned(whole: &Line, lang: Lang) -> Option<String> {
    let planned = whole.year_to_date_planned.unwrap_or(Money::ZERO);
    let outside = whole.year_to_date.unwrap_or(Money::ZERO) - planned;
    (outside != Money::ZERO).then(|| match lang {
        Lang::Zh => format!(
            "累计完成投资中有{}万元属没有年度计划的项目，不计入完成率。",
            outside.grouped(2)
        ),
        Lang::En => format!(
            "{} 万元 of the completed investment are of projects without an annual plan and in no rate.",
            outside.grouped(2)
        ),
    })
}

/// What was completed outside of the plan as it was issued.
fn added(whole: &Line, lang: Lang) -> Option<String> {
    let of_opening = whole.opening.year_to_date.unwrap_or(Money::ZERO);
    let outside = whole.completed().unwrap_or(Money::ZERO) - of_opening;
    (outside != Money::ZERO).then(|| match lang {
        Lang::Zh => format!(
            "不在年初计划之内的项目完成{}万元，不计入合计和完成率。",
            outside.grouped(2)
        ),
        Lang::En => format!(
            "{} 万元 were completed by projects outside of the opening plan and are in no total and no rate.",
            outside.grouped(2)
        ),
    })
}

/// 打包.
fn bundled(items: &[Item<'_>], lang: Lang) -> Option<String> {
    let bundles = items
        .iter()
        .filter(|item| item.plan.is_bundle && !item.has_left);
    let names: Vec<&str> = bundles.map(|bundle| bundle.plan.id.as_str()).collect();
    let is_part = |item: &&Item<'_>| {
        let bundle = item.plan.bundle.as_deref();
        bundle.is_some_and(|bundle| names.contains(&bundle)) && !item.has_left
    };
    let (bundles, parts) = (names.len(), items.iter().filter(is_part).count());
    (bundles > 0).then(|| match lang {
        Lang::Zh => format!("打包项目{bundles}项，各按1项计，含子项目{parts}个。"),
        Lang::En => format!("{bundles} bundles count once each and have {parts} parts."),
    })
}

/// 已调出: of the plan as it was issued they are a part still.
fn gone(left: &Line, basis: PlanBasis, lang: Lang) -> Option<String> {
    let (count, done) = (left.left.projects, left.left.year_to_date);
    let done = done.unwrap_or(Money::ZERO).grouped(2);
    (count > 0).then(|| match (basis, lang) {
        (PlanBasis::Adjusted, Lang::Zh) => {
            format!("本年已调出{count}项，调出前完成{done}万元，不计入合计。")
        }
        (PlanBasis::Opening, Lang::Zh) => {
            format!("本年已调出{count}项，调出前完成{done}万元，计入合计和完成率。")
        }
        (PlanBasis::Adjusted, Lang::En) => {
            format!("{count} projects left the plan within the year; the {done} 万元 that they completed are in no total.")
        }
        (PlanBasis::Opening, Lang::En) => {
            format!("{count} projects left the plan within the year; the {done} 万元 that they completed are in the totals and rates.")
        }
    })
}
