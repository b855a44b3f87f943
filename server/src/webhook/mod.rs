//! Tells a portal what was decided, so that it can send messages of its own (短信, 站内消息).
//!
//! Events are read from the log of revisions in its order, from a cursor that is kept in the database:
//! what was not delivered when the server stopped is delivered when it runs again, and may come
//! twice. No request waits for it. What the portal does not take after several tries is put aside
//! and can be sent again (`yuebao webhook`).

mod deliver;
mod letters;
mod signature;

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use tokio::task::JoinHandle;

pub use letters::{Letter, list, retry};
pub use signature::sign;

use crate::state::AppState;

/// Where to, and how patiently.
#[derive(Clone)]
pub struct Settings {
    /// The portal's address.
    pub url: String,
    /// What bodies are signed with.
    pub secret: Arc<[u8]>,
    /// How often the log is looked at.
    pub pause: Duration,
    /// How long to wait after a first failure; twice as long after each that follows.
    pub first_wait: Duration,
    /// After so many tries an event is put aside.
    pub tries: u32,
}

/// Without the secret.
impl fmt::Debug for Settings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Settings")
            .field("url", &self.url)
            .finish_non_exhaustive()
    }
}

impl Settings {
    /// With usual patience: half an hour, and then the event is put aside.
    pub fn new(url: String, secret: &[u8]) -> Self {
        Self {
            url,
            secret: secret.into(),
            pause: Duration::from_secs(1),
            first_wait: Duration::from_secs(2),
            tries: 10,
        }
    }
}

/// Begins to deliver.
pub fn start(state: AppState, settings: Settings) -> JoinHandle<()> {
    tokio::spawn(async move { deliver::run(&state, &settings).await })
}
