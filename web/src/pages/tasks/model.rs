//! Which reports are listed, in which order and under which heading.

use std::collections::BTreeMap;

use yuebao_domain::calendar::{Deadline, deadline, is_due};
use yuebao_domain::device::Standing;
use yuebao_domain::operation::month::MonthBook;
use yuebao_domain::period::{Date, Month};
use yuebao_domain::plan::PlanRow;
use yuebao_domain::profile::Profile;
use yuebao_domain::rights::Action as Right;

use crate::state::{State, TaskFilter};
use yuebao_domain::order::Order;

/// One report of the month.
#[derive(Debug, Clone)]
pub(super) struct Task<'a> {
    pub(super) plan: &'a PlanRow,
    pub(super) standing: Standing,
    /// What the office has granted, where it is still to be reported.
    pub(super) more_time: Option<MoreTime>,
    group: Group,
}

/// A deadline that the office has put off (延期).
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct MoreTime {
    /// The new last day.
    pub(super) until: Date,
    /// Why.
    pub(super) reason: String,
}

/// The headings, in order: what needs work comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Group {
    /// Something is wrong.
    ToSettle,
    /// Not handed in.
    ToFill,
    /// Handed in, be it with the server or on its way.
    Done,
    /// Natures that report by the quarter, in the months between.
    NotDue,
    /// Another unit reports it.
    Others,
}

/// Everything the screen shows of the month.
#[derive(Debug)]
pub(super) struct Model<'a> {
    /// Those that the filter lets through, under their headings.
    pub(super) groups: BTreeMap<Group, Vec<Task<'a>>>,
    /// How many stand how, of those that are due.
    pub(super) counts: BTreeMap<Standing, usize>,
    pub(super) done: usize,
    pub(super) due: usize,
    pub(super) deadline: Option<Deadline>,
    /// What holds for all that are still to be reported, where the office has put them all off alike.
    pub(super) more_time: Option<MoreTime>,
}

/// `None` before the first sync.
pub(super) fn model(state: &State) -> Option<Model<'_>> {
    let (profile, month) = (state.profile()?, state.screen.month?);
    let tasks: Vec<Task<'_>> = tasks(state, profile, month).collect();
    let mut counts = BTreeMap::new();
    let due: Vec<_> = tasks.iter().filter(|task| task.counts()).collect();
    for task in &due {
        *counts.entry(task.standing).or_insert(0) += 1;
    }
    let mut groups: BTreeMap<Group, Vec<Task<'_>>> = BTreeMap::new();
    for task in tasks
        .iter()
        .filter(|task| passes(task, &state.tasks, profile))
    {
        groups.entry(task.group).or_default().push(task.clone());
    }
    for group in groups.values_mut() {
        group.order_by_key(|task| task.standing);
    }
    Some(Model {
        groups,
        counts,
        more_time: alike(&due),
        done: due.iter().filter(|task| task.standing.is_done()).count(),
        due: due.len(),
        deadline: due.iter().find_map(|task| {
            deadline(
                &profile.calendar,
                &profile.holidays,
                month,
                task.plan.nature,
            )
        }),
    })
}

fn tasks<'a>(
    state: &'a State,
    profile: &'a Profile,
    month: Month,
) -> impl Iterator<Item = Task<'a>> {
    // Who reports nothing looks at all of them alike.
    let reports = state.may(Right::Report);
    let rights = state.device.get().rights();
    let book = state.device.get().month_ahead(month).book;
    let in_plan = state
        .device
        .get()
        .plans_at(month)
        .filter(move |plan| plan.is_in_plan(month));
    in_plan.map(move |plan| {
        let standing = state
            .checked
            .get(&plan.id)
            .map_or(Standing::Empty, |checked| checked.standing);
        let others = reports && !rights(&plan.id).report;
        let due = plan.reports() && is_due(&profile.calendar, month, plan.nature);
        let group = match standing {
            _ if others => Group::Others,
            Standing::Empty if !due => Group::NotDue,
            Standing::Conflict | Standing::Returned | Standing::Refused | Standing::Wrong => {
                Group::ToSettle
            }
            Standing::ToExplain
            | Standing::Draft
            | Standing::Empty
            | Standing::Changed
            | Standing::Void => Group::ToFill,
            Standing::Waiting
            | Standing::Submitted
            | Standing::Reviewed
            | Standing::Amended
            | Standing::Accepted => Group::Done,
        };
        let task = Task {
            plan,
            standing,
            more_time: None,
            group,
        };
        Task {
            more_time: more_time(&task, &book, profile, month),
            ..task
        }
    })
}

/// What the office has granted: more than the calendar gives anyhow.
fn more_time(
    task: &Task<'_>,
    book: &MonthBook,
    profile: &Profile,
    month: Month,
) -> Option<MoreTime> {
    if !task.is_open() {
        return None;
    }
    let plan = task.plan;
    let step = book.extension(&plan.id, plan.lead_unit())?;
    let until = step.command.until?;
    let named = deadline(&profile.calendar, &profile.holidays, month, plan.nature);
    let is_more = named.is_some_and(|named| named.last_day < until);
    is_more.then(|| MoreTime {
        until,
        reason: step.command.reason.clone().unwrap_or_default(),
    })
}

/// What all that is still to be reported has in common.
fn alike(due: &[&Task<'_>]) -> Option<MoreTime> {
    let mut open = due.iter().filter(|task| task.is_open());
    let first = open.next()?.more_time.clone()?;
    open.all(|task| task.more_time.as_ref() == Some(&first))
        .then_some(first)
}

impl Task<'_> {
    fn counts(&self) -> bool {
        !matches!(self.group, Group::NotDue | Group::Others)
    }

    /// Whether it is still to be reported.
    fn is_open(&self) -> bool {
        self.counts() && !self.standing.is_done()
    }
}

impl Model<'_> {
    /// How many the filter lets through.
    pub(super) fn listed(&self) -> usize {
        self.groups.values().map(Vec::len).sum()
    }
}

fn passes(task: &Task<'_>, filter: &TaskFilter, profile: &Profile) -> bool {
    let wanted = capitals(filter.search.trim());
    let has = |text: &str| capitals(text).contains(&wanted);
    let plan = task.plan;
    (filter
        .standing
        .is_none_or(|standing| task.counts() && task.standing == standing))
        && (wanted.is_empty()
            || has(&plan.name)
            || plan.code.as_deref().is_some_and(has)
            || has(profile.area_name(&plan.area)))
}

/// As the domain compares names: the tables for small letters would be a second set.
fn capitals(text: &str) -> String {
    text.chars().flat_map(char::to_uppercase).collect()
}
