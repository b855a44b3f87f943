//! `GET /healthz`: whether the server can read and write, for whoever watches it.

use axum::extract::State;

use crate::error::AppError;
use crate::state::AppState;

/// `ok`, once a reader has read and the writer has committed.
pub async fn healthz(State(state): State<AppState>) -> Result<&'static str, AppError> {
    state.readers.read(|tx| tx.last_seq()).await?;
    state.writer.write(|_| Ok(())).await?;
    Ok("ok\n")
}
