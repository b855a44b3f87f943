//! Answers for what does not exist below `/api`, and for methods that an address does not have.

use axum::http::{Method, StatusCode, Uri};
use yuebao_domain::text::words;

use crate::error::AppError;

/// 404 below `/api`.
pub async fn no_such_endpoint(uri: Uri) -> AppError {
    AppError::new(
        StatusCode::NOT_FOUND,
        "not-found",
        "Not found",
        words("没有这个接口", "There is no such endpoint"),
    )
    .at(uri.path())
    .expected("an address of /api/openapi.json")
}

/// 405.
pub async fn method_not_allowed(method: Method) -> AppError {
    AppError::new(
        StatusCode::METHOD_NOT_ALLOWED,
        "method-not-allowed",
        "Method not allowed",
        words(
            "此地址不支持该请求方法",
            "This address does not take this method",
        ),
    )
    .at(method.as_str())
}
