//! A JSON body, or the path of what is wrong in it.

use axum::body::to_bytes;
use axum::extract::{FromRequest, Request};
use axum::http::{HeaderMap, StatusCode, header};
use serde::de::DeserializeOwned;
use yuebao_domain::json::repeated_key;
use yuebao_domain::text::Words;
use yuebao_domain::wire::v1::MAX_BODY;

use crate::error::AppError;

/// A request body of type `T`.
#[derive(Debug, Clone, Copy)]
pub struct ApiJson<T>(pub T);

impl<S: Sync, T: DeserializeOwned> FromRequest<S> for ApiJson<T> {
    type Rejection = AppError;

    async fn from_request(request: Request, _: &S) -> Result<Self, AppError> {
        let (parts, body) = request.into_parts();
        if !is_json(&parts.headers) {
            return Err(AppError::new(
                StatusCode::UNSUPPORTED_MEDIA_TYPE,
                "content-type",
                "Unsupported content type",
                Words {
                    zh: "请求体须为 JSON",
                    en: "The request body must be JSON",
                },
            )
            .at("Content-Type")
            .expected("application/json"));
        }
        // It was received and bounded before.
        let bytes = to_bytes(body, MAX_BODY).await;
        let bytes = bytes.map_err(|_| AppError::internal())?;
        parse(&bytes).map(Self)
    }
}

fn is_json(headers: &HeaderMap) -> bool {
    let value = headers.get(header::CONTENT_TYPE);
    let essence = value
        .and_then(|value| value.to_str().ok()?.split(';').next())
        .unwrap_or_default();
    essence.trim().eq_ignore_ascii_case("application/json")
}

fn parse<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, AppError> {
    let repeated = str::from_utf8(bytes).ok().and_then(repeated_key);
    // operations are read one by one later, and refused alone
    if let Some(repeated) = repeated.filter(|found| !found.path.starts_with("operations[")) {
        return Err(invalid(&format!("{} / {repeated}", repeated.zh())).at(repeated.path));
    }
    let mut reader = serde_json::Deserializer::from_slice(bytes);
    let value = serde_path_to_error::deserialize(&mut reader).map_err(|error| {
        let path = error.path().to_string();
        refuse(Some(path).filter(|path| path != "."), error.inner())
    })?;
    reader.end().map_err(|error| refuse(None, &error))?;
    Ok(value)
}

fn invalid(said: &str) -> AppError {
    AppError::new(
        StatusCode::BAD_REQUEST,
        "invalid-body",
        "Invalid request body",
        Words {
            zh: "请求内容不符合接口约定，未写入任何内容",
            en: "The request is not what the interface asks for; nothing was written",
        },
    )
    .because(said)
}

fn refuse(path: Option<String>, error: &serde_json::Error) -> AppError {
    let said = error.to_string();
    let problem = invalid(&said);
    let problem = match path {
        Some(path) => problem.at(path),
        None => problem,
    };
    match said.split_once("expected ") {
        Some((_, expected)) => {
            let expected = expected.split(" at line ").next().unwrap_or(expected);
            problem.expected(expected)
        }
        None => problem,
    }
}
