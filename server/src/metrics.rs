//! What is counted as it happens, for whoever watches the server; `monitoring` tells it.

use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::extract::{MatchedPath, Request, State};
use axum::http::StatusCode;
use axum::middleware::Next;
use axum::response::Response;
use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::{Registry, Unit};
use yuebao_domain::operation::{Outcome, Receipt};

use crate::connections::Counts;

/// Upper ends of the classes of a request's time, in seconds.
const SECONDS: [f64; 10] = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 5.0, 30.0];

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

    /// Hands over what was counted.
    pub(crate) fn register(&self, registry: &mut Registry) {
        registry.register(
            "operations",
            "Operations of tablets, by what became of them",
            self.operations.clone(),
        );
        registry.register_with_unit(
            "request_duration",
            "Time until an answer begins",
            Unit::Seconds,
            self.requests.clone(),
        );
        let refused = self.refused.clone();
        registry.register("requests_refused", "Requests that were not served", refused);
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
