//! Writes a plan, inside a transaction that is open.

use std::collections::BTreeSet;
use std::fmt;

use yuebao_domain::operation::SubjectKind;
use yuebao_domain::operation::month::MonthBook;
use yuebao_domain::period::Month;
use yuebao_domain::profile::{Profile, Profiles, YearsRefused};
use yuebao_domain::units::{Tree, Unit};
pub use yuebao_sheets::plan_file::Contents;

use yuebao_domain::ids::Timestamp;
use yuebao_domain::plan::PlanVersion;
use yuebao_store::audit::{self, What};
use yuebao_store::feed::Key;
use yuebao_store::projects::Put;
use yuebao_store::{Error, ReadTransaction, WriteTransaction};

use crate::accounts::retell_for;
use crate::clock::Now;

/// Why a plan was not written: nothing of it was.
#[derive(Debug, thiserror::Error)]
pub enum PlanFileError {
    /// The database does not answer.
    #[error(transparent)]
    Store(#[from] Error),
    /// Its profile cannot stand beside those that are there.
    #[error(transparent)]
    Years(#[from] YearsRefused),
}

/// What an import did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Changed {
    /// Title of the profile, if another one was put in force.
    pub profile: Option<String>,
    /// The first month that goes by it, if earlier ones of its years were locked under another.
    pub counts_from: Option<Month>,
    /// New units.
    pub units_added: usize,
    /// Units with another name, parent or area.
    pub units_changed: usize,
    /// New projects.
    pub projects_added: usize,
    /// Projects whose row differs.
    pub projects_changed: usize,
    /// Projects that were there already.
    pub projects_same: usize,
}

impl fmt::Display for Changed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(title) = &self.profile {
            writeln!(f, "配置 / profile: {title}")?;
        }
        if let Some(month) = self.counts_from {
            let last = month.previous();
            writeln!(
                f,
                "至 {last} 已按原配置封账，新配置自 {month} 起适用 / months up to {last} were locked under \
                 the profile before, this one counts from {month}"
            )?;
        }
        writeln!(
            f,
            "单位 / units: 新增 added {}, 修改 changed {}",
            self.units_added, self.units_changed
        )?;
        write!(
            f,
            "项目 / projects: 新增 added {}, 修改 changed {}, 未变 same {}",
            self.projects_added, self.projects_changed, self.projects_same
        )
    }
}

/// Writes the profile, then units from the top down, then plan rows: each that says something new is a
/// version of its project's plan from the first open month on.
pub fn import(
    tx: &dyn WriteTransaction,
    plan: &Contents,
    now: Now,
) -> Result<Changed, PlanFileError> {
    let mut changed = Changed::default();
    if put_profile(tx, &plan.profile, now)? {
        changed.profile = Some(plan.profile.title.clone());
        let held = tx.profiles()?;
        let own = held.iter().flat_map(Profiles::iter);
        let mut own = own.filter(|one| one.id == plan.profile.id);
        changed.counts_from = own.find_map(|one| one.counts_from);
    }
    for unit in top_down(&plan.units) {
        put_unit(tx, unit, now, &mut changed)?;
    }
    if changed.units_added + changed.units_changed > 0 {
        tx.settle_all_ties()?;
    }
    let units = tx.units()?;
    let units = Tree::of(&units);
    let locks = tx.locks()?;
    for row in &plan.projects {
        let Some(version) = tx.imported(row, &locks)? else {
            changed.projects_same += 1;
            continue;
        };
        match adopt(tx, version, &units, now)? {
            Put::Added => changed.projects_added += 1,
            Put::Changed => changed.projects_changed += 1,
            Put::Same => changed.projects_same += 1,
        }
    }
    Ok(changed)
}

/// Adopts a version of a project's plan now, and enters it.
pub fn adopt(
    tx: &dyn WriteTransaction,
    version: PlanVersion,
    units: &Tree<'_>,
    now: Now,
) -> Result<Put, Error> {
    let at = now.rfc3339();
    let version = PlanVersion {
        at: Timestamp::from(at.as_str()),
        ..version
    };
    let put = tx.adopt(&version, units)?;
    tx.enter_version(&at, &version)?;
    Ok(put)
}

/// Puts a profile in force: in the place of the one that it replaces, else beside those of other years.
/// True if it differs from what was there.
pub fn put_profile(
    tx: &dyn WriteTransaction,
    profile: &Profile,
    now: Now,
) -> Result<bool, PlanFileError> {
    Ok(put_profiles(tx, &with_profile(tx, profile)?, now)?)
}

/// The profiles that are held, with this one.
pub fn with_profile(
    tx: &dyn ReadTransaction,
    profile: &Profile,
) -> Result<Profiles, PlanFileError> {
    // What this program cannot read is replaced like none, and so is one by which nothing goes yet.
    let has_plan = !tx.projects()?.is_empty();
    let held = tx.profiles().ok().flatten().filter(|_| has_plan);
    let Some(held) = held else {
        return Ok(Profiles::of(profile.clone()));
    };
    Ok(held.with(profile.clone(), &locked(tx)?)?)
}

/// Puts profiles in force; true if they differ from what was there. Who sees or reviews reports under
/// another profile than before hears of it.
pub fn put_profiles(
    tx: &dyn WriteTransaction,
    profiles: &Profiles,
    now: Now,
) -> Result<bool, Error> {
    let before = tx.profiles().ok().flatten();
    if !tx.set_profiles(profiles)? {
        return Ok(false);
    }
    for profile in profiles.iter() {
        let governed = before.as_ref().map(|before| before.at(profile.begins()));
        if governed == Some(profile) {
            continue;
        }
        retell_for(tx, governed, profile)?;
        let (at, id) = (now.rfc3339(), &profile.id);
        audit::append(tx, &at, What::Profile, id, &profile.title)?;
    }
    Ok(true)
}

/// The months that were ever locked, or about which a newer program has decided.
fn locked(tx: &dyn ReadTransaction) -> Result<Vec<Month>, Error> {
    let mut months = Vec::new();
    for subject in tx.subjects_of_kind(SubjectKind::Month)? {
        let held = tx.subject(&subject)?;
        let book = held.and_then(|held| MonthBook::read(&held.values));
        if book.is_none_or(|book| book.locks().next().is_some()) {
            months.push(subject.month());
        }
    }
    Ok(months)
}

fn put_unit(
    tx: &dyn WriteTransaction,
    unit: &Unit,
    now: Now,
    changed: &mut Changed,
) -> Result<(), Error> {
    let before = tx.unit(&unit.id)?;
    // A file from before units had areas says nothing of them.
    let unit = &Unit {
        area: (unit.area.clone()).or_else(|| before.as_ref()?.area.clone()),
        ..unit.clone()
    };
    if before.as_ref() == Some(unit) {
        return Ok(());
    }
    tx.write_unit(unit)?;
    tx.touch(Key::Unit(&unit.id))?;
    audit::append(tx, &now.rfc3339(), What::Unit, &unit.id, unit)?;
    if before.is_none() {
        changed.units_added += 1;
        return Ok(());
    }
    changed.units_changed += 1;
    Ok(())
}

/// Parents before their children.
fn top_down(units: &[Unit]) -> Vec<&Unit> {
    let mut waiting: Vec<&Unit> = units.iter().collect();
    let mut ordered = Vec::with_capacity(waiting.len());
    while !waiting.is_empty() {
        let ids: BTreeSet<&str> = waiting.iter().map(|unit| unit.id.as_str()).collect();
        let (below, next): (Vec<&Unit>, Vec<&Unit>) = waiting
            .iter()
            .copied()
            .partition(|unit| unit.parent.as_deref().is_some_and(|up| ids.contains(up)));
        // A circle has no top; the database refuses it.
        let stuck = next.is_empty();
        ordered.extend(if stuck { below.clone() } else { next });
        waiting = if stuck { Vec::new() } else { below };
    }
    ordered
}
