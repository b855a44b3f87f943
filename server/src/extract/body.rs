//! The bytes of a request body: bounded before and after decompression, whole or not at all.

use std::io::Read;

use axum::body::{Body, Bytes};
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use flate2::read::MultiGzDecoder;
use http_body_util::{BodyExt, Collected, LengthLimitError, Limited};
use yuebao_domain::text::Words;

use crate::error::AppError;

/// Largest request body in bytes, before and after decompression.
pub const MAX_BODY: usize = 2 * 1024 * 1024;

/// Receives the whole body before anybody looks at the request. An answer that is given while the
/// body is still on its way, such as "log in again", may never reach the sender: the connection
/// breaks under what is left unread.
pub async fn receive_whole(request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    match receive(&parts.headers, body).await {
        Ok(bytes) => {
            next.run(Request::from_parts(parts, Body::from(bytes)))
                .await
        }
        Err(refusal) => refusal.into_response(),
    }
}

async fn receive(headers: &HeaderMap, body: Body) -> Result<Bytes, AppError> {
    let announced = headers
        .get(header::CONTENT_LENGTH)
        .and_then(|length| length.to_str().ok()?.parse::<u64>().ok());
    if announced.is_some_and(|length| length > MAX_BODY as u64) {
        return Err(too_large());
    }
    let received = Limited::new(body, MAX_BODY).collect().await;
    received.map(Collected::to_bytes).map_err(|error| {
        if error.is::<LengthLimitError>() {
            too_large()
        } else {
            cut_off()
        }
    })
}

/// The body of a request that was received as a whole, unpacked.
pub(super) async fn read(headers: &HeaderMap, body: Body) -> Result<Vec<u8>, AppError> {
    let packed = is_gzip(headers)?;
    let bytes = receive(headers, body).await?;
    if packed {
        unpack(&bytes)
    } else {
        Ok(bytes.to_vec())
    }
}

fn is_gzip(headers: &HeaderMap) -> Result<bool, AppError> {
    let mut codings = headers.get_all(header::CONTENT_ENCODING).iter();
    match (codings.next().map(HeaderValue::as_bytes), codings.next()) {
        (None | Some(b"identity"), None) => Ok(false),
        (Some(coding), None) if coding.eq_ignore_ascii_case(b"gzip") => Ok(true),
        _ => Err(AppError::new(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "content-encoding",
            "Unsupported content encoding",
            Words {
                zh: "请求体的压缩方式不受支持",
                en: "The request body is compressed in a way that is not supported",
            },
        )
        .at("Content-Encoding")
        .expected("gzip or none")),
    }
}

/// Never holds more than the limit, however much the packed bytes claim to be.
fn unpack(bytes: &[u8]) -> Result<Vec<u8>, AppError> {
    let mut unpacked = Vec::new();
    let limit = MAX_BODY as u64 + 1;
    let read = MultiGzDecoder::new(bytes)
        .take(limit)
        .read_to_end(&mut unpacked);
    match read {
        Ok(_) if unpacked.len() > MAX_BODY => Err(too_large()),
        Ok(_) => Ok(unpacked),
        Err(_) => Err(cut_off()),
    }
}

fn too_large() -> AppError {
    AppError::new(
        StatusCode::PAYLOAD_TOO_LARGE,
        "too-large",
        "Body too large",
        Words {
            zh: "一次发送的内容太多，请分批发送",
            en: "Too much was sent at once; send it in parts",
        },
    )
    .expected(format!(
        "at most {MAX_BODY} bytes before and after decompression"
    ))
}

fn cut_off() -> AppError {
    AppError::new(
        StatusCode::BAD_REQUEST,
        "incomplete-body",
        "Incomplete body",
        Words {
            zh: "请求体不完整或压缩数据已损坏，未写入任何内容，请重发",
            en: "The request body is incomplete or its compression damaged; nothing was written, send it again",
        },
    )
}
