//! Every address of the server, and what stands around all of them.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::Request;
use axum::http::{HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::any;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::SizeAbove;
use tower_http::cors::{AllowOrigin, CorsLayer};
use tower_http::trace::TraceLayer;
use yuebao_domain::text::words;

use crate::endpoints::ENDPOINTS;
use crate::error::AppError;
use crate::handlers;
use crate::metrics;
use crate::state::AppState;
use crate::unlisted::{self, Unlisted};

/// The longest that a request may take, its body's journey included.
const REQUEST_TIMEOUT: Duration = Duration::from_mins(1);
/// Answers up to this many bytes go out as they are: they fill a few packets either way, and
/// packing them would cost more than deciding what they answer.
const WORTH_PACKING: u64 = 8 * 1024;

/// The routes, for pages of these other origins too.
pub fn router(state: AppState, origins: Vec<HeaderValue>) -> Router {
    let api = ENDPOINTS
        .iter()
        .fold(Router::new(), |router, endpoint| {
            router.route(endpoint.path, endpoint.route(&state))
        })
        .route("/api/{*rest}", any(handlers::no_such_endpoint))
        .layer(CompressionLayer::new().compress_when(SizeAbove::new(WORTH_PACKING)));
    let counting = middleware::from_fn_with_state(Arc::clone(&state.metrics), metrics::count);
    let router = Router::new()
        .merge(api)
        .fallback(handlers::files)
        .method_not_allowed_fallback(handlers::method_not_allowed)
        .with_state(state)
        .layer(middleware::from_fn(time_limit))
        .layer(CatchPanicLayer::custom(|_| {
            AppError::internal().into_response()
        }))
        .layer(counting);
    let unlisted = Unlisted::new(&origins);
    let router = if origins.is_empty() {
        router
    } else {
        router.layer(cors(origins))
    };
    router
        .layer(middleware::from_fn(harden))
        .layer(middleware::from_fn_with_state(unlisted, unlisted::watch))
        .layer(TraceLayer::new_for_http().make_span_with(span))
}

/// What the log says of a request: nothing behind the path, where a token may stand.
fn span(request: &Request) -> tracing::Span {
    tracing::debug_span!("request", method = %request.method(), path = request.uri().path())
}

/// Only for scripts of the portals named on the command line; never with cookies.
fn cors(origins: Vec<HeaderValue>) -> CorsLayer {
    CorsLayer::new()
        .allow_origin(AllowOrigin::list(origins))
        .allow_methods([Method::GET, Method::HEAD, Method::POST])
        .allow_headers([
            header::AUTHORIZATION,
            header::CONTENT_TYPE,
            header::CONTENT_ENCODING,
            header::IF_NONE_MATCH,
        ])
        .expose_headers([header::RETRY_AFTER, header::ETAG])
        .max_age(Duration::from_hours(1))
}

/// By hand: tower-http's answers without a body, and the tablet shows words.
async fn time_limit(request: Request, next: Next) -> Response {
    let answer = tokio::time::timeout(REQUEST_TIMEOUT, next.run(request)).await;
    answer.unwrap_or_else(|_| {
        AppError::new(
            StatusCode::REQUEST_TIMEOUT,
            "timeout",
            "Request timeout",
            words(
                "请求用时过长，请在网络好转后重试",
                "The request took too long; try again when the network is better",
            ),
        )
        .into_response()
    })
}

/// Headers that every answer carries. Who may frame a page is the page's own policy; and a portal may
/// live on the same host over plain http, so nothing demands https of the host.
///
/// The widget's files are no secret: any page may read them, so that the widget can say in words what
/// keeps it from working there. The interface is for the portals that were named alone. By hand: what
/// tower-http sets cannot go by the path of the request.
async fn harden(request: Request, next: Next) -> Response {
    // An answer of the interface is data, even where a browser is made to open it as a page.
    const DATA: &str = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'";
    const ALWAYS: [(HeaderName, &str); 4] = [
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "same-origin"),
        (
            HeaderName::from_static("cross-origin-resource-policy"),
            "cross-origin",
        ),
        (
            HeaderName::from_static("permissions-policy"),
            "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
        ),
    ];
    let is_api = request.uri().path().starts_with("/api/");
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    for (name, value) in ALWAYS {
        headers.insert(name, HeaderValue::from_static(value));
    }
    if is_api {
        // what was published says itself how long it is kept
        let kept = headers.entry(header::CACHE_CONTROL);
        kept.or_insert(HeaderValue::from_static("no-store"));
        let policy = HeaderValue::from_static(DATA);
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    } else {
        let anybody = HeaderValue::from_static("*");
        headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, anybody);
    }
    response
}
