//! What stands in the cells.

use crate::aggregate::{Item, Line};
use crate::money::Money;
use crate::period::{Month, show_day};
use crate::plan::PlanRow;
use crate::profile::publication::MonthlyColumn as Is;
use crate::publish::figures::Figures;
use crate::publish::problems::is_closed;
use crate::publish::{Cell, Source};
use crate::report::{MilestoneKind, Problem, Report};
use crate::text::{Lang, words};

/// A figure of one project or of several, whose totals are `line`; `None` for columns of texts.
pub(super) fn figure<'a>(
    is: Is,
    line: &Line,
    plans: impl Iterator<Item = &'a PlanRow>,
    figures: Figures,
) -> Option<Cell> {
    Some(match is {
        Is::TotalInvestment => figures.amount(line.total_investment),
        Is::BeforeYear => figures.amount(sum(plans.map(|plan| plan.before_year))),
        Is::AnnualPlan => figures.amount(line.annual_plan),
        Is::Month => figures.amount(line.month),
        Is::YearToDate => figures.amount(line.year_to_date).marked(line.mark()),
        Is::SinceStart => figures.amount(line.since_start).marked(line.mark()),
        Is::Completion => figures.percent(line.completion),
        Is::Gap => figures.percent(line.gap),
        _ => return None,
    })
}

fn sum(amounts: impl Iterator<Item = Option<Money>>) -> Option<Money> {
    amounts.flatten().reduce(|sum, amount| sum + amount)
}

/// What a column of texts says of a project.
pub(super) fn text(is: Is, item: &Item<'_>, source: &Source, lang: Lang) -> Cell {
    let (plan, profile) = (item.plan, &source.profile);
    let report = item.report;
    match is {
        Is::Code => Cell::text(plan.code.as_deref().unwrap_or_default()),
        Is::Nature => Cell::text(profile.nature_label_in(plan.nature, lang)),
        Is::Category => {
            let category = plan.category.as_ref();
            Cell::text(category.map_or("", |category| profile.category_label(category, lang)))
        }
        Is::Level => Cell::text(profile.level_label(&plan.level, lang)),
        Is::Area => Cell::text(profile.area_name_in(&plan.area, lang)),
        Is::Scale => Cell::text(plan.scale.as_str()),
        Is::Years => Cell::text(years(plan)),
        Is::PlannedStart => Cell::month(plan.planned_start),
        Is::PlannedCompletion => Cell::month(plan.planned_completion),
        Is::ActualStart => Cell::day(newest(item, source.month).and_then(|it| it.actual_start)),
        Is::ActualCompletion => {
            Cell::day(newest(item, source.month).and_then(|it| it.actual_completion))
        }
        Is::VisualProgress => match report {
            Some(report) => Cell::text(report.visual_progress.as_deref().unwrap_or_default()),
            None if plan.reports() => Cell::text(words("未报", "not reported").get(lang)),
            None => Cell::blank(),
        },
        Is::Milestones => Cell::text(report.map(|it| milestones(it, lang)).unwrap_or_default()),
        Is::Problems => Cell::text(listed(report, source.month, |it| described(it, lang))),
        Is::Requests => Cell::text(listed(report, source.month, |it| asked(it, lang))),
        Is::Units => Cell::text(source.units_of(plan)),
        Is::Owner => Cell::text(plan.owner.as_str()),
        Is::Remarks => Cell::text(
            report
                .and_then(|it| it.remarks.as_deref())
                .unwrap_or_default(),
        ),
        _ => Cell::blank(),
    }
}

/// The report of the month, or what stands in for it.
fn newest<'a>(item: &Item<'a>, month: Month) -> Option<&'a Report> {
    item.so_far(month).map(|(report, _)| report)
}

/// 2021—2023, as far as it is planned.
fn years(plan: &PlanRow) -> String {
    let year = |month: Option<Month>| month.map(|month| month.year().to_string());
    match (year(plan.planned_start), year(plan.planned_completion)) {
        (Some(first), Some(last)) if first == last => first,
        (None, None) => String::new(),
        (first, last) => [first, last].map(Option::unwrap_or_default).join("—"),
    }
}

/// What is done, and what is still to be done and by when, in the order of the form.
fn milestones(report: &Report, lang: Lang) -> String {
    let known = MilestoneKind::ALL.iter().filter_map(|kind| {
        let milestone = report.milestones.get(kind)?;
        Some((kind.label().get(lang), milestone))
    });
    let (done, left): (Vec<_>, Vec<_>) = known.partition(|(_, it)| it.done.is_some());
    let done: Vec<&str> = done.into_iter().map(|(label, _)| label).collect();
    let left = left.into_iter().filter_map(|(label, it)| {
        let day = show_day(it.planned?);
        Some(match lang {
            Lang::Zh => format!("{label}（计划{day}）"),
            Lang::En => format!("{label} (planned {day})"),
        })
    });
    let left: Vec<String> = left.collect();
    let separator = words("、", ", ").get(lang);
    let parts = [
        (words("已办：", "Done: "), done.join(separator)),
        (words("未办：", "To do: "), left.join(separator)),
    ];
    let parts = parts.iter().filter(|(_, listed)| !listed.is_empty());
    let parts = parts.map(|(head, listed)| format!("{}{listed}", head.get(lang)));
    parts.collect::<Vec<_>>().join(words("；", "; ").get(lang))
}

/// What is said of each problem that is open at the end of the month, numbered where there are several.
fn listed(report: Option<&Report>, month: Month, say: impl Fn(&Problem) -> String) -> String {
    let open = report.into_iter().flat_map(|report| &report.problems);
    let open = open.filter(|problem| !is_closed(problem, month));
    let said: Vec<String> = open.map(say).filter(|said| !said.is_empty()).collect();
    match said.as_slice() {
        [one] => one.clone(),
        several => {
            let several = several.iter().enumerate();
            let several = several.map(|(at, said)| format!("{}.{said}", at + 1));
            several.collect::<Vec<_>>().join("\n")
        }
    }
}

fn described(problem: &Problem, lang: Lang) -> String {
    let kind = problem.kind.map(|kind| kind.label().get(lang));
    let parts = [kind, problem.description.as_deref()];
    joined(parts, lang)
}

fn asked(problem: &Problem, lang: Lang) -> String {
    let level = problem.level.map(|level| level.label().get(lang));
    joined([level, problem.request.as_deref()], lang)
}

fn joined(parts: [Option<&str>; 2], lang: Lang) -> String {
    let colon = words("：", ": ").get(lang);
    let parts: Vec<&str> = parts.into_iter().flatten().collect();
    parts.join(colon)
}
