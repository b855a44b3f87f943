//! Connections before they have said anything worth hearing. Each costs a file and memory before it
//! is known who it is, so there is a bound for all and a share for each address; who says nothing in
//! time is hung up on, and before that gives way to whoever comes anew. By hand: tower's limits count
//! requests, which a silent connection never makes.
//!
//! | module | does |
//! |---|---|
//! | `activity` | what a connection does at the moment, and until when it may |
//! | `places` | who gets a place, and who gives way |
//! | `watched` | the bytes of a connection, for as long as it may go on |

mod activity;
mod places;
mod watched;

use std::future::{self, Future};
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::body::{Body, HttpBody};
use axum::http::{Request, Response};
use axum_server::accept::Accept;
use http_body_util::BodyExt as _;
use tokio::net::TcpStream;
use tower::Service;

use activity::Activity;
pub use activity::Underway;
pub use places::Counts;
pub(crate) use places::household;
use places::{Place, Places};
use watched::Watched;

/// How many connections there may be, and how long they may say nothing.
#[derive(Debug, Clone)]
pub struct Limits {
    /// Most connections at once: below the 1,024 open files that a process usually may have.
    pub most: usize,
    /// Most of them from one address: a county may share one.
    pub per_address: usize,
    /// The county's proxies, whose connections are many people's: they have no share, and say on
    /// whose behalf they ask.
    pub proxies: Vec<IpAddr>,
    /// How long a connection may go on without a request under way, from its first moment on.
    pub idle: Duration,
    /// How long it may take none of the bytes of an answer.
    pub stalled: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            most: 900,
            per_address: 600,
            proxies: Vec::new(),
            idle: Duration::from_secs(20),
            stalled: Duration::from_mins(1),
        }
    }
}

/// The other end of a connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Peer(pub IpAddr);

/// An acceptor that lets no more in than there are places.
#[derive(Debug, Clone)]
pub struct Bounded<A> {
    inner: A,
    places: Arc<Places>,
}

impl<A> Bounded<A> {
    /// Within these limits through `inner`, and counted.
    pub fn new(inner: A, limits: &Limits, counts: Arc<Counts>) -> Self {
        Self {
            inner,
            places: Arc::new(Places::new(limits, counts)),
        }
    }
}

/// The service of one connection, which keeps its place as long as it lives.
#[derive(Debug, Clone)]
pub struct Placed<S> {
    inner: S,
    peer: Peer,
    place: Arc<Place>,
}

impl<A, S> Accept<TcpStream, S> for Bounded<A>
where
    A: Accept<Watched<TcpStream>, S>,
    A::Future: Send + 'static,
    A::Stream: Send + 'static,
    A::Service: Send + 'static,
{
    type Stream = A::Stream;
    type Service = Placed<A::Service>;
    type Future = Pin<Box<dyn Future<Output = io::Result<(Self::Stream, Self::Service)>> + Send>>;

    fn accept(&self, stream: TcpStream, service: S) -> Self::Future {
        let peer = match stream.peer_addr() {
            Ok(address) => Peer(own_address(address)),
            Err(error) => return Box::pin(future::ready(Err(error))),
        };
        let Some(place) = self.places.take(peer.0) else {
            tracing::warn!(address = %peer.0, "too many connections at once: one was closed");
            return Box::pin(future::ready(Err(io::ErrorKind::ConnectionRefused.into())));
        };
        let place = Arc::new(place);
        let watched = Watched::new(stream, Arc::clone(place.activity()));
        let accepting = self.inner.accept(watched, service);
        Box::pin(async move {
            let (stream, inner) = accepting.await?;
            Ok((stream, Placed { inner, peer, place }))
        })
    }
}

/// An IPv4 address that came in through an IPv6 socket is the IPv4 address.
fn own_address(address: SocketAddr) -> IpAddr {
    address.ip().to_canonical()
}

impl<S, B> Service<Request<B>> for Placed<S>
where
    S: Service<Request<B>, Response = Response<Body>>,
    S::Future: Send + 'static,
    B: HttpBody,
{
    type Response = Response<Body>;
    type Error = S::Error;
    type Future = Pin<Box<dyn Future<Output = Result<Response<Body>, S::Error>> + Send>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.inner.poll_ready(context)
    }

    fn call(&mut self, mut request: Request<B>) -> Self::Future {
        let underway = Arc::new(Activity::begin(self.place.activity()));
        if request.body().is_end_stream() {
            underway.is_received();
        }
        request.extensions_mut().insert(self.peer);
        request.extensions_mut().insert(Arc::clone(&underway));
        let answering = self.inner.call(request);
        Box::pin(async move {
            let answer = answering.await?;
            // Held by the body of the answer, to its last byte.
            let held = move |error| {
                let _ = &underway;
                error
            };
            Ok(answer.map(|body| Body::new(body.map_err(held))))
        })
    }
}
