//! `POST /api/v1/logout`: ends the login that the token stands for.

use axum::extract::State;
use axum::http::StatusCode;

use crate::db;
use crate::error::AppError;
use crate::extract::Session;
use crate::state::AppState;

/// Nothing to say but done.
pub async fn logout(
    State(state): State<AppState>,
    session: Session,
) -> Result<StatusCode, AppError> {
    state
        .writer
        .write(move |conn| db::sessions::remove(conn, &session.token_hash))
        .await?;
    Ok(StatusCode::NO_CONTENT)
}
