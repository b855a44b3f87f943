//! From where somebody asks: the other end of the connection, or whom a proxy of the county asks for. By
//! hand: axum-client-ip believes the header whoever sends it, and several proxies in a row it does not know.

use std::convert::Infallible;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use axum::extract::FromRequestParts;
use axum::http::HeaderMap;
use axum::http::request::Parts;

use crate::connections::Peer;
use crate::state::AppState;

/// An address that somebody asks from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Address(pub IpAddr);

impl FromRequestParts<AppState> for Address {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Infallible> {
        Ok(Self::of(parts, state))
    }
}

impl Address {
    /// The address that a request was made from.
    pub(crate) fn of(parts: &Parts, state: &AppState) -> Self {
        let peer = parts.extensions.get::<Peer>();
        let peer = peer.map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |peer| peer.0);
        Self(asked_for(peer, &parts.headers, &state.proxies))
    }
}

/// A proxy adds to the list whom it asks for; what stands before that, anybody may have written.
fn asked_for(peer: IpAddr, headers: &HeaderMap, proxies: &[IpAddr]) -> IpAddr {
    let named = headers.get_all("x-forwarded-for").iter();
    let named: Vec<&str> = named
        .filter_map(|list| list.to_str().ok())
        .flat_map(|list| list.split(','))
        .collect();
    let mut asking = peer;
    let mut named = named.into_iter().rev();
    while proxies.contains(&asking) {
        match named.next().and_then(read) {
            Some(before) => asking = before,
            None => break,
        }
    }
    asking
}

/// With or without a port.
fn read(text: &str) -> Option<IpAddr> {
    let text = text.trim();
    let address = text.trim_start_matches('[').trim_end_matches(']').parse();
    let with_port = || text.parse().map(|address: SocketAddr| address.ip());
    let address: Result<IpAddr, _> = address.or_else(|_| with_port());
    address.ok().map(|address| address.to_canonical())
}

#[cfg(test)]
mod tests {
    use std::net::IpAddr;

    use axum::http::{HeaderMap, HeaderValue};

    use super::asked_for;

    #[test]
    fn only_a_proxy_is_believed_and_only_what_it_has_added() {
        let ip = |text: &str| -> IpAddr { text.parse().unwrap() };
        let proxies = [ip("10.0.0.9"), ip("10.0.0.8")];
        for (peer, lists, asking) in [
            ("10.1.1.1", &[][..], "10.1.1.1"),
            ("10.1.1.1", &["10.2.2.2"], "10.1.1.1"),
            ("10.0.0.9", &["10.2.2.2"], "10.2.2.2"),
            ("10.0.0.9", &["10.3.3.3, 10.2.2.2:4711"], "10.2.2.2"),
            ("10.0.0.9", &["10.2.2.2, 10.0.0.8"], "10.2.2.2"),
            ("10.0.0.9", &["10.2.2.2", "10.4.4.4"], "10.4.4.4"),
            ("10.0.0.9", &["[2001:db8::1]:80"], "2001:db8::1"),
            ("10.0.0.9", &["::ffff:10.2.2.2"], "10.2.2.2"),
            ("10.0.0.9", &["10.2.2.2, nonsense"], "10.0.0.9"),
            ("10.0.0.9", &[], "10.0.0.9"),
        ] {
            let mut headers = HeaderMap::new();
            for list in lists {
                headers.append("x-forwarded-for", HeaderValue::from_static(list));
            }
            let found = asked_for(ip(peer), &headers, &proxies);
            assert_eq!(found, ip(asking), "{peer} {lists:?}");
        }
    }
}
