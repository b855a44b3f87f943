//! What somebody is not told of what is held: reports that have not come to their step, where the profile
//! says so, what months say of projects of others, telephone numbers, and what is published for others.

use std::collections::BTreeSet;

use yuebao_domain::operation::month::{self, MonthBook, Sees};
use yuebao_domain::operation::{
    Held, QuestionKey, ReportKey, Subject, letters, persons, publication, question, report,
};
use yuebao_domain::period::Month;
use yuebao_domain::rights::{Me, Person, Seen, over, over_persons};
use yuebao_store::meta::profiles_in_force;
use yuebao_store::{Error, ReadTransaction};

use super::steps::Steps;
use crate::sight::units_for;

/// What is told of something that is held; nothing, if that it is there says too much.
pub(super) fn told(
    tx: &dyn ReadTransaction,
    me: &Me,
    held: Held,
    steps: &Steps<'_>,
) -> Result<Option<Held>, Error> {
    match &held.subject {
        Subject::Report(key) => {
            let is_withheld = is_withheld(tx, me, key, steps)?;
            Ok(Some(if is_withheld { there_alone(held) } else { held }))
        }
        Subject::Question(key) => {
            let is_kept = !has_spoken(me, &held) && is_withheld(tx, me, &key.report, steps)?;
            Ok(Some(held).filter(|_| !is_kept))
        }
        Subject::Month(_) => narrowed(tx, me, held).map(Some),
        Subject::Publication(key) => published(tx, me, key.month, held).map(Some),
        // Whoever sees the project sees its plan, and what is proposed for it.
        Subject::Plan(_) => Ok(Some(held)),
        // Figures of counties are for those who see all of them.
        Subject::Statistics(_) => Ok(Some(held).filter(|_| sees_all(me))),
        Subject::Letters(_) | Subject::Summary(_) if sees_all(me) => Ok(Some(held)),
        Subject::Letters(_) => own_letters(tx, me, held),
        Subject::Summary(key) => {
            let units = units_for(me, || tx.units())?;
            let sees = Person::new(me, &units).over_summary(&key.unit, &[]).see;
            Ok(Some(held).filter(|_| sees))
        }
        Subject::Persons(key) => {
            let sees = sees_telephones(tx, me, &key.project, steps)?;
            Ok(Some(if sees { held } else { without_telephones(held) }))
        }
    }
}

/// Whether what a report holds is kept from somebody until it has come to their step.
pub(crate) fn is_withheld(
    tx: &dyn ReadTransaction,
    me: &Me,
    key: &ReportKey,
    steps: &Steps<'_>,
) -> Result<bool, Error> {
    let Some(profiles) = profiles_in_force(tx)? else {
        return Ok(false);
    };
    let profile = profiles.at(key.month);
    if !profile.sees_at_own_step.contains(&me.role) {
        return Ok(false);
    }
    let Some(plan) = tx.project(&key.project)? else {
        return Ok(false);
    };
    let subject = Subject::Report(key.clone());
    let state = tx
        .subject(&subject)?
        .and_then(|held| held.state.of_report());
    // A question about a report of which nothing is held: one that was not handed in.
    let state = state.unwrap_or(report::State::Draft);
    let may = over(&Person::new(me, steps.units()?), &plan);
    let vacant = steps.vacant(&plan, profile.chain_of(&plan), &tx.filers(&subject)?)?;
    Ok(!state.shows_boxes(&plan, profile, (me.role, may), &vacant))
}

/// That it is there and where it stands, when it was handed in and how far it has come. Without the tag,
/// which stands for boxes: a device that has none of them is told them under another one.
fn there_alone(mut held: Held) -> Held {
    held.values.clear();
    held.conflicts.clear();
    held.fillers.clear();
    held.review = None;
    held.tag = None;
    for step in held.course.iter_mut().flat_map(|course| &mut course.steps) {
        step.comment = None;
    }
    held
}

/// Whether the telephone numbers of a project's persons are told to somebody.
fn sees_telephones(
    tx: &dyn ReadTransaction,
    me: &Me,
    project: &str,
    steps: &Steps<'_>,
) -> Result<bool, Error> {
    let (Some(profiles), Some(plan)) = (profiles_in_force(tx)?, tx.project(project)?) else {
        return Ok(false);
    };
    let may = over(&Person::new(me, steps.units()?), &plan);
    Ok(over_persons(me.role, may, &profiles.newest().telephones_for).telephones)
}

/// Who they are, without how to reach them, and without the tag, which stands for all of it.
fn without_telephones(mut held: Held) -> Held {
    held.values = persons::narrowed(&held.values);
    held.tag = None;
    held
}

/// What is published, without the words and the documents that are for those alone who see everything,
/// and without the tag, which stands for all of it.
fn published(
    tx: &dyn ReadTransaction,
    me: &Me,
    month: Month,
    mut held: Held,
) -> Result<Held, Error> {
    if Person::new(me, &[]).seen() == Seen::Everything {
        return Ok(held);
    }
    let profiles = profiles_in_force(tx)?;
    let settled = profiles.map(|profiles| profiles.at(month).publication.clone());
    let settled = settled.unwrap_or_default();
    held.values = publication::narrowed(&held.values, |document| settled.is_open(document));
    held.tag = None;
    Ok(held)
}

/// Whether somebody has taken part in a question: it is theirs to follow.
fn has_spoken(me: &Me, held: &Held) -> bool {
    let question = question::Question::read(&held.values);
    question.is_some_and(|question| question.remarks.iter().any(|one| one.user == me.user))
}

fn sees_all(me: &Me) -> bool {
    Person::new(me, &[]).seen() == Seen::Everything
}

/// The letters to somebody's unit, or to the area that it coordinates; nothing where there are none.
fn own_letters(tx: &dyn ReadTransaction, me: &Me, held: Held) -> Result<Option<Held>, Error> {
    let units = units_for(me, || tx.units())?;
    let person = Person::new(me, &units);
    let is_theirs = |of: &str| {
        me.owner.is_none() && (person.sees_unit(of) || me.unit.area.as_deref() == Some(of))
    };
    let values = letters::narrowed(&held.values, &is_theirs);
    Ok((!values.is_empty()).then_some(Held {
        values,
        tag: None,
        ..held
    }))
}

fn narrowed(tx: &dyn ReadTransaction, me: &Me, held: Held) -> Result<Held, Error> {
    let book = MonthBook::read(&held.values);
    if sees_all(me) || book.is_some_and(|book| !book.names_any()) {
        return Ok(held);
    }
    let sight = Sight::of(tx, me)?;
    let values = month::narrowed(&held.values, &sight);
    let book = MonthBook::read(&values).unwrap_or_default();
    Ok(Held {
        state: book.state().into(),
        values,
        ..held
    })
}

/// The projects in somebody's sight, and who leads them.
struct Sight {
    projects: BTreeSet<String>,
    leads: BTreeSet<String>,
}

impl Sight {
    fn of(tx: &dyn ReadTransaction, me: &Me) -> Result<Self, Error> {
        let units = units_for(me, || tx.units())?;
        let person = Person::new(me, &units);
        let plans = tx.projects()?.into_iter();
        let seen: Vec<_> = plans.filter(|plan| over(&person, plan).see).collect();
        let leads = seen.iter().filter_map(|plan| plan.lead_unit());
        Ok(Self {
            leads: leads.map(str::to_owned).collect(),
            projects: seen.into_iter().map(|plan| plan.id).collect(),
        })
    }
}

impl Sees for Sight {
    fn project(&self, id: &str) -> bool {
        self.projects.contains(id)
    }

    fn led_by(&self, unit: &str) -> bool {
        self.leads.contains(unit)
    }
}

/// The questions about a report, which are told with it.
pub(crate) fn questions_of(
    tx: &dyn ReadTransaction,
    key: &ReportKey,
) -> Result<Vec<Subject>, Error> {
    let all = tx.subjects_of_project(&key.project)?.into_iter();
    let is_about = |subject: &Subject| matches!(subject, Subject::Question(QuestionKey { report, .. }) if report == key);
    Ok(all.filter(is_about).collect())
}
