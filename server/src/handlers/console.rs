//! `GET /api/v2/console`: when tablets were last heard of, and what they could not deliver; for the
//! offices and the administrator.

use std::collections::BTreeSet;

use axum::Json;
use axum::extract::State;
use yuebao_domain::text::Words;
use yuebao_domain::wire::v2::console::{Console, ConsolePerson, Undelivered};
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

/// What the server knows of tablets.
pub async fn console(
    State(state): State<AppState>,
    session: Session,
) -> Result<Json<Console>, AppError> {
    within_rate(&state, &session.me)?;
    let now = state.clock.now();
    let found = state.readers.read(move |tx| tell(tx, now)).await?;
    Ok(Json(found))
}

fn tell(tx: &dyn ReadTransaction, now: Now) -> Result<Console, Error> {
    let tablets = tablets(tx, now)?;
    let mut undelivered = Vec::new();
    for one in tx.undelivered(MOST)? {
        let project = one.subject.project().unwrap_or_default().to_owned();
        let name = tx.project(&project)?.map(|plan| plan.name);
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
            name: name.unwrap_or_else(|| project.clone()),
            project,
            month: one.subject.month().to_string(),
            at: one.at.into(),
            why: why.to_owned(),
            words,
        });
    }
    let named = tablets.iter().map(|tablet| tablet.user.as_str());
    let named = named.chain(undelivered.iter().map(|one| one.user.as_str()));
    let named: BTreeSet<&str> = named.collect();
    let people: Vec<ConsolePerson> = (tx.users()?.into_iter())
        .filter(|account| named.contains(account.me.user.as_str()))
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
    })
}
