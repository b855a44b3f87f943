//! Answers for what does not exist below `/api`, and for methods that an address does not have. What
//! comes along with such a request is let pass by.

use axum::extract::Request;
use axum::http::StatusCode;
use yuebao_domain::text::words;
use yuebao_domain::wire::v1::NO_SUCH_ADDRESS;

use crate::body::discard;
use crate::error::AppError;

/// 404 below `/api`.
pub async fn no_such_endpoint(request: Request) -> AppError {
    let (parts, body) = request.into_parts();
    discard(body).await;
    AppError::new(
        StatusCode::NOT_FOUND,
        NO_SUCH_ADDRESS,
        "Not found",
        words("没有这个接口", "There is no such endpoint"),
    )
    .at(parts.uri.path())
    .expected("an address of /api/openapi.json")
}

/// 405.
pub async fn method_not_allowed(request: Request) -> AppError {
    let (parts, body) = request.into_parts();
    discard(body).await;
    AppError::new(
        StatusCode::METHOD_NOT_ALLOWED,
        "method-not-allowed",
        "Method not allowed",
        words(
            "此地址不支持该请求方法",
            "This address does not take this method",
        ),
    )
    .at(parts.method.as_str())
}
