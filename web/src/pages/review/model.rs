//! 审核 as data: what waits for a decision, in which order, and what is decided and not sent.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use yuebao_domain::check::Readiness;
use yuebao_domain::device::{Bulk, Replica, ReportKey};
use yuebao_domain::filing::Mark;
use yuebao_domain::merge::ClashKind;
use yuebao_domain::operation::Held;
use yuebao_domain::operation::report::CommandKind;
use yuebao_domain::period::Month;
use yuebao_domain::report::Report;
use yuebao_domain::rule::Severity;

use crate::pages::pending::model::project_name;
use crate::state::totals::unit_name;
use crate::state::{ReviewFilter, State};
use yuebao_domain::order::Order;

/// Everything that the screen shows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Model {
    /// What waits, of the month that is shown.
    pub(crate) queue: Vec<Waiting>,
    /// Which of the queue pass together, and which do not.
    pub(crate) bulk: Bulk,
    /// What waits in other months, the newest first.
    pub(crate) elsewhere: Vec<(Month, Vec<Waiting>)>,
    /// What is decided here and not with the server yet.
    pub(crate) on_its_way: Vec<Decided>,
}

/// A report that waits for a reviewer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Waiting {
    pub(crate) key: ReportKey,
    pub(crate) project: String,
    /// The lead unit's name.
    pub(crate) unit: String,
    pub(crate) by: String,
    /// RFC 3339, server time.
    pub(crate) at: String,
    /// Its revision, as it is shown.
    pub(crate) seen: u64,
    /// Changes to the accepted report that wait.
    pub(crate) amendments: usize,
    pub(crate) has_conflict: bool,
    /// How late it came, if it did and nobody has excused it.
    pub(crate) late: Option<Mark>,
    /// How many findings there are of each severity that occurs.
    pub(crate) findings: Vec<(Severity, usize)>,
}

/// A decision that waits to be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Decided {
    pub(crate) key: ReportKey,
    pub(crate) project: String,
    pub(crate) kind: CommandKind,
    pub(crate) comment: Option<String>,
}

/// The model.
pub(crate) fn model(state: &State) -> Model {
    let mut model = Model {
        on_its_way: on_its_way(state),
        ..Model::default()
    };
    let mut elsewhere: BTreeMap<Month, Vec<Waiting>> = BTreeMap::new();
    for (key, report) in state.device.get().to_review() {
        let Some(server) = &report.server else {
            continue;
        };
        if !is_listed(state, key, server) {
            continue;
        }
        let waiting = waiting(state, key, report, server);
        if state.screen.month == Some(key.month) {
            model.queue.push(waiting);
        } else {
            elsewhere.entry(key.month).or_default().push(waiting);
        }
    }
    model
        .queue
        .order_by_key(|it| (Reverse(it.amendments > 0 || it.has_conflict), it.at.clone()));
    model.bulk = bulk(state, &model.queue);
    model.elsewhere = elsewhere.into_iter().rev().collect();
    model
}

/// What of the queue waits to be accepted, sorted. Only the month that is shown is checked.
fn bulk(state: &State, queue: &[Waiting]) -> Bulk {
    let device = state.device.get();
    let candidates = queue.iter().filter(|it| it.amendments == 0);
    let candidates: Vec<(&Waiting, Readiness)> = candidates
        .map(|it| {
            let checked = state.checked.get(&it.key.project);
            let known = checked.map(|checked| checked.readiness.clone());
            (it, known.unwrap_or_else(|| state.submission(&it.key).1))
        })
        .collect();
    Bulk::of(candidates.iter().map(|(it, readiness)| {
        let candidate = device.candidate(&it.key, it.seen, readiness);
        (it.key.clone(), candidate)
    }))
}

/// Whether the filter lists it.
fn is_listed(state: &State, key: &ReportKey, server: &Held) -> bool {
    match state.reviews {
        ReviewFilter::All => true,
        ReviewFilter::Findings => !findings(state, key).is_empty(),
        ReviewFilter::Explanations => !Report::read(&server.values).explanations.is_empty(),
        ReviewFilter::Late => late(state, key).is_some(),
        ReviewFilter::Questions => state.device.get().open_questions(key) > 0,
    }
}

fn waiting(state: &State, key: &ReportKey, report: &Replica, server: &Held) -> Waiting {
    let plan = state.device.get().projects.get(&key.project);
    let lead = plan.and_then(|plan| plan.lead_unit()).unwrap_or_default();
    let amendments = server.conflicts.iter();
    let amendments = amendments.filter(|open| open.clash.kind == ClashKind::Amendment);
    Waiting {
        key: key.clone(),
        project: project_name(state, &key.project),
        unit: unit_name(state.device.get(), lead),
        by: server.by.clone(),
        at: server.received_at.clone().into(),
        seen: server.rev,
        amendments: amendments.count(),
        has_conflict: report.has_conflict(),
        late: late(state, key),
        findings: findings(state, key),
    }
}

fn late(state: &State, key: &ReportKey) -> Option<Mark> {
    let entry = state.device.get().filed_entry(key, state.clock.today?)?;
    Some(entry.mark).filter(|mark| mark.days_late().is_some())
}

/// Only the month that is shown is checked.
fn findings(state: &State, key: &ReportKey) -> Vec<(Severity, usize)> {
    let checked = state.checked.get(&key.project);
    let Some(checked) = checked.filter(|_| state.screen.month == Some(key.month)) else {
        return Vec::new();
    };
    let all = [Severity::Mandatory, Severity::Verify, Severity::Hint];
    all.into_iter()
        .map(|severity| {
            let findings = checked.outcome.findings.iter();
            let n = findings.filter(|it| it.severity == severity).count();
            (severity, n)
        })
        .filter(|(_, n)| *n > 0)
        .collect()
}

fn on_its_way(state: &State) -> Vec<Decided> {
    let waiting = state.device.get().outbox.values();
    waiting
        .filter(|queued| queued.is_pending())
        .map(|queued| &queued.operation)
        .filter_map(|it| {
            let command = it.command.of_report()?;
            let key = it.subject.report()?;
            let is_review = matches!(command.kind, CommandKind::Accept | CommandKind::Return);
            is_review.then(|| Decided {
                key: key.clone(),
                project: project_name(state, &key.project),
                kind: command.kind,
                comment: command.reason.clone(),
            })
        })
        .collect()
}
