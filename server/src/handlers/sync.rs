//! `POST /api/v1/sync`: push and pull in one round trip.

use axum::Json;
use axum::extract::State;
use serde_json::value::RawValue;
use yuebao_domain::wire::v1::{Operation, OperationResult, SyncAnswer, SyncRequest};

use super::limits::{within_limits, within_rate};
use super::operations::Read;
use crate::error::AppError;
use crate::extract::{ApiJson, Session};
use crate::state::AppState;
use crate::sync::{Sender, answer, push};

/// Writes what is sent, then answers with what is new, this request's own changes included.
pub async fn sync(
    State(state): State<AppState>,
    session: Session,
    ApiJson(request): ApiJson<SyncRequest<Box<RawValue>>>,
) -> Result<Json<SyncAnswer>, AppError> {
    within_rate(&state, &session.me)?;
    let now = state.clock.now();
    within_limits(&request)?;
    let mut read = Read::from_sent(&request.operations)?;
    let sender = Sender {
        me: session.me.clone(),
        device: request.device.clone(),
        now,
    };
    let operations = std::mem::take(&mut read.operations);
    let results = read.answers(write(&state, sender, operations).await?);
    let me = session.me;
    let answer = state
        .readers
        .read(move |conn| answer(conn, &me, &request, results, now))
        .await?;
    answer.map(Json).ok_or_else(AppError::internal)
}

async fn write(
    state: &AppState,
    sender: Sender,
    operations: Vec<Operation>,
) -> Result<Vec<OperationResult>, AppError> {
    if operations.is_empty() {
        return Ok(Vec::new());
    }
    let results = state
        .writer
        .write(move |conn| push(conn, &sender, &operations))
        .await?;
    Ok(results)
}
