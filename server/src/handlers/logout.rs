//! `POST /api/v1/logout`: ends the login that the token stands for.

use axum::extract::State;
use axum::http::StatusCode;

use yuebao_store::audit::{self, What};

use crate::error::AppError;
use crate::extract::Session;
use crate::state::AppState;

/// Nothing to say but done.
pub async fn logout(
    State(state): State<AppState>,
    session: Session,
) -> Result<StatusCode, AppError> {
    let at = state.clock.now().rfc3339();
    state
        .writer
        .write(move |tx| {
            if tx.end_session(&session.login)? {
                audit::append(tx, &at, What::Logout, &session.me.user, &())?;
            }
            Ok(())
        })
        .await?;
    Ok(StatusCode::NO_CONTENT)
}
