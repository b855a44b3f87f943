//! What a person decides about a report as a whole: accepted, returned, void.

use super::{Device, Replica, ReportKey, Row, Stamp};
use crate::operation::report::{Command, CommandKind, Reviewer, State, obstacle};
use crate::operation::{Course, Refusal};
use crate::profile::ReviewChain;
use crate::rights::{May, Role};

impl Device {
    /// Accepts the report as it is on the screen, perhaps with a remark.
    pub fn accept(
        &mut self,
        key: &ReportKey,
        comment: &str,
        stamp: Stamp,
    ) -> Result<Vec<Row>, Refusal> {
        self.declare(key, saying(CommandKind::Accept, comment), stamp)
    }

    /// Sends the report back (退回) to who fills it, or to another step of its chain, with a comment that
    /// says what is to be changed.
    pub fn send_back(
        &mut self,
        key: &ReportKey,
        to: Option<Role>,
        comment: &str,
        stamp: Stamp,
    ) -> Result<Vec<Row>, Refusal> {
        let command = saying(CommandKind::Return, comment);
        self.declare(key, Command { to, ..command }, stamp)
    }

    /// Keeps what is written of 审核意见, before anything is decided.
    pub fn note_comment(&mut self, key: &ReportKey, comment: &str) -> Vec<Row> {
        let report = self.reports.entry(key.clone()).or_default();
        comment.clone_into(&mut report.comment);
        vec![self.report_row(key)]
    }

    /// Declares the report void, with a reason. What is typed and not handed in stays a draft.
    pub fn void(
        &mut self,
        key: &ReportKey,
        reason: &str,
        stamp: Stamp,
    ) -> Result<Vec<Row>, Refusal> {
        self.declare(key, saying(CommandKind::Void, reason), stamp)
    }

    /// The person has read why the server did not take a decision. Where something is still to be
    /// handed in, the reminder stays.
    pub fn dismiss(&mut self, key: &ReportKey) -> Vec<Row> {
        let Some(report) = self.reports.get_mut(key) else {
            return Vec::new();
        };
        let read = report.draft.is_none() && report.refused.is_some();
        let declined = std::mem::take(&mut report.declined);
        if read {
            report.refused = None;
        }
        if read || !declined.is_empty() {
            vec![self.report_row(key)]
        } else {
            Vec::new()
        }
    }

    /// The reports that wait for this reviewer: at a step before theirs, or passed with an amendment that
    /// is theirs to settle. Empty for those who review nothing; what is decided here already is not
    /// among them.
    pub fn to_review(&self) -> impl Iterator<Item = (&ReportKey, &Replica)> {
        let rights = self.rights();
        let reports = self.reports.iter();
        reports.filter(move |(key, report)| {
            let by = self.reviewer_with(key, rights(&key.project));
            self.waits(key, report, &by)
        })
    }

    /// Whether this report waits for this user to accept it or send it back.
    pub fn is_to_accept(&self, key: &ReportKey) -> bool {
        let by = self.reviewer(key);
        self.reports.get(key).is_some_and(|report| {
            report.state().is_some_and(|state| state != State::Accepted)
                && self.waits(key, report, &by)
        })
    }

    /// What this user may do about a report as a whole, and at which step of its chain.
    pub fn reviewer(&self, key: &ReportKey) -> Reviewer<'_> {
        self.reviewer_with(key, self.rights()(&key.project))
    }

    fn reviewer_with(&self, key: &ReportKey, may: May) -> Reviewer<'_> {
        let course = self.course(key);
        Reviewer {
            may,
            role: self.role(),
            chain: self.chain(key),
            vacant: course.map_or(&[], |course| &course.vacant),
            waiting: (self.profile_at(key.month)).map_or(&[], |profile| &profile.sees_at_own_step),
        }
    }

    /// Whether amendments to a report are this user's to take or to turn down: their step is the one that
    /// it has passed last, or a later one.
    pub fn settles(&self) -> impl Fn(&ReportKey) -> bool {
        let rights = self.rights();
        move |key| {
            let by = self.reviewer_with(key, rights(&key.project));
            let state = self.reports.get(key).and_then(Replica::state);
            let passed = state.and_then(|state| state.step(by.chain)).unwrap_or(0);
            by.step().is_some_and(|step| step >= passed)
        }
    }

    /// The chain that a report passes; an empty one as long as project or profile are not here.
    pub fn chain(&self, key: &ReportKey) -> ReviewChain<'_> {
        let plan = self.projects.get(&key.project);
        let known = self.profile_at(key.month).zip(plan);
        known.map_or(ReviewChain(&[]), |(profile, plan)| profile.chain_of(plan))
    }

    /// How far a report has come, as the server has told.
    pub fn course(&self, key: &ReportKey) -> Option<&Course> {
        let server = self.reports.get(key)?.server.as_ref()?;
        server.course.as_ref()
    }

    /// This user's role; before the first login one that does nothing.
    pub(super) fn role(&self) -> Role {
        let me = self.meta.me.as_ref();
        me.map_or(Role::Supervisor, |me| me.role)
    }

    fn waits(&self, key: &ReportKey, report: &Replica, by: &Reviewer<'_>) -> bool {
        let step = |state: Option<State>| state.and_then(|state| state.step(by.chain));
        let (Some(own), Some(passed)) = (by.step(), step(report.state())) else {
            return false;
        };
        let is_decided = step(self.ahead(key)).is_none_or(|ahead| ahead >= own);
        (passed < own && !is_decided) || (passed <= own && report.has_amendment())
    }

    /// A new decision about the same conflict, or about the report as a whole, takes the place of one
    /// that was not taken. Values that are in no box stay.
    pub(super) fn supersede(&mut self, key: &ReportKey, conflict: Option<u64>) -> Vec<Row> {
        let Some(report) = self.reports.get_mut(key) else {
            return Vec::new();
        };
        report.declined.retain(|one| match conflict {
            Some(conflict) => !one.command.conflicts().contains(&conflict),
            None => !one.command.decides() || !one.command.conflicts().is_empty(),
        });
        if report.draft.is_none() {
            report.refused = None;
        }
        vec![self.report_row(key)]
    }

    pub(super) fn clear_refused(&mut self, key: &ReportKey) {
        if let Some(report) = self.reports.get_mut(key) {
            report.refused = None;
        }
    }

    fn declare(
        &mut self,
        key: &ReportKey,
        command: Command,
        stamp: Stamp,
    ) -> Result<Vec<Row>, Refusal> {
        let report = self.reports.get(key);
        let has_open = report.is_some_and(|report| report.has_conflict() || report.has_amendment());
        let by = Reviewer {
            may: self.does(),
            ..self.reviewer(key)
        };
        if let Some(refusal) = obstacle(&command, &by, self.ahead(key), has_open) {
            return Err(refusal);
        }
        if let Some(refusal) = self.locked(key) {
            return Err(refusal);
        }
        let reviews = matches!(command.kind, CommandKind::Accept | CommandKind::Return);
        if reviews && self.has_filed(key) {
            return Err(Refusal::OwnReport);
        }
        if let Some(report) = self.reports.get_mut(key) {
            report.comment.clear();
        }
        let mut rows = self.supersede(key, None);
        let operation = self.operation(&key.clone().into(), command.into(), stamp);
        rows.extend([self.push(operation), self.meta_row()]);
        Ok(rows)
    }

    /// Whether this user has filed what a report holds: the server says so, or it is on its way.
    pub fn has_filed(&self, key: &ReportKey) -> bool {
        let is_filing = |kind| matches!(kind, CommandKind::Set | CommandKind::Submit);
        let mut commands =
            (self.pending(key)).filter_map(|queued| queued.operation.command.of_report());
        self.course(key).is_some_and(|course| course.is_own)
            || commands.any(|command| is_filing(command.kind))
    }
}

fn saying(kind: CommandKind, reason: &str) -> Command {
    let reason = Some(reason.trim().to_owned()).filter(|reason| !reason.is_empty());
    Command::saying(kind, reason)
}
