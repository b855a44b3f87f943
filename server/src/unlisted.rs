//! Pages of origins that nobody named: the browser keeps the answer from them and tells them nothing,
//! so the log names the option that is missing.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, header};
use axum::middleware::Next;
use axum::response::Response;

use crate::origin::normalized;

/// Most origins that are named: whoever asks can write any into a request.
const MOST: usize = 50;

/// The origins that are named, and those that were told of.
#[derive(Debug, Clone)]
pub(crate) struct Unlisted {
    listed: Arc<[HeaderValue]>,
    told: Arc<Mutex<BTreeSet<String>>>,
}

/// What to say of an origin.
#[derive(Debug, PartialEq, Eq)]
enum Said {
    /// It is not named; this once.
    Named(String),
    /// There are more than are named one by one; this once.
    Others,
}

impl Unlisted {
    pub(crate) fn new(listed: &[HeaderValue]) -> Self {
        Self {
            listed: listed.into(),
            told: Arc::default(),
        }
    }

    fn told_of(&self, origin: &str) -> Option<Said> {
        if self.listed.iter().any(|listed| listed == origin) {
            return None;
        }
        let mut told = self.told.lock().unwrap_or_else(PoisonError::into_inner);
        if told.len() > MOST || !told.insert(origin.to_owned()) {
            return None;
        }
        Some(if told.len() > MOST {
            Said::Others
        } else {
            Said::Named(origin.to_owned())
        })
    }
}

/// Looks who asks, and hands the request on as it is.
pub(crate) async fn watch(
    State(unlisted): State<Unlisted>,
    request: Request,
    next: Next,
) -> Response {
    let asking = of_a_script(&request).or_else(|| of_a_frame(&request));
    match asking.and_then(|origin| unlisted.told_of(&origin)) {
        Some(Said::Named(origin)) => tracing::warn!(
            "来源 {origin} 的页面请求被拒：若是贵单位的门户，启动时请加 --allow-origin {origin} / \
             a page of {origin} was refused: if it is your portal, start with --allow-origin {origin}"
        ),
        Some(Said::Others) => tracing::warn!(
            "还有更多未列入的来源，不再逐一记录 / there are more origins that are not named by \
             --allow-origin; no more of them are told of"
        ),
        None => {}
    }
    next.run(request).await
}

/// The origin of a script of another site. A page of our own host names its origin too when it
/// posts, and the proxy may have changed our host's name; but it asks nobody's leave before, and
/// names no origin when it only reads.
fn of_a_script(request: &Request) -> Option<String> {
    let headers = request.headers();
    let reads = request.method() == Method::GET;
    let asks_leave = request.method() == Method::OPTIONS
        && headers.contains_key(header::ACCESS_CONTROL_REQUEST_METHOD);
    if !request.uri().path().starts_with("/api/") || !(reads || asks_leave) {
        return None;
    }
    normalized(text(headers, &header::ORIGIN)?).ok()
}

/// The origin of a page around the one that is made for frames. Which host a proxy was asked for, it
/// may say; who opens the page by itself comes from nowhere or from our own host.
fn of_a_frame(request: &Request) -> Option<String> {
    if !matches!(request.uri().path(), "/embed" | "/embed.html") {
        return None;
    }
    let headers = request.headers();
    let referer: axum::http::Uri = text(headers, &header::REFERER)?.parse().ok()?;
    let (scheme, place) = (referer.scheme_str()?, referer.authority()?);
    let own = [
        header::HOST,
        header::HeaderName::from_static("x-forwarded-host"),
    ];
    let is_own = own
        .iter()
        .filter_map(|name| text(headers, name))
        .any(|host| host.eq_ignore_ascii_case(place.as_str()));
    if is_own {
        return None;
    }
    normalized(&format!("{scheme}://{place}")).ok()
}

fn text<'a>(headers: &'a HeaderMap, name: &header::HeaderName) -> Option<&'a str> {
    headers.get(name)?.to_str().ok()
}

#[cfg(test)]
mod tests {
    use axum::body::Body;
    use axum::extract::Request;
    use axum::http::HeaderValue;

    use super::{MOST, Said, Unlisted, of_a_frame, of_a_script};

    fn asked(method: &str, path: &str, headers: &[(&str, &str)]) -> Request {
        let mut request = Request::builder().method(method).uri(path);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        request.body(Body::empty()).unwrap()
    }

    #[test]
    fn a_script_of_another_site_is_known_from_one_of_our_own() {
        const LEAVE: (&str, &str) = ("access-control-request-method", "POST");
        let portal = ("origin", "http://portal.example");
        for (method, path, headers, origin) in [
            (
                "GET",
                "/api/v1/hello",
                &[portal][..],
                Some("http://portal.example"),
            ),
            (
                "OPTIONS",
                "/api/v1/sync",
                &[portal, LEAVE],
                Some("http://portal.example"),
            ),
            ("POST", "/api/v1/sync", &[portal], None),
            ("GET", "/api/v1/hello", &[], None),
            ("GET", "/yuebao.js", &[portal], None),
            ("GET", "/api/v1/hello", &[("origin", "null")], None),
            (
                "GET",
                "/api/v1/hello",
                &[("origin", "chrome-extension://abc")],
                None,
            ),
            ("GET", "/api/v1/hello", &[("origin", "http://a\tb")], None),
        ] {
            let found = of_a_script(&asked(method, path, headers));
            assert_eq!(found.as_deref(), origin, "{method} {path} {headers:?}");
        }
    }

    #[test]
    fn a_page_around_ours_is_known_by_where_it_comes_from() {
        let from = ("referer", "https://portal.example:444/projects?id=1");
        for (path, headers, origin) in [
            ("/embed", &[from][..], Some("https://portal.example:444")),
            (
                "/embed",
                &[from, ("host", "report.example")],
                Some("https://portal.example:444"),
            ),
            ("/embed", &[from, ("host", "Portal.example:444")], None),
            (
                "/embed",
                &[
                    from,
                    ("host", "b"),
                    ("x-forwarded-host", "portal.example:444"),
                ],
                None,
            ),
            ("/embed", &[], None),
            ("/app", &[from], None),
        ] {
            let found = of_a_frame(&asked("GET", path, headers));
            assert_eq!(found.as_deref(), origin, "{path} {headers:?}");
        }
    }

    #[test]
    fn each_origin_is_told_of_once_and_a_flood_of_them_ends() {
        let unlisted = Unlisted::new(&[HeaderValue::from_static("http://a.example")]);
        let b = "http://b.example";
        assert_eq!(unlisted.told_of("http://a.example"), None);
        assert_eq!(unlisted.told_of(b), Some(Said::Named(b.to_owned())));
        assert_eq!(unlisted.told_of(b), None);
        let told = (0..2 * MOST).filter_map(|n| unlisted.told_of(&format!("http://{n}.example")));
        let told: Vec<Said> = told.collect();
        assert_eq!(told.len(), MOST);
        assert_eq!(told.last(), Some(&Said::Others));
    }
}
