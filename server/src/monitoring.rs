//! What a monitoring system is told, in Prometheus' format, at an address of its own: what was
//! counted as it happened, and what stands when somebody asks.

use std::fmt::Error;
use std::net::TcpListener;
use std::time::Duration;

use axum::Router;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use hyper_util::rt::TokioTimer;
use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::ConstCounter;
use prometheus_client::metrics::gauge::ConstGauge;
use prometheus_client::metrics::info::Info;
use prometheus_client::registry::{Registry, Unit};
use tokio::task::JoinHandle;
use yuebao_domain::wire::v1::PROTOCOL;
use yuebao_store::audit::{Wanted, What};

use crate::clock::Now;
use crate::error::AppError;
use crate::metrics::Metrics;
use crate::state::AppState;

/// How long somebody who asks for metrics may take to say so.
const PATIENCE: Duration = Duration::from_secs(10);
const FORMAT: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

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
fn exposition(metrics: &Metrics, standing: &Standing) -> Result<String, Error> {
    let mut registry = Registry::with_prefix("yuebao");
    let info = Info::new(vec![
        ("version", env!("CARGO_PKG_VERSION").to_owned()),
        ("widget", standing.build.clone()),
        ("protocol", PROTOCOL.to_string()),
    ]);
    registry.register("build", "What runs", info);
    metrics.register(&mut registry);
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

async fn metrics(State(state): State<AppState>) -> Result<Response, AppError> {
    let standing = Standing::of(&state).await?;
    let text = exposition(&state.metrics, &standing).map_err(|_| AppError::internal())?;
    Ok(([(header::CONTENT_TYPE, FORMAT)], text).into_response())
}

/// Answers `/metrics`, and nothing else, until it is aborted.
pub(crate) fn serve(listener: TcpListener, state: AppState) -> std::io::Result<JoinHandle<()>> {
    let app = Router::new()
        .route("/metrics", get(metrics))
        .with_state(state);
    let mut server = axum_server::from_tcp(listener)?;
    let mut http1 = server.http_builder().http1();
    http1.timer(TokioTimer::new()).header_read_timeout(PATIENCE);
    Ok(tokio::spawn(async move {
        if let Err(error) = server.serve(app.into_make_service()).await {
            tracing::error!(%error, "metrics are not served any more");
        }
    }))
}
