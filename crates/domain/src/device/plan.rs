//! The plan as it counts in a month, and what a person does about it (计划).

use super::steps::to_look_at;
use super::{Device, PlanKey, Row, Stamp, Subject};
use crate::check::Finding;
use crate::operation::plan::{
    Command, CommandKind, Facts, Locks, PlanLog, State, Step, findings, obstacle, raised,
};
use crate::operation::{self, Refusal};
use crate::order::Order;
use crate::period::Month;
use crate::plan::{PlanBook, PlanRow, PlanVersion};
use crate::rights::{May, Person, over_plan};

/// Why a command about the plan is not given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PlanObstacle {
    /// In words; the second names what stands in the way.
    Refused(Refusal, Option<String>),
    /// What the checks (L6xx) find: to be corrected, or to be explained by the words of a proposal.
    Findings(Vec<Finding>),
}

/// A proposal as it will be once everything on its way has arrived.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposed {
    /// Project and year.
    pub key: PlanKey,
    /// Its number, by which it is answered.
    pub number: u32,
    /// The version that is wanted.
    pub version: PlanVersion,
    /// Who proposed it, when, and why.
    pub step: Step,
    /// What was answered; `None` while it waits.
    pub answer: Option<Step>,
    /// Whether it, or its answer, is not with the server yet.
    pub is_on_its_way: bool,
}

impl Device {
    /// The row of a project that counts in a month; before the first version the first one. `None` for
    /// a project that is not here.
    pub fn plan_at(&self, project: &str, month: Month) -> Option<&PlanRow> {
        let newest = self.projects.get(project)?;
        let book = self.books.get(project);
        Some(book.and_then(|book| book.at(month)).unwrap_or(newest))
    }

    /// The versions of a project's plan; empty for a project that is not here.
    pub fn book(&self, project: &str) -> PlanBook {
        let known = self.books.get(project).cloned();
        let row = || self.projects.get(project).cloned().map(PlanBook::of_row);
        known.or_else(row).unwrap_or_default()
    }

    /// The number of the version of a project's plan that counts in a month.
    pub(super) fn version(&self, project: &str, month: Month) -> Option<u32> {
        if let Some(book) = self.books.get(project) {
            return book.governing(month).map(|version| version.number);
        }
        // a row without versions is the first, and was always so
        let row = self.projects.get(project)?;
        (row.entered <= month).then_some(1)
    }

    /// Every project with the row that counts in a month, whether it is in the plan then or not.
    pub fn plans_at(&self, month: Month) -> impl Iterator<Item = &PlanRow> {
        let ids = self.projects.keys();
        ids.filter_map(move |id| self.plan_at(id, month))
    }

    /// Whether a project is in the plan in a month.
    pub fn is_in_plan(&self, project: &str, month: Month) -> bool {
        match self.books.get(project) {
            Some(book) => book.is_in_plan(month),
            None => (self.projects.get(project)).is_some_and(|row| row.is_in_plan(month)),
        }
    }

    /// The row of the year's plan as it was issued (年初).
    pub fn opening(&self, project: &str, month: Month) -> Option<&PlanRow> {
        if let Some(book) = self.books.get(project) {
            return book.opening(month);
        }
        let row = self.projects.get(project)?;
        (row.entered <= month).then_some(row)
    }

    /// The row with which a project was in the plan last within the year, if it has left since.
    pub fn left(&self, project: &str, month: Month) -> Option<&PlanRow> {
        if let Some(book) = self.books.get(project) {
            return book.left(month);
        }
        let row = self.projects.get(project)?;
        let is_gone = row
            .exited
            .is_some_and(|last| last < month && last.year() == month.year() && row.entered <= last);
        is_gone.then_some(row)
    }

    /// What was decided and proposed about the plan of a project in a year, what is on its way
    /// included.
    pub fn plan_log(&self, key: &PlanKey) -> PlanLog {
        let subject = key.clone().into();
        let (values, _) = self.told_ahead(&subject, operation::Command::of_plan);
        PlanLog::read(&values).unwrap_or_default()
    }

    /// Every proposal that is here, the newest year first.
    pub fn proposals(&self) -> Vec<Proposed> {
        let mut keys: Vec<PlanKey> = self.plans.keys().cloned().collect();
        keys.order_by(|a, b| (b.year, &a.project).cmp(&(a.year, &b.project)));
        let mut found = Vec::new();
        for key in keys {
            let log = self.plan_log(&key);
            let arrived =
                PlanLog::read(self.told(&key.clone().into())).map_or(0, |log| log.steps.len());
            let position = |step: &Step| log.steps.iter().position(|one| one == step);
            found.extend(log.proposals().map(|one| {
                let last = one.answer.unwrap_or(one.step);
                Proposed {
                    key: key.clone(),
                    number: one.number,
                    version: one.version.clone(),
                    step: one.step.clone(),
                    answer: one.answer.cloned(),
                    is_on_its_way: position(last).is_none_or(|at| at >= arrived),
                }
            }));
        }
        found
    }

    /// The first month from which a change of a project's plan can count: the one after the last that
    /// is closed for it, or the first of its plan.
    pub fn first_open(&self, project: &str) -> Option<Month> {
        let locked = self.locks().last(project).map(|month| month.plus(1));
        locked.or_else(|| self.book(project).first().map(|first| first.valid_from))
    }

    /// The last month that is closed for a project: up to it nothing of its plan changes.
    pub fn closed_through(&self, project: &str) -> Option<Month> {
        self.locks().last(project)
    }

    /// What stands against a command about the plan, also offline; `None` if it can be given.
    pub fn plan_obstacle(&self, key: &PlanKey, command: &Command) -> Option<PlanObstacle> {
        self.stands_against(key, command).err()
    }

    /// Everything that the checks (L6xx) find in a command about the plan, what stands in no way
    /// included: whoever decides sees it.
    pub fn check_plan_change(&self, key: &PlanKey, command: &Command) -> Vec<Finding> {
        let seen = self.with_facts(key, command, |may, log, facts| {
            raised(command, may, log, facts)
        });
        seen.unwrap_or_default()
    }

    /// How many projects have a proposal that waits for the office, as far as the server has it.
    pub fn plans_proposed(&self) -> usize {
        let held = self.plans.values().filter_map(|one| one.server.as_ref());
        held.filter(|held| held.state == operation::State::Plan(State::Proposed))
            .count()
    }

    /// What this user has decided and proposed about plans that is not with the server yet, in the order
    /// in which it was.
    pub fn plans_on_their_way(&self) -> impl Iterator<Item = (&PlanKey, &Command)> {
        let pending = self.outbox.values().filter(|queued| queued.is_pending());
        pending.filter_map(|queued| match &queued.operation.subject {
            Subject::Plan(key) => Some((key, queued.operation.command.of_plan()?)),
            _ => None,
        })
    }

    /// The office decides a version of a project's plan (核定).
    pub fn adopt_plan(
        &mut self,
        version: PlanVersion,
        stamp: Stamp,
    ) -> Result<Vec<Row>, PlanObstacle> {
        let key = PlanKey::of(&version.row.id, version.valid_from);
        self.decide_plan(&key, Command::adopt(version), stamp)
    }

    /// A unit proposes a version of a project's plan, or a new project (申报). The reason says why
    /// what the checks ask about is right.
    pub fn propose_plan(
        &mut self,
        version: PlanVersion,
        reason: &str,
        stamp: Stamp,
    ) -> Result<Vec<Row>, PlanObstacle> {
        let key = PlanKey::of(&version.row.id, version.valid_from);
        self.decide_plan(&key, Command::propose(version, reason), stamp)
    }

    /// The office adopts what was proposed.
    pub fn approve_plan(
        &mut self,
        key: &PlanKey,
        proposal: u32,
        comment: &str,
        stamp: Stamp,
    ) -> Result<Vec<Row>, PlanObstacle> {
        let command = Command::about(CommandKind::Approve, proposal, comment);
        self.decide_plan(key, command, stamp)
    }

    /// The office does not adopt what was proposed, and says why.
    pub fn decline_plan(
        &mut self,
        key: &PlanKey,
        proposal: u32,
        comment: &str,
        stamp: Stamp,
    ) -> Result<Vec<Row>, PlanObstacle> {
        let command = Command::about(CommandKind::Decline, proposal, comment);
        self.decide_plan(key, command, stamp)
    }

    /// Whoever proposed something takes it back.
    pub fn retract_plan(
        &mut self,
        key: &PlanKey,
        proposal: u32,
        stamp: Stamp,
    ) -> Result<Vec<Row>, PlanObstacle> {
        let command = Command::about(CommandKind::Retract, proposal, "");
        self.decide_plan(key, command, stamp)
    }

    /// Plans about which something was not taken, by project.
    pub fn plans_to_look_at(&self) -> Vec<PlanKey> {
        to_look_at(&self.plans).cloned().collect()
    }

    fn decide_plan(
        &mut self,
        key: &PlanKey,
        command: Command,
        stamp: Stamp,
    ) -> Result<Vec<Row>, PlanObstacle> {
        self.stands_against(key, &command)?;
        Ok(self.decided(&key.clone().into(), command.into(), stamp))
    }

    fn stands_against(&self, key: &PlanKey, command: &Command) -> Result<(), PlanObstacle> {
        let refused = |refusal| PlanObstacle::Refused(refusal, None);
        let user = self.meta.me.as_ref().map_or("", |me| &me.user);
        // What is on its way makes the next number.
        let on_its_way = self.adopts_something(key);
        let found = self.with_facts(key, command, |may, log, facts| {
            obstacle(command, may, user, log, facts)
                .map_err(|(refusal, named)| PlanObstacle::Refused(refusal, named))?;
            if on_its_way && command.kind.adopts() {
                return Err(refused(Refusal::PreviousMissing));
            }
            let is_checked = command.kind.carries_version() || command.kind.adopts();
            Ok(if is_checked {
                findings(command, may, log, facts)
            } else {
                Vec::new()
            })
        });
        let found = found.unwrap_or_else(|| Err(refused(Refusal::NotYours)))?;
        if found.is_empty() {
            Ok(())
        } else {
            Err(PlanObstacle::Findings(found))
        }
    }

    /// What bears on a command about a project's plan, as far as it is here; `None` without a profile.
    fn with_facts<T>(
        &self,
        key: &PlanKey,
        command: &Command,
        look: impl FnOnce(May, &PlanLog, &Facts<'_>) -> T,
    ) -> Option<T> {
        let profile = self.profile_at(Subject::from(key.clone()).profile_month())?;
        let log = self.plan_log(key);
        let version = log.version_of(command);
        let may = self.may_plan(key, version.map(|version| &version.row));
        let month = version.map_or(Month::FIRST, |version| version.valid_from);
        let others: Vec<PlanRow> = self.plans_at(month).cloned().collect();
        let facts = Facts {
            key,
            profile,
            book: &self.book(&key.project),
            others: &others,
            // A clerk's device has not got every unit.
            units: (may.close && !self.units.is_empty()).then(|| Facts::ids(&self.units)),
            locks: &self.locks(),
        };
        Some(look(may, &log, &facts))
    }

    /// Whether a version of this project that this user has adopted is on its way.
    fn adopts_something(&self, key: &PlanKey) -> bool {
        let pending = self.outbox.values().filter(|queued| queued.is_pending());
        let mut about = pending.filter(|queued| {
            let subject = &queued.operation.subject;
            matches!(subject, Subject::Plan(one) if one.project == key.project)
        });
        about.any(|queued| {
            let command = queued.operation.command.of_plan();
            command.is_some_and(|command| command.kind.adopts())
        })
    }

    /// What this user may do with the plan of a project: by its row here, or, of one that is only
    /// proposed, by the row that is proposed.
    fn may_plan(&self, key: &PlanKey, proposed: Option<&PlanRow>) -> May {
        let row = self.projects.get(&key.project).or(proposed);
        let profile = self.profile_at(Subject::from(key.clone()).profile_month());
        let (Some(me), Some(profile), Some(row)) = (&self.meta.me, profile, row) else {
            return self.does();
        };
        over_plan(&Person::new(me, &self.units), me.role, row, &profile.chain)
    }

    fn locks(&self) -> Locks {
        let months = self.months.keys();
        Locks::new(
            months
                .map(|month| (*month, Some(self.month(*month))))
                .collect(),
        )
    }
}
