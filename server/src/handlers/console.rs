//! `GET /api/v2/console`: when tablets were last heard of, and what they could not deliver; for the
//! offices and the administrator.

use std::collections::{BTreeMap, BTreeSet};

use axum::Json;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use yuebao_domain::text::Words;
use yuebao_domain::wire::v2::console::{
    Console, ConsolePerson, ConsoleQuery, MAX_MONTHS, Undelivered,
};
use yuebao_store::undelivered::Why;
use yuebao_store::{Error, ReadTransaction};

use super::admin::tablets;
use super::limits::within_rate;
use crate::clock::Now;
use crate::error::AppError;
use crate::extract::Session;
use crate::state::AppState;

/// Most of what could not be delivered that is told.
const MOST: usize = 500;

/// The longest month: who asks for one shall see no less.
const DAYS_OF_A_MONTH: i64 = 31;
const DAY: i64 = 24 * 60 * 60;

/// What the server knows of tablets.
pub async fn console(
    State(state): State<AppState>,
    session: Session,
    asked: Result<Query<ConsoleQuery>, QueryRejection>,
) -> Result<Json<Console>, AppError> {
    within_rate(&state, &session.me)?;
    let months = months(asked)?;
    let now = state.clock.now();
    let since = now.plus_seconds(-i64::from(months) * DAYS_OF_A_MONTH * DAY);
    let found = state.readers.read(move |tx| tell(tx, now, since)).await?;
    Ok(Json(found))
}

fn months(asked: Result<Query<ConsoleQuery>, QueryRejection>) -> Result<u32, AppError> {
    let expected = format!("1 to {MAX_MONTHS}");
    let wrong = |reason: &str| AppError::invalid_address("months", reason, &expected);
    let Query(asked) = asked.map_err(|error| wrong(&error.body_text()))?;
    if (1..=MAX_MONTHS).contains(&asked.months) {
        Ok(asked.months)
    } else {
        Err(wrong(&asked.months.to_string()))
    }
}

fn tell(tx: &dyn ReadTransaction, now: Now, since: Now) -> Result<Console, Error> {
    let tablets = tablets(tx, now)?;
    let since = since.rfc3339();
    let mut found = tx.undelivered(&since, MOST + 1)?;
    let cut = found.len() > MOST;
    found.truncate(MOST);
    let mut names = BTreeMap::new();
    let mut undelivered = Vec::new();
    for one in found {
        let project = one.subject.project().unwrap_or_default().to_owned();
        if !names.contains_key(&project) {
            let name = tx.project(&project)?.map(|plan| plan.name);
            names.insert(project.clone(), name.unwrap_or_else(|| project.clone()));
        }
        let name = names.get(&project).cloned().unwrap_or_default();
        let (why, words) = match one.why {
            Why::Waits => ("waits", String::new()),
            Why::Refused(refusal) => {
                let both = |words: Words| format!("{} / {}", words.zh, words.en);
                let said = refusal.map(|refusal| both(refusal.words()));
                ("refused", said.unwrap_or_default())
            }
        };
        undelivered.push(Undelivered {
            user: one.user,
            device: one.device,
            name,
            project,
            month: one.subject.month().to_string(),
            at: one.at.into(),
            why: why.to_owned(),
            words,
        });
    }
    let users = tablets.iter().map(|tablet| tablet.user.as_str());
    let users = users.chain(undelivered.iter().map(|one| one.user.as_str()));
    let users: BTreeSet<&str> = users.collect();
    let people: Vec<ConsolePerson> = (tx.users()?.into_iter())
        .filter(|account| users.contains(account.me.user.as_str()))
        .map(|account| ConsolePerson {
            user: account.me.user,
            name: account.me.name,
            unit: account.me.unit.id,
        })
        .collect();
    let units = tx.units()?.into_iter();
    let units = units.filter(|unit| people.iter().any(|person| person.unit == unit.id));
    Ok(Console {
        units: units.map(Into::into).collect(),
        people,
        tablets,
        undelivered,
        since: Some(since.into()),
        cut,
    })
}
