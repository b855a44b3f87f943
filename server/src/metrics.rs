//! What a monitoring system is told, in Prometheus' format, at an address of its own.
//!
//! What happens is counted as it happens; what stands is looked at when somebody asks.

use std::fmt::Error;
use std::net::TcpListener;
use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::Router;
use axum::extract::{MatchedPath, Request, State};
use axum::http::{StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use hyper_util::rt::TokioTimer;
use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::ConstCounter;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::ConstGauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::metrics::info::Info;
use prometheus_client::registry::{Registry, Unit};
use tokio::task::JoinHandle;
use yuebao_domain::operation::{Outcome, Receipt};
use yuebao_domain::wire::v1::PROTOCOL;
use yuebao_store::audit::{Wanted, What};

use crate::clock::Now;
use crate::connections::Counts;
use crate::error::AppError;
use crate::state::AppState;

/// Upper ends of the classes of a request's time, in seconds.
const SECONDS: [f64; 10] = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 5.0, 30.0];
/// How long somebody who asks for metrics may take to say so.
const PATIENCE: Duration = Duration::from_secs(10);
const FORMAT: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Asked {
    method: &'static str,
    route: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Why {
    reason: &'static str,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Became {
    outcome: &'static str,
}

/// What is counted as it happens.
#[derive(Debug)]
pub struct Metrics {
    /// The connections.
    pub connections: Arc<Counts>,
    requests: Family<Asked, Histogram, fn() -> Histogram>,
    refused: Family<Why, Counter>,
    operations: Family<Became, Counter>,
}

impl Default for Metrics {
    fn default() -> Self {
        let metrics = Self {
            connections: Arc::default(),
            requests: Family::new_with_constructor(|| Histogram::new(SECONDS)),
            refused: Family::default(),
            operations: Family::default(),
        };
        // what has not happened yet is told as 0, so that a first time shows as a rise
        for (_, reason) in REFUSALS {
            metrics.refused.get_or_create(&Why { reason }).inc_by(0);
        }
        for outcome in OUTCOMES {
            let outcome = word(outcome);
            metrics
                .operations
                .get_or_create(&Became { outcome })
                .inc_by(0);
        }
        metrics
    }
}

/// Answers that are a refusal, and of what kind.
const REFUSALS: [(StatusCode, &str); 7] = [
    (StatusCode::UNAUTHORIZED, "login"),
    (StatusCode::FORBIDDEN, "rights"),
    (StatusCode::REQUEST_TIMEOUT, "too_slow"),
    (StatusCode::PAYLOAD_TOO_LARGE, "too_large"),
    (StatusCode::TOO_MANY_REQUESTS, "too_many"),
    (StatusCode::INTERNAL_SERVER_ERROR, "failed"),
    (StatusCode::SERVICE_UNAVAILABLE, "busy"),
];

const OUTCOMES: [Outcome; 6] = [
    Outcome::Applied,
    Outcome::Merged,
    Outcome::Conflict,
    Outcome::Duplicate,
    Outcome::Rejected,
    Outcome::Retry,
];

const fn word(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Applied => "applied",
        Outcome::Merged => "merged",
        Outcome::Conflict => "conflict",
        Outcome::Duplicate => "duplicate",
        Outcome::Rejected => "rejected",
        Outcome::Retry => "retry",
        Outcome::Unknown => "unknown",
    }
}

impl Metrics {
    /// Operations that were decided.
    pub fn decided(&self, results: &[Receipt]) {
        for result in results {
            let outcome = word(result.outcome);
            self.operations.get_or_create(&Became { outcome }).inc();
        }
    }

    fn answered(&self, asked: &Asked, status: StatusCode, took: Duration) {
        let requests = self.requests.get_or_create(asked);
        requests.observe(took.as_secs_f64());
        if let Some((_, reason)) = REFUSALS.iter().find(|(refusal, _)| *refusal == status) {
            self.refused.get_or_create(&Why { reason }).inc();
        }
    }
}

/// Takes the time until an answer begins.
pub(crate) async fn count(
    State(metrics): State<Arc<Metrics>>,
    request: Request,
    next: Next,
) -> Response {
    let asked = Asked {
        method: known_method(request.method().as_str()),
        route: route(&request),
    };
    let begin = Instant::now();
    let response = next.run(request).await;
    metrics.answered(&asked, response.status(), begin.elapsed());
    response
}

/// The address as the router writes it: whatever somebody makes up, there are only so many.
fn route(request: &Request) -> String {
    let matched = request.extensions().get::<MatchedPath>();
    matched.map_or("files", MatchedPath::as_str).to_owned()
}

fn known_method(method: &str) -> &'static str {
    const METHODS: [&str; 4] = ["GET", "POST", "HEAD", "OPTIONS"];
    let known = METHODS.into_iter().find(|known| *known == method);
    known.unwrap_or("other")
}

/// What stands at the moment.
struct Standing {
    queued: usize,
    backed_up: Option<Now>,
    now: Now,
    build: String,
}

impl Standing {
    async fn of(state: &AppState) -> Result<Self, AppError> {
        let newest = Wanted {
            what: Some(What::Backup),
            about: None,
            most: 1,
        };
        let found = state.readers.read(move |tx| tx.entries(&newest)).await?;
        Ok(Self {
            queued: state.writer.queued(),
            backed_up: found.last().and_then(|entry| Now::from_rfc3339(&entry.at)),
            now: state.clock.now(),
            build: state.assets.build().to_owned(),
        })
    }
}

/// Everything in Prometheus' words.
fn told(metrics: &Metrics, standing: &Standing) -> Result<String, Error> {
    let mut registry = Registry::with_prefix("yuebao");
    let info = Info::new(vec![
        ("version", env!("CARGO_PKG_VERSION").to_owned()),
        ("widget", standing.build.clone()),
        ("protocol", PROTOCOL.to_string()),
    ]);
    registry.register("build", "What runs", info);
    let operations = metrics.operations.clone();
    registry.register(
        "operations",
        "Operations of tablets, by what became of them",
        operations,
    );
    let requests = metrics.requests.clone();
    registry.register_with_unit(
        "request_duration",
        "Time until an answer begins",
        Unit::Seconds,
        requests,
    );
    let refused = metrics.refused.clone();
    registry.register("requests_refused", "Requests that were not served", refused);
    let connections = &metrics.connections;
    let open = ConstGauge::new(whole(connections.open()));
    registry.register("connections", "Connections that are open", open);
    let refused = ConstCounter::new(connections.refused());
    registry.register(
        "connections_refused",
        "Connections for which there was no place",
        refused,
    );
    let gave_way = ConstCounter::new(connections.gave_way());
    registry.register(
        "connections_given_up",
        "Idle connections closed for new ones",
        gave_way,
    );
    let queued = ConstGauge::new(whole(standing.queued));
    registry.register("write_queue", "Writes that wait", queued);
    if let Some(at) = standing.backed_up {
        let taken = ConstGauge::new(at.seconds());
        registry.register_with_unit(
            "last_backup_timestamp",
            "When the last verified backup was taken",
            Unit::Seconds,
            taken,
        );
        let age = ConstGauge::new(standing.now.seconds() - at.seconds());
        registry.register_with_unit(
            "last_backup_age",
            "How long ago that was",
            Unit::Seconds,
            age,
        );
    }
    let mut text = String::new();
    encode(&mut text, &registry)?;
    Ok(text)
}

fn whole(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

async fn tell(State(state): State<AppState>) -> Result<Response, AppError> {
    let standing = Standing::of(&state).await?;
    let text = told(&state.metrics, &standing).map_err(|_| AppError::internal())?;
    Ok(([(header::CONTENT_TYPE, FORMAT)], text).into_response())
}

/// Answers `/metrics`, and nothing else, until it is aborted.
pub(crate) fn serve(listener: TcpListener, state: AppState) -> std::io::Result<JoinHandle<()>> {
    let app = Router::new().route("/metrics", get(tell)).with_state(state);
    let mut server = axum_server::from_tcp(listener)?;
    let mut http1 = server.http_builder().http1();
    http1.timer(TokioTimer::new()).header_read_timeout(PATIENCE);
    Ok(tokio::spawn(async move {
        if let Err(error) = server.serve(app.into_make_service()).await {
            tracing::error!(%error, "metrics are not told any more");
        }
    }))
}
