//! How many connections there may be at once. Each costs a file and memory before it has said who it
//! is, so beyond the bound a new one is closed at once and its device tries again.

use std::future::{self, Future};
use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use axum::extract::Request;
use axum_server::accept::Accept;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tower::Service;

/// An acceptor that lets no more than so many in at once.
#[derive(Debug, Clone)]
pub struct Bounded<A> {
    inner: A,
    places: Arc<Semaphore>,
}

impl<A> Bounded<A> {
    /// At most `most` connections through `inner`, from now to their end.
    pub fn new(inner: A, most: usize) -> Self {
        Self {
            inner,
            places: Arc::new(Semaphore::new(most)),
        }
    }
}

/// The service of one connection, which keeps its place as long as it lives.
#[derive(Debug, Clone)]
pub struct Placed<S> {
    inner: S,
    _place: Arc<OwnedSemaphorePermit>,
}

impl<A, I, S> Accept<I, S> for Bounded<A>
where
    A: Accept<I, S>,
    A::Future: Send + 'static,
    A::Stream: Send + 'static,
    A::Service: Send + 'static,
{
    type Stream = A::Stream;
    type Service = Placed<A::Service>;
    type Future = Pin<Box<dyn Future<Output = io::Result<(Self::Stream, Self::Service)>> + Send>>;

    fn accept(&self, stream: I, service: S) -> Self::Future {
        let Ok(place) = Arc::clone(&self.places).try_acquire_owned() else {
            tracing::warn!("too many connections at once: one was closed");
            return Box::pin(future::ready(Err(io::ErrorKind::ConnectionRefused.into())));
        };
        let accepting = self.inner.accept(stream, service);
        Box::pin(async move {
            let (stream, inner) = accepting.await?;
            let placed = Placed {
                inner,
                _place: Arc::new(place),
            };
            Ok((stream, placed))
        })
    }
}

impl<S, B> Service<Request<B>> for Placed<S>
where
    S: Service<Request<B>>,
{
    type Response = S::Response;
    type Error = S::Error;
    type Future = S::Future;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.inner.poll_ready(context)
    }

    fn call(&mut self, request: Request<B>) -> S::Future {
        self.inner.call(request)
    }
}

#[cfg(test)]
mod tests {
    use axum_server::accept::{Accept, DefaultAcceptor};

    use super::Bounded;

    #[tokio::test]
    async fn a_place_is_free_again_when_its_connection_ends() {
        let bounded = Bounded::new(DefaultAcceptor::new(), 2);
        let ((), first) = bounded.accept((), ()).await.unwrap();
        let second = bounded.accept((), ()).await.unwrap();
        assert!(bounded.accept((), ()).await.is_err());
        let in_use = first.clone();
        drop(first);
        assert!(bounded.accept((), ()).await.is_err(), "a request goes on");
        drop(in_use);
        assert!(bounded.accept((), ()).await.is_ok());
        drop(second);
    }
}
