//! What the office's screens ask of the server: its answers are read in the office's part.

#![expect(
    clippy::unnecessary_wraps,
    reason = "a part that can be missing has to answer with a `Result`"
)]

use serde::de::DeserializeOwned;
use wasm_bindgen_futures::spawn_local;
use wasm_split_helpers::{SplitLoaderError, wasm_split};
use yuebao_domain::wire::v2::admin::{Done, Imported, Register};
use yuebao_domain::wire::v2::console::Console;

use super::api::{Answer, parsed};
use crate::fault::SyncFault;

/// Reads one kind of answer.
type Read<T> = fn(&str) -> Result<Box<T>, SyncFault>;

/// How each answer is read.
#[derive(Debug, Clone, Copy)]
pub(super) struct Readers {
    pub(super) register: Read<Register>,
    pub(super) done: Read<Done>,
    pub(super) imported: Read<Imported>,
    pub(super) console: Read<Console>,
}

#[wasm_split(office, fallible)]
fn readers() -> Result<Readers, SplitLoaderError> {
    Ok(Readers {
        register: boxed,
        done: boxed,
        imported: boxed,
        console: boxed,
    })
}

fn boxed<T: DeserializeOwned>(text: &str) -> Result<Box<T>, SyncFault> {
    parsed(text).map(Box::new)
}

/// Reads an answer once the part is here, and says what it is.
pub(super) fn reading<T: 'static>(
    which: fn(&Readers) -> Read<T>,
    say: impl FnOnce(Result<Box<T>, SyncFault>) + 'static,
) -> impl FnOnce(Answer) + 'static {
    move |answer| {
        spawn_local(async move {
            let readers = readers().await.map_err(|_| SyncFault::Unreachable);
            say(answer.and_then(|text| which(&readers?)(&text)));
        });
    }
}
