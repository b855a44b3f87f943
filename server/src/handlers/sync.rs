//! `POST /api/v1/sync`: push and pull in one round trip.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use serde_json::value::RawValue;
use yuebao_domain::text::Words;
use yuebao_domain::wire::v1::{Operation, OperationResult, SyncAnswer, SyncRequest};

use super::limits::within_limits;
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
    let now = state.clock.now();
    let counted = state.requests.count(&session.me.user, now);
    counted.map_err(too_many)?;
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

fn too_many(seconds: u64) -> AppError {
    AppError::new(
        StatusCode::TOO_MANY_REQUESTS,
        "too-many-requests",
        "Too many requests",
        Words {
            zh: "请求过于频繁，请稍后自动重试",
            en: "Too many requests of this user; try again shortly",
        },
    )
    .retry_after(seconds)
}
