//! `GET` and `HEAD` of the widget's files.

use std::borrow::Cow;
use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use yuebao_domain::text::words;
use yuebao_domain::wire::hash_in_name;

use super::fallback::method_not_allowed;
use crate::assets::negotiate::{Coding, accepted, is_known};
use crate::assets::{Asset, Assets, missing, page};
use crate::body::discard;
use crate::error::AppError;
use crate::state::AppState;

/// A name that contains the hash of its content never means anything else.
const FOR_EVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
/// Any other name: kept, but asked for again each time.
const ASK_AGAIN: HeaderValue = HeaderValue::from_static("no-cache");

/// Answers for every address that is not the interface's.
pub async fn files(State(state): State<AppState>, request: Request) -> Response {
    if request.method() != Method::GET && request.method() != Method::HEAD {
        let mut refusal = method_not_allowed(request).await.into_response();
        let allowed = HeaderValue::from_static("GET, HEAD");
        refusal.headers_mut().insert(header::ALLOW, allowed);
        return refusal;
    }
    let (parts, body) = request.into_parts();
    discard(body).await;
    let (uri, headers) = (parts.uri, parts.headers);
    let path = page::file(uri.path());
    let leads_on = path == page::DEMO && !state.assets.is_demo();
    let wanted = if leads_on { page::APP } else { path };
    let (assets, wanted) = (Arc::clone(&state.assets), wanted.to_owned());
    let codings = accepted(&headers);
    let found = tokio::task::spawn_blocking(move || find(&assets, &wanted, &codings)).await;
    match found {
        Ok(Some(_)) if leads_on => to_work(uri.query()),
        Ok(Some((asset, coding))) => {
            let mut response = answer(path, asset, coding, &headers);
            if content_type(path).as_bytes().starts_with(b"text/html") {
                let policy = page::policy(path, state.assets.portals());
                let headers = response.headers_mut();
                headers.insert(header::CONTENT_SECURITY_POLICY, policy);
            }
            response
        }
        Ok(None) => absent(path),
        Err(_) => AppError::internal().into_response(),
    }
}

/// Whoever types the server's address wants to work. The way there is relative, because the server
/// does not know below which path of a portal it stands.
fn to_work(query: Option<&str>) -> Response {
    let query = query.map_or_else(String::new, |query| format!("?{query}"));
    let to = Redirect::temporary(&format!("app{query}"));
    let fresh = [(header::CACHE_CONTROL, ASK_AGAIN)];
    (fresh, to).into_response()
}

/// The file itself, or the best of its packed twins.
fn find(assets: &Assets, path: &str, codings: &[Coding]) -> Option<(Asset, Option<&'static str>)> {
    let plain = assets.get(path)?;
    if page::is_filled(path) {
        return Some((page::filled(plain, assets.portals()), None));
    }
    let packed = codings.iter().find_map(|coding| {
        let twin = assets.get(&format!("{path}{}", coding.suffix))?;
        Some((twin, Some(coding.name)))
    });
    packed.or(Some((plain, None)))
}

fn answer(path: &str, asset: Asset, coding: Option<&'static str>, asked: &HeaderMap) -> Response {
    let etag = format!("\"{}\"", &asset.hash[..32]);
    let mut response = if is_known(asked, &etag) {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        let mut response = Response::new(match asset.data {
            Cow::Borrowed(inside) => Body::from(inside),
            Cow::Owned(read) => Body::from(read),
        });
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, content_type(path));
        if let Some(coding) = coding {
            headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(coding));
        }
        response
    };
    let headers = response.headers_mut();
    let keep = if is_hashed(path) { FOR_EVER } else { ASK_AGAIN };
    headers.insert(header::CACHE_CONTROL, keep);
    headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    if let Ok(etag) = HeaderValue::from_str(&etag) {
        headers.insert(header::ETAG, etag);
    }
    response
}

fn absent(path: &str) -> Response {
    if path == page::DEMO {
        return missing::page();
    }
    AppError::new(
        StatusCode::NOT_FOUND,
        "not-found",
        "Not found",
        words("没有这个文件", "There is no such file"),
    )
    .at(format!("/{path}"))
    .into_response()
}

fn content_type(path: &str) -> HeaderValue {
    let guess = mime_guess::from_path(path).first_or_octet_stream();
    let text = match (guess.type_().as_str(), guess.subtype().as_str()) {
        ("text", _) | (_, "javascript" | "json") => format!("{guess}; charset=utf-8"),
        _ => guess.to_string(),
    };
    HeaderValue::from_str(&text).unwrap_or(HeaderValue::from_static("application/octet-stream"))
}

/// A file below a hashed folder is kept as long as a hashed file.
fn is_hashed(path: &str) -> bool {
    let mut parts = path.split('/');
    let (first, last) = (parts.next(), parts.next_back());
    (first.into_iter().chain(last)).any(|part| hash_in_name(part).is_some())
}

#[cfg(test)]
mod tests {
    use super::{content_type, is_hashed};

    #[test]
    fn only_a_hashed_name_is_kept_for_ever() {
        for path in [
            "web-1f0c3d5e7a9b2c4d.js",
            "web-1f0c3d5e7a9b2c4d_bg.wasm",
            "a/base-1f0c3d5e7a9b2c4d0.css",
            "snippets-1f0c3d5e7a9b2c4d/src/element.js",
        ] {
            assert!(is_hashed(path), "{path}");
        }
        for path in [
            "index.html",
            "yuebao.js",
            "sw.js",
            "web-cafe.js",
            "1f0c3d5e7a9b2c4d.js",
            "snippets/web-1f0c3d5e7a9b2c4d/src/element.js",
        ] {
            assert!(!is_hashed(path), "{path}");
        }
    }

    #[test]
    fn browsers_insist_on_these_types() {
        assert_eq!(content_type("a_bg.wasm"), "application/wasm");
        assert_eq!(content_type("yuebao.js"), "text/javascript; charset=utf-8");
        assert_eq!(content_type("index.html"), "text/html; charset=utf-8");
        assert_eq!(content_type("app.webmanifest"), "application/manifest+json");
        assert_eq!(content_type("a.svg"), "image/svg+xml");
    }
}
