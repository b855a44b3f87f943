//! The part that the program is kept in, apart from what is there first. What is reached only through
//! `begin` lies in a file of its own: `wasm-split-cli` takes it out of the whole, and the browser
//! fetches it once the first screen is drawn.

#![expect(
    clippy::unnecessary_wraps,
    reason = "a part that can be missing has to answer with a `Result`"
)]

use std::pin::pin;
use std::task::{Context, Poll, Waker};

use wasm_split_helpers::{SplitLoaderError, wasm_split};

use crate::program::Program;
use crate::start::{Start, Work};

#[wasm_split(program, fallible, preload(load))]
fn begin(start: Start) -> Result<Box<dyn Work>, SplitLoaderError> {
    Ok(Box::new(Program::begin(start)))
}

/// Fetches the program; whether it could be had.
pub(crate) async fn fetch_program() -> bool {
    load().await.is_ok()
}

/// The program, once it was fetched: then it answers without waiting.
pub(crate) fn begin_at_once(start: Start) -> Option<Box<dyn Work>> {
    let mut context = Context::from_waker(Waker::noop());
    match pin!(begin(start)).poll(&mut context) {
        Poll::Ready(begun) => begun.ok(),
        Poll::Pending => None,
    }
}
