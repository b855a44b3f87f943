//! Reports of past months from files: which are taken in, and as what.

use std::collections::BTreeMap;

use yuebao_domain::import::reports::{Kept, Met, Standing, standing};
use yuebao_domain::import::{Identity, Known};
use yuebao_domain::operation::month::Gate;
use yuebao_domain::operation::{ReportKey, report};
use yuebao_domain::period::Month;
use yuebao_domain::plan::PlanRow;
use yuebao_domain::profile::Profile;
use yuebao_domain::report::{FieldValues, Report, Unread};
use yuebao_domain::rights::Me;
use yuebao_domain::text::Lang;
use yuebao_domain::units::Unit;
use yuebao_sheets::{Batch, Location, Note};
use yuebao_store::audit::{self, What};
use yuebao_store::{Error, ReadTransaction, WriteTransaction};

use super::Ground;
use super::checked::{New, checked};
use crate::clock::Now;
use crate::sync::{Sender, take_in};

/// The device that reports from files say they come from.
const DEVICE: &str = "import";

/// One report of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ReportChange {
    pub(crate) project: String,
    pub(crate) month: Month,
    pub(crate) values: FieldValues,
    pub(crate) location: Location,
    /// Why it is not taken in; `None` if it is.
    pub(crate) kept: Option<Kept>,
}

/// What the files would add.
#[derive(Debug, Clone, Default)]
pub(crate) struct ReportImport {
    /// In the order of the files.
    pub(crate) changes: Vec<ReportChange>,
    /// What stands against it: nothing may be written as long as there is any.
    pub(crate) errors: Vec<Note>,
    pub(crate) notes: Vec<Note>,
}

/// Reads reports under the profile of the month that was said, else under the newest one that finds any
/// of its years in them.
pub(crate) fn under_their_profile(
    ground: &Ground,
    said: Option<Month>,
    read: impl Fn(&Profile) -> Result<Batch, Vec<Note>>,
) -> Result<Batch, Vec<Note>> {
    let first = read(ground.profile_for(said));
    let is_found = |read: &Result<Batch, _>| (read.as_ref()).is_ok_and(|it| !it.reports.is_empty());
    if said.is_some() || is_found(&first) {
        return first;
    }
    let mut earlier = ground.profiles.earlier().iter().map(read);
    earlier.find(is_found).unwrap_or(first)
}

/// Compares what was read of files with the reports that are held.
pub(crate) fn compare(
    tx: &dyn ReadTransaction,
    batch: &Batch,
    ground: &Ground,
    now: Now,
) -> Result<ReportImport, Error> {
    let mut import = ReportImport::default();
    for note in &batch.notes {
        // what is said of a cell is a value that was not taken
        if note.is_left_out || !note.location.column.is_empty() {
            import.errors.push(note.clone());
        } else {
            import.notes.push(note.clone());
        }
    }
    let places = places(batch, ground, &mut import.errors);
    let Some(running) = Month::of(now.today()) else {
        return Ok(import);
    };
    let mut seen: BTreeMap<(usize, Month), usize> = BTreeMap::new();
    let mut new = Vec::new();
    for (at, filed) in batch.reports.iter().enumerate() {
        let unread = Report::read(&filed.values).unread;
        let unread = unread.iter();
        let unread = unread.map(|one| not_understood(filed.location.clone(), one));
        import.errors.extend(unread);
        let Some(place) = places.get(&filed.row) else {
            continue;
        };
        if let Some(first) = seen.insert((*place, filed.month), at) {
            let first = &batch.reports[first];
            if first.values != filed.values {
                let note = disagree(&filed.location, &first.location);
                import.errors.push(note);
            }
            continue;
        }
        let plan = &ground.plan[*place];
        let held = tx.report(&plan.id, filed.month)?;
        let held = held.filter(|held| held.state.of_report() != Some(report::State::Void));
        let month = tx.subject(&filed.month.into())?;
        let book = tx.book(&plan.id)?;
        let met = Met {
            plan: book.at(filed.month).unwrap_or(plan),
            month: filed.month,
            running,
            held: held.as_ref().map(|held| &held.values),
            gate: month.map_or(Gate::Open, |month| Gate::of(&month.values, &plan.id)),
        };
        let kept = match standing(&filed.values, &met) {
            Standing::New => None,
            Standing::Unchanged(kept) => Some(kept),
            Standing::BeforePlan => {
                import
                    .errors
                    .push(before_plan(filed.location.clone(), plan));
                continue;
            }
            Standing::Bundle => {
                import.errors.push(bundle(filed.location.clone(), plan));
                continue;
            }
            Standing::NotPast => {
                import
                    .errors
                    .push(not_past(filed.location.clone(), filed.month));
                continue;
            }
        };
        if kept.is_none() {
            new.push(New { filed, plan, book });
        }
        import.changes.push(ReportChange {
            project: plan.id.clone(),
            month: filed.month,
            values: filed.values.clone(),
            location: filed.location.clone(),
            kept,
        });
    }
    let found = checked(tx, &new, ground, running)?;
    import.errors.extend(found.errors);
    import.notes.extend(found.notes);
    Ok(import)
}

/// For each project of the files its place in the plan.
fn places(batch: &Batch, ground: &Ground, errors: &mut Vec<Note>) -> BTreeMap<usize, usize> {
    let known = Known::of(&ground.plan);
    let mut places = BTreeMap::new();
    for (at, row) in batch.plan.iter().enumerate() {
        let location = || batch.seen[at].clone();
        let asked = PlanRow {
            id: batch.stated_id(at).unwrap_or_default().to_owned(),
            units: lead(row, &ground.units).into_iter().collect(),
            ..row.clone()
        };
        match known.find(&asked) {
            Identity::Known(place) => {
                places.insert(at, place);
            }
            Identity::OtherCode(place) => {
                let known = &ground.plan[place];
                errors.push(other_code(location(), row, known));
            }
            Identity::Several(found) => {
                let found: Vec<&str> = (found.iter())
                    .map(|place| ground.plan[*place].id.as_str())
                    .collect();
                errors.push(several(location(), &found.join("、")));
            }
            Identity::New => errors.push(not_in_plan(location(), &row.name)),
        }
    }
    places
}

/// The lead unit that a row names, by its identifier; none if no unit is called so.
fn lead(row: &PlanRow, units: &[Unit]) -> Option<String> {
    let named = row.lead_unit()?;
    let mut found = units
        .iter()
        .filter(|unit| unit.id == named || unit.name == named);
    match (found.next(), found.next()) {
        (Some(unit), None) => Some(unit.id.clone()),
        _ => None,
    }
}

/// Whoever takes reports in without being logged in: the first account of the office that closes months.
pub(crate) fn office(
    tx: &dyn ReadTransaction,
    ground: &Ground,
    named: Option<&str>,
) -> Result<Option<Me>, Error> {
    let accounts = tx.users()?.into_iter();
    let mut accounts = accounts.filter(|account| !account.disabled);
    let found = accounts.find(|account| {
        ground.closes(account.me.role) && named.is_none_or(|named| account.me.user == named)
    });
    Ok(found.map(|account| account.me))
}

/// Takes in what is new, within a transaction that is open; how many it were.
pub(crate) fn write(
    tx: &dyn WriteTransaction,
    import: &ReportImport,
    ground: &Ground,
    by: &Me,
    now: Now,
) -> Result<usize, Error> {
    let sender = Sender {
        me: by.clone(),
        device: DEVICE.to_owned(),
        now,
    };
    let new = import.changes.iter().filter(|change| change.kept.is_none());
    let new: Vec<(ReportKey, &FieldValues)> = new
        .map(|change| {
            let key = ReportKey {
                project: change.project.clone(),
                month: change.month,
            };
            (key, &change.values)
        })
        .collect();
    take_in(tx, &sender, &ground.profiles, &ground.plan, &new)?;
    if !new.is_empty() {
        let what = ("reports", new.len());
        audit::append(tx, &now.rfc3339(), What::Imported, &by.user, &what)?;
    }
    Ok(new.len())
}

fn asked(location: Location, zh: String, en: String) -> Note {
    Note {
        location,
        zh,
        en,
        is_left_out: true,
    }
}

fn not_understood(location: Location, unread: &Unread) -> Note {
    let label = unread.field.label();
    asked(
        location,
        format!("“{}”：{}", label.zh, unread.reason(Lang::Zh)),
        format!("{}: {}", label.en, unread.reason(Lang::En)),
    )
}

fn disagree(location: &Location, first: &Location) -> Note {
    asked(
        location.clone(),
        format!(
            "同一项目同一月份在 {} 已有，数字不同；请更正其中一处",
            first.show(Lang::Zh)
        ),
        format!(
            "the same project and month stand at {} with other figures; correct one of them",
            first.show(Lang::En)
        ),
    )
}

fn before_plan(location: Location, plan: &PlanRow) -> Note {
    let (name, entered) = (&plan.name, plan.entered);
    asked(
        location,
        format!("“{name}”{entered} 列入计划，最早可导入其上一年的月报"),
        format!(
            "“{name}” entered the plan in {entered}: reports are taken from the year before on"
        ),
    )
}

fn bundle(location: Location, plan: &PlanRow) -> Note {
    let name = &plan.name;
    asked(
        location,
        format!("“{name}”是打包项目，月报由其子项目分别填报；请改为子项目的月报"),
        format!("“{name}” is a bundle, whose parts report: give the reports of the parts instead"),
    )
}

fn not_past(location: Location, month: Month) -> Note {
    asked(
        location,
        format!("{month} 还没有过去，请照常填报；这里只导入以前月份"),
        format!(
            "{month} is not past: report it in the ordinary way, only past months are imported"
        ),
    )
}

fn not_in_plan(location: Location, name: &str) -> Note {
    asked(
        location,
        format!("计划中没有“{name}”；请先导入计划，或写项目代码"),
        format!("the plan has no “{name}”; import the plan first, or give its project code"),
    )
}

fn several(location: Location, ids: &str) -> Note {
    asked(
        location,
        format!("看不出是哪个项目：{ids} 都叫这个名称；请写项目代码，或加一列“项目标识”"),
        format!(
            "which project it is cannot be told: {ids} have this name; give the project code, or add a \
             column “项目标识”"
        ),
    )
}

fn other_code(location: Location, row: &PlanRow, known: &PlanRow) -> Note {
    let (own, code) = (
        row.code.as_deref().unwrap_or_default(),
        known.code.as_deref().unwrap_or_default(),
    );
    asked(
        location,
        format!(
            "与“{}”同名、同牵头单位，而项目代码是 {own}，计划中是 {code}；请更正",
            known.id
        ),
        format!(
            "name and lead unit are those of “{}”, but the project code is {own}, in the plan {code}; \
             correct it",
            known.id
        ),
    )
}
