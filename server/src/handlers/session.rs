//! `GET /api/v1/session`: whom a token belongs to, for a widget that was handed one by its portal.

use axum::Json;
use yuebao_domain::wire::v1::Me;

use crate::extract::Session;

/// The person behind the token.
pub async fn session(session: Session) -> Json<Me> {
    Json(session.me.into())
}
