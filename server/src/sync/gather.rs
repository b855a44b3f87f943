//! Everything that bears on an operation, read from one state of the database before anything is
//! decided.

use std::cell::RefCell;
use std::collections::BTreeMap;

use yuebao_domain::check::{Context, History, Stage};
use yuebao_domain::ids::Tag;
use yuebao_domain::merge::Group;
use yuebao_domain::operation::month::Gate;
use yuebao_domain::operation::report;
use yuebao_domain::operation::report::CommandKind;
use yuebao_domain::operation::{
    Facts, Giver, Incoming, OfMonth, OpenClash, Operation, Outcome, Recorded, Refusal, Stored,
    Subject, View,
};
use yuebao_domain::order::Gather;
use yuebao_domain::period::Month;
use yuebao_domain::plan::PlanRow;
use yuebao_domain::report::{FieldValues, Report, apply, difference};
use yuebao_domain::rights::{May, Role, over, over_months};
use yuebao_domain::units::Unit;
use yuebao_store::Error;
use yuebao_store::subjects::Current;

use super::month::{self, Project};
use super::plan::{self, Known};
use super::publication;
use super::push::Desk;
use super::steps::Steps;

/// What was read for one operation, and what its [`Facts`] point to.
#[derive(Debug)]
pub(super) struct Gathered {
    before: Option<Recorded>,
    plan: Option<PlanRow>,
    known: Option<Known>,
    publication: Option<publication::Known>,
    may: May,
    filed: Filed,
    stored: Option<Stored>,
    view: View,
    givers: BTreeMap<Group, Giver>,
    earlier: BTreeMap<Month, Report>,
    gate: Gate,
    projects: Vec<Project>,
    units: Vec<Unit>,
}

impl Gathered {
    /// As the domain wants it.
    pub(super) fn facts<'a>(
        &'a mut self,
        desk: &'a Desk<'_>,
        operation: &'a Operation,
    ) -> Facts<'a> {
        static NOTHING: FieldValues = FieldValues::new();
        let me = &desk.sender.me;
        let incoming = Incoming {
            seen: operation.base_rev,
            base: &NOTHING,
            user: &me.user,
            name: &me.name,
            unit: &me.unit.name,
            at: &desk.received_at,
            may: self.may,
            role: me.role,
            vacant: &self.filed.vacant,
            has_filed: self.filed.by_sender,
        };
        let context = self.plan.as_ref().map(|plan| Context {
            profile: desk.profile_of(operation),
            plan,
            month: operation.subject.month(),
            stage: Stage::Submitting,
            today: Some(desk.sender.now.today()),
            history: History {
                // The server knows every month: what it does not have does not exist.
                known_from: Month::new(2000, 1),
                reports: &self.earlier,
            },
        });
        Facts {
            before: self.before.take(),
            incoming,
            stored: self.stored.take(),
            view: std::mem::replace(&mut self.view, View::Refused),
            givers: std::mem::take(&mut self.givers),
            context,
            gate: self.gate,
            month: month::facts(desk, operation, &self.projects, &self.units),
            plan: plan::facts(desk, operation, self.known.as_ref()),
            publication: publication::facts(self.publication.as_ref()),
            of_month: Some(OfMonth {
                month: operation.subject.month(),
                profile: desk.profile_of(operation),
                today: Some(desk.sender.now.today()),
                units: &self.units,
            }),
        }
    }
}

/// Reads it all.
pub(super) fn gather(desk: &Desk<'_>, operation: &Operation) -> Result<Gathered, Error> {
    let (tx, subject) = (desk.tx, &operation.subject);
    // A project of somebody else and one that does not exist look the same from outside.
    let plan = match subject.project() {
        Some(project) => tx.project(project)?,
        None => None,
    };
    let current = tx.tagged_subject(subject)?;
    let known = plan::known(tx, operation, current.as_ref().map(|(current, _)| current))?;
    let may = match plan.as_ref() {
        _ if known.is_some() => plan::may(desk, operation, plan.as_ref(), known.as_ref()),
        Some(plan) => Some(over(&desk.person, plan)),
        None if let Subject::Summary(key) = subject => {
            let chain = &desk.profile_of(operation).chain;
            Some(desk.person.over_summary(&key.unit, chain))
        }
        None if subject.project().is_none() => {
            let chain = &desk.profile_of(operation).chain;
            Some(over_months(desk.sender.me.role, chain))
        }
        None => None,
    };
    let may = may.unwrap_or_default();
    let view = view(desk, operation, current.as_ref())?;
    let givers = givers(desk, operation, &view, current.as_ref())?;
    Ok(Gathered {
        before: tx.operation(operation.op_id.as_str())?,
        may,
        publication: publication::known(desk, operation, may)?,
        filed: filed(desk, operation, plan.as_ref())?,
        earlier: earlier(desk, operation)?,
        gate: month::gate(tx, operation)?,
        projects: month::projects(tx, operation)?,
        units: month::units(tx, operation)?,
        view,
        givers,
        stored: match current {
            Some((current, _)) => Some(stored(desk, operation, current)?),
            None => None,
        },
        // What is reported of a month is checked against the plan of that month.
        plan: match plan {
            Some(newest) => {
                let book = tx.book(&newest.id)?;
                Some(book.at(subject.month()).cloned().unwrap_or(newest))
            }
            None => None,
        },
        known,
    })
}

/// What deciding needs of what is held.
fn stored(desk: &Desk<'_>, operation: &Operation, current: Current) -> Result<Stored, Error> {
    let subject = &operation.subject;
    let is_returned = current.state == report::State::Returned;
    let returned_in = is_returned.then(|| desk.tx.stands_since(subject));
    let open = desk.tx.open_conflicts(subject)?.into_iter();
    Ok(Stored {
        rev: current.rev,
        state: current.state,
        returned_in: returned_in.transpose()?,
        hand_ins: current.hand_ins,
        values: current.values,
        open: open
            .map(|open| OpenClash {
                id: open.id,
                clash: open.clash,
                second_user: open.second_user,
            })
            .collect(),
        last: Giver {
            user: current.user,
            at: current.received_at,
        },
    })
}

/// What bears on a review of who has filed the report.
#[derive(Debug, Default)]
struct Filed {
    by_sender: bool,
    /// The roles of the chain that nobody fills who has not.
    vacant: Vec<Role>,
}

/// Asked of a review only.
fn filed(desk: &Desk<'_>, operation: &Operation, plan: Option<&PlanRow>) -> Result<Filed, Error> {
    let command = operation.command.of_report();
    let is_review = command
        .is_some_and(|command| matches!(command.kind, CommandKind::Accept | CommandKind::Return));
    let Some(plan) = plan.filter(|_| is_review) else {
        return Ok(Filed::default());
    };
    let filers = desk.tx.filers(&operation.subject)?;
    let chain = desk.profile_of(operation).chain_of(plan);
    Ok(Filed {
        by_sender: filers.contains(&desk.sender.me.user),
        vacant: Steps::of(desk.tx).vacant(plan, chain, &filers)?,
    })
}

/// What counts of earlier months: what was handed in, accepted or not. Read for what is checked.
fn earlier(desk: &Desk<'_>, operation: &Operation) -> Result<BTreeMap<Month, Report>, Error> {
    let is_checked = operation.command.is_checked();
    let Some(key) = operation.subject.report().filter(|_| is_checked) else {
        return Ok(BTreeMap::new());
    };
    let earlier = desk.tx.counted_before(&key.project, key.month)?;
    Ok(earlier
        .into_iter()
        .map(|(month, values)| (month, Report::read(&values)))
        .collect())
}

/// Who gave the boxes that are to be changed the values that they have. Asked where one of two values
/// may have to wait: the value that is held is not the one that was seen, or has passed a step.
fn givers(
    desk: &Desk<'_>,
    operation: &Operation,
    view: &View,
    current: Option<&(Current, String)>,
) -> Result<BTreeMap<Group, Giver>, Error> {
    let (View::Seen(seen), Some((current, _))) = (view, current) else {
        return Ok(BTreeMap::new());
    };
    let is_passed = (current.state.of_report()).is_some_and(report::State::is_passed);
    if current.rev == operation.base_rev && !is_passed {
        return Ok(BTreeMap::new());
    }
    let moved = difference(seen, &current.values);
    let moved = moved.keys().map(Group::of).distinct();
    let may_clash = |group: &Group| is_passed || moved.binary_search(group).is_ok();
    let changed = operation.command.changes().keys().map(Group::of).distinct();
    let mut givers = BTreeMap::new();
    for group in changed.into_iter().filter(may_clash) {
        let found = desk.tx.last_change_of(&operation.subject, &group)?;
        givers.extend(found.map(|giver| (group, giver)));
    }
    Ok(givers)
}

/// Views after the operations of this request, so that a long chain is not walked again for each
/// of its links.
#[derive(Debug, Default)]
pub(super) struct Views<'a>(RefCell<BTreeMap<&'a str, (&'a Operation, FieldValues)>>);

impl<'a> Views<'a> {
    /// Remembers what was on the screen before an operation that was not refused.
    pub(super) fn remember(&self, operation: &'a Operation, base: FieldValues) {
        let mut views = self.0.borrow_mut();
        views.insert(operation.op_id.as_str(), (operation, base));
    }

    fn after(&self, op_id: &str, next: &Operation) -> Option<FieldValues> {
        let views = self.0.borrow();
        let (previous, base) = views.get(op_id)?;
        let same = previous.subject == next.subject && previous.shares_base_with(next);
        same.then(|| apply(base, previous.command.changes()))
    }
}

/// Rebuilds what was on the screen: the revision that a change is based on, under the person's own
/// changes that were on their way already. `current` is the subject as it stands, with its tag: usually
/// that is what the change was made against.
fn view(
    desk: &Desk<'_>,
    operation: &Operation,
    current: Option<&(Current, String)>,
) -> Result<View, Error> {
    let mut chain = Vec::new();
    let mut start = None;
    let mut next = operation.previous.clone();
    while let Some(op_id) = next.take() {
        start = desk.views.after(op_id.as_str(), operation);
        if start.is_some() {
            break;
        }
        let Some(previous) = previous_of(desk, operation, op_id.as_str())? else {
            return Ok(View::Wait(Refusal::PreviousMissing));
        };
        if chain.is_empty() && previous.receipt.outcome == Outcome::Rejected {
            return Ok(View::Refused);
        }
        // Made against another revision: this one's base has it in already.
        if !previous.operation.shares_base_with(operation) {
            break;
        }
        next.clone_from(&previous.operation.previous);
        chain.push(previous.operation);
    }
    if start.is_none() {
        start = seen(desk, operation, current)?;
    }
    let Some(start) = start else {
        return Ok(View::Wait(Refusal::UnknownBase));
    };
    let oldest_first = chain.iter().rev();
    Ok(View::Seen(oldest_first.fold(start, |values, previous| {
        apply(&values, previous.command.changes())
    })))
}

/// The revision that an operation is based on.
fn seen(
    desk: &Desk<'_>,
    operation: &Operation,
    current: Option<&(Current, String)>,
) -> Result<Option<FieldValues>, Error> {
    let (rev, tag) = (
        operation.base_rev,
        operation.base_tag.as_ref().map(Tag::as_str),
    );
    match current.filter(|(current, _)| current.rev == rev) {
        Some((current, its)) if tag.is_none_or(|tag| tag == its) => {
            Ok(Some(current.values.clone()))
        }
        Some(_) => Ok(None),
        None => desk.tx.snapshot(&operation.subject, rev, tag),
    }
}

/// An earlier operation of the same user on the same subject.
fn previous_of(
    desk: &Desk<'_>,
    operation: &Operation,
    op_id: &str,
) -> Result<Option<Recorded>, Error> {
    let found = desk.tx.operation(op_id)?;
    Ok(found.filter(|found| {
        found.user == desk.sender.me.user && found.operation.subject == operation.subject
    }))
}
