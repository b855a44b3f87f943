//! Units: what may be done to them, from the command line and from the administrator's screen.

use yuebao_domain::text::clean;
use yuebao_domain::units::{Tree, Unit};
use yuebao_sheets::plan_file::is_identifier;
use yuebao_store::audit::{self, What};
use yuebao_store::meta::profiles_in_force;
use yuebao_store::{Error, WriteTransaction};

use crate::clock::Now;

/// Longest name, in characters.
pub const LONGEST_NAME: usize = 100;

/// Why a unit was not written.
#[derive(Debug, thiserror::Error)]
pub enum UnitError {
    /// The identifier cannot be one.
    #[error(
        "“{0}”: 标识只能用字母、数字、“-”“_”，至多 64 个 / an identifier is 1–64 letters, digits, “-” or “_”"
    )]
    BadId(String),
    /// There is one already.
    #[error("单位“{0}”已存在 / the unit “{0}” exists already")]
    Exists(String),
    /// There is none.
    #[error("没有单位“{0}” / there is no unit “{0}”")]
    NoUnit(String),
    /// The name is empty or too long.
    #[error("单位名称须为 1–{LONGEST_NAME} 个字符 / a unit's name is 1–{LONGEST_NAME} characters")]
    BadName,
    /// It would stand above itself.
    #[error("“{0}”不能放在自己或自己的下级之下 / “{0}” cannot stand below itself")]
    BelowItself(String),
    /// The profile has no such area.
    #[error("配置没有区划“{0}” / the profile has no area “{0}”")]
    NoArea(String),
    /// Something holds on to it.
    #[error(
        "“{unit}”还有 {people} 个账号、{projects} 个项目、{units} 个下级单位，不能删除 / “{unit}” cannot be removed: {people} accounts, {projects} projects and {units} units below it are there"
    )]
    InUse {
        /// Which.
        unit: String,
        /// Accounts, switched off or not.
        people: usize,
        /// Projects that name it.
        projects: usize,
        /// Units below it.
        units: usize,
    },
    /// From the database.
    #[error(transparent)]
    Db(#[from] Error),
}

/// Adds a unit.
pub fn add(tx: &dyn WriteTransaction, unit: Unit, now: Now) -> Result<(), UnitError> {
    if !is_identifier(&unit.id) {
        return Err(UnitError::BadId(unit.id));
    }
    if tx.unit(&unit.id)?.is_some() {
        return Err(UnitError::Exists(unit.id));
    }
    put(tx, unit, now)
}

/// Gives a unit another name, place or area; true if that changes anything.
pub fn change(tx: &dyn WriteTransaction, unit: Unit, now: Now) -> Result<bool, UnitError> {
    let known = tx.unit(&unit.id)?;
    let known = known.ok_or_else(|| UnitError::NoUnit(unit.id.clone()))?;
    if known == unit {
        return Ok(false);
    }
    put(tx, unit, now)?;
    Ok(true)
}

/// Takes a unit away that nothing holds on to.
pub fn remove(tx: &dyn WriteTransaction, id: &str, now: Now) -> Result<(), UnitError> {
    if tx.unit(id)?.is_none() {
        return Err(UnitError::NoUnit(id.to_owned()));
    }
    let people = tx.users()?;
    let people = people.iter().filter(|account| account.me.unit.id == id);
    let projects = tx.projects()?;
    let projects = projects
        .iter()
        .filter(|plan| plan.units.iter().any(|unit| unit == id));
    let units = tx.units()?;
    let units = units
        .iter()
        .filter(|unit| unit.parent.as_deref() == Some(id));
    let (people, projects, units) = (people.count(), projects.count(), units.count());
    if people + projects + units > 0 {
        let unit = id.to_owned();
        return Err(UnitError::InUse {
            unit,
            people,
            projects,
            units,
        });
    }
    tx.remove_unit(id)?;
    audit::append(tx, &now.rfc3339(), What::Unit, id, &())?;
    Ok(())
}

fn put(tx: &dyn WriteTransaction, mut unit: Unit, now: Now) -> Result<(), UnitError> {
    unit.name = clean(&unit.name).trim().to_owned();
    if !(1..=LONGEST_NAME).contains(&unit.name.chars().count()) {
        return Err(UnitError::BadName);
    }
    if let Some(above) = &unit.parent {
        let units = tx.units()?;
        if units.iter().all(|known| known.id != *above) {
            return Err(UnitError::NoUnit(above.clone()));
        }
        if Tree::of(&units).towards(&unit.id, above).is_some() {
            return Err(UnitError::BelowItself(unit.id));
        }
    }
    if let (Some(area), Some(profiles)) = (&unit.area, profiles_in_force(tx)?)
        && profiles.areas().iter().all(|known| known.code != *area)
    {
        return Err(UnitError::NoArea(area.clone()));
    }
    tx.put_unit(&unit)?;
    audit::append(tx, &now.rfc3339(), What::Unit, &unit.id, &unit)?;
    Ok(())
}
