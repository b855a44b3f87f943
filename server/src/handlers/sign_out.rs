//! `POST /api/v1/sign-out`: the portal's server ends a session, or everything of a person.

use std::collections::BTreeMap;

use axum::Form;
use axum::extract::rejection::FormRejection;
use axum::extract::{FromRequest, Request, State};
use axum::http::StatusCode;
use yuebao_domain::text::words;

use crate::admission::end;
use crate::error::AppError;
use crate::state::AppState;

/// The one field of the form, named by OIDC.
const FIELD: &str = "logout_token";

/// As OIDC's back-channel logout asks: 200 if it is done, 400 if the token is refused.
pub async fn sign_out(
    State(state): State<AppState>,
    request: Request,
) -> Result<StatusCode, AppError> {
    let form = Form::<BTreeMap<String, String>>::from_request(request, &()).await;
    let Form(form) = form.map_err(|rejection| match rejection {
        FormRejection::InvalidFormContentType(_) => no_token(StatusCode::UNSUPPORTED_MEDIA_TYPE),
        _ => no_token(StatusCode::BAD_REQUEST),
    })?;
    let token = form
        .get(FIELD)
        .ok_or_else(|| no_token(StatusCode::BAD_REQUEST))?;
    let sign_on = state.sign_on.as_ref().ok_or_else(not_here)?;
    end(sign_on, token, &state).await?;
    Ok(StatusCode::OK)
}

fn no_token(status: StatusCode) -> AppError {
    AppError::new(
        status,
        "no-logout-token",
        "No logout token",
        words(
            "须为带 logout_token 的表单",
            "Send a form with logout_token",
        ),
    )
    .at(FIELD)
    .expected("application/x-www-form-urlencoded")
}

fn not_here() -> AppError {
    AppError::new(
        StatusCode::NOT_FOUND,
        "no-sign-on",
        "No sign-on here",
        words(
            "本服务器没有配置门户登录（serve --sign-on）",
            "This server takes no tokens of a portal (serve --sign-on)",
        ),
    )
}
