//! Why a request came to nothing although there is a network: what a browser keeps from a page it does
//! not tell the page's scripts, so it is found out by what else gets through.

use gloo::net::http::{Request, RequestBuilder};
use web_sys::{AbortSignal, RequestMode};

use super::api::send;
use crate::fault::{Blocked, SyncFault};

/// Where a server is, for a page.
#[derive(Debug, PartialEq, Eq)]
enum Place {
    /// Where the page itself comes from: nothing is kept from it.
    Own,
    /// Elsewhere, and the server decides who may read its answers.
    Foreign,
    /// At an address of plain http, which a page over https does not get to.
    Insecure,
}

/// What became of a request to `server` that had no answer. `signal` ends this search too.
pub(super) async fn why(server: &str, signal: Option<&AbortSignal>) -> SyncFault {
    let window = gloo::utils::window();
    let Ok(origin) = window.location().origin() else {
        return SyncFault::Unreachable;
    };
    match place(&origin, server) {
        _ if !window.navigator().on_line() => SyncFault::Unreachable,
        Place::Insecure => SyncFault::Blocked(Blocked::Insecure(server.to_owned())),
        Place::Foreign if is_unlisted(server, signal).await => {
            SyncFault::Blocked(Blocked::Origin(origin))
        }
        Place::Own | Place::Foreign => SyncFault::Unreachable,
    }
}

/// Whether the server is there and answers, but not for this page: its program may be read by all
/// (a captive portal's page may not), and the interface answers as long as nobody wants to read it.
async fn is_unlisted(server: &str, signal: Option<&AbortSignal>) -> bool {
    let hello = format!("{server}/api/v1/hello");
    answers(&format!("{server}/yuebao.js"), RequestMode::Cors, signal).await
        && answers(&hello, RequestMode::NoCors, signal).await
        && !answers(&hello, RequestMode::Cors, signal).await
        && !signal.is_some_and(AbortSignal::aborted)
}

async fn answers(url: &str, mode: RequestMode, signal: Option<&AbortSignal>) -> bool {
    let request: Result<Request, _> = RequestBuilder::new(url)
        .mode(mode)
        .cache(web_sys::RequestCache::NoStore)
        .credentials(web_sys::RequestCredentials::Omit)
        .abort_signal(signal)
        .build();
    match request {
        Ok(request) => send(request).await.is_ok(),
        Err(_) => false,
    }
}

fn place(page: &str, server: &str) -> Place {
    let Some((scheme, rest)) = server.split_once("://") else {
        return Place::Own;
    };
    let host = rest.split('/').next().unwrap_or(rest);
    if page.split_once("://") == Some((scheme, host)) {
        Place::Own
    } else if page.starts_with("https://") && scheme == "http" && !is_this_device(host) {
        Place::Insecure
    } else {
        Place::Foreign
    }
}

/// Browsers let a page over https ask its own device as it likes.
fn is_this_device(host: &str) -> bool {
    let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
    name == "localhost"
        || name.ends_with(".localhost")
        || name.starts_with("127.")
        || name == "[::1]"
}

#[cfg(test)]
mod tests {
    use super::{Place, place};

    #[test]
    fn where_a_server_is_for_a_page() {
        use Place::{Foreign, Insecure, Own};
        for (page, server, expected) in [
            ("http://portal.example", "", Own),
            ("http://portal.example", "/yuebao", Own),
            (
                "https://portal.example",
                "https://portal.example/yuebao",
                Own,
            ),
            (
                "http://portal.example:8000",
                "http://portal.example:8000",
                Own,
            ),
            (
                "http://portal.example",
                "http://portal.example:8420",
                Foreign,
            ),
            (
                "http://portal.example",
                "http://report.example:8420",
                Foreign,
            ),
            ("http://portal.example", "https://portal.example", Foreign),
            ("https://portal.example", "https://report.example", Foreign),
            ("https://portal.example", "http://portal.example", Insecure),
            (
                "https://portal.example",
                "http://report.example:8420/a",
                Insecure,
            ),
            ("https://portal.example", "http://127.0.0.1:8420", Foreign),
            ("https://portal.example", "http://localhost", Foreign),
            ("https://portal.example", "http://[::1]:8420", Foreign),
            ("chrome-extension://abc", "http://report.example", Foreign),
        ] {
            assert_eq!(place(page, server), expected, "{page} {server}");
        }
    }
}
