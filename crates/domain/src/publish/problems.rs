//! 存在问题 of the reports of a month.

use crate::period::Month;
use crate::plan::PlanRow;
use crate::report::{CoordinationLevel, Problem, ProblemType};

use super::Source;

/// A problem and whose it is.
#[derive(Debug, Clone, Copy)]
pub(super) struct Raised<'a> {
    pub(super) plan: &'a PlanRow,
    pub(super) problem: &'a Problem,
}

/// Those that are open at the end of the month.
pub(super) fn open(source: &Source) -> Vec<Raised<'_>> {
    let all = all(source).into_iter();
    all.filter(|raised| !is_closed(raised.problem, source.month))
        .collect()
}

/// Everything that the reports of the month say.
pub(super) fn all(source: &Source) -> Vec<Raised<'_>> {
    let placed = source.projects.iter().filter(|project| !project.has_left);
    let reported = placed.filter_map(|project| Some((&project.plan, project.report.as_ref()?)));
    reported
        .flat_map(|(plan, report)| {
            let problems = report.problems.iter();
            problems.map(move |problem| Raised { plan, problem })
        })
        .collect()
}

/// Whether it is settled by the end of `month`.
pub(super) fn is_closed(problem: &Problem, month: Month) -> bool {
    problem.closed.is_some_and(|day| day <= month.last_day())
}

/// How many there are of each type, in the order of the form; those without one come last.
pub(super) fn by_type(raised: &[Raised<'_>]) -> Vec<(Option<ProblemType>, usize)> {
    let kinds = ProblemType::ALL.iter().copied().map(Some).chain([None]);
    let count = |kind| raised.iter().filter(|it| it.problem.kind == kind).count();
    kinds
        .map(|kind| (kind, count(kind)))
        .filter(|(_, count)| *count > 0)
        .collect()
}

/// How many ask each level for help.
pub(super) fn by_level(raised: &[Raised<'_>]) -> Vec<(CoordinationLevel, usize)> {
    let levels = CoordinationLevel::ALL.iter().copied();
    let count = |level| {
        let asked = raised.iter().filter(|it| it.problem.level == Some(level));
        asked.count()
    };
    levels
        .map(|level| (level, count(level)))
        .filter(|(_, count)| *count > 0)
        .collect()
}

/// In how many projects they are.
pub(super) fn projects(raised: &[Raised<'_>]) -> usize {
    let mut ids: Vec<&str> = raised.iter().map(|it| it.plan.id.as_str()).collect();
    ids.dedup();
    ids.len()
}
