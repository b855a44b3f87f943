//! The pages among the files: their short addresses, who may put them into a frame, and what
//! their scripts may do.

use std::borrow::Cow;

use axum::http::HeaderValue;
use sha2::{Digest, Sha256};

use super::Asset;

/// Scripts and style sheets of our own only, nothing inline.
const POLICY: &str = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
     img-src 'self' data: blob:; object-src 'none'; base-uri 'none'; frame-ancestors 'self'";

/// The page for a portal's frame, and where it is told which portals that may be.
const EMBED: &str = "embed.html";
const PORTALS: &str = r#"name="yuebao-portals" content=""#;

/// The demo's portal around the widget.
pub(crate) const DEMO: &str = "index.html";
/// The page to work on.
pub(crate) const APP: &str = "app.html";

/// The file behind an address.
pub(crate) fn file(path: &str) -> &str {
    match path.trim_start_matches('/') {
        "" => DEMO,
        "app" => APP,
        "embedding" => "embedding.html",
        "embed" => EMBED,
        path => path,
    }
}

/// What a page may do. Only the one that is made for it may stand in a frame of another origin,
/// and only in the portals': `portals` is a list with spaces.
pub(crate) fn policy(file: &str, portals: &str) -> HeaderValue {
    let plain = HeaderValue::from_static(POLICY);
    if file != EMBED || portals.is_empty() {
        return plain;
    }
    HeaderValue::from_str(&format!("{POLICY} {portals}")).unwrap_or(plain)
}

/// Whether a file is not sent as it is.
pub(crate) fn is_filled(file: &str) -> bool {
    file == EMBED
}

/// The page for frames as it is sent: it knows whose messages it may listen to.
pub(crate) fn filled(page: Asset, portals: &str) -> Asset {
    let text = String::from_utf8_lossy(&page.data);
    let data = text
        .replacen(PORTALS, &format!("{PORTALS}{portals}"), 1)
        .into_bytes();
    Asset {
        hash: hex::encode(Sha256::digest(&data)),
        data: Cow::Owned(data),
    }
}

#[cfg(test)]
mod tests {
    use super::{file, policy};

    #[test]
    fn only_the_page_for_frames_may_be_framed_and_only_by_the_portals() {
        let portals = "http://portal.example:8000 https://b.example";
        for (page, portals, ancestors) in [
            (
                "embed.html",
                portals,
                "'self' http://portal.example:8000 https://b.example",
            ),
            ("embed.html", "", "'self'"),
            ("index.html", portals, "'self'"),
            ("app.html", portals, "'self'"),
        ] {
            let policy = policy(page, portals);
            let policy = policy.to_str().expect("a policy is ASCII");
            let (_, said) = policy
                .split_once("frame-ancestors ")
                .expect("a policy about frames");
            assert_eq!(said, ancestors, "{page}");
        }
    }

    #[test]
    fn pages_have_short_addresses() {
        for (address, name) in [
            ("/", "index.html"),
            ("/app", "app.html"),
            ("/embed", "embed.html"),
            ("/embedding", "embedding.html"),
            ("/yuebao.js", "yuebao.js"),
            ("/apps", "apps"),
        ] {
            assert_eq!(file(address), name);
        }
    }
}
