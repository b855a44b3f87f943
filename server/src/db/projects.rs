//! The plan's rows.

use rusqlite::{Connection, OptionalExtension};
use yuebao_domain::plan::PlanRow;

use super::json::{from_text, to_text, unreadable};
use super::{DbError, feed, subjects};

/// What writing a row did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Put {
    /// It is new.
    Added,
    /// It differs from what was there.
    Changed,
    /// It was there already.
    Same,
}

/// One row.
pub fn find(conn: &Connection, id: &str) -> Result<Option<PlanRow>, DbError> {
    let mut select = conn.prepare_cached("SELECT plan FROM projects WHERE id = ?1")?;
    let text: Option<String> = select.query_row([id], |row| row.get(0)).optional()?;
    text.map(|text| from_text("projects.plan", &text))
        .transpose()
}

/// Every row, by id.
pub fn all(conn: &Connection) -> Result<Vec<PlanRow>, DbError> {
    let mut select = conn.prepare_cached("SELECT plan FROM projects ORDER BY id")?;
    let mut rows = select.query([])?;
    let mut plans = Vec::new();
    while let Some(row) = rows.next()? {
        plans.push(from_text("projects.plan", &row.get::<_, String>(0)?)?);
    }
    Ok(plans)
}

/// Writes a row, which must name a lead unit, and tells the devices. When the lead changes, the
/// old unit hears that the project is gone and the new one gets its reports.
pub fn put(conn: &Connection, plan: &PlanRow) -> Result<Put, DbError> {
    let before = find(conn, &plan.id)?;
    if before.as_ref() == Some(plan) {
        return Ok(Put::Same);
    }
    let unit = plan
        .lead_unit()
        .ok_or_else(|| unreadable(&plan.id, &"it names no unit"))?;
    conn.prepare_cached(
        "INSERT INTO projects (id, code, unit, area, plan) VALUES (?1, ?2, ?3, ?4, ?5)
         ON CONFLICT (id) DO UPDATE SET code = excluded.code, unit = excluded.unit,
             area = excluded.area, plan = excluded.plan",
    )?
    .execute((
        &plan.id,
        &plan.code,
        unit,
        &plan.area,
        to_text("projects.plan", plan)?,
    ))?;
    feed::touch(conn, feed::Key::Project(&plan.id))?;
    let Some(before) = before else {
        return Ok(Put::Added);
    };
    if let Some(old) = before.lead_unit().filter(|old| *old != unit) {
        hand_over(conn, &plan.id, old)?;
    }
    Ok(Put::Changed)
}

/// Tells the devices about a project and all that it has again, because who sees it has changed;
/// those who saw it through `former` hear that it is gone unless they still see it.
pub fn hand_over(conn: &Connection, project: &str, former: &str) -> Result<(), DbError> {
    feed::touch(
        conn,
        feed::Key::Gone {
            project,
            unit: former,
        },
    )?;
    feed::touch(conn, feed::Key::Project(project))?;
    for subject in subjects::of_project(conn, project)? {
        feed::touch(conn, feed::Key::Subject(&subject))?;
    }
    Ok(())
}
