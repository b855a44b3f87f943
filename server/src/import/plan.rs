//! A plan from files: compared with the one that is held, then written.

use std::collections::BTreeMap;

use yuebao_domain::import::persons::Named;
use yuebao_domain::import::{self, ChangeKind, Gone, Preview, Terms};
use yuebao_domain::period::Month;
use yuebao_domain::plan::PlanVersion;
use yuebao_domain::profile::Profile;
use yuebao_domain::rights::Me;
use yuebao_domain::units::Tree;
use yuebao_sheets::plan_table::{PlanTables, faults, obstacles};
use yuebao_sheets::{Location, Note};
use yuebao_store::audit::{self, What};
use yuebao_store::{Error, ReadTransaction, WriteTransaction};

use super::carried_over::{carried_over, notes};
use super::{Ground, persons};
use crate::clock::Now;
use crate::plan_file::adopt;

/// What whoever imports a plan says beside its files.
#[derive(Debug, Clone, Default)]
pub(crate) struct PlanImport {
    /// The document, in words.
    pub(crate) document: String,
    /// 批次, in words.
    pub(crate) batch: String,
    /// Who approved it, in words.
    pub(crate) approver: String,
    /// What becomes of projects that an annual plan does not name.
    pub(crate) gone: Option<Gone>,
    /// What becomes of persons of its projects whom it does not name.
    pub(crate) persons_gone: Option<Gone>,
}

/// Who imports, and when.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Importer<'a> {
    /// In whose name persons are entered, if there is such an account.
    pub(crate) me: Option<&'a Me>,
    pub(crate) now: Now,
}

/// What the files would change.
#[derive(Debug, Clone, Default)]
pub(crate) struct Compared {
    pub(crate) preview: Preview,
    /// What stands against it, or is asked: nothing may be written as long as there is any.
    pub(crate) errors: Vec<Note>,
    /// What is good to know.
    pub(crate) notes: Vec<Note>,
    /// The month from which on it holds.
    pub(crate) valid_from: Option<Month>,
}

/// Compares what was read of files with the plan. One that begins with a year is that year's whole plan;
/// one that begins later is a supplement, which names only what is new.
pub(crate) fn compare(
    tx: &dyn ReadTransaction,
    tables: &PlanTables,
    ground: &Ground,
    said: &PlanImport,
    by: Importer<'_>,
) -> Result<Compared, Error> {
    let mut compared = Compared {
        errors: tables.errors.clone(),
        notes: tables.notes.clone(),
        ..Compared::default()
    };
    let valid_from = tables.valid_from.unwrap_or_else(|| newest_year(ground));
    let rows: Vec<_> = tables.rows.iter().map(|row| row.said.clone()).collect();
    // a file of which a part was not read says nothing of what it does not name
    let is_whole = compared.errors.is_empty() && !rows.is_empty();
    let is_annual = valid_from.is_january() && is_whole;
    let carried = if is_annual {
        carried_over(tx, valid_from)?
    } else {
        BTreeMap::new()
    };
    let profile = ground.profiles.at(valid_from);
    let are_said = persons::are_said(tables);
    let sets = |me: &&Me| persons::over_all(me, ground.profiles.newest()).set;
    let named_by = by.me.filter(|_| are_said).filter(sets);
    if are_said && named_by.is_none() {
        compared.notes.push(no_persons(tables));
    }
    let logs = match named_by {
        Some(_) => persons::logs(tx)?,
        None => BTreeMap::new(),
    };
    let terms = Terms {
        valid_from,
        is_annual,
        carried_over: &carried,
        document: &said.document,
        locked_through: ground.locked_through,
        gone: said.gone,
        named: named_by.map(|_| Named {
            logs: &logs,
            today: by.now.today(),
            gone: said.persons_gone,
        }),
    };
    compared.preview = match import::compare(&ground.plan, &rows, &terms) {
        Ok(preview) => preview,
        Err((preview, found)) => {
            let found = obstacles(&found, tables, &ground.plan, profile);
            compared.errors.extend(found);
            preview
        }
    };
    let asks_year = compared.preview.changes.iter();
    let mut asks_year = asks_year.filter(|change| change.kind != ChangeKind::Unchanged);
    if asks_year.next().is_some() {
        compared.errors.extend(tables.year_unsaid.clone());
    }
    compared.valid_from = Some(valid_from);
    if let Some(me) = named_by {
        let newest = ground.profiles.newest();
        let found = persons::obstacles(&compared.preview, tables, &logs, me, newest);
        compared.errors.extend(found);
    }
    let faults = faults(&compared.preview.changes, tables, profile);
    let (wrong, told): (Vec<Note>, Vec<Note>) =
        faults.into_iter().partition(|note| note.is_left_out);
    compared.errors.extend(wrong);
    compared.notes.extend(told);
    let begun = notes(&compared.preview.changes, tables, &carried);
    compared.notes.extend(begun);
    Ok(compared)
}

/// Reads a plan under the profile of the month from which it holds: of the one that was said, else of
/// the one that its tables say.
pub(crate) fn under_its_profile(
    ground: &Ground,
    said: Option<Month>,
    read: impl Fn(&Profile) -> PlanTables,
) -> PlanTables {
    let profile = ground.profile_for(said);
    let tables = read(profile);
    let own = ground.profile_for(tables.valid_from);
    if own.id == profile.id {
        tables
    } else {
        read(own)
    }
}

/// January of the newest year that the plan has, which a file that says none is of.
pub(crate) fn newest_year(ground: &Ground) -> Month {
    let years = ground.plan.iter().map(|row| row.entered.year());
    let year = years.max().unwrap_or(ground.profiles.newest().first_year);
    Month::new(year, 1).unwrap_or(Month::FIRST)
}

/// Writes what a preview says as versions of the plan, within a transaction that is open.
pub(crate) fn write(
    tx: &dyn WriteTransaction,
    preview: &Preview,
    (valid_from, said): (Month, &PlanImport),
    (by, importer): (&str, Importer<'_>),
) -> Result<(), Error> {
    let now = importer.now;
    let units = tx.units()?;
    let units = Tree::of(&units);
    let mut written = 0_usize;
    let locks = tx.locks()?;
    for row in preview.to_write() {
        let Some(version) = tx.imported_from(row, valid_from, &locks)? else {
            continue;
        };
        let version = PlanVersion {
            document: stated(&said.document),
            batch: stated(&said.batch),
            approver: stated(&said.approver),
            by: by.to_owned(),
            ..version
        };
        adopt(tx, version, &units, now)?;
        written += 1;
    }
    if let Some(me) = importer.me {
        persons::write(tx, preview, me, now)?;
    }
    if written > 0 {
        let what = ("plan", valid_from.to_string(), &said.document, written);
        audit::append(tx, &now.rfc3339(), What::Imported, by, &what)?;
    }
    Ok(())
}

/// Whoever imports may not enter persons, or there is nobody in whose name they would be.
fn no_persons(tables: &PlanTables) -> Note {
    let first = tables.rows.first();
    let file = first.map_or_else(Location::default, |row| Location::file(&row.location.file));
    let message = (
        "文件中的责任人和电话没有读：须由能登记责任人的账号（市重点办）导入".to_owned(),
        "persons and telephone numbers of the file were not read: an account that may enter them, such as \
         the city office's, has to import them"
            .to_owned(),
    );
    Note::told(file, message)
}

fn stated(words: &str) -> Option<String> {
    let words = words.trim();
    (!words.is_empty()).then(|| words.to_owned())
}
