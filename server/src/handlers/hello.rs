//! `GET /api/v1/hello`: who the server is and what it takes.

use axum::Json;
use axum::extract::State;
use yuebao_domain::wire::v1::{Hello, MAX_BODY, MAX_OPERATIONS, PROTOCOL};

use crate::db;
use crate::error::AppError;
use crate::state::AppState;
use crate::sync::form_versions;

/// Answers without a login.
pub async fn hello(State(state): State<AppState>) -> Result<Json<Hello>, AppError> {
    let (identity, profile) = state
        .readers
        .read(|conn| Ok((db::meta::identity(conn)?, db::meta::profile(conn)?)))
        .await?;
    let identity = identity.ok_or_else(AppError::internal)?;
    Ok(Json(Hello {
        server_id: identity.server_id,
        epoch: identity.epoch,
        time: state.clock.now().rfc3339(),
        protocol: PROTOCOL,
        form_versions: form_versions(),
        max_operations: MAX_OPERATIONS,
        max_body: MAX_BODY,
        build: state.assets.build().to_owned(),
        title: profile.map(|profile| profile.title).unwrap_or_default(),
    }))
}
