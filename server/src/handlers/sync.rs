//! `POST /api/v1/sync`: push and pull in one round trip.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use serde_json::value::RawValue;
use yuebao_domain::text::words;
use yuebao_domain::wire::v1::{Me, OperationResult, SyncAnswer, SyncRequest};

use super::limits::{within_limits, within_rate};
use super::operations::Read;
use crate::clock::Now;
use crate::error::AppError;
use crate::extract::{ApiJson, Session};
use crate::state::AppState;
use crate::sync::{Allowance, Sender, answer, answer_along, push_within};

type Request = SyncRequest<Box<RawValue>>;

/// Writes what is sent, then answers with what is new, this request's own changes included.
pub async fn sync(
    State(state): State<AppState>,
    session: Session,
    ApiJson(request): ApiJson<Request>,
) -> Result<Json<SyncAnswer>, AppError> {
    within_rate(&state, &session.me)?;
    let now = state.clock.now();
    within_limits(&request)?;
    let read = Read::from_sent(&request.operations)?;
    let me = session.me;
    let (request, results) = if read.operations.is_empty() {
        (request, read.answers(Vec::new()))
    } else {
        match write(&state, me.clone(), request, read, now).await? {
            Written::Answered(answer) => {
                state.metrics.decided(&answer.results);
                return Ok(Json(*answer));
            }
            Written::Unanswered(request, results) => {
                state.metrics.decided(&results);
                (request, results)
            }
        }
    };
    let answer = state
        .readers
        .glance(move |conn| answer(conn, &me, &request, &results, now))
        .await?;
    answer.map(Json).ok_or_else(AppError::internal)
}

/// What is written, with the answer if that was made along with it.
enum Written {
    Answered(Box<SyncAnswer>),
    Unanswered(Request, Vec<OperationResult>),
}

async fn write(
    state: &AppState,
    me: Me,
    request: Request,
    mut read: Read,
    now: Now,
) -> Result<Written, AppError> {
    let left = state.written.left(&me.user, now).map_err(too_much)?;
    let quota = Arc::clone(&state.written);
    let sender = Sender {
        me,
        device: request.device.clone(),
        now,
    };
    let written = state.writer.write(move |conn| {
        let operations = std::mem::take(&mut read.operations);
        let allowance = Allowance::of(left);
        let results = read.answers(push_within(conn, &sender, &operations, &allowance)?);
        quota.spend(&sender.me.user, allowance.written(), now);
        let along = answer_along(conn, &sender.me, &request, &results, now);
        Ok(match along {
            Some(answer) => Written::Answered(Box::new(answer)),
            None => Written::Unanswered(request, results),
        })
    });
    Ok(written.await?)
}

fn too_much(seconds: u64) -> AppError {
    AppError::new(
        StatusCode::TOO_MANY_REQUESTS,
        "too-much-written",
        "Too much was written today",
        words(
            "该账号今日写入的内容超过上限，请联系管理员；内容仍在本机，之后自动重试",
            "This account has written more today than it may: ask the administrator; everything is still on your device and will be sent again",
        ),
    )
    .retry_after(seconds)
}
