//! 待处理 as data: what waits, what was refused, what could not be read.

use std::collections::BTreeMap;

use yuebao_domain::check::Finding;
use yuebao_domain::device::{PublicationKey, Replica, ReportKey, SetAside, Subject};
use yuebao_domain::operation::report::State as Stand;
use yuebao_domain::operation::{Command, Operation, Refusal, SubjectKind};
use yuebao_domain::period::Month;
use yuebao_domain::report::{Changes, FieldKey, FieldValue};
use yuebao_domain::rights::Action as Right;
use yuebao_domain::text::Words;

use super::when;
use crate::state::totals::unit_name;
use crate::state::{State, View};
use crate::text::pending as text;
use crate::text::questions;
use crate::text::review::{RETURNED, decided};

/// One report with something to be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct WaitingReport {
    /// The report to be opened, if it is one.
    pub(crate) key: Option<ReportKey>,
    /// The month, or the year of a plan; empty of what is of no time.
    pub(crate) time: String,
    /// The project's name, or what it is that is no project's.
    pub(crate) project: String,
    /// What its operations will do, each once.
    pub(crate) kinds: Vec<Words>,
    /// When the oldest of them was made, RFC 3339, device time.
    pub(crate) since: String,
    /// Whether it may have been sent already.
    pub(crate) attempted: bool,
}

/// One report that the server did not take.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct RefusedReport {
    pub(crate) key: ReportKey,
    pub(crate) project: String,
    /// The server's reason, if it is not a finding.
    pub(crate) refusal: Option<&'static str>,
    /// Which value it is about, in the server's words.
    pub(crate) detail: Option<String>,
    /// What has to be corrected or explained.
    pub(crate) findings: Vec<Finding>,
    /// What was typed for decisions that were not taken; it stands nowhere else.
    pub(crate) typed: Vec<String>,
}

/// A stored row that could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct AsideRow {
    pub(crate) what: Words,
    /// Project name and month, as far as the row's key tells.
    pub(crate) whose: Option<String>,
    pub(crate) key: String,
    pub(crate) reason: String,
}

/// What waits to be sent, by report, the oldest first.
pub(crate) fn outbox(state: &State) -> Vec<WaitingReport> {
    let mut reports: BTreeMap<Subject, WaitingReport> = BTreeMap::new();
    let mut order = Vec::new();
    let waiting = state.device.get().outbox.values();
    for queued in waiting.filter(|queued| queued.is_pending()) {
        let operation = &queued.operation;
        let key = operation.subject.report().cloned();
        // a question goes with its report
        let subject = key
            .clone()
            .map_or_else(|| operation.subject.clone(), Subject::Report);
        let report = reports.entry(subject.clone()).or_insert_with(|| {
            let (project, time) = (about(state, &subject), time(&subject));
            order.push(subject);
            WaitingReport {
                project,
                key,
                time,
                kinds: Vec::new(),
                since: operation.made_at.clone().into(),
                attempted: false,
            }
        });
        let kind = text::command(&operation.command);
        if !report.kinds.contains(&kind) {
            report.kinds.push(kind);
        }
        report.attempted |= queued.is_attempted();
    }
    order.iter().filter_map(|key| reports.remove(key)).collect()
}

/// What the server did not take.
pub(crate) fn refused(state: &State) -> Vec<RefusedReport> {
    let reports = state.device.get().reports.iter();
    reports
        .filter(|(_, report)| report.refused.is_some() || !report.declined.is_empty())
        .filter(|(key, report)| !is_forestalled(state, key, report))
        .map(|(key, report)| {
            let refused = report.refused.as_ref();
            RefusedReport {
                key: key.clone(),
                project: project_name(state, &key.project),
                refusal: refused.and_then(|it| Some(it.refusal?.words().get(state.display.lang))),
                detail: refused.and_then(|it| it.detail.clone()),
                findings: refused.map_or_else(Vec::new, |it| it.findings.clone()),
                typed: report
                    .declined
                    .iter()
                    .flat_map(|it| typed(state, it))
                    .collect(),
            }
        })
        .collect()
}

/// One report to be opened, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct OpenReport {
    pub(crate) key: ReportKey,
    pub(crate) project: String,
    /// Who sent it back and when, in words.
    pub(crate) by: Option<String>,
    /// What was said.
    pub(crate) comment: Option<String>,
}

/// What was sent back to those who report, of every month.
pub(crate) fn returned(state: &State) -> Vec<OpenReport> {
    let came_back = |report: &Replica| report.state() == Some(Stand::Returned);
    to_open(state, |_, report| came_back(report))
}

/// What is typed and does not go by itself, where no refusal says so.
pub(crate) fn held(state: &State) -> Vec<OpenReport> {
    to_open(state, |key, report| {
        let is_refused = report.refused.is_some() && !is_forestalled(state, key, report);
        !is_refused && state.device.get().is_held_back(key)
    })
}

/// Whether all that stands against it is that somebody else was first: it was never handed in here.
fn is_forestalled(state: &State, key: &ReportKey, report: &Replica) -> bool {
    let refusal = report.refused.as_ref().and_then(|refused| refused.refusal);
    refusal == Some(Refusal::AlreadySubmitted)
        && report.declined.is_empty()
        && state.may(Right::Report)
        && state.device.get().is_held_back(key)
}

fn to_open(state: &State, wanted: impl Fn(&ReportKey, &Replica) -> bool) -> Vec<OpenReport> {
    if !state.may(Right::Report) {
        return Vec::new();
    }
    let reports = state.device.get().reports.iter();
    reports
        .filter(|(key, report)| wanted(key, report))
        .map(|(key, report)| {
            let review = (report.server.as_ref()).and_then(|server| server.review.as_ref());
            let review = review.filter(|_| report.state() == Some(Stand::Returned));
            OpenReport {
                key: key.clone(),
                project: project_name(state, &key.project),
                by: review.map(|review| {
                    let at = when::show(review.at.as_str(), state.display.lang);
                    decided(RETURNED, &review.by, &at, state.display.lang)
                }),
                comment: review.and_then(|review| review.comment.clone()),
            }
        })
        .collect()
}

/// What was typed for a decision: values by box, or the comment.
pub(super) fn typed(state: &State, decision: &Operation) -> Vec<String> {
    let values = boxes(state, decision.command.changes());
    let asked = asked_about(state, decision);
    let words = decision.command.words().map(str::to_owned);
    asked.into_iter().chain(values).chain(words).collect()
}

/// The box that a question is about, and what was asked, as far as that is known here.
fn asked_about(state: &State, decision: &Operation) -> Vec<String> {
    let (Subject::Question(key), Command::Question(command)) =
        (&decision.subject, &decision.command)
    else {
        return Vec::new();
    };
    let asked = state.device.get().asked(key).map(|asked| asked.question);
    let known = asked.as_ref().map(|question| &question.field);
    let field = command.field.as_ref().or(known);
    let first = asked.as_ref().and_then(|question| question.asked());
    let words = first.filter(|_| command.field.is_none());
    let words =
        words.map(|first| format!("{}: {}", questions::ONE.get(state.display.lang), first.text));
    let named = field.map(|field| {
        let name = field.full_label(state.display.lang);
        format!("{}: {name}", text::BOX.get(state.display.lang))
    });
    named.into_iter().chain(words).collect()
}

/// Boxes and what is filled in, one line each.
pub(super) fn boxes(state: &State, changes: &Changes) -> Vec<String> {
    let decimals = shown_decimals(state);
    let line = |(key, value): (&FieldKey, &Option<FieldValue>)| {
        let lines = match value {
            Some(value) => key.shown(value, decimals, state.display.lang),
            None => vec![text::EMPTIED.get(state.display.lang).to_owned()],
        };
        format!(
            "{}: {}",
            key.full_label(state.display.lang),
            lines.join("; ")
        )
    };
    changes.iter().map(line).collect()
}

/// Rows that were set aside, named as far as their keys tell.
pub(crate) fn aside(state: &State) -> Vec<AsideRow> {
    state
        .store
        .set_aside
        .iter()
        .map(|row| aside_row(state, row))
        .collect()
}

fn aside_row(state: &State, row: &SetAside) -> AsideRow {
    let key = row.own_key();
    let (table, rest) = key.split_once('/').unwrap_or((key, ""));
    let (what, whose) = match table {
        "report" => {
            let whose = rest
                .rsplit_once('/')
                .map(|(project, month)| format!("{} {month}", project_name(state, project)));
            (text::ASIDE_REPORT, whose)
        }
        "op" => (text::ASIDE_OPERATION, None),
        "project" => (text::ASIDE_PROJECT, Some(project_name(state, rest))),
        _ => (text::ASIDE_OTHER, None),
    };
    AsideRow {
        what,
        whose,
        key: key.to_owned(),
        reason: row.reason.clone(),
    }
}

/// What an operation is about: the project's name, or what is no project's.
pub(super) fn about(state: &State, subject: &Subject) -> String {
    let lang = state.display.lang;
    match (subject.project(), subject) {
        (Some(project), _) => project_name(state, project),
        (None, Subject::Summary(key)) if !key.is_citys() => {
            let unit = unit_name(state.device.get(), &key.unit);
            format!("{} · {unit}", text::subject(subject.kind()).get(lang))
        }
        (None, _) => text::subject(subject.kind()).get(lang).to_owned(),
    }
}

/// Of when it is: the month, or the year of a plan; empty of what is of no time.
pub(super) fn time(subject: &Subject) -> String {
    match subject {
        Subject::Plan(key) => key.year.to_string(),
        Subject::Persons(_) => String::new(),
        _ => subject.month().to_string(),
    }
}

/// A decision that the server did not take, and the screen that it was made on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct RefusedDecision {
    pub(crate) what: String,
    pub(crate) month: Month,
    pub(crate) refusal: Option<&'static str>,
    pub(crate) detail: Option<String>,
    pub(crate) screen: View,
}

/// What was not taken of publications, statistics, letters and summaries, of every month.
pub(crate) fn refused_decisions(state: &State) -> Vec<RefusedDecision> {
    let device = state.device.get();
    let published = device.publications_to_look_at().into_iter();
    let published = published.map(|month| PublicationKey { month }.into());
    let figures = device.statistics_to_look_at().into_iter();
    let letters = device.letters_to_look_at().into_iter();
    let summaries = device.summaries_to_look_at().into_iter();
    let all = published.chain(figures.map(Subject::Statistics));
    let all = all.chain(letters.map(Subject::Letters));
    let all = all.chain(summaries.map(Subject::Summary));
    all.map(|subject| refused_decision(state, &subject))
        .collect()
}

fn refused_decision(state: &State, subject: &Subject) -> RefusedDecision {
    let refused = state
        .device
        .get()
        .not_taken(subject)
        .map(|(refused, _)| refused);
    let why = refused.and_then(|refused| refused.refusal);
    RefusedDecision {
        what: about(state, subject),
        month: subject.month(),
        refusal: why.map(|why| why.words().get(state.display.lang)),
        detail: refused.and_then(|refused| refused.detail.clone()),
        screen: match subject.kind() {
            SubjectKind::Publication => View::Publish,
            SubjectKind::Summary => View::Summaries,
            _ => View::Statistics,
        },
    }
}

/// A project's name; its id if the project is not on this device.
pub(crate) fn project_name(state: &State, id: &str) -> String {
    let plan = state.device.get().projects.get(id);
    plan.map_or(id, |plan| plan.name.as_str()).to_owned()
}

/// Places of an amount on screen.
pub(crate) fn shown_decimals(state: &State) -> u32 {
    let profile = state.device.get().profile.as_ref();
    profile.map_or(2, |profile| profile.decimals.shown)
}
