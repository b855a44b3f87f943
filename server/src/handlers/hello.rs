//! `GET /api/v1/hello`: who the server is and what it takes.

use axum::Json;
use axum::extract::State;
use yuebao_domain::operation::form_versions;
use yuebao_domain::period::Month;
use yuebao_domain::wire::v1::{Hello, MAX_BODY, MAX_OPERATIONS, PROTOCOL};
use yuebao_store::meta::profiles_in_force;

use crate::error::AppError;
use crate::state::AppState;

/// Answers without a login.
pub async fn hello(State(state): State<AppState>) -> Result<Json<Hello>, AppError> {
    let sign_on = state.sign_on.as_ref();
    let (asks, takes) = (sign_on.is_some(), state.takes_passwords());
    let now = state.clock.now();
    let running = Month::of(now.today()).unwrap_or(Month::FIRST);
    let (identity, title, passwords) = (state.readers)
        .read(move |tx| {
            // where the portal signs nobody in, the form is all there is
            let passwords = takes && (!asks || tx.any_password()?);
            let title = profiles_in_force(tx)?.map(|all| all.at(running).title.clone());
            Ok((tx.identity()?, title, passwords))
        })
        .await?;
    let identity = identity.ok_or_else(AppError::internal)?;
    Ok(Json(Hello {
        server_id: identity.server_id,
        epoch: identity.epoch,
        time: now.rfc3339().into(),
        protocol: PROTOCOL,
        form_versions: form_versions(),
        max_operations: MAX_OPERATIONS,
        max_body: MAX_BODY,
        build: state.assets.build().to_owned(),
        title: title.unwrap_or_default(),
        passwords,
        portal_login: sign_on.and_then(|sign_on| sign_on.settings.login_url.clone()),
    }))
}
