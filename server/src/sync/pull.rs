//! What is new above a cursor, as far as it lies in somebody's sight, each thing once.

use std::collections::BTreeSet;

use yuebao_domain::period::Month;
use yuebao_domain::report::FieldValues;
use yuebao_domain::rights::Person;
use yuebao_domain::wire::v1::{ChangeSet, Me, OpenConflict, ReportState, Unit};

use super::bounds::size;
use crate::db::feed::{Entry, What};
use crate::db::{self, Connection, DbError};
use crate::sight::{Sight, ancestors, units_for};

/// Most plan rows and reports in one answer; who has more waiting asks again.
pub const MAX_CHANGES: usize = 400;

/// How many bytes of reports one answer tells at most, give or take one report.
const PAGE: usize = 4 * 1024 * 1024;

/// One answer's worth of news.
#[derive(Debug, Clone, PartialEq)]
pub struct Pulled {
    /// What is new.
    pub changes: ChangeSet,
    /// Where the device stands afterwards.
    pub cursor: u64,
    /// Whether more is waiting.
    pub more: bool,
}

/// Most plan rows and reports that are told on the thread that writes.
const FEW: usize = 8;

/// What `me` has not heard of since `cursor`, from one consistent state of the database.
pub fn pull(conn: &Connection, me: &Me, cursor: u64) -> Result<Pulled, DbError> {
    let units = units_for(me, || db::units::all(conn))?;
    let sight = Person::new(me, &units).seen();
    let mut entries = db::feed::after(conn, cursor, &sight, MAX_CHANGES + 1)?;
    let more = entries.len() > MAX_CHANGES;
    entries.truncate(MAX_CHANGES);
    tell(conn, me, cursor, &sight, &entries, more)
}

/// The same, if it is little and found in no time: the news of one unit's own projects.
pub(super) fn pull_few(conn: &Connection, me: &Me, cursor: u64) -> Result<Option<Pulled>, DbError> {
    let sight = Person::new(me, &[]).seen();
    if me.role.needs_units() || !matches!(sight, Sight::Units(_)) {
        return Ok(None);
    }
    let entries = db::feed::after(conn, cursor, &sight, FEW + 1)?;
    if entries.len() > FEW {
        return Ok(None);
    }
    tell(conn, me, cursor, &sight, &entries, false).map(Some)
}

fn tell(
    conn: &Connection,
    me: &Me,
    cursor: u64,
    sight: &Sight,
    entries: &[Entry],
    mut more: bool,
) -> Result<Pulled, DbError> {
    let mut reached = match entries.last() {
        Some(last) if more => last.seq,
        _ => db::feed::last(conn)?,
    };
    let mut told = 0;
    let mut changes = ChangeSet::default();
    let mut units_are_new = cursor == 0;
    for entry in entries {
        match &entry.what {
            What::Profile => changes.profile = db::meta::profile(conn)?,
            What::Unit => units_are_new = true,
            What::Project(id) => {
                units_are_new = true;
                changes.projects.extend(db::projects::find(conn, id)?);
            }
            What::Gone(id) => changes.gone.push(id.clone()),
            What::Report(project, month) => {
                let report = report(conn, project, *month)?;
                told += report.as_ref().map_or(0, weight);
                changes.reports.extend(report);
            }
        }
        if told > PAGE {
            (reached, more) = (entry.seq, true);
            break;
        }
    }
    if units_are_new && *sight != Sight::Nothing {
        changes.units = units_in_sight(me, sight, &db::units::all(conn)?, &changes);
    }
    Ok(Pulled {
        changes,
        cursor: reached,
        more,
    })
}

fn report(conn: &Connection, project: &str, month: Month) -> Result<Option<ReportState>, DbError> {
    let Some((current, tag)) = db::reports::find_tagged(conn, project, month)? else {
        return Ok(None);
    };
    let mut conflicts = db::conflicts::open_of(conn, project, month)?;
    for open in &mut conflicts {
        show_what_stands(conn, project, month, &current.values, open)?;
    }
    Ok(Some(ReportState {
        project: project.to_owned(),
        month,
        rev: current.rev,
        tag: Some(tag),
        state: current.state,
        review: db::revisions::review_of(conn, project, month, current.state)?,
        values: current.values,
        by: db::users::shown(conn, &current.user)?,
        received_at: current.received_at,
        conflicts,
    }))
}

/// Bytes of what a report holds and what waits in it.
fn weight(report: &ReportState) -> usize {
    let clashes = report.conflicts.iter().map(|open| &open.clash);
    let waiting = clashes.flat_map(|clash| [&clash.base, &clash.first, &clash.second]);
    let all = waiting.chain([&report.values]);
    all.map(|values| size(values).1).sum()
}

/// What was first when a conflict was opened may have been changed since by something else that was
/// taken. Whoever settles it chooses against what stands now.
fn show_what_stands(
    conn: &Connection,
    project: &str,
    month: Month,
    current: &FieldValues,
    open: &mut OpenConflict,
) -> Result<(), DbError> {
    let stands = open.clash.group.part(current);
    if stands == open.clash.first {
        return Ok(());
    }
    let given = db::revisions::last_change_of(conn, project, month, &open.clash.group)?;
    if let Some((user, at)) = given {
        open.first_by = db::users::shown(conn, &user)?;
        open.first_at = at;
    }
    open.clash.first = stands;
    Ok(())
}

/// The units in sight, those above one's own, and those that the plan rows sent along name.
fn units_in_sight(me: &Me, sight: &Sight, units: &[Unit], changes: &ChangeSet) -> Vec<Unit> {
    let above = ancestors(&me.unit, units);
    let named: BTreeSet<&str> = changes
        .projects
        .iter()
        .flat_map(|plan| plan.units.iter().map(String::as_str))
        .chain(above.iter().map(|unit| unit.id.as_str()))
        .collect();
    units
        .iter()
        .filter(|unit| sight.includes(&unit.id) || named.contains(unit.id.as_str()))
        .cloned()
        .collect()
}
