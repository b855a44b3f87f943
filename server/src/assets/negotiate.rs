//! Which packed twin of a file a browser is given.

use axum::http::{HeaderMap, header};

/// A packing that a twin beside the file may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Coding {
    /// As in `Content-Encoding`.
    pub(crate) name: &'static str,
    /// What the twin's name ends in.
    pub(crate) suffix: &'static str,
}

/// Best first.
const CODINGS: [Coding; 2] = [
    Coding {
        name: "br",
        suffix: ".br",
    },
    Coding {
        name: "gzip",
        suffix: ".gz",
    },
];

/// What the browser takes, best first.
pub(crate) fn accepted(headers: &HeaderMap) -> Vec<Coding> {
    let wishes: Vec<(String, bool)> = headers
        .get_all(header::ACCEPT_ENCODING)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .map(wish)
        .collect();
    let says = |name: &str| {
        wishes
            .iter()
            .find(|(wished, _)| wished == name)
            .map(|(_, yes)| *yes)
    };
    CODINGS
        .into_iter()
        .filter(|coding| says(coding.name).or_else(|| says("*")).unwrap_or(false))
        .collect()
}

/// `gzip;q=0` is a refusal; every other weight is a yes, the order is ours.
fn wish(text: &str) -> (String, bool) {
    let mut parts = text.split(';');
    let name = parts.next().unwrap_or_default().trim().to_ascii_lowercase();
    let refused = parts.any(|part| {
        let weight = part.trim().strip_prefix("q=").unwrap_or("1");
        weight.starts_with('0') && weight.chars().all(|c| matches!(c, '0' | '.'))
    });
    (name, !refused)
}

/// Whether `If-None-Match` names this tag.
pub(crate) fn is_known(headers: &HeaderMap, etag: &str) -> bool {
    headers
        .get_all(header::IF_NONE_MATCH)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .map(|tag| tag.trim().trim_start_matches("W/"))
        .any(|tag| tag == etag || tag == "*")
}

#[cfg(test)]
mod tests {
    use axum::http::{HeaderMap, HeaderValue, header};

    use super::accepted;

    #[test]
    fn the_browser_decides_what_it_takes() {
        let taken = |wish: &'static str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::ACCEPT_ENCODING, HeaderValue::from_static(wish));
            let names = accepted(&headers).into_iter().map(|coding| coding.name);
            names.collect::<Vec<_>>()
        };
        assert_eq!(taken("gzip, deflate, br, zstd"), ["br", "gzip"]);
        assert_eq!(taken("gzip, deflate"), ["gzip"]);
        assert_eq!(taken("br;q=0, gzip;q=0.5"), ["gzip"]);
        assert_eq!(taken("br;q=0.0, *"), ["gzip"]);
        assert_eq!(taken("GZIP;q=1.0"), ["gzip"]);
        assert_eq!(taken("identity"), Vec::<&str>::new());
        assert_eq!(accepted(&HeaderMap::new()), Vec::new());
    }
}
