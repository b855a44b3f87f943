//! `GET /api/openapi.json`: the interface, described for machines.

use axum::http::header;
use axum::response::IntoResponse;

/// The description; a test compares it with the router and with what the server really answers.
pub async fn openapi() -> impl IntoResponse {
    let json = [(header::CONTENT_TYPE, "application/json")];
    (json, crate::openapi::document())
}
