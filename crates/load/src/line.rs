//! One connection to a server, kept open, as a browser keeps it.

use std::io::Read as _;
use std::net::SocketAddr;
use std::time::Duration;

use anyhow::{Context as _, Result};
use flate2::read::GzDecoder;
use http_body_util::{BodyExt as _, Full};
use hyper::body::Bytes;
use hyper::client::conn::http1::{self, SendRequest};
use hyper::header::{ACCEPT_ENCODING, AUTHORIZATION, CONTENT_ENCODING, CONTENT_TYPE, HOST};
use hyper::header::{HeaderValue, RETRY_AFTER};
use hyper::{Method, Request, StatusCode};
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;

/// Whoever has not been answered by then is not waited for.
const LONGEST: Duration = Duration::from_mins(1);

/// A connection.
pub(crate) struct Line {
    sender: SendRequest<Full<Bytes>>,
    token: Option<HeaderValue>,
}

/// An answer as far as anybody here looks at it.
pub(crate) struct Answer {
    /// Its status.
    pub(crate) status: StatusCode,
    /// Seconds of `Retry-After`.
    pub(crate) retry_after: Option<u64>,
    /// Its body, unpacked.
    pub(crate) body: Vec<u8>,
}

impl Line {
    /// Connects.
    pub(crate) async fn open(to: SocketAddr) -> Result<Self> {
        let stream = TcpStream::connect(to).await.context("cannot connect")?;
        stream.set_nodelay(true)?;
        let (sender, connection) = http1::handshake(TokioIo::new(stream)).await?;
        // Ends with the connection; what went wrong is told to whoever waits for the answer.
        tokio::spawn(connection);
        Ok(Self {
            sender,
            token: None,
        })
    }

    /// Sends this token from now on.
    pub(crate) fn log_in(&mut self, token: &str) -> Result<()> {
        self.token = Some(HeaderValue::from_str(&format!("Bearer {token}"))?);
        Ok(())
    }

    /// Sends JSON and receives the whole answer.
    pub(crate) async fn send(
        &mut self,
        method: Method,
        path: &str,
        json: Vec<u8>,
    ) -> Result<Answer> {
        let exchange = self.exchange(method, path, json);
        (tokio::time::timeout(LONGEST, exchange).await)
            .with_context(|| format!("{path}: no answer within {LONGEST:?}"))?
    }

    async fn exchange(&mut self, method: Method, path: &str, json: Vec<u8>) -> Result<Answer> {
        let mut request = Request::builder()
            .method(method)
            .uri(path)
            .header(HOST, "localhost")
            .header(CONTENT_TYPE, "application/json")
            .header(ACCEPT_ENCODING, "gzip, deflate");
        if let Some(token) = &self.token {
            request = request.header(AUTHORIZATION, token);
        }
        let request = request.body(Full::new(Bytes::from(json)))?;
        self.sender.ready().await?;
        let answer = self.sender.send_request(request).await?;
        let header = |name| answer.headers().get(name).and_then(|v| v.to_str().ok());
        let retry_after = header(RETRY_AFTER).and_then(|seconds| seconds.parse().ok());
        let packed = header(CONTENT_ENCODING) == Some("gzip");
        let status = answer.status();
        let body = answer.into_body().collect().await?.to_bytes();
        let body = if packed {
            let mut unpacked = Vec::new();
            GzDecoder::new(&body[..]).read_to_end(&mut unpacked)?;
            unpacked
        } else {
            body.to_vec()
        };
        Ok(Answer {
            status,
            retry_after,
            body,
        })
    }
}
