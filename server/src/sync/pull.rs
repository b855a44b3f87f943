//! What is new above a cursor, as far as it lies in somebody's sight, each thing once.

use std::collections::BTreeSet;

use yuebao_domain::operation::report;
use yuebao_domain::operation::{Course, Held, OpenConflict, State, Subject, size};
use yuebao_domain::plan::{PlanBook, PlanRow};
use yuebao_domain::profile::Profile;
use yuebao_domain::report::FieldValues;
use yuebao_domain::rights::{Action, Me, Person};
use yuebao_domain::units::Unit;
use yuebao_store::feed::{Entry, What};
use yuebao_store::meta::profiles_in_force;
use yuebao_store::{Error, ReadTransaction};

use super::steps::Steps;
use super::withheld;
use crate::sight::{Sight, ancestors};

/// Most plan rows and reports in one answer; who has more waiting asks again.
pub const MAX_CHANGES: usize = 400;

/// How many bytes of reports one answer tells at most, give or take one report.
const PAGE: usize = 4 * 1024 * 1024;

/// What is new, each thing once.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct News {
    /// The profile of the newest plan years.
    pub profile: Option<Profile>,
    /// With it those of the years before.
    pub earlier_profiles: Vec<Profile>,
    /// Units in sight.
    pub units: Vec<Unit>,
    /// Plan rows.
    pub projects: Vec<PlanRow>,
    /// The versions of those that have more to tell than their row.
    pub plans: Vec<PlanBook>,
    /// Projects that are no longer in sight.
    pub gone: Vec<String>,
    /// Whatever is held about projects in sight.
    pub held: Vec<Held>,
}

/// One answer's worth of news.
#[derive(Debug, Clone, PartialEq)]
pub struct Pulled {
    /// What is new.
    pub news: News,
    /// Where the device stands afterwards.
    pub cursor: u64,
    /// Whether more is waiting.
    pub more: bool,
}

/// Most plan rows and reports that are told on the thread that writes.
const FEW: usize = 8;

/// What `me` has not heard of since `cursor`, from one consistent state of the database.
pub fn pull(tx: &dyn ReadTransaction, me: &Me, cursor: u64) -> Result<Pulled, Error> {
    let sight = Person::new(me, &[]).seen();
    let mut entries = tx.feed_after(cursor, &sight, MAX_CHANGES + 1)?;
    let more = entries.len() > MAX_CHANGES;
    entries.truncate(MAX_CHANGES);
    tell(tx, me, cursor, &sight, &entries, more)
}

/// The same, if it is little and found in no time: the news of some projects, not of all.
pub(super) fn pull_few(
    tx: &dyn ReadTransaction,
    me: &Me,
    cursor: u64,
) -> Result<Option<Pulled>, Error> {
    let sight = Person::new(me, &[]).seen();
    if !matches!(sight, Sight::TiedTo(_)) {
        return Ok(None);
    }
    let entries = tx.feed_after(cursor, &sight, FEW + 1)?;
    if entries.len() > FEW {
        return Ok(None);
    }
    tell(tx, me, cursor, &sight, &entries, false).map(Some)
}

fn tell(
    tx: &dyn ReadTransaction,
    me: &Me,
    cursor: u64,
    sight: &Sight,
    entries: &[Entry],
    mut more: bool,
) -> Result<Pulled, Error> {
    let mut reached = match entries.last() {
        Some(last) if more => last.seq,
        _ => tx.last_seq()?,
    };
    let mut told = 0;
    let mut news = News::default();
    let mut units_are_new = cursor == 0;
    let steps = Steps::of(tx);
    for entry in entries {
        match &entry.what {
            What::Profile => {
                if let Some(profiles) = profiles_in_force(tx)? {
                    news.profile = Some(profiles.newest().clone());
                    news.earlier_profiles = profiles.earlier().to_vec();
                }
            }
            What::Unit => units_are_new = true,
            What::Project(id) => {
                units_are_new = true;
                news.projects.extend(tx.project(id)?);
                news.plans.extend(Some(tx.book(id)?).filter(tells));
            }
            What::Gone(id) => news.gone.push(id.clone()),
            What::Subject(subject) => {
                let held = held(tx, me, subject, &steps)?;
                told += held.as_ref().map_or(0, weight);
                news.held.extend(held);
            }
        }
        if told > PAGE {
            (reached, more) = (entry.seq, true);
            break;
        }
    }
    if units_are_new && *sight != Sight::Nothing {
        news.units = units_in_sight(me, &tx.units()?, &news);
    }
    Ok(Pulled {
        news,
        cursor: reached,
        more,
    })
}

/// Whether versions say more than the row.
fn tells(book: &PlanBook) -> bool {
    !book.is_empty() && !book.is_plain()
}

fn held(
    tx: &dyn ReadTransaction,
    me: &Me,
    subject: &Subject,
    steps: &Steps<'_>,
) -> Result<Option<Held>, Error> {
    let Some((current, tag)) = tx.tagged_subject(subject)? else {
        return Ok(None);
    };
    let mut conflicts = tx.open_conflicts(subject)?;
    for open in &mut conflicts {
        show_what_stands(tx, subject, &current.values, open)?;
    }
    let held = Held {
        subject: subject.clone(),
        rev: current.rev,
        tag: Some(tag.into()),
        state: current.state,
        review: tx.review_of(subject, current.state)?,
        hand_ins: current.hand_ins,
        course: course(tx, me, subject, current.state, steps)?,
        values: current.values,
        by: tx.shown_name(&current.user)?,
        fillers: fillers(tx, subject, current.state)?,
        received_at: current.received_at,
        conflicts,
    };
    withheld::told(tx, me, held, steps)
}

/// Who fills a report with others, while it is being filled.
fn fillers(
    tx: &dyn ReadTransaction,
    subject: &Subject,
    state: State,
) -> Result<Vec<String>, Error> {
    let state = state.of_report();
    let is_filled = matches!(state, Some(report::State::Draft | report::State::Returned));
    if !is_filled {
        return Ok(Vec::new());
    }
    let found = tx.filers(subject)?;
    if found.len() < 2 {
        return Ok(Vec::new());
    }
    found.iter().map(|user| tx.shown_name(user)).collect()
}

/// How far a report has come; to who reviews it, also who is not there to do so.
fn course(
    tx: &dyn ReadTransaction,
    me: &Me,
    subject: &Subject,
    state: State,
    steps: &Steps<'_>,
) -> Result<Option<Course>, Error> {
    let is_filled_only = matches!(state.of_report(), None | Some(report::State::Draft));
    if is_filled_only {
        return Ok(None);
    }
    let Some(mut course) = tx.course_of(subject)? else {
        return Ok(None);
    };
    if !me.role.ever(Action::Review) {
        return Ok(Some(course));
    }
    let Some(key) = subject.report() else {
        return Ok(Some(course));
    };
    let (plan, profiles) = (tx.project(&key.project)?, profiles_in_force(tx)?);
    if let Some((plan, profiles)) = plan.zip(profiles) {
        let filers = tx.filers(subject)?;
        let chain = profiles.at(key.month).chain_of(&plan);
        course.is_own = filers.contains(&me.user);
        course.vacant = steps.vacant(&plan, chain, &filers)?;
    }
    Ok(Some(course))
}

/// Bytes of what a subject holds and what waits in it.
fn weight(held: &Held) -> usize {
    let clashes = held.conflicts.iter().map(|open| &open.clash);
    let waiting = clashes.flat_map(|clash| [&clash.base, &clash.first, &clash.second]);
    let all = waiting.chain([&held.values]);
    all.map(|values| size(values).1).sum()
}

/// What was first when a conflict was opened may have been changed since by something else that was
/// taken. Whoever settles it chooses against what stands now.
fn show_what_stands(
    tx: &dyn ReadTransaction,
    subject: &Subject,
    current: &FieldValues,
    open: &mut OpenConflict,
) -> Result<(), Error> {
    let stands = open.clash.group.part(current);
    if stands == open.clash.first {
        return Ok(());
    }
    let given = tx.last_change_of(subject, &open.clash.group)?;
    if let Some(giver) = given {
        open.first_by = tx.shown_name(&giver.user)?;
        open.first_at = giver.at;
    }
    open.clash.first = stands;
    Ok(())
}

/// The units in sight, those above one's own, and those that the plan rows sent along name.
fn units_in_sight(me: &Me, units: &[Unit], news: &News) -> Vec<Unit> {
    let person = Person::new(me, units);
    let above = ancestors(&me.unit, units);
    let named: BTreeSet<&str> = news
        .projects
        .iter()
        .flat_map(|plan| plan.units.iter().map(String::as_str))
        .chain(above.iter().map(|unit| unit.id.as_str()))
        .collect();
    units
        .iter()
        .filter(|unit| person.sees_unit(&unit.id) || named.contains(unit.id.as_str()))
        .cloned()
        .collect()
}
