//! What the office does about a month, and what a month says to its reports (月度).

use super::steps::to_look_at;
use super::{Device, Queued, Replica, ReportKey, Row, Stamp, Subject};
use crate::operation::month::{
    self, Bar, Blocker, Command, Filed, Gate, Listed, MonthBook, Standing, State, bar, is_approved,
    obstacle,
};
use crate::operation::{self, Refusal};
use crate::period::{Date, Month};

/// A month as it will be once everything on its way has arrived.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ahead {
    /// What was decided, what is on its way included; a lock that is on its way has no edition yet.
    pub book: MonthBook,
    /// Where it stands then.
    pub state: State,
    /// How many of the last steps are not with the server yet.
    pub waiting: usize,
}

impl Device {
    /// A month as the server has told it.
    pub fn month(&self, month: Month) -> MonthBook {
        MonthBook::read(self.told(&month.into())).unwrap_or_default()
    }

    /// The same with what this user has decided and what is on its way.
    pub fn month_ahead(&self, month: Month) -> Ahead {
        let (values, waiting) = self.told_ahead(&month.into(), operation::Command::of_month);
        let book = MonthBook::read(&values).unwrap_or_default();
        Ahead {
            state: book.state(),
            book,
            waiting,
        }
    }

    /// What the month says to changes of a report.
    pub fn gate(&self, key: &ReportKey) -> Gate {
        Gate::of(self.told(&key.month.into()), &key.project)
    }

    /// Why a report cannot be worked on, if its month is locked.
    pub fn locked(&self, key: &ReportKey) -> Option<Refusal> {
        self.gate(key).is_locked().then_some(Refusal::MonthLocked)
    }

    /// What stands against locking a month in which these are 缺报: nothing, if it can be locked. What
    /// this user has decided and what is on its way counts.
    pub fn month_blockers(&self, month: Month, missing: &[Listed]) -> Vec<Blocker> {
        let Some(profile) = self.profile_at(month) else {
            return Vec::new();
        };
        let book = self.month_ahead(month).book;
        month::blockers(&book, missing, profile, month, &self.standings(month))
    }

    /// The projects that have no approved report of a month and are asked for one, with the revisions
    /// that are here: what a lock has to name as 缺报 if nothing more is to come.
    pub fn to_be_missing(&self, month: Month) -> Vec<Listed> {
        let standings = self.standings(month);
        let blockers = self.month_blockers(month, &[]);
        let blocked = |one: &&Standing<'_>| blockers.iter().any(|it| it.project == one.plan.id);
        let blocked = standings.iter().filter(blocked);
        let listed = blocked.map(|one| Listed {
            project: one.plan.id.clone(),
            rev: one.report.map_or(0, |report| report.rev),
        });
        listed.collect()
    }

    /// Every project of the plan as it stands in a month, by id.
    pub fn standings(&self, month: Month) -> Vec<Standing<'_>> {
        let plans = self.plans_at(month);
        let standings = plans.map(|plan| {
            let key = ReportKey {
                project: plan.id.clone(),
                month,
            };
            let replica = self.reports.get(&key);
            let is_approved = |one: &Filed<'_>| is_approved(one.state);
            let report = replica.and_then(|replica| self.filed(&key, replica));
            let is_counted = report.as_ref().is_some_and(is_approved);
            let questions = || self.asked_about(&key);
            Standing {
                plan,
                opening: self.opening(&plan.id, month),
                left: self.left(&plan.id, month),
                version: None,
                report,
                earlier: (!is_counted).then(|| self.earlier_approved(&key)).flatten(),
                has_conflict: self.has_unsettled(&key, replica, true),
                has_amendment: self.has_unsettled(&key, replica, false),
                has_question: questions().any(|asked| asked.state.is_unsettled()),
            }
        });
        standings.collect()
    }

    fn earlier_approved(&self, key: &ReportKey) -> Option<Filed<'_>> {
        let first = Month::new(key.month.year(), 1)?;
        let first = ReportKey {
            project: key.project.clone(),
            month: first,
        };
        let mut earlier = self.reports.range(first..key.clone());
        earlier
            .rfind(|(_, one)| one.state().is_some_and(is_approved))
            .and_then(|(key, replica)| self.filed(key, replica))
    }

    fn filed<'a>(&'a self, key: &ReportKey, replica: &'a Replica) -> Option<Filed<'a>> {
        let held = replica.server.as_ref()?;
        Some(Filed {
            month: key.month,
            rev: held.rev,
            tag: held.tag.as_ref().map_or("", |tag| tag.as_str()),
            state: self.ahead(key)?,
            values: &held.values,
        })
    }

    /// Whether a second value waits about which nothing is decided here either.
    fn has_unsettled(&self, key: &ReportKey, replica: Option<&Replica>, conflict: bool) -> bool {
        let held = replica.and_then(|replica| replica.server.as_ref());
        let open = held.into_iter().flat_map(|held| &held.conflicts);
        let settles = |id: u64| {
            let mut pending = self.pending(key);
            pending.any(|queued| queued.operation.command.conflicts().contains(&id))
        };
        open.into_iter()
            .any(|open| open.clash.kind.is_conflict() == conflict && !settles(open.id))
    }

    /// Locks a month (封账), with the projects that are confirmed as 缺报.
    pub fn lock_month(
        &mut self,
        month: Month,
        missing: Vec<Listed>,
        stamp: Stamp,
    ) -> Result<Vec<Row>, Refusal> {
        let command = Command::lock(missing);
        let is_blocked = !self.month_blockers(month, &command.projects).is_empty();
        self.decide_month(month, command, is_blocked, stamp)
    }

    /// Opens a locked month again (更正), for these projects or, if none is named, for all.
    pub fn reopen_month(
        &mut self,
        month: Month,
        projects: &[String],
        reason: &str,
        stamp: Stamp,
    ) -> Result<Vec<Row>, Refusal> {
        self.decide_month(month, Command::reopen(projects, reason), false, stamp)
    }

    /// Gives more time (延期), until and with a day: to all that a unit leads, or to projects.
    pub fn extend_month(
        &mut self,
        month: Month,
        whom: (Option<String>, &[String]),
        until: Date,
        reason: &str,
        stamp: Stamp,
    ) -> Result<Vec<Row>, Refusal> {
        let command = Command::extend(whom.0, whom.1, until, reason);
        self.decide_month(month, command, false, stamp)
    }

    /// Excuses a late report that was handed in offline in time.
    pub fn excuse_late(
        &mut self,
        month: Month,
        project: &str,
        reason: &str,
        stamp: Stamp,
    ) -> Result<Vec<Row>, Refusal> {
        self.decide_month(month, Command::excuse(project, reason), false, stamp)
    }

    /// Months about which a decision was not taken, the oldest first.
    pub fn months_to_look_at(&self) -> Vec<Month> {
        to_look_at(&self.months).copied().collect()
    }

    /// Whether an operation stays here because its month is locked. It goes once the month is opened
    /// for its project.
    pub(super) fn is_kept_back(&self, queued: &Queued) -> bool {
        let operation = &queued.operation;
        let (Subject::Report(key), Some(command)) =
            (&operation.subject, operation.command.of_report())
        else {
            return false;
        };
        let gate = self.gate(key);
        let state = self.reports.get(key).and_then(Replica::state);
        gate.is_locked() && bar(gate, command.kind, state) == Some(Bar::Waits)
    }

    /// Whether anything of a report is here alone.
    pub fn has_unsent_of(&self, key: &ReportKey) -> bool {
        let has_draft = (self.reports.get(key)).is_some_and(|report| report.draft.is_some());
        has_draft || self.pending(key).next().is_some()
    }

    /// How many operations wait for a month to be opened.
    pub fn kept_back(&self) -> usize {
        let pending = self.outbox.values().filter(|queued| queued.is_pending());
        pending.filter(|queued| self.is_kept_back(queued)).count()
    }

    fn decide_month(
        &mut self,
        month: Month,
        command: Command,
        is_blocked: bool,
        stamp: Stamp,
    ) -> Result<Vec<Row>, Refusal> {
        let ahead = self.month_ahead(month);
        if let Some(refusal) = obstacle(&command, self.does(), ahead.state) {
            return Err(refusal);
        }
        if is_blocked {
            return Err(Refusal::LockBlocked);
        }
        // What one's own lock on its way will have made is not known before it has arrived.
        if command.kind.needs_view() && ahead.is_closing() {
            return Err(Refusal::PreviousMissing);
        }
        Ok(self.decided(&month.into(), command.into(), stamp))
    }
}

impl Ahead {
    /// Whether a lock or a reopening of this user is on its way.
    pub fn is_closing(&self) -> bool {
        let mut steps = self.book.steps.iter().rev().take(self.waiting);
        steps.any(|step| step.command.kind.needs_view())
    }
}
