//! `GET /api/v2/admin/register`, `POST /api/v2/admin/tasks` and `POST /api/v2/admin/accounts`: units,
//! accounts and tablets, for the administrator.

use std::collections::BTreeMap;

use axum::Json;
use axum::body::Bytes;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use yuebao_domain::rights::Role;
use yuebao_domain::text::words;
use yuebao_domain::wire::v1::Unit;
use yuebao_domain::wire::v2::admin::{
    Account, AreaName, Done, Imported, Line, ListQuery, Person, Register, Tablet, Task, Wrong,
};
use yuebao_sheets::account_list::{Complaint, read};
use yuebao_store::audit::{self, What};
use yuebao_store::meta::profiles_in_force;
use yuebao_store::projects::Put;
use yuebao_store::{Error, ReadTransaction, WriteTransaction};

use super::limits::within_rate;
use crate::account_list::{self, Counts, Step};
use crate::accounts::{self, AccountError, NewAccount, NewRights};
use crate::clock::Now;
use crate::error::AppError;
use crate::extract::{ApiJson, Session};
use crate::state::AppState;
use crate::units::{self, UnitError};

/// Everything that is looked after.
pub async fn register(
    State(state): State<AppState>,
    session: Session,
) -> Result<Json<Register>, AppError> {
    within_rate(&state, &session.me)?;
    let now = state.clock.now();
    let found = state.readers.read(move |tx| tell(tx, now)).await?;
    Ok(Json(found))
}

/// Does one thing.
pub async fn task(
    State(state): State<AppState>,
    session: Session,
    ApiJson(task): ApiJson<Task>,
) -> Result<Json<Done>, AppError> {
    within_rate(&state, &session.me)?;
    let now = state.clock.now();
    let made = match &task {
        Task::AddAccount(_) | Task::SetPassword { .. } => Some(Made::new().await?),
        _ => None,
    };
    let password = made.as_ref().map(|made| made.password.clone());
    let done = state.writer.write(move |tx| {
        attempt(tx, || {
            let by = &session.me.user;
            carry_out(tx, by, &task, made.as_ref(), now)?;
            let what = (word(&task), about(&task));
            audit::append(tx, &now.rfc3339(), What::Administered, by, &what)?;
            Ok(tell(tx, now)?)
        })
    });
    let register = done.await??;
    Ok(Json(Done { register, password }))
}

/// Takes in a list of accounts: a file, or what was copied out of a table.
pub async fn import(
    State(state): State<AppState>,
    session: Session,
    trial: Result<Query<ListQuery>, QueryRejection>,
    body: Bytes,
) -> Result<Json<Imported>, AppError> {
    within_rate(&state, &session.me)?;
    let Query(trial) = trial.map_err(|error| {
        AppError::invalid_address("preview", &error.body_text(), "true or false")
    })?;
    let lines = tokio::task::spawn_blocking(move || read(body.into()));
    let lines = match lines.await.map_err(|_| AppError::internal())? {
        Ok(lines) => lines,
        Err(complaint) => return Ok(Json(refused(vec![complaint]))),
    };
    let tried = lines.clone();
    let compared = state
        .readers
        .read(move |tx| account_list::compare(tx, &tried));
    let steps = match compared.await? {
        Ok(steps) => steps,
        Err(complaints) => return Ok(Json(refused(complaints))),
    };
    if trial.preview {
        return Ok(Json(imported(&steps, &BTreeMap::new(), false)));
    }
    let mut made = BTreeMap::new();
    for step in steps.iter().filter(|step| step.put == Put::Added) {
        made.insert(step.user.clone(), Made::new().await?);
    }
    let (by, now) = (session.me.user, state.clock.now());
    let written = state.writer.write(move |tx| {
        attempt(tx, || {
            // Somebody else may have been at work meanwhile.
            let steps = match account_list::compare(tx, &lines)? {
                Ok(steps) => steps,
                Err(complaints) => return Ok(refused(complaints)),
            };
            let hash = |(user, made): (&String, &Made)| (user.clone(), made.hash.clone());
            let hashes = made.iter().map(hash).collect();
            account_list::write(tx, &steps, &hashes, now)?;
            account_list::note(tx, &by, Counts::of(&steps), now)?;
            Ok(imported(&steps, &made, true))
        })
    });
    Ok(Json(written.await??))
}

/// A password that was made, and its hash, which takes a while.
struct Made {
    password: String,
    hash: String,
}

impl Made {
    async fn new() -> Result<Self, AppError> {
        let made = tokio::task::spawn_blocking(|| {
            let password = accounts::generate_password()?;
            let hash = accounts::hash_password(&password)?;
            Ok::<_, AccountError>(Self { password, hash })
        });
        Ok(made.await.map_err(|_| AppError::internal())??)
    }
}

/// Why a task was not done.
enum Refused {
    Account(AccountError),
    Unit(UnitError),
    Words(&'static str, String),
}

impl From<AccountError> for Refused {
    fn from(error: AccountError) -> Self {
        Self::Account(error)
    }
}

impl From<UnitError> for Refused {
    fn from(error: UnitError) -> Self {
        Self::Unit(error)
    }
}

impl From<Error> for Refused {
    fn from(error: Error) -> Self {
        Self::Account(error.into())
    }
}

impl From<Refused> for AppError {
    fn from(refused: Refused) -> Self {
        let (field, said) = match refused {
            Refused::Account(AccountError::Db(error)) | Refused::Unit(UnitError::Db(error)) => {
                return error.into();
            }
            Refused::Account(error @ (AccountError::Hash(_) | AccountError::Random(_))) => {
                return error.into();
            }
            Refused::Account(error) => ("user", error.to_string()),
            Refused::Unit(error) => ("unit", error.to_string()),
            Refused::Words(field, words) => (field, words),
        };
        let words = words(
            "没有办成，未作任何改动",
            "It was not done, and nothing was changed",
        );
        Self::new(StatusCode::CONFLICT, "not-done", "Not done", words)
            .because(&said)
            .at(field)
    }
}

/// All of it, or nothing.
fn attempt<T>(
    tx: &dyn WriteTransaction,
    work: impl FnOnce() -> Result<T, Refused>,
) -> Result<Result<T, Refused>, Error> {
    tx.set_savepoint()?;
    let done = work();
    if done.is_err() {
        tx.undo_to_savepoint()?;
    }
    tx.release_savepoint()?;
    match done {
        Err(Refused::Account(AccountError::Db(error)) | Refused::Unit(UnitError::Db(error))) => {
            Err(error)
        }
        done => Ok(done),
    }
}

fn carry_out(
    tx: &dyn WriteTransaction,
    by: &str,
    task: &Task,
    made: Option<&Made>,
    now: Now,
) -> Result<(), Refused> {
    match task {
        Task::AddUnit(unit) => units::add(tx, unit.clone().into(), now)?,
        Task::ChangeUnit(unit) => drop(units::change(tx, unit.clone().into(), now)?),
        Task::RemoveUnit { id } => units::remove(tx, id, now)?,
        Task::AddAccount(person) => {
            let new = NewAccount {
                name: person.user.clone(),
                shown: person.name.clone(),
                role: role(person)?,
                unit: person.unit.clone(),
                owner: person.owner.clone(),
                password: None,
            };
            let hash = made.map(|made| made.hash.as_str());
            accounts::add_with_hash(tx, &new, hash, now)?;
        }
        Task::ChangeAccount(person) => {
            let to = NewRights {
                role: Some(role(person)?),
                unit: Some(&person.unit),
                owner: Some(person.owner.as_deref().unwrap_or_default()),
            };
            accounts::rename(tx, &person.user, &person.name, now)?;
            accounts::change(tx, &person.user, to, now)?;
        }
        Task::SetPassword { user } => {
            let hash = made.map_or("", |made| made.hash.as_str());
            accounts::set_hash(tx, user, hash, now)?;
        }
        Task::Switch {
            user,
            disabled: true,
        } if user == by => {
            let said = "不能停用自己的账号 / nobody switches their own account off";
            return Err(Refused::Words("user", said.to_owned()));
        }
        Task::Switch { user, disabled } => accounts::set_disabled(tx, user, *disabled, now)?,
        Task::EndLogins { user } => drop(accounts::end_logins(tx, user, now)?),
        Task::RevokeTablet { user, device } => accounts::revoke(tx, user, device, now)?,
    }
    Ok(())
}

fn role(person: &Person) -> Result<Role, Refused> {
    Role::from_key(&person.role).ok_or_else(|| {
        let role = &person.role;
        let said = format!("没有角色“{role}” / there is no role “{role}”");
        Refused::Words("role", said)
    })
}

/// What is entered of a task: what it does, and to whom.
fn word(task: &Task) -> &'static str {
    match task {
        Task::AddUnit(_) => "add_unit",
        Task::ChangeUnit(_) => "change_unit",
        Task::RemoveUnit { .. } => "remove_unit",
        Task::AddAccount(_) => "add_account",
        Task::ChangeAccount(_) => "change_account",
        Task::SetPassword { .. } => "set_password",
        Task::Switch { .. } => "switch",
        Task::EndLogins { .. } => "end_logins",
        Task::RevokeTablet { .. } => "revoke_tablet",
    }
}

fn about(task: &Task) -> &str {
    match task {
        Task::AddUnit(unit) | Task::ChangeUnit(unit) => &unit.id,
        Task::RemoveUnit { id } => id,
        Task::AddAccount(person) | Task::ChangeAccount(person) => &person.user,
        Task::SetPassword { user }
        | Task::Switch { user, .. }
        | Task::EndLogins { user }
        | Task::RevokeTablet { user, .. } => user,
    }
}

fn tell(tx: &dyn ReadTransaction, now: Now) -> Result<Register, Error> {
    let profiles = profiles_in_force(tx)?;
    let areas = profiles.as_ref().map(|profiles| profiles.areas());
    let area = |area: &yuebao_domain::profile::Area| AreaName {
        code: area.code.clone(),
        name: area.name.clone(),
    };
    let accounts = tx.users()?.into_iter().map(|account| Account {
        origin: account.origin.key().to_owned(),
        user: account.me.user,
        name: account.me.name,
        role: account.me.role.key().to_owned(),
        unit: account.me.unit.id,
        owner: account.me.owner,
        disabled: account.disabled,
    });
    Ok(Register {
        units: tx.units()?.into_iter().map(Unit::from).collect(),
        areas: areas.into_iter().flatten().map(area).collect(),
        accounts: accounts.collect(),
        tablets: tablets(tx, now)?,
    })
}

/// Every tablet, as it travels.
pub(super) fn tablets(tx: &dyn ReadTransaction, now: Now) -> Result<Vec<Tablet>, Error> {
    let found = tx.tablets(now.seconds())?.into_iter();
    let told = found.map(|tablet| Tablet {
        user: tablet.user,
        device: tablet.device,
        seen_at: Now::from_seconds(tablet.seen_at).rfc3339().into(),
        logged_in: tablet.logged_in,
        set_aside: tablet.set_aside,
    });
    Ok(told.collect())
}

fn refused(complaints: Vec<Complaint>) -> Imported {
    let wrong = |complaint: Complaint| Wrong {
        row: complaint.row,
        words: complaint.words,
    };
    Imported {
        errors: complaints.into_iter().map(wrong).collect(),
        ..Imported::default()
    }
}

fn imported(steps: &[Step], made: &BTreeMap<String, Made>, written: bool) -> Imported {
    let line = |step: &Step| Line {
        row: step.row,
        person: Person {
            user: step.user.clone(),
            name: step.name.clone(),
            role: step.role.key().to_owned(),
            unit: step.unit.clone(),
            owner: step.owner.clone(),
        },
        what: step.put.key().to_owned(),
        password: made.get(&step.user).map(|made| made.password.clone()),
    };
    Imported {
        written,
        lines: steps.iter().map(line).collect(),
        errors: Vec::new(),
    }
}
