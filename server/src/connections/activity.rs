//! What a connection does at the moment, and until when it may.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::Waker;

use tokio::time::Instant;

use super::Limits;

/// How far a connection is with what it came for. Whoever is less far gives way first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Phase {
    /// No request is under way: nothing was said yet, or nothing more.
    Silent,
    /// A request is still on its way.
    Receiving,
    /// Its answer waits to be taken.
    Stalled,
    /// A request is worked on or answered.
    Working,
}

/// Shared by the bytes of a connection, its requests and the table of places.
#[derive(Debug)]
pub(super) struct Activity {
    limits: Limits,
    now: Mutex<Now>,
}

#[derive(Debug)]
struct Now {
    receiving: usize,
    working: usize,
    /// When it fell silent, or began to receive.
    since: Instant,
    stalled_since: Option<Instant>,
    cut: bool,
    waker: Option<Waker>,
}

impl Activity {
    pub(super) fn new(limits: Limits) -> Self {
        Self {
            limits,
            now: Mutex::new(Now {
                receiving: 0,
                working: 0,
                since: Instant::now(),
                stalled_since: None,
                cut: false,
                waker: None,
            }),
        }
    }

    /// A request begins.
    pub(super) fn begin(activity: &Arc<Self>) -> Underway {
        let mut now = activity.now();
        now.receiving += 1;
        if now.working == 0 && now.receiving == 1 {
            now.since = Instant::now();
        }
        drop(now);
        Underway {
            activity: Arc::clone(activity),
            received: AtomicBool::new(false),
        }
    }

    pub(super) fn phase(&self) -> (Phase, Instant) {
        let now = self.now();
        match (now.stalled_since, now.receiving, now.working) {
            (Some(since), _, 1..) => (Phase::Stalled, since),
            (_, _, 1..) => (Phase::Working, now.since),
            (_, 1.., 0) => (Phase::Receiving, now.since),
            (_, 0, 0) => (Phase::Silent, now.since),
        }
    }

    /// Ends the connection.
    pub(super) fn cut(&self) {
        let mut now = self.now();
        now.cut = true;
        wake(now);
    }

    pub(super) fn is_cut(&self) -> bool {
        self.now().cut
    }

    /// Until when the connection may go on if nothing happens.
    pub(super) fn deadline(&self) -> Option<Instant> {
        let now = self.now();
        let silent = (now.receiving + now.working == 0).then(|| now.since + self.limits.idle);
        let stalled = now.stalled_since.map(|since| since + self.limits.stalled);
        [silent, stalled].into_iter().flatten().min()
    }

    /// Whoever waits for bytes is to be woken when something else has to be seen to.
    pub(super) fn wait(&self, waker: &Waker) {
        let mut now = self.now();
        if !now
            .waker
            .as_ref()
            .is_some_and(|known| known.will_wake(waker))
        {
            now.waker = Some(waker.clone());
        }
    }

    /// Whether the other end takes what is sent.
    pub(super) fn is_taken(&self, taken: bool) {
        let mut now = self.now();
        match (taken, now.stalled_since) {
            (true, _) => now.stalled_since = None,
            (false, None) => now.stalled_since = Some(Instant::now()),
            (false, Some(_)) => {}
        }
    }

    fn now(&self) -> MutexGuard<'_, Now> {
        self.now.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn wake(mut now: MutexGuard<'_, Now>) {
    let waker = now.waker.take();
    drop(now);
    if let Some(waker) = waker {
        waker.wake();
    }
}

/// One request, from its head to the last byte of its answer.
#[derive(Debug)]
pub struct Underway {
    activity: Arc<Activity>,
    received: AtomicBool,
}

impl Underway {
    /// All of it has come: from here on it is worked on, and its connection gives way to nobody.
    pub fn is_received(&self) {
        if !self.received.swap(true, Ordering::SeqCst) {
            let mut now = self.activity.now();
            now.receiving -= 1;
            now.working += 1;
        }
    }
}

impl Drop for Underway {
    fn drop(&mut self) {
        let received = *self.received.get_mut();
        let mut now = self.activity.now();
        if received {
            now.working -= 1;
        } else {
            now.receiving -= 1;
        }
        if now.receiving + now.working == 0 {
            now.since = Instant::now();
            wake(now);
        }
    }
}
