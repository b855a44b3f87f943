//! Every error answer: `application/problem+json` with what is wrong, where, and what to do.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use yuebao_domain::text::Words;
use yuebao_domain::wire::v1::{LOGIN_ENDED, NO_TOKEN, ProblemDetails};
use yuebao_store::{Error, WriteError};

/// An answer that is not a success.
#[derive(Debug, Clone)]
pub struct AppError {
    details: Box<ProblemDetails>,
    retry_after: Option<u64>,
}

impl AppError {
    /// An error with its status, stable name, English title and a sentence in both languages.
    pub fn new(status: StatusCode, name: &str, title: &str, words: Words) -> Self {
        Self {
            details: Box::new(ProblemDetails {
                r#type: format!("{}{name}", ProblemDetails::PREFIX),
                title: title.to_owned(),
                status: status.as_u16(),
                detail: format!("{} / {}", words.zh, words.en),
                field: None,
                expected: None,
            }),
            retry_after: None,
        }
    }

    /// The sentence in both languages.
    pub fn words(&self) -> &str {
        &self.details.detail
    }

    /// Says where.
    #[must_use]
    pub fn at(mut self, field: impl Into<String>) -> Self {
        self.details.field = Some(field.into());
        self
    }

    /// Says what was expected there.
    #[must_use]
    pub fn expected(mut self, expected: impl Into<String>) -> Self {
        self.details.expected = Some(expected.into());
        self
    }

    /// Adds what the machine said to the sentence.
    #[must_use]
    pub fn because(mut self, reason: &str) -> Self {
        self.details.detail.push_str(": ");
        self.details.detail.push_str(reason);
        self
    }

    /// Says after how many seconds it is worth trying again.
    #[must_use]
    pub fn retry_after(mut self, seconds: u64) -> Self {
        self.retry_after = Some(seconds);
        self
    }

    /// A part of the address is not understood.
    pub fn invalid_address(field: &str, reason: &str, expected: &str) -> Self {
        Self::new(
            StatusCode::BAD_REQUEST,
            "invalid-address",
            "Invalid address",
            Words {
                zh: "请求地址有误，请按“expected”更正",
                en: "The address is not understood: correct it as “expected” says",
            },
        )
        .because(reason)
        .at(field)
        .expected(expected)
    }

    /// The login is missing, expired, ended, or its account switched off.
    pub fn not_logged_in() -> Self {
        Self::new(
            StatusCode::UNAUTHORIZED,
            "not-logged-in",
            "Not logged in",
            Words {
                zh: "请登录；未上报的内容仍在本机",
                en: "Log in; what was not sent yet is still on your device",
            },
        )
    }

    /// The login was ended: revoked, with the account, or with a new password.
    pub fn login_ended() -> Self {
        Self::new(
            StatusCode::UNAUTHORIZED,
            LOGIN_ENDED,
            "Login ended",
            Words {
                zh: "这个登录已被结束，请重新登录；未上报的内容仍在本机",
                en: "This login was ended: log in again; what was not sent yet is still on your device",
            },
        )
    }

    /// The request came without a token. Our own widget sends none without, so that something on
    /// the way has taken it out.
    pub fn no_token() -> Self {
        Self::new(
            StatusCode::UNAUTHORIZED,
            NO_TOKEN,
            "No token",
            Words {
                zh: "请求没有带登录凭证（Authorization 请求头）；未上报的内容仍在本机",
                en: "The request carries no token (header Authorization); what was not sent yet is still on your device",
            },
        )
    }

    /// Another role than the one that this is for.
    pub fn not_yours() -> Self {
        Self::new(
            StatusCode::FORBIDDEN,
            "not-yours",
            "For another role",
            Words {
                zh: "您的角色不能做这件事，请联系系统管理员",
                en: "This is not for your role: ask the administrator",
            },
        )
    }

    /// Something that this program did not foresee; the log has the rest.
    pub fn internal() -> Self {
        Self::new(
            StatusCode::INTERNAL_SERVER_ERROR,
            "internal",
            "Internal error",
            Words {
                zh: "服务器内部出错，未写入任何内容，请稍后重试并告知管理员",
                en: "The server failed and wrote nothing; try again later and tell the administrator",
            },
        )
    }

    /// More than can be done at once.
    pub fn busy() -> Self {
        Self::unavailable(
            "busy",
            Words {
                zh: "正在上报的人太多，请稍后自动重试",
                en: "Too many are reporting at this moment; try again shortly",
            },
        )
    }

    fn unavailable(name: &str, words: Words) -> Self {
        Self::new(
            StatusCode::SERVICE_UNAVAILABLE,
            name,
            "Not available now",
            words,
        )
        .retry_after(5)
    }
}

impl IntoResponse for AppError {
    fn into_response(self) -> Response {
        let status =
            StatusCode::from_u16(self.details.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let body = serde_json::to_vec(&self.details).unwrap_or_default();
        let mut response = (status, body).into_response();
        let headers = response.headers_mut();
        headers.insert(
            header::CONTENT_TYPE,
            HeaderValue::from_static("application/problem+json"),
        );
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        if status == StatusCode::UNAUTHORIZED {
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        if let Some(seconds) = self.retry_after {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}

impl From<WriteError> for AppError {
    fn from(error: WriteError) -> Self {
        match error {
            WriteError::Busy => Self::busy(),
            WriteError::Closed => Self::unavailable(
                "shutting-down",
                Words {
                    zh: "服务器正在重启，请稍后自动重试",
                    en: "The server is restarting; try again shortly",
                },
            ),
            WriteError::Failed(reason) => {
                tracing::error!(reason, "not written");
                not_written()
            }
            WriteError::Store(error) => error.into(),
        }
    }
}

impl From<Error> for AppError {
    fn from(error: Error) -> Self {
        tracing::error!(%error, "database");
        if error.is_too_slow() {
            Self::busy()
        } else if error.is_passing() {
            not_written()
        } else {
            Self::internal()
        }
    }
}

fn not_written() -> AppError {
    AppError::unavailable(
        "not-written",
        Words {
            zh: "服务器暂时无法写入（可能磁盘已满），内容仍在本机，将自动重试",
            en: "The server cannot write now (its disk may be full); everything is still on your device and will be sent again",
        },
    )
}
