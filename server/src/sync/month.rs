//! What bears on closing a month, and what a closed month says to its reports.

use std::collections::BTreeSet;

use yuebao_domain::ids::Tag;
use yuebao_domain::merge::ClashKind;
use yuebao_domain::operation::month::{CommandKind, Facts, Filed, Gate, Standing, is_approved};
use yuebao_domain::operation::{
    Command, Operation, ReportKey, Subject, SubjectKind, question, report,
};
use yuebao_domain::period::Month;
use yuebao_domain::plan::{PlanBook, PlanRow};
use yuebao_domain::report::FieldValues;
use yuebao_domain::units::Unit;
use yuebao_store::{Error, ReadTransaction};

use super::push::Desk;

/// A project with its reports, as they are held.
#[derive(Debug)]
pub(crate) struct Project {
    month: Month,
    book: PlanBook,
    plan: PlanRow,
    report: Option<Held>,
    earlier: Option<Held>,
    kinds: BTreeSet<ClashKind>,
    has_question: bool,
}

#[derive(Debug)]
struct Held {
    month: Month,
    rev: u64,
    tag: Tag,
    state: report::State,
    values: FieldValues,
}

/// What the month says to changes of the report that an operation is on.
pub(super) fn gate(tx: &dyn ReadTransaction, operation: &Operation) -> Result<Gate, Error> {
    let Subject::Report(key) = &operation.subject else {
        return Ok(Gate::Open);
    };
    let held = tx.subject(&key.month.into())?;
    Ok(held.map_or(Gate::Open, |held| Gate::of(&held.values, &key.project)))
}

/// Every project of the plan, if the month is to be locked.
pub(super) fn projects(
    tx: &dyn ReadTransaction,
    operation: &Operation,
) -> Result<Vec<Project>, Error> {
    let command = operation.command.of_month();
    if command.is_none_or(|command| command.kind != CommandKind::Lock) {
        return Ok(Vec::new());
    }
    projects_of(tx, operation.subject.month())
}

/// The units, where something is decided that names them: a lock, a figure of the
/// statistics, a letter, a summary.
pub(super) fn units(tx: &dyn ReadTransaction, operation: &Operation) -> Result<Vec<Unit>, Error> {
    let names_them = match &operation.command {
        Command::Month(command) => command.kind == CommandKind::Lock,
        Command::Statistics(_) | Command::Letters(_) | Command::Summary(_) => true,
        _ => false,
    };
    if names_them {
        tx.units()
    } else {
        Ok(Vec::new())
    }
}

/// Every project of the plan with the row that counts in a month, its report of it and what is open
/// about that.
pub(crate) fn projects_of(tx: &dyn ReadTransaction, month: Month) -> Result<Vec<Project>, Error> {
    let asked = asked_about(tx, month)?;
    let books = tx.books()?.into_iter();
    let placed = books.filter_map(|book| Some((book.at(month)?.clone(), book)));
    placed
        .map(|(plan, book)| {
            let report = held(tx, &plan.id, month)?;
            let is_counted = report.as_ref().is_some_and(|one| is_approved(one.state));
            let kinds = match &report {
                Some(_) => {
                    let subject = key(&plan.id, month).into();
                    let open = tx.open_conflicts(&subject)?.into_iter();
                    open.map(|open| open.clash.kind).collect()
                }
                None => BTreeSet::new(),
            };
            Ok(Project {
                month,
                book,
                earlier: if is_counted {
                    None
                } else {
                    earlier(tx, &plan.id, month)?
                },
                has_question: asked.contains(&plan.id),
                report,
                kinds,
                plan,
            })
        })
        .collect()
}

impl Project {
    /// As the domain wants it.
    pub(crate) fn standing(&self) -> Standing<'_> {
        Standing {
            plan: &self.plan,
            opening: self.book.opening(self.month),
            left: self.book.left(self.month),
            version: (self.book.governing(self.month)).map(|version| version.number),
            report: self.report.as_ref().map(Held::filed),
            earlier: self.earlier.as_ref().map(Held::filed),
            has_conflict: self.kinds.contains(&ClashKind::Conflict),
            has_amendment: self.kinds.contains(&ClashKind::Amendment),
            has_question: self.has_question,
        }
    }
}

impl Held {
    fn filed(&self) -> Filed<'_> {
        Filed {
            month: self.month,
            rev: self.rev,
            tag: self.tag.as_str(),
            state: self.state,
            values: &self.values,
        }
    }
}

/// What deciding about a month needs.
pub(super) fn facts<'a>(
    desk: &'a Desk<'_>,
    operation: &Operation,
    projects: &'a [Project],
    units: &[Unit],
) -> Option<Facts<'a>> {
    operation.command.of_month().map(|_| Facts {
        month: operation.subject.month(),
        profile: desk.profile_of(operation),
        today: Some(desk.sender.now.today()),
        projects: projects.iter().map(Project::standing).collect(),
        units: (units.iter())
            .map(|unit| (unit.id.clone(), unit.name.clone()))
            .collect(),
    })
}

/// The projects with a question about their report that is not settled.
fn asked_about(tx: &dyn ReadTransaction, month: Month) -> Result<BTreeSet<String>, Error> {
    let mut asked = BTreeSet::new();
    for subject in tx.subjects_of_month(month)? {
        if subject.kind() != SubjectKind::Question {
            continue;
        }
        let state = tx.subject(&subject)?.map(|current| current.state);
        let state = state.and_then(yuebao_domain::operation::State::of_question);
        if state.is_some_and(question::State::is_unsettled) {
            asked.extend(subject.project().map(str::to_owned));
        }
    }
    Ok(asked)
}

/// The newest approved report of an earlier month of the year.
fn earlier(tx: &dyn ReadTransaction, project: &str, month: Month) -> Result<Option<Held>, Error> {
    let mut before = month;
    while before.number() > 1 {
        before = before.previous();
        let held = held(tx, project, before)?;
        if let Some(held) = held.filter(|held| is_approved(held.state)) {
            return Ok(Some(held));
        }
    }
    Ok(None)
}

fn held(tx: &dyn ReadTransaction, project: &str, month: Month) -> Result<Option<Held>, Error> {
    let found = tx.tagged_subject(&key(project, month).into())?;
    Ok(found.and_then(|(current, tag)| {
        Some(Held {
            month,
            rev: current.rev,
            tag: tag.into(),
            state: current.state.of_report()?,
            values: current.values,
        })
    }))
}

fn key(project: &str, month: Month) -> ReportKey {
    ReportKey {
        project: project.to_owned(),
        month,
    }
}
