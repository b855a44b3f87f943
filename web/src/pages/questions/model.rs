//! Questions as data: who said what, how old they are, and what this user may do next.

use std::cmp::Reverse;
use std::rc::Rc;

use yuebao_domain::device::{Asked, QuestionKey, ReportKey};
use yuebao_domain::operation::question::{
    Command, CommandKind, Remark, State as Stand, UNKNOWN, obstacle,
};
use yuebao_domain::order::{Gather, Order};
use yuebao_domain::report::FieldKey;
use yuebao_domain::rights::May;

use crate::pages::pending::model::project_name;
use crate::state::State;
use crate::state::totals::unit_name;
use crate::text::questions as text;

/// One question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Thread {
    pub(crate) key: QuestionKey,
    /// The box that it is about.
    pub(crate) field: FieldKey,
    /// What people call it; empty if that is not known.
    pub(crate) label: String,
    pub(crate) state: Stand,
    /// Days since it was asked.
    pub(crate) age: Option<i64>,
    /// What was said, the oldest first.
    pub(crate) remarks: Vec<Remark>,
    /// How many of the last remarks are not with the server.
    pub(crate) waiting: usize,
    /// This user has to do something about it.
    pub(crate) is_mine: bool,
    /// What this user may do next.
    pub(crate) steps: Vec<CommandKind>,
    /// What is written and not said yet.
    pub(crate) written: String,
    /// Why a step was not taken, and what was written for it.
    pub(crate) untaken: Option<Untaken>,
}

/// A step that was not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Untaken {
    pub(crate) why: &'static str,
    pub(crate) words: Vec<String>,
}

impl Thread {
    fn new(state: &State, asked: &Asked<'_>, may: May) -> Self {
        let Asked {
            question, replica, ..
        } = asked;
        let is_mine = state.device.get().is_my_turn(asked, may);
        let may = state.device.get().over_question(may, Some(asked));
        let is_known = question.field.as_str() != UNKNOWN;
        let label = is_known.then(|| question.field.full_label(state.display.lang));
        Self {
            key: asked.key.clone(),
            field: question.field.clone(),
            label: label.unwrap_or_default(),
            state: asked.state,
            age: state.clock.today.and_then(|today| question.age(today)),
            remarks: question.remarks.clone(),
            waiting: asked.waiting,
            is_mine,
            steps: steps(may, asked.state),
            written: replica.comment.clone(),
            untaken: untaken(state, asked),
        }
    }

    /// Whether nobody has to do anything about it, so that one line says it.
    pub(crate) fn is_folded(&self) -> bool {
        !self.state.is_unsettled() && self.untaken.is_none()
    }

    /// Whether the remark at this place is not with the server yet.
    pub(crate) fn is_waiting(&self, at: usize) -> bool {
        at + self.waiting >= self.remarks.len()
    }
}

/// What may be done about a question that stands so.
fn steps(may: May, stand: Stand) -> Vec<CommandKind> {
    let all = CommandKind::ALL.into_iter();
    let open = |kind: &CommandKind| {
        let command = Command::saying(*kind, "?");
        *kind != CommandKind::Ask && obstacle(&command, may, Some(stand)).is_none()
    };
    all.filter(open).collect()
}

fn untaken(state: &State, asked: &Asked<'_>) -> Option<Untaken> {
    if !asked.is_untaken() {
        return None;
    }
    let replica = asked.replica;
    let refusal = replica.refused.as_ref().and_then(|it| it.refusal);
    let why = refusal.map_or(text::TOO_LATE, text::refusal);
    let declined = replica.declined.iter();
    let mut words: Vec<String> = declined
        .filter_map(|it| it.command.of_question())
        .map(|command| said_so(command, state))
        .collect();
    let is_over = !asked.state.is_unsettled();
    words.extend(Some(replica.comment.clone()).filter(|words| is_over && !words.is_empty()));
    Some(Untaken {
        why: why.get(state.display.lang),
        words,
    })
}

/// A step in words: what it is, and what was written.
fn said_so(command: &Command, state: &State) -> String {
    let what = text::button(command.kind).get(state.display.lang);
    match command.text() {
        Some(words) => format!("{what}: {words}"),
        None => what.to_owned(),
    }
}

/// The questions about one report: open ones first, then as they were asked.
pub(crate) fn about(state: &State, report: &ReportKey) -> Vec<Rc<Thread>> {
    let may = state.over(&report.project);
    let asked = state.device.get().asked_about(report);
    let mut threads: Vec<_> = asked
        .map(|asked| Rc::new(Thread::new(state, &asked, may)))
        .collect();
    threads.order_by_key(|it| (it.is_folded(), since(it)));
    threads
}

fn since(thread: &Thread) -> String {
    let first = thread.remarks.first();
    first.map_or_else(String::new, |first| first.at.clone().into())
}

/// One line of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Line {
    pub(crate) thread: Thread,
    pub(crate) project: String,
    /// The lead unit's id and name.
    pub(crate) unit: (String, String),
}

/// The list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct List {
    /// What is listed: what waits for this user first, then the oldest first.
    pub(crate) lines: Vec<Line>,
    /// How many are open, listed or not.
    pub(crate) all: usize,
    /// How many of them wait for this user.
    pub(crate) mine: usize,
    /// The units of all of them, id and name.
    pub(crate) units: Vec<(String, String)>,
}

/// What is open; only what waits for this user, if `only_mine`.
pub(crate) fn list(state: &State, only_mine: bool) -> List {
    let rights = state.device.get().rights();
    let asked = state.device.get().all_asked();
    let open = asked.filter_map(|asked| {
        let may = rights(&asked.key.report.project);
        let mine = state.device.get().is_my_turn(&asked, may);
        (mine || (!only_mine && asked.state.is_unsettled())).then(|| line(state, &asked, may))
    });
    let mut lines: Vec<Line> = open.collect();
    let mut list = List {
        all: lines.len(),
        mine: lines.iter().filter(|it| it.thread.is_mine).count(),
        units: lines.iter().map(|it| it.unit.clone()).distinct(),
        lines: Vec::new(),
    };
    list.units.order_by_key(|(_, name)| name.clone());
    if !only_mine {
        lines.retain(|it| is_wanted(state, it));
    }
    lines.order_by_key(|it| (Reverse(it.thread.is_mine), since(&it.thread)));
    list.lines = lines;
    list
}

fn line(state: &State, asked: &Asked<'_>, may: May) -> Line {
    let project = &asked.key.report.project;
    let plan = state.device.get().projects.get(project);
    let lead = plan.and_then(|plan| plan.lead_unit()).unwrap_or_default();
    Line {
        thread: Thread::new(state, asked, may),
        project: project_name(state, project),
        unit: (lead.to_owned(), unit_name(state.device.get(), lead)),
    }
}

fn is_wanted(state: &State, line: &Line) -> bool {
    let filter = &state.questions;
    let is_old = line.thread.age.unwrap_or_default() >= filter.days;
    let is_theirs = filter.unit.as_ref().is_none_or(|unit| *unit == line.unit.0);
    (filter.days == 0 || is_old) && is_theirs
}
