//! A portal's origin as browsers write it. What a page says of itself is compared letter by letter,
//! so another spelling of the same origin would match nothing and say nothing.

use std::net::{Ipv4Addr, Ipv6Addr};

/// Why a text is no origin.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum OriginError {
    /// It is something else altogether.
    #[error("写成“http://主机:端口” / write it as http://host:port")]
    Form,
    /// There is something behind the host.
    #[error("来源只到端口为止，请写成“{0}” / an origin ends with its port: write it as {0}")]
    TooLong(String),
    /// The host has letters that browsers do not write in an origin.
    #[error(
        "主机名请写成浏览器地址栏之后的形式（xn--…），只含字母、数字、“-”“.”“_” / write the host in ASCII (xn--…), with letters, digits, - . _ only"
    )]
    Host,
    /// The port is no number from 1 to 65535.
    #[error("端口须为 1–65535 / the port must be 1–65535")]
    Port,
}

/// The origin that a text means, in the spelling of browsers: small letters, no default port, no
/// slash at the end, addresses in their shortest form.
pub fn normalized(text: &str) -> Result<String, OriginError> {
    let text = text.trim().to_ascii_lowercase();
    let (scheme, rest) = text.split_once("://").ok_or(OriginError::Form)?;
    let own_port = match scheme {
        "http" => 80,
        "https" => 443,
        _ => return Err(OriginError::Form),
    };
    let end = rest.find(['/', '?', '#', '\\']).unwrap_or(rest.len());
    let (place, behind) = rest.split_at(end);
    let (host, port) = parts(place)?;
    let host = normalized_host(host)?;
    let port = match port {
        None | Some("") => None,
        Some(digits) => Some(port_of(digits)?).filter(|port| *port != own_port),
    };
    let port = port.map_or_else(String::new, |port| format!(":{port}"));
    let origin = format!("{scheme}://{host}{port}");
    match behind {
        "" | "/" => Ok(origin),
        _ => Err(OriginError::TooLong(origin)),
    }
}

/// Host and port.
fn parts(place: &str) -> Result<(&str, Option<&str>), OriginError> {
    let after_host = match place.strip_prefix('[') {
        Some(inner) => inner.find(']').ok_or(OriginError::Form)? + 2,
        None => place.find(':').unwrap_or(place.len()),
    };
    let (host, rest) = place.split_at(after_host);
    match (rest, rest.strip_prefix(':')) {
        ("", _) => Ok((host, None)),
        (_, Some(port)) => Ok((host, Some(port))),
        (_, None) => Err(OriginError::Form),
    }
}

fn normalized_host(host: &str) -> Result<String, OriginError> {
    if let Some(inner) = host.strip_prefix('[') {
        let address: Result<Ipv6Addr, _> = inner.trim_end_matches(']').parse();
        return address
            .map(|address| format!("[{}]", shortest(address)))
            .map_err(|_| OriginError::Host);
    }
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._".contains(&byte);
    if host.is_empty() || !host.bytes().all(is_plain) || host.starts_with('.') {
        return Err(OriginError::Host);
    }
    // Browsers take a host that ends in a number for an address, however it is written.
    let last = host.trim_end_matches('.').rsplit('.').next();
    if last.is_some_and(|last| last.bytes().all(|byte| byte.is_ascii_digit())) {
        let address: Result<Ipv4Addr, _> = host.parse();
        return address
            .map(|address| address.to_string())
            .map_err(|_| OriginError::Host);
    }
    Ok(host.to_owned())
}

/// Without the dotted form, which browsers do not write.
fn shortest(address: Ipv6Addr) -> String {
    let Some(mapped) = address.to_ipv4_mapped() else {
        return address.to_string();
    };
    let [a, b, c, d] = mapped.octets();
    let pair = |high, low| u16::from_be_bytes([high, low]);
    format!("::ffff:{:x}:{:x}", pair(a, b), pair(c, d))
}

fn port_of(digits: &str) -> Result<u16, OriginError> {
    let is_number = digits.bytes().all(|byte| byte.is_ascii_digit());
    let port = digits.parse().ok().filter(|port| is_number && *port > 0);
    port.ok_or(OriginError::Port)
}

#[cfg(test)]
mod tests {
    use super::{OriginError, normalized};

    #[test]
    fn the_same_origin_has_one_spelling() {
        for (written, meant) in [
            ("http://portal.example", "http://portal.example"),
            ("http://portal.example:80", "http://portal.example"),
            ("http://portal.example:0080/", "http://portal.example"),
            ("http://portal.example:", "http://portal.example"),
            ("https://portal.example:443", "https://portal.example"),
            ("https://portal.example:80", "https://portal.example:80"),
            ("http://portal.example:443", "http://portal.example:443"),
            ("HTTP://Portal.Example:8000/", "http://portal.example:8000"),
            (" http://portal.example ", "http://portal.example"),
            ("http://10.20.0.7:80", "http://10.20.0.7"),
            ("http://my_portal:8080", "http://my_portal:8080"),
            ("http://[2001:DB8:0::1]:80", "http://[2001:db8::1]"),
            ("http://[::ffff:10.0.0.1]", "http://[::ffff:a00:1]"),
            ("https://xn--fiq228c.example", "https://xn--fiq228c.example"),
        ] {
            assert_eq!(normalized(written).as_deref(), Ok(meant), "{written}");
        }
    }

    #[test]
    fn what_is_no_origin_is_refused_with_the_right_spelling_where_there_is_one() {
        let right = "http://portal.example:8000".to_owned();
        for behind in ["/app", "/?x", "?x=1", "#top", "//", "/%20"] {
            let written = format!("http://portal.example:8000{behind}");
            let refused = Err(OriginError::TooLong(right.clone()));
            assert_eq!(normalized(&written), refused, "{written}");
        }
        for written in [
            "",
            "*",
            "null",
            "portal.example",
            "ftp://portal.example",
            "http://",
            "http:///",
            "http://user@portal.example",
            "http://*.example",
            "http://a;b",
            "http://a\"b",
            "http://a b",
            "http://门户.example",
            "http://ｐortal.example",
            "http://a:b",
            "http://a:0",
            "http://a:65536",
            "http://a:+80",
            "http://10.20.0",
            "http://10.20.0.256",
            "http://[::1",
            "http://[::1]x",
            "http://[portal]",
        ] {
            assert!(normalized(written).is_err(), "{written}");
        }
    }
}
