//! How long the store may take. A browser may leave an open, a read or a write without any answer,
//! and nothing of the widget may wait for that for ever.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo::timers::callback::Timeout;
use js_sys::{Function, Promise};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, spawn_local};

use crate::state::SILENT;

/// The limits for an open, for a read, and for a write before its rows are counted, in milliseconds.
const OPEN: u32 = 5_000;
const READ: u32 = 8_000;
const WRITE: u32 = 5_000;
/// What each row of a write adds: a slow disk has written two in that time.
const A_ROW: u32 = 2;
/// The limits double with each silence in a row, so that a store which is only slow is not given up
/// again and again; but not more often than this.
const DOUBLINGS: u32 = 4;

/// The limits, as they are after what the store has done so far.
#[derive(Debug, Default)]
pub(super) struct Patience {
    silences: Cell<u32>,
}

impl Patience {
    pub(super) fn to_open(&self) -> u32 {
        self.grown(OPEN)
    }

    pub(super) fn to_read(&self) -> u32 {
        self.grown(READ)
    }

    pub(super) fn to_write(&self, rows: usize) -> u32 {
        let rows = u32::try_from(rows).unwrap_or(u32::MAX);
        self.grown(WRITE.saturating_add(rows.saturating_mul(A_ROW)))
    }

    /// What came of waiting; a silence has words of its own.
    pub(super) fn heard<T>(&self, answer: Option<T>) -> Result<T, String> {
        let silences = if answer.is_some() {
            0
        } else {
            self.silences.get().saturating_add(1)
        };
        self.silences.set(silences);
        answer.ok_or_else(|| SILENT.to_owned())
    }

    fn grown(&self, limit: u32) -> u32 {
        limit.saturating_mul(1 << self.silences.get().min(DOUBLINGS))
    }
}

/// Waits for `work`, but not longer than `limit` milliseconds. The work goes on all the same: `late`
/// is told what came of it.
pub(super) async fn within<T: 'static>(
    limit: u32,
    work: impl Future<Output = T> + 'static,
    late: impl FnOnce(T) + 'static,
) -> Option<T> {
    let answer = Rc::new(RefCell::new(None));
    let waits = Rc::new(Cell::new(true));
    let mut work = Some((work, late));
    let mut timeout = None;
    let ended = Promise::new(&mut |resolve, _| {
        let Some((work, late)) = work.take() else {
            return;
        };
        timeout = Some(Timeout::new(limit, calling(resolve.clone())));
        let (answer, waits) = (answer.clone(), waits.clone());
        spawn_local(async move {
            let done = work.await;
            if waits.get() {
                answer.replace(Some(done));
                calling(resolve)();
            } else {
                late(done);
            }
        });
    });
    // It is never rejected.
    drop(JsFuture::from(ended).await);
    waits.set(false);
    drop(timeout);
    answer.take()
}

fn calling(resolve: Function) -> impl FnOnce() {
    move || drop(resolve.call0(&JsValue::UNDEFINED))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_store_that_is_only_slow_is_given_more_time_and_one_that_answers_the_first_again() {
        let patience = Patience::default();
        assert_eq!(
            (patience.to_open(), patience.to_write(1_000)),
            (5_000, 7_000)
        );
        let mut limits = Vec::new();
        for _ in 0..6 {
            assert_eq!(patience.heard(None::<()>), Err(SILENT.to_owned()));
            limits.push(patience.to_read());
        }
        assert_eq!(limits, [16_000, 32_000, 64_000, 128_000, 128_000, 128_000]);
        assert_eq!(patience.heard(Some(1)), Ok(1));
        assert_eq!(patience.to_read(), 8_000);
        assert_eq!(patience.to_write(usize::MAX), u32::MAX);
    }
}
