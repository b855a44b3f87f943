//! What one clerk may cost: how long a request may hold the thread that writes, how much an account
//! may write in a day. All of it is far beyond what any month asks for.

use std::cell::Cell;
use std::time::{Duration, Instant};

/// How long the operations of one request may hold the writer. What is left is asked for again.
const HOLD: Duration = Duration::from_secs(3);

/// What an account may still write.
#[derive(Debug)]
pub struct Allowance {
    left: Cell<u64>,
    written: Cell<u64>,
    /// Without one for who has no others waiting behind them.
    until: Option<Instant>,
}

impl Allowance {
    /// So many bytes, from now on for as long as one request may work.
    pub fn of(bytes: u64) -> Self {
        Self {
            left: Cell::new(bytes),
            written: Cell::new(0),
            until: Some(Instant::now() + HOLD),
        }
    }

    /// As much as is asked for and as long as it takes: a command line's, which nobody waits behind.
    pub const fn unbounded() -> Self {
        Self {
            left: Cell::new(u64::MAX),
            written: Cell::new(0),
            until: None,
        }
    }

    /// Whether one more operation may begin.
    pub(super) fn lasts(&self) -> bool {
        self.left.get() > 0 && self.until.is_none_or(|until| Instant::now() < until)
    }

    pub(super) fn spend(&self, bytes: usize) {
        let bytes = bytes as u64;
        self.left.set(self.left.get().saturating_sub(bytes));
        self.written.set(self.written.get().saturating_add(bytes));
    }

    /// How much was written.
    pub fn written(&self) -> u64 {
        self.written.get()
    }
}
