//! The bytes of a request body: bounded before and after decompression, for each request and for all
//! of them together, whole or not at all, and not slower than a bad line. By hand: tower-http bounds one
//! body before or after it is unpacked, not all of them together, and neither waits for a slow line nor
//! lets the rest pass by so that the sender hears why.

use std::io::Read;
use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use flate2::read::MultiGzDecoder;
use http_body_util::BodyExt;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::{Instant, timeout_at};
use yuebao_domain::text::Words;
use yuebao_domain::wire::v1::MAX_BODY;

use crate::connections::Underway;
use crate::error::AppError;

/// Memory for all bodies under way, in bytes.
const BUDGET: usize = 64 * 1024 * 1024;
/// How long a body may take before its rate counts.
const PATIENCE: Duration = Duration::from_secs(10);
/// The slowest that a body may come from then on, in bytes a second: a bad line has several times as
/// much.
const SLOWEST: u64 = 512;
/// How long that may take, and how long it may pause.
const DISCARDING: Duration = Duration::from_secs(40);
const PAUSE: Duration = Duration::from_secs(5);
/// How many times as large a body usually is when it is unpacked.
const USUALLY_PACKED: usize = 8;
/// How much of a body that nobody wants is taken in, so that its sender hears the answer: one that
/// still sends when the connection is closed hears nothing.
const DISCARDED: usize = 4 * MAX_BODY;

/// Memory for request bodies, shared by all requests.
#[derive(Debug, Clone)]
pub struct Budget(Arc<Semaphore>);

impl Default for Budget {
    fn default() -> Self {
        Self(Arc::new(Semaphore::new(BUDGET)))
    }
}

/// What a request has taken of it, until it is answered.
#[derive(Debug)]
struct Share {
    budget: Budget,
    taken: Option<OwnedSemaphorePermit>,
}

impl Share {
    fn of(budget: &Budget) -> Self {
        Self {
            budget: budget.clone(),
            taken: None,
        }
    }

    fn take(&mut self, bytes: usize) -> Result<(), AppError> {
        let more = u32::try_from(bytes).map_err(|_| too_large(MAX_BODY))?;
        let places = Arc::clone(&self.budget.0);
        let more = places.try_acquire_many_owned(more);
        let more = more.map_err(|_| AppError::busy())?;
        match &mut self.taken {
            Some(taken) => taken.merge(more),
            None => self.taken = Some(more),
        }
        Ok(())
    }
}

/// What may be received at an address.
#[derive(Debug, Clone)]
pub struct Intake {
    /// Largest body, before and after decompression, in bytes.
    pub largest: usize,
    /// The memory for it.
    pub budget: Budget,
}

/// Receives the whole body and unpacks it before the handler is asked.
pub async fn receive(State(intake): State<Intake>, request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    let mut share = Share::of(&intake.budget);
    match whole(&parts.headers, body, intake.largest, &mut share).await {
        Ok(bytes) => {
            parts.headers.remove(header::CONTENT_ENCODING);
            if let Some(underway) = parts.extensions.get::<Arc<Underway>>() {
                underway.is_received();
            }
            let answer = next.run(Request::from_parts(parts, Body::from(bytes)));
            let answer = answer.await;
            drop(share);
            answer
        }
        Err(refusal) => refusal.into_response(),
    }
}

/// Lets what is left of a body pass by, so that its sender hears why.
pub async fn discard(body: Body) {
    Inflow::of(body).discard().await;
}

async fn whole(
    headers: &HeaderMap,
    body: Body,
    largest: usize,
    share: &mut Share,
) -> Result<Bytes, AppError> {
    let mut inflow = Inflow::of(body);
    let received = collect(headers, &mut inflow, largest, share).await;
    if received.is_err() {
        inflow.discard().await;
    }
    received
}

async fn collect(
    headers: &HeaderMap,
    inflow: &mut Inflow,
    largest: usize,
    share: &mut Share,
) -> Result<Bytes, AppError> {
    let packed = is_gzip(headers)?;
    let announced = headers
        .get(header::CONTENT_LENGTH)
        .and_then(|length| length.to_str().ok()?.parse::<usize>().ok());
    if announced.is_some_and(|length| length > largest) {
        return Err(too_large(largest));
    }
    // What grows step by step leaves holes that the allocator keeps.
    let mut bytes = Vec::with_capacity(announced.unwrap_or_default());
    while let Some(part) = inflow.next().await? {
        if bytes.len() + part.len() > largest {
            return Err(too_large(largest));
        }
        share.take(part.len())?;
        bytes.extend_from_slice(&part);
    }
    if packed {
        bytes = unpack(&bytes, largest)?;
        share.take(bytes.len())?;
    }
    Ok(bytes.into())
}

/// A body on its way.
struct Inflow {
    body: Body,
    began: Instant,
    received: usize,
    ended: bool,
}

impl Inflow {
    fn of(body: Body) -> Self {
        Self {
            body,
            began: Instant::now(),
            received: 0,
            ended: false,
        }
    }

    /// The next bytes. Each of them buys time for those behind it.
    async fn next(&mut self) -> Result<Option<Bytes>, AppError> {
        while !self.ended {
            let bought = Duration::from_secs(self.received as u64 / SLOWEST);
            let frame = timeout_at(self.began + PATIENCE + bought, self.body.frame());
            let frame = frame.await.map_err(|_| {
                self.ended = true;
                too_slow()
            })?;
            self.ended = !matches!(frame, Some(Ok(_)));
            let Some(frame) = frame else { continue };
            if let Ok(bytes) = frame.map_err(|_| cut_off())?.into_data() {
                self.received += bytes.len();
                return Ok(Some(bytes));
            }
        }
        Ok(None)
    }

    async fn discard(&mut self) {
        let until = Instant::now() + DISCARDING;
        while self.received < DISCARDED {
            let pause = until.min(Instant::now() + PAUSE);
            let next = timeout_at(pause, self.next()).await;
            if !matches!(next, Ok(Ok(Some(_)))) {
                return;
            }
        }
    }
}

fn is_gzip(headers: &HeaderMap) -> Result<bool, AppError> {
    let mut codings = headers.get_all(header::CONTENT_ENCODING).iter();
    match (codings.next().map(HeaderValue::as_bytes), codings.next()) {
        (None | Some(b"identity"), None) => Ok(false),
        (Some(coding), None) if coding.eq_ignore_ascii_case(b"gzip") => Ok(true),
        _ => Err(AppError::new(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "content-encoding",
            "Unsupported content encoding",
            Words {
                zh: "请求体的压缩方式不受支持",
                en: "The request body is compressed in a way that is not supported",
            },
        )
        .at("Content-Encoding")
        .expected("gzip or none")),
    }
}

/// Never holds more than the limit, however much the packed bytes claim to be.
fn unpack(bytes: &[u8], largest: usize) -> Result<Vec<u8>, AppError> {
    let likely = bytes.len().saturating_mul(USUALLY_PACKED);
    let mut unpacked = Vec::with_capacity(likely.min(largest + 1));
    let read = MultiGzDecoder::new(bytes)
        .take(largest as u64 + 1)
        .read_to_end(&mut unpacked);
    match read {
        Ok(_) if unpacked.len() > largest => Err(too_large(largest)),
        Ok(_) => Ok(unpacked),
        Err(_) => Err(cut_off()),
    }
}

fn too_large(largest: usize) -> AppError {
    AppError::new(
        StatusCode::PAYLOAD_TOO_LARGE,
        "too-large",
        "Body too large",
        Words {
            zh: "一次发送的内容太多，请分批发送",
            en: "Too much was sent at once; send it in parts",
        },
    )
    .expected(format!(
        "at most {largest} bytes before and after decompression"
    ))
}

fn too_slow() -> AppError {
    AppError::new(
        StatusCode::REQUEST_TIMEOUT,
        "timeout",
        "Request timeout",
        Words {
            zh: "发送过慢，请在网络好转后重试；内容仍在本机",
            en: "It came too slowly; try again when the network is better, everything is still on your device",
        },
    )
    .expected(format!("at least {SLOWEST} bytes a second"))
}

fn cut_off() -> AppError {
    AppError::new(
        StatusCode::BAD_REQUEST,
        "incomplete-body",
        "Incomplete body",
        Words {
            zh: "请求体不完整或压缩数据已损坏，未写入任何内容，请重发",
            en: "The request body is incomplete or its compression damaged; nothing was written, send it again",
        },
    )
}
