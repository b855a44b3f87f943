//! `POST /api/v1/sync` and `/api/v2/sync`: push and pull in one round trip.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use serde_json::value::RawValue;
use yuebao_domain::operation::Receipt;
use yuebao_domain::rights::Me;
use yuebao_domain::text::words;
use yuebao_domain::wire::{v1, v2};

use super::limits::{Head, within_limits, within_rate};
use super::operations::Read;
use crate::clock::Now;
use crate::error::AppError;
use crate::extract::{ApiJson, Session};
use crate::state::AppState;
use crate::sync::{Allowance, Answer, Asked, Sender, answer, answer_along, push_within};
use crate::tablets::Met;

/// Protocol 1: reports.
pub async fn sync_v1(
    State(state): State<AppState>,
    session: Session,
    ApiJson(request): ApiJson<v1::SyncRequest<Box<RawValue>>>,
) -> Result<Json<v1::SyncAnswer>, AppError> {
    within_rate(&state, &session.me)?;
    within_limits(&Head {
        protocol: (v1::PROTOCOL, request.protocol),
        nonce: &request.nonce,
        device: &request.device,
        mark: request.mark.as_deref(),
        operations: request.operations.len(),
    })?;
    let read = Read::from_sent::<v1::Operation>(&request.operations)?;
    let asked = Asked::from(&request);
    let tablet = Tablet {
        device: request.device,
        set_aside: None,
    };
    let answer = exchange(&state, session, tablet, asked, read).await?;
    Ok(Json(answer.into()))
}

/// Protocol 2: every subject.
pub async fn sync_v2(
    State(state): State<AppState>,
    session: Session,
    ApiJson(request): ApiJson<v2::SyncRequest<Box<RawValue>>>,
) -> Result<Json<v2::SyncAnswer>, AppError> {
    within_rate(&state, &session.me)?;
    within_limits(&Head {
        protocol: (v2::PROTOCOL, request.protocol),
        nonce: &request.nonce,
        device: &request.device,
        mark: request.mark.as_deref(),
        operations: request.operations.len(),
    })?;
    let read = Read::from_sent::<v2::Operation>(&request.operations)?;
    let asked = Asked::from(&request);
    let tablet = Tablet {
        device: request.device,
        set_aside: request.set_aside,
    };
    let answer = exchange(&state, session, tablet, asked, read).await?;
    Ok(Json(answer.into()))
}

/// Who asks, as it calls itself.
struct Tablet {
    device: String,
    /// How many operations it has set aside, if it says.
    set_aside: Option<u32>,
}

/// Writes what is sent, then answers with what is new, this request's own changes included.
async fn exchange(
    state: &AppState,
    session: Session,
    tablet: Tablet,
    asked: Asked,
    read: Read,
) -> Result<Answer, AppError> {
    let now = state.clock.now();
    note_tablet(state, &session, &tablet, now);
    let device = tablet.device;
    let me = session.me;
    let (asked, receipts) = if read.operations.is_empty() {
        (asked, read.answers(Vec::new()))
    } else {
        match write(state, me.clone(), device, asked, read, now).await? {
            Written::Answered(answer) => {
                state.metrics.decided(answer.receipts());
                return Ok(*answer);
            }
            Written::Unanswered(asked, receipts) => {
                state.metrics.decided(&receipts);
                (asked, receipts)
            }
        }
    };
    let answer = state
        .readers
        .glance(move |tx| answer(tx, &me, &asked, receipts.clone(), now))
        .await?;
    answer.ok_or_else(AppError::internal)
}

/// Notes when this tablet was last heard of, which nobody waits for. Where that cannot be written, it is
/// only not known.
fn note_tablet(state: &AppState, session: &Session, tablet: &Tablet, now: Now) {
    let met = Met {
        user: &session.me.user,
        login: session.login,
        device: &tablet.device,
        set_aside: tablet.set_aside,
    };
    let Some(seen) = state.tablets.meet(met, now) else {
        return;
    };
    if let Err(error) = state.writer.write_unheard(move |tx| seen.note(tx)) {
        tracing::debug!(%error, "a tablet was not noted");
    }
}

/// What is written, with the answer if that was made along with it.
enum Written {
    Answered(Box<Answer>),
    Unanswered(Asked, Vec<Receipt>),
}

async fn write(
    state: &AppState,
    me: Me,
    device: String,
    asked: Asked,
    mut read: Read,
    now: Now,
) -> Result<Written, AppError> {
    let left = state.written.left(&me.user, now).map_err(too_much)?;
    let quota = Arc::clone(&state.written);
    let sender = Sender { me, device, now };
    let written = state.writer.write(move |tx| {
        let operations = std::mem::take(&mut read.operations);
        let allowance = Allowance::of(left);
        let receipts = read.answers(push_within(tx, &sender, &operations, &allowance)?);
        quota.spend(&sender.me.user, allowance.written(), now);
        let along = answer_along(tx, &sender.me, &asked, &receipts, now);
        Ok(match along {
            Some(answer) => Written::Answered(Box::new(answer)),
            None => Written::Unanswered(asked, receipts),
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
