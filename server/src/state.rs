//! What the handlers share.

use std::sync::Arc;

use crate::assets::Assets;
use crate::clock::Clock;
use crate::db::{Readers, Writer};
use crate::hashing::Hashing;
use crate::sign_on::SignOn;
use crate::throttle::Throttle;

/// Shared by all requests; cheap to clone.
#[derive(Debug, Clone)]
pub struct AppState {
    /// Reads.
    pub readers: Arc<Readers>,
    /// Writes.
    pub writer: Arc<Writer>,
    /// The time.
    pub clock: Clock,
    /// The widget's files.
    pub assets: Arc<Assets>,
    /// Failed logins by account.
    pub logins: Arc<Throttle>,
    /// Requests by user.
    pub requests: Arc<Throttle>,
    /// Where passwords are compared.
    pub hashing: Arc<Hashing>,
    /// A hash that no password has, so that an unknown user costs the same time.
    pub nobody: Arc<str>,
    /// Tokens of the portal, if it hands any over.
    pub sign_on: Option<Arc<SignOn>>,
    /// How long a login lasts, in seconds.
    pub session_seconds: i64,
}
